"""The search over all kinds of record: hits of each kind, best first.

Exact names come first, then names that begin with the text, then those with all its words, then similar ones. The
words may match different facts of a record: a year its date, a name somebody who took part or holds a position, a city
the place of the event. One statement finds the words, one the records of all kinds.
"""

from dataclasses import dataclass, field
from itertools import chain

from experts.models import Expert, Organisation
from lib.names import names_of
from lib.ranking import LIKE
from lib.visibility import audience_of
from summits.search.identifiers import IDENTIFIERS, may_begin, rows_of_identifiers
from summits.search.kinds import NAMED, SEARCHED
from summits.search.marks import EXCERPT, Marker
from summits.search.spelling import corrected
from summits.search.sql import SQL, fetch, has_word, ids, joined, union, visible
from summits.search.typed import SearchText

# The last hit that a list can reach; narrower searches need less.
MOST = 1000
# How many records of a kind are counted and ranked: the newest that match.
CAP = 2000


@dataclass
class Hit:
    """A record that was found.

    ``fit`` as in lib/ranking.py; ``loosely``: some words are missing. ``marks`` are the matches in the title,
    [(start, end)]; ``texts`` are other texts with matches: (field, text, marks). ``standing`` says in words that it, or
    its event, was not held. ``of`` is the kind of the record; for an identifier, that of its record.
    """

    kind: str
    pk: int
    key: str
    title: str
    date: str | None
    fit: int
    loosely: bool
    marks: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    standing: str = ""
    of: str = ""


@dataclass
class Found:
    """The result of a search: the number of hits of each kind, and the requested hits by kind, best first.

    ``counts`` stop at CAP; ``capped`` are the kinds with more. ``searched`` is the text that was searched: as typed, or
    with the most similar word for each word that is on no record (``corrected``).
    """

    searched: str
    corrected: str | None
    counts: dict
    hits: dict
    capped: set = field(default_factory=set)

    def merged(self, first, number):
        """Hits of all kinds in one order: by fit, then by rank within their kinds."""
        places = [
            (hit.fit, hit.loosely, place, order, hit)
            for order, hits in enumerate(self.hits.values())
            for place, hit in enumerate(hits)
        ]
        return [one[-1] for one in sorted(places, key=lambda one: one[:4])[first : first + number]]


class People:
    """The ids of experts, organisations, topics and places whose names have each of the words.

    ``called`` has, for each word, the search keys of the main names of those with the word in a further name only.
    """

    def __init__(self, typed, audience):
        self.found = {model: [set() for _ in typed.words] for model in NAMED}
        self.called = [set() for _ in typed.words]
        parts = []
        for number, model in enumerate(NAMED):
            table, names, rows = model._meta.db_table, names_of(model)._meta.db_table, []
            for word, keys in enumerate(typed.word_keys):
                rows.append(has_word("name_key", keys).format(f"SELECT {word}, id, NULL::text FROM {table} WHERE {{}}"))
                further = f"SELECT {word}, record_id, name_key FROM {names} n JOIN {table} t ON t.id = n.record_id"
                rows.append(has_word("n.key", keys).format(f"{further} WHERE {{}}"))
            every = union(rows).format(
                f"SELECT {number}, word, id, name FROM ({{}}) found(word, id, name) WHERE id IN ("
            )
            parts.append(every + visible(model, audience) + SQL(")"))
        for model, word, pk, name in fetch(union(parts)):
            self.found[NAMED[model]][word].add(pk)
            if name and not any(key in name for key in typed.word_keys[word]):
                self.called[word].add(name)

    def of(self, model):
        """The ids of a model for each word."""
        return self.found[model]

    def known(self, word):
        """Whether any name has the word."""
        return any(found[word] for found in self.found.values())


def search(user, text, kinds=tuple(SEARCHED), first=0, number=20):
    """Search for a text as ``user``: a Found with hits ``first`` to ``first + number`` of each of some kinds.

    All kinds are counted. Identifiers are a kind of their own, returned only on request, since they also find their
    records; they are counted if the text looks like the beginning of one.
    """
    audience, typed = audience_of(user), SearchText(text)
    if not typed.words:
        return Found(text, None, dict.fromkeys((*SEARCHED, IDENTIFIERS), 0), {})
    as_typed = typed
    people = People(typed, audience)
    better = corrected(typed, people, audience)
    if better:
        typed = SearchText(better)
        people = People(typed, audience)
    typed.say_as(people.called)
    counts, hits, loosely = {}, {}, set()
    shown = {kind.name: number if kind.name in kinds else 0 for kind in SEARCHED.values()}
    asked = [(kind, kind.found) for kind in SEARCHED.values()]
    rows = _found(asked, typed, people, audience, first, shown)
    # Kinds without a hit are searched again for records with some of the words.
    again = [(kind, kind.if_none) for kind in SEARCHED.values() if kind.if_none and not rows[kind.name][0][0]]
    if again:
        rows |= _found(again, typed, people, audience, first, shown)
        loosely = {kind.name for kind, _ in again}
    capped = {name for name, found in rows.items() if found[0][0] > CAP}
    counts = {name: min(found[0][0], CAP) for name, found in rows.items()}
    marker = Marker(typed, people, chain.from_iterable(rows.values()))
    wanted = number if IDENTIFIERS in kinds else 0
    count, identifiers = 0, []
    # Names are not searched for among identifiers, which would take a tenth of each search.
    if wanted or may_begin(as_typed.text):
        count, identifiers = rows_of_identifiers(as_typed, audience, first, wanted, CAP)
    counts[IDENTIFIERS] = min(count, CAP)
    if count > CAP:
        capped.add(IDENTIFIERS)
    if wanted:
        hits[IDENTIFIERS] = [_identifier_hit(*row, as_typed.text) for row in identifiers]
    for name in kinds:
        if name == IDENTIFIERS:
            continue
        hits[name] = [_hit(SEARCHED[name], row, marker, name in loosely) for row in rows[name] if row[1] is not None]
    return Found(typed.text, better, counts, hits, capped)


def _found(asked, typed, people, audience, first, shown):
    """The rows of _statement() for [(kind, its ways)] by name of the kind, best first; one statement."""
    parts = [
        _statement(kind, ways, typed, people, audience, first, shown[kind.name]).format(
            f"(SELECT {number} AS kind, found.* FROM ({{}}) found)"
        )
        for number, (kind, ways) in enumerate(asked)
    ]
    rows = {kind.name: [] for kind, _ in asked}
    for number, _, *row in fetch(union(parts) + SQL(" ORDER BY kind, place")):
        rows[asked[number][0].name].append(row)
    return rows


def _statement(kind, ways, typed, people, audience, first, number):
    """(place, number of all, id, key, title, date, fit, texts, names, persons, identifier, standing) of what is found."""
    found = union(ways(kind, typed, people, audience)).format(
        "WITH hits AS MATERIALIZED (SELECT id, min(grade) AS grade FROM ({}) every WHERE id IN ("
    )
    found = found + visible(kind.model, audience)
    found = found + SQL(f") GROUP BY id ORDER BY grade, id DESC LIMIT {CAP + 1}), ")
    fit, rank, alike, beside = kind.ranked(kind, typed)
    order = joined([fit.format("ceil({})::int AS fit"), rank.format("{} AS rank"), alike.format("{} AS alike")], ", ")
    cut = order.format(f"cut AS (SELECT t.id, {{}} FROM hits f JOIN {kind.table} t ON t.id = f.id") + beside
    cut = cut + SQL(f" ORDER BY fit, rank DESC, alike DESC, {kind.then} LIMIT %s OFFSET %s)", number, first)
    texts = ", ".join(f"coalesce(t.{name}, '')" for name in kind.texts)
    date = f"t.{kind.date}::text" if kind.date else "NULL::text"
    by = f"ORDER BY c.fit, c.rank DESC, c.alike DESC, {kind.then}"
    names = kind.beside("names")
    further = f"ARRAY(SELECT n.text FROM {names} n WHERE n.record_id = t.id ORDER BY n.id)" if names else "NULL::text[]"
    last = SQL(
        f" SELECT row_number() OVER ({by}) AS place, (SELECT count(*) FROM hits),"
        f" t.id, t.{kind.key}, t.{kind.title}, {date}, c.fit,"
        f" ARRAY[{texts}]::text[], {further}, "
    )
    last = last + _persons(kind, people, audience) + SQL(", ") + _identifier(kind, typed)
    last = last + SQL(
        f", {kind.standing} FROM (SELECT 1) one LEFT JOIN cut c ON true LEFT JOIN {kind.table} t ON t.id = c.id"
    )
    return found + cut + last


def _persons(kind, people, audience):
    """SQL for the names of the people at a record that match, as an array."""
    if not kind.persons:
        return SQL("NULL::text[]")
    model, column = kind.persons
    experts, organisations = (set.union(*people.of(named)) for named in (Expert, Organisation))
    if not experts and not organisations:
        return SQL("NULL::text[]")
    who = joined([ids("p.expert_id", experts), ids("p.organisation_id", organisations)], " OR ")
    return who.format(
        f"ARRAY(SELECT coalesce(x.name, o.name) FROM {model._meta.db_table} p LEFT JOIN experts_expert x ON x.id = p.expert_id"
        f" LEFT JOIN experts_organisation o ON o.id = p.organisation_id WHERE p.{column} = t.id AND ({{}})"
        f" AND p.id IN ({visible(model, audience).text}) GROUP BY 1 ORDER BY 1)"
    )


def _identifier(kind, typed):
    """SQL for the identifier of a record that equals the text."""
    table = kind.beside("identifiers")
    if not table:
        return SQL("NULL::text")
    pairs = joined([SQL("(%s, %s)", *pair) for pair in typed.identifiers], ", ")
    return pairs.format(
        f"(SELECT min(i.scheme || ':' || i.value) FROM {table} i WHERE i.record_id = t.id AND (i.scheme, i.value) IN ({{}}))"
    )


def _hit(kind, row, marker, loosely):
    _, pk, key, title, date, fit, texts, names, persons, identifier, standing = row
    # A record that is searched by name alone is only similar if not all words are in its names.
    loosely = loosely or (kind.model in NAMED and fit == LIKE)
    hit = Hit(
        kind.name, pk, key, title, date, fit, loosely, marker.of_name(title), standing=standing or "", of=kind.name
    )
    if kind.title == "summary":
        hit.marks = marker.of_text(title)
    hit.texts = marker.texts(kind, title, texts, names, persons, identifier)
    return hit


def _identifier_hit(of, pk, key, identifier, fit, title, typed):
    """An identifier, with the name of its record; literal matches are marked."""
    start = identifier.lower().find(typed.strip().lower())
    marks = [(start, start + len(typed.strip()))] if start >= 0 else [(0, len(identifier))]
    hit = Hit(IDENTIFIERS, pk, key, identifier, None, fit, loosely=False, marks=marks, of=of)
    hit.texts = [("names", title if len(title) <= EXCERPT else f"{title[:EXCERPT]}…", [])]
    return hit
