"""Generated places, sources, topics, organisations, experts and their appointments."""

import datetime
from dataclasses import dataclass, field

from anyascii import anyascii

from benchmarks import words
from benchmarks.chance import public_id
from lib.names import search_key

BUSIEST = 1  # id of the busiest expert
BUSIEST_POSTS = 12


def slugify(text):
    """A text as part of an address."""
    return search_key(text).replace(" ", "-")[:90].strip("-")


@dataclass
class World:
    """The ids of records for references, with data for their names."""

    size: object
    chance: object
    copies: object
    places: list = field(default_factory=list)  # (id, words, weight)
    countries: dict = field(default_factory=dict)  # name → id
    sources: int = 0
    topics: list = field(default_factory=list)  # names; the id is the index + 1
    families: list = field(default_factory=list)  # by root: ids of all topics below it
    organisations: int = 0
    posts: dict = field(default_factory=dict)  # expert → [(appointment, organisation, post)]
    experts: int = 0
    citations: dict = field(default_factory=dict)  # table → next id

    def cite(self, add, table, record, share=1.0, fields=(), extra=()):
        """Add a citation of a record with the probability `share`."""
        chance = self.chance
        if chance.random() > share:
            return
        number = self.citations.get(table, 0) + 1
        self.citations[table] = number
        paragraph = sentence = None
        locator = ""
        if chance.random() < 0.8:
            paragraph = chance.randint(1, 60)
            sentence = chance.randint(1, 8) if chance.random() < 0.8 else None
        else:
            locator = f"p. {chance.randint(1, 400)}"
        name = fields[chance.randrange(len(fields))] if fields and chance.random() < 0.1 else ""
        value = chance.date(unknown=0) if name else ""
        add(number, 1 + chance.rank(self.sources), record, paragraph, sentence, locator, name, value, "", *extra)


CITATION = ("id", "source_id", "record_id", "paragraph", "sentence", "locator", "field", "value", "note")
RECORD = ("id", "public_id", "publication")
NAME = ("id", "record_id", "text", "language", "script", "kind", "period", "key")


def make_places(world):
    """Countries, cities, venues."""
    add = world.copies.table(
        "sources_place", (*RECORD, "slug", "kind", "name", "name_key", "parent_id", "country_id", "address")
    )
    number = 0

    def place(kind, name, parent=None, country=None, address=""):
        nonlocal number
        number += 1
        slug = slugify(name) if kind != "venue" else f"{slugify(name)}-{number}"
        if kind == "city":
            slug += "-city"
        add(number, public_id("p", number), "published", slug, kind, name, search_key(name), parent, country, address)
        return number

    for _, country, _ in words.CITIES:
        if country not in world.countries:
            world.countries[country] = place("country", country)
    for city, country, weight in words.CITIES:
        home = world.countries[country]
        here = place("city", city, home, home)
        world.places.append((here, city, weight))
        if weight > 5:
            for venue in words.VENUES:
                street = f"{world.chance.randint(1, 90)} {world.chance.choice(words.LATIN_START)}strasse"
                there = place("venue", f"{venue}, {city}", here, home, street)
                world.places.append((there, city, weight / 8))


def make_sources(world):
    """Reports, archives, articles."""
    add = world.copies.table(
        "sources_source",
        (
            *RECORD,
            "slug",
            "kind",
            "title",
            "author",
            "publisher",
            "url",
            "published",
            "accessed",
            "language",
            "licence",
            "first_words",
            "archived_text",
            "notes",
        ),
    )
    chance = world.chance
    kinds = ("report", "dataset", "official_document", "treaty", "news_article", "book", "web_page", "archive")
    world.sources = world.size.sources
    for number in range(1, world.sources + 1):
        subject = chance.choice(words.SUBJECTS)
        title = f"Report {number}: {subject} and {chance.choice(words.ROOT_TOPICS)}"
        body = words.BODIES[chance.rank(len(words.BODIES))]
        state = "published" if number < 5 else chance.published(0.02)
        add(
            number,
            public_id("s", number),
            state,
            f"{slugify(title)[:60]}-{number}",
            chance.choice(kinds),
            title,
            "",
            body,
            f"https://example.org/reports/{number}",
            chance.date(),
            None,
            "en",
            "",
            "",
            "",
            "",
        )


def make_topics(world):
    """Topics in three levels, with paths; most records have few popular topics."""
    add = world.copies.table("topics_topic", (*RECORD, "slug", "name", "name_key", "broader_id", "definition", "path"))
    label = world.copies.table("topics_topicname", NAME)
    chance, size = world.chance, world.size
    roots = min(len(words.ROOT_TOPICS), size.topics // 5)
    middles = size.topics // 10
    paths, names, above, labels = {}, {}, {}, 0
    for number in range(1, size.topics + 1):
        if number <= roots:
            parent, name = None, words.ROOT_TOPICS[number - 1]
        elif number <= roots + middles:
            parent = 1 + (number - roots - 1) % roots
            aspect = words.ASPECTS[(number - roots - 1) // roots % len(words.ASPECTS)]
            name = f"{names[parent]}: {aspect}"
        else:
            parent = roots + 1 + chance.rank(middles)
            name = f"{names[parent]}, {words.RARE[number % len(words.RARE)]} {chance.choice(words.CITIES)[0]} {number}"
        paths[number] = f"{paths.get(parent, '/')}{number}/"
        names[number], above[number] = name, parent
        state = "published" if number <= roots + middles else chance.published(0.02)
        slug = slugify(name) if number <= roots + middles and middles <= 400 else f"{slugify(name)[:80]}-{number}"
        definition = chance.sentence() if chance.random() < 0.5 else ""
        add(number, public_id("t", number), state, slug, name, search_key(name), parent, definition, paths[number])
        if chance.random() < 0.3:
            labels += 1
            text = f"{chance.choice(words.RARE)} {number}"
            label(labels, number, text, "en", "Latn", "variant", None, search_key(text))
    world.topics = [names[number] for number in range(1, size.topics + 1)]
    families = {root: [root] for root in range(1, roots + 1)}
    for number in range(roots + 1, size.topics + 1):
        root = number
        while above[root]:
            root = above[root]
        families[root].append(number)
    world.families = list(families.values())


def make_organisations(world):
    """States with their territories, then bodies and their units."""
    add = world.copies.table(
        "experts_organisation",
        (*RECORD, "slug", "kind", "name", "name_key", "parent_id", "start", "end", "place_id", "website"),
    )
    further = world.copies.table("experts_organisationname", NAME)
    territory = world.copies.table("experts_organisationterritory", ("id", "organisation_id", "place_id", "period"))
    chance, size = world.chance, world.size
    kinds = ("institute", "think_tank", "university", "ministry", "club", "periodical", "company", "party")
    names, depths, extra = {}, {}, 0
    world.organisations = size.organisations
    countries = list(world.countries.items())
    for number in range(1, size.organisations + 1):
        parent, place, start, end, depth = None, None, None, None, 0
        if number <= min(len(countries), size.organisations // 4):
            name, place = countries[number - 1]
            kind, end = "state", ".."
            territory(number, number, place, None)
        elif number % 3 == 0:
            parent = 1 + chance.rank(number - 1)
            while depths[parent] >= 3:
                parent = 1 + chance.rank(number - 1)
            kind, depth = "unit", depths[parent] + 1
            name = f"{words.UNITS[number % len(words.UNITS)]} {number}"
        else:
            kind = kinds[chance.rank(len(kinds))]
            place = world.places[chance.rank(len(world.places))][0]
            start = f"{chance.randint(1890, 2015)}" if chance.random() < 0.6 else None
            # An end that is known lies after any start given above.
            end = (
                ".." if chance.random() < 0.5 else (f"{chance.randint(2016, 2023)}" if chance.random() < 0.1 else None)
            )
            city = words.CITIES[chance.rank(len(words.CITIES))][0]
            name = f"{city} {words.BODIES[number % len(words.BODIES)]} {number}"
        names[number], depths[number] = name, depth
        state = "published" if number < 200 else chance.published(0.03)
        add(
            number,
            public_id("o", number),
            state,
            f"{slugify(name)}-{number}",
            kind,
            name,
            search_key(name),
            parent,
            start,
            end,
            place,
            "https://example.org/" if kind != "unit" else "",
        )
        if chance.random() < 0.3:
            extra += 1
            short = "".join(word[0] for word in name.split() if word[0].isalpha()).upper() + str(number)
            further(extra, number, short, "en", "Latn", "short", None, search_key(short))


def person(chance):
    """(name in Latin, [(text, language, script, kind)]) of somebody; half of them write in Cyrillic."""
    if chance.random() < 0.5:
        first = chance.choice(words.CYRILLIC_FIRST)
        ends, weights = zip(*words.CYRILLIC_END, strict=True)
        last = chance.choice(words.CYRILLIC_STEM) + chance.choices(ends, weights)[0]
        if first[-1] in "ая" and last.endswith(("ов", "ев", "ин")):
            last += "а"
        elif first[-1] in "ая" and last.endswith("ский"):
            last = last[:-2] + "ая"
        name = f"{_latin(first)} {_latin(last)}"
        more = [(f"{first} {last}", "ru", "Cyrl", "translation")]
        if chance.random() < 0.4:
            variant = anyascii(f"{first} {last}").replace("'", "")
            variant = variant.replace("iy", "y").replace("yu", "iu").replace("ya", "ia").replace("kh", "h")
            if variant != name:
                more.append((variant, "en", "Latn", "transliteration"))
        if chance.random() < 0.2:
            more.append((f"{_latin(first)[0]}. {_latin(last)}", "en", "Latn", "as_printed"))
        return name, more
    first, last = chance.choice(words.LATIN_FIRST), chance.choice(words.LATIN_START) + chance.choice(words.LATIN_END)
    if chance.random() < 0.12:
        last += f"-{chance.choice(words.LATIN_START)}{chance.choice(words.LATIN_END)}"
    middle = f"{chance.choice('ABCDEFGHJKLMNPRSTW')}. " if chance.random() < 0.3 else ""
    more = [(f"{first[0]}. {last}", "en", "Latn", "as_printed")] if chance.random() < 0.25 else []
    return f"{first} {middle}{last}", more


def _latin(text):
    return anyascii(text).replace("'", "")


def make_experts(world):
    """Persons with name variants and identifiers; some have had another slug."""
    add = world.copies.table("experts_expert", (*RECORD, "slug", "name", "name_key", "born", "died", "notes"))
    variant = world.copies.table("experts_expertname", NAME)
    identifier = world.copies.table("experts_expertidentifier", ("id", "record_id", "scheme", "value"))
    former = world.copies.table("experts_formerexpertslug", ("id", "slug", "record_id"))
    cited = world.copies.table("experts_expertcitation", CITATION)
    chance = world.chance
    world.experts = world.size.experts
    names = marks = formers = 0
    for number in range(1, world.experts + 1):
        name, more = person(chance)
        slug = f"{slugify(name)}-{number}"
        state = "published" if number == BUSIEST else chance.published(0.03)
        born = f"{chance.randint(1925, 1990)}" if chance.random() < 0.6 else None
        died = f"{chance.randint(2018, 2024)}" if born and chance.random() < 0.05 else None
        notes = chance.sentence() if chance.random() < 0.2 else ""
        add(number, public_id("x", number), state, slug, name, search_key(name), born, died, notes)
        for text, language, script, kind in more:
            names += 1
            variant(names, number, text, language, script, kind, None, search_key(text))
        if chance.random() < 0.1:
            marks += 1
            identifier(marks, number, "other", f"n{number}")
        if chance.random() < 0.02:
            formers += 1
            former(formers, f"{slug}-before", number)
        world.cite(cited, "expert", number, 0.3, ("born",))


def make_appointments(world):
    """Posts: few for most experts, many for some; several at once are normal."""
    add = world.copies.table(
        "experts_appointment", (*RECORD, "expert_id", "organisation_id", "post", "start", "end", "note")
    )
    cited = world.copies.table("experts_appointmentcitation", (*CITATION, "attested_on"))
    chance, size = world.chance, world.size
    seen = set()
    owners = [BUSIEST] * BUSIEST_POSTS
    owners += [2 + (n % (world.experts - 1)) for n in range(size.appointments // 2)]
    while len(owners) < size.appointments:
        owners.append(2 + chance.rank(world.experts - 1))
    number = 0
    for owner in owners:
        while True:
            organisation = 1 + chance.rank(world.organisations)
            post = words.POSTS[chance.rank(len(words.POSTS))]
            begun = chance.day()
            start = _single(chance, begun) if chance.random() < 0.85 else None
            later = begun + datetime.timedelta(days=400 + int(chance.expovariate(1 / 1800)))
            end = ".." if chance.random() < 0.3 else (_single(chance, later) if chance.random() < 0.7 else None)
            key = (owner, organisation, post, start, end)
            if key not in seen:
                break
        seen.add(key)
        number += 1
        state = "published" if owner == BUSIEST else chance.published(0.04)
        note = chance.sentence() if chance.random() < 0.1 else ""
        add(number, public_id("a", number), state, owner, organisation, post, start, end, note)
        world.posts.setdefault(owner, []).append((number, organisation, post))
        attested = (chance.date(begun, 0) if chance.random() < 0.5 else None,)
        world.cite(cited, "appointment", number, 0.6, ("start", "end"), attested)


def _single(chance, day):
    """One date without an interval, in one of the precisions."""
    kind = chance.random()
    if kind < 0.4:
        return day.isoformat()
    if kind < 0.65:
        return f"{day:%Y-%m}"
    return f"{day:%Y}" + ("" if kind < 0.9 else "~" if kind < 0.95 else "?")
