"""The work items: which addresses are asked for, and what the product must reach."""

import random
from dataclasses import dataclass, field
from itertools import zip_longest
from urllib.parse import urlencode

from benchmarks.base import BUSIEST
from lib.names import search_key

URLS = 24
SEED = 7
PAGE = 50
ANSWERS = ((1, 60), (150, 400), (800, 1600))  # participants in a page of events
NAMESAKES = ((1, 20), (21, 80), (81, 400))  # names like the one that is asked for
CANDIDATES = 3000  # of such lists, drawn until there are enough of each length
# Ten times the data may take so many times as long.
GROWTH = {"W4": 5.0, "W6a": 5.0}
GROWTH_ELSE = 2.0


@dataclass(frozen=True)
class Target:
    """Upper limit of the ratio to the limit, least factor to DRF, most statements; None: no target."""

    limit: float
    drf: float | None = None
    statements: int | None = None


@dataclass
class Item:
    """A work item: its label, its addresses, its targets by size."""

    label: str
    words: str
    targets: dict
    paths: list = field(default_factory=list)


def items():
    """The work items without addresses."""
    w3, w4 = Target(2.0, 4.0, 6), {"S": Target(1.3, None), "L": Target(1.3, 3.0)}
    return [
        Item("W1", "events by dates, topic subtree, country", {"S": Target(1.5, 3.0, 4), "L": Target(1.5, 2.5, 4)}),
        Item(
            "W2",
            "positions by topic subtree, expert, dates, stance",
            {"S": Target(2.0, 1.6, 4), "L": Target(1.6, 1.3, 4)},
        ),
        Item("W3", "event detail, everything nested", {"S": w3, "L": w3}),
        Item("W4", "related events", w4),
        Item("W5a", "timeline of 30 entries", {s: Target(2.0, 3.5, 3) for s in "SL"}),
        Item("W5b", "timeline of 5,000 entries", {s: Target(1.3, 4.5, 3) for s in "SL"}),
        Item("W6a", "full text", {s: Target(1.6) for s in "SL"}),
        Item("W6b", "names in any script, with typing errors", {s: Target(1.5) for s in "SL"}),
    ]


def mixed(groups):
    """One of each group after the other, as long as there are any: small data fill only the first."""
    return [path for row in zip_longest(*groups) for path in row if path]


class Addresses:
    """Makes the seeded lists of addresses from what the database holds."""

    def __init__(self, connection, urls=URLS, seed=SEED):
        self.rows = lambda sql, *values: connection.execute(sql, values).fetchall()
        self.chance = random.Random(seed)
        self.urls = urls

    def fill(self, items):
        """Give each item its addresses."""
        made = {
            "W1": self.events,
            "W2": self.positions,
            "W3": lambda: [f"/api/v1/events/{slug}/" for slug in self.event_slugs()],
            "W4": lambda: [f"/api/v1/events/{slug}/related/" for slug in self.event_slugs()],
            "W5a": lambda: [f"/api/v1/experts/{slug}/timeline/" for slug in self.experts_with(30)],
            "W5b": self.busiest,
            "W6a": self.full_text,
            "W6b": self.names,
        }
        for item in items:
            item.paths = made[item.label]()
        return items

    def sample(self, sql, *values):
        """`urls` rows of a query in a fixed order, drawn by the seed."""
        rows = self.rows(sql, *values)
        return [rows[self.chance.randrange(len(rows))] for _ in range(self.urls)]

    def events(self):
        """Lists around events that exist: their country, the field of one of their topics, some years.

        A third answers with few participants in its first page, a third with hundreds, a third with a
        thousand: the same at each size, so that sizes are compared by what is searched and not by
        what is answered.
        """
        rows = self.rows("""
            SELECT root.slug, mid.slug, c.slug, extract(year FROM e.date_earliest)::int
            FROM summits_event e JOIN sources_place p ON p.id = e.place_id JOIN sources_place c ON c.id = p.country_id
            JOIN summits_eventtopic et ON et.event_id = e.id JOIN topics_topic t ON t.id = et.topic_id
            JOIN topics_topic root ON root.id = split_part(t.path, '/', 2)::bigint
            LEFT JOIN topics_topic mid ON mid.id = nullif(split_part(t.path, '/', 3), '')::bigint
            WHERE e.publication = 'published' AND e.date_earliest > '1900-01-01' AND root.publication = 'published'
            ORDER BY et.id""")

        def draw(_):
            root, mid, country, year = rows[self.chance.randrange(len(rows))]
            topic = mid if mid and self.chance.random() < 0.3 else root
            span = self.chance.choice((2, 6, 15, 40))
            dates = {"date_from": year - span // 2, "date_to": f"{year + span // 2}-12-31"}
            people = self.participants_in_page(topic, country, f"{dates['date_from']}-01-01", dates["date_to"])
            return (
                people,
                f"/api/v1/events/?{urlencode(dates | {'topic': topic, 'country': country, 'page_size': PAGE})}",
            )

        return self.of_each_length(ANSWERS, draw)

    def of_each_length(self, bounds, draw):
        """As many addresses for each (least, most) of `bounds`; `draw(number)` gives a candidate: (length of its answer, path)."""
        found = {one: [] for one in bounds}
        each = self.urls // len(found)
        for number in range(CANDIDATES):
            length, path = draw(number)
            for (least, most), paths in found.items():
                if least <= length <= most and len(paths) < each and path not in paths:
                    paths.append(path)
            if all(len(paths) == each for paths in found.values()):
                break
        return mixed(found.values())

    def participants_in_page(self, topic, country, first, last):
        """How many take part in the first page of public events on a topic, in a country and in a span of days."""
        return self.rows("""
            SELECT count(*) FROM summits_participation WHERE event_id IN (
                SELECT e.id FROM summits_event e WHERE e.publication = 'published'
                    AND e.date_latest >= %s AND e.date_earliest <= %s
                    AND e.place_id IN (SELECT p.id FROM sources_place p JOIN sources_place c ON c.id IN (p.id, p.country_id)
                        WHERE c.slug = %s AND p.publication = 'published')
                    AND e.id IN (SELECT et.event_id FROM summits_eventtopic et JOIN topics_topic t ON t.id = et.topic_id
                        JOIN topics_topic r ON t.path ~>=~ r.path AND t.path ~<~ (r.path || ':')
                        WHERE r.slug = %s AND t.publication = 'published')
                ORDER BY e.date_earliest DESC, e.id DESC LIMIT %s)""", first, last, country, topic, PAGE)[0][0]  # fmt: skip

    def positions(self):
        """Lists around positions that exist; the experts are busy ones, so that lists are not all short."""
        rows = self.sample("""
            SELECT root.slug, x.slug, extract(year FROM v.effective_date_earliest)::int, pt.stance
            FROM summits_positionholder h JOIN summits_position v ON v.id = h.position_id
            JOIN experts_expert x ON x.id = h.expert_id JOIN summits_positiontopic pt ON pt.position_id = v.id
            JOIN topics_topic t ON t.id = pt.topic_id
            JOIN topics_topic root ON root.id = split_part(t.path, '/', 2)::bigint
            WHERE v.publication = 'published' AND x.publication = 'published' AND v.effective_date_earliest > '1900-01-01'
                AND h.expert_id IN (
                    SELECT expert_id FROM summits_positionholder GROUP BY expert_id HAVING count(*) >= 30)
                AND h.id %% 7 = 0
            ORDER BY pt.id""")
        found = []
        for topic, expert, year, stance in rows:
            span = self.chance.choice((4, 10, 40))
            query = {"topic": topic, "expert": expert, "date_from": year - span // 2, "date_to": year + span // 2}
            # Half of the questions take two stances together.
            also = self.chance.choice(("supports", "opposes", "mixed"))
            stances = f"{stance},{also}" if len(found) % 2 and also != stance else stance
            found.append(f"/api/v1/positions/?{urlencode(query | {'stance': stances})}")
        return found

    def event_slugs(self):
        """Events of all sizes."""
        return [
            row[0] for row in self.sample("SELECT slug FROM summits_event WHERE publication = 'published' ORDER BY id")
        ]

    def experts_with(self, entries):
        """Published experts whose posts, participations and positions number about `entries`."""
        rows = self.sample("""
            SELECT x.slug FROM experts_expert x WHERE x.publication = 'published' AND
                (SELECT count(*) FROM experts_appointment a WHERE a.expert_id = x.id)
                + (SELECT count(*) FROM summits_participation p WHERE p.expert_id = x.id)
                + (SELECT count(*) FROM summits_positionholder h WHERE h.expert_id = x.id) BETWEEN %s AND %s
            ORDER BY x.id LIMIT 500""", entries - 8, entries + 2)  # fmt: skip
        return [slug for (slug,) in rows]

    def busiest(self):
        """The expert with the most entries."""
        return [
            f"/api/v1/experts/{self.rows('SELECT slug FROM experts_expert WHERE id = %s', BUSIEST)[0][0]}/timeline/"
        ]

    def full_text(self):
        """One to three words, common and rare ones, phrases and exclusions."""
        common = ["verification", "treaty", "summit", "dialogue", "sanctions", "trust", "diplomacy", "inspections"]
        from benchmarks.words import RARE

        found = []
        for index in range(self.urls):
            words = [self.chance.choice(RARE if index % 2 else common)]
            if index % 3 == 1:
                words.append(self.chance.choice(common))
            if index % 6 == 2:
                words = ['"humanitarian corridor"', f"-{self.chance.choice(RARE)}"]
            if index % 8 == 5:
                words += ["or", self.chance.choice(RARE)]
            found.append(f"/api/v1/positions/?{urlencode({'q': ' '.join(words)})}")
        return found

    def names(self):
        """Names as people type them: surnames in either script, whole names, with a slip in every second.

        A third is like the names of a few people, a third of some, a third of many: as with events,
        the same at each size.
        """
        rows = self.rows("""
            SELECT name FROM (
                SELECT name, id FROM experts_expert WHERE publication = 'published'
                UNION ALL SELECT text, record_id FROM experts_expertname WHERE script = 'Cyrl'
            ) n ORDER BY id, name""")
        self.rows("SELECT set_config('pg_trgm.word_similarity_threshold', '0.45', false)")  # as in config/settings.py

        def draw(index):
            name = self.chance.choice(rows)[0]
            text = name.split()[-1] if index % 3 else name
            if index % 2 and len(text) > 5:
                at = self.chance.randrange(1, len(text) - 2)
                text = (
                    text[:at] + text[at + 1] + text[at] + text[at + 2 :]
                    if index % 4 == 1
                    else text[:at] + text[at + 1 :]
                )
            return self.number_of_namesakes(text), f"/api/v1/experts/?{urlencode({'name': text})}"

        return self.of_each_length(NAMESAKES, draw)

    def number_of_namesakes(self, text):
        """How many names are like a text."""
        key = search_key(text)
        return self.rows("""SELECT (SELECT count(*) FROM experts_expert WHERE name_key %%> %s)
            + (SELECT count(*) FROM experts_expertname WHERE key %%> %s)""", key, key)[0][0]  # fmt: skip
