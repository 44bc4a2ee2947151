"""What is searched of each kind of record, and by what a record is found.

Every kind gives queries of (id, grade): ``grade`` says how well a record fits by something else than
its names (LIKE: by nothing).
"""

from collections.abc import Callable
from dataclasses import dataclass

from experts.models import Expert, Organisation
from lib.fulltext import PLAIN, STEMS
from lib.names import occurs, spelt
from lib.ranking import EXACT, LIKE, START, WORDS, abbreviated
from sources.models import Place, Source
from summits.models import Event, Outcome, OutcomeParty, Participation, Position, PositionHolder
from summits.models.standing import words_sql
from summits.search.sql import (
    SQL,
    begins_word,
    compiled,
    has_word,
    is_like,
    joined,
    likeness,
    said,
    union,
    visible,
    within,
    worded,
)
from summits.search.typed import year_of
from topics.models import Topic

# Kinds whose names are looked for by each word, since other kinds are found by them as well.
NAMED = (Expert, Organisation, Topic, Place)


@dataclass(frozen=True)
class Searched:
    """A kind of record in the search.

    ``found`` gives the queries, ``if_none`` those of what has not all the words, asked where these
    find nothing; ``ranked`` gives the pieces (fit, rank, likeness) of the order, which ``then`` ends, and what they join.
    ``title`` and ``date`` are columns; ``texts`` are columns of texts that are searched, ``persons``
    the table of rows that name experts and organisations, with the column that leads back. ``standing``
    is SQL for the words on what did not take place.
    """

    name: str
    words: str
    model: type
    found: Callable
    ranked: Callable
    then: str
    title: str = "name"
    date: str = ""
    texts: tuple = ()
    persons: tuple = ()
    standing: str = "NULL"
    if_none: Callable | None = None

    @property
    def table(self):
        """The table of its records."""
        return self.model._meta.db_table

    @property
    def key(self):
        """The field in the addresses of its records."""
        return "slug" if hasattr(self.model, "slug") else "public_id"

    def beside(self, relation):
        """The table of rows beside its records, e.g. ``names``; None if it has none."""
        if not hasattr(self.model, relation):
            return None
        return self.model._meta.get_field(relation).related_model._meta.db_table


def _graded(query, grade):
    return query.format(f"SELECT id, {grade} AS grade FROM ({{}}) found(id)")


def _of_word(word, query):
    """The rows of a query as those of a word, by its number."""
    return query.format(f"SELECT {word}, id FROM ({{}}) w(id)")


def _having(pieces, words):
    """The ids that queries of (word, id) have for each of some words, by their numbers."""
    if not words:
        return SQL("")
    every = union(pieces)
    return SQL(
        f"SELECT id FROM ({every.text}) every(word, id) WHERE word = ANY(%s::int[])"
        f" GROUP BY id HAVING count(DISTINCT word) = {len(words)}",
        *every.values, list(words),
    )  # fmt: skip


def _by_all(facts, texts, words, grade):
    """(id, grade) of what ``facts`` and ``texts`` together have all the words for, as rows (word, id).

    What has each of them for a fact – its name, its date, its place, who was there – comes half a grade before what has
    one in a text alone: a text says of many things what they are not.
    """
    pieces = [union(facts).format("SELECT word, id, true AS fact FROM ({}) f(word, id)")] if facts else []
    every = joined([*pieces, union(texts).format("SELECT word, id, false FROM ({}) t(word, id)")], " UNION ALL ")
    return SQL(
        f"SELECT id, CASE WHEN count(DISTINCT word) FILTER (WHERE fact) = {words} THEN {grade} - 0.5 ELSE {LIKE} END"
        f" FROM ({every.text}) every(word, id, fact) GROUP BY id HAVING count(DISTINCT word) = {words}",
        *every.values,
    )  # fmt: skip


# By facts alone, see _by_all().
_BY_FACTS = SQL("(mod(f.grade, 1) > 0)::int + ")


def _every(typed):
    return range(len(typed.words))


def _known_as(kind, typed):
    """Records with the text as their identifier or address."""
    key = typed.text.strip()
    parts = [SQL(f"SELECT id FROM {kind.table} WHERE {kind.key} = %s", key)]
    if table := kind.beside("identifiers"):
        pairs = joined([SQL("(%s, %s)", *pair) for pair in typed.identifiers], ", ")
        parts.append(pairs.format(f"SELECT record_id FROM {table} WHERE (scheme, value) IN ({{}})"))
    return _graded(union(parts), EXACT)


def _like(kind, typed):
    names, parts = kind.beside("names"), []
    # Each key by itself: by OR the planner reads the whole table and compares every name, which it takes for cheap.
    for key in typed.whole:
        parts.append(is_like("name_key", [key]).format(f"SELECT id FROM {kind.table} WHERE {{}}"))
        parts.append(is_like("key", [key]).format(f"SELECT record_id FROM {names} WHERE {{}}"))
    return union(parts)


def _by_names(kind, typed, also=()):
    """(fit, likeness of the record's further names, join that has both of these names) of records with names."""
    keys = [*typed.keys, *also]
    alike = likeness("n.key", typed.whole)
    further = SQL("CROSS JOIN LATERAL (SELECT min(parley_fit(n.key, %s)) AS fit, max(", keys) + alike
    further = further + SQL(f") AS alike FROM {kind.beside('names')} n WHERE n.record_id = t.id) further")
    return SQL("least(f.grade, parley_fit(t.name_key, %s), further.fit)", keys), SQL("further.alike"), further


# --- what has names -----------------------------------------------------------------------------------------------


def _named(kind, typed, people, audience):
    parts = [_known_as(kind, typed), _graded(_like(kind, typed), LIKE)]
    every = set.intersection(*people.of(kind.model)) if typed.words else set()
    if every:
        parts.append(_graded(SQL("SELECT unnest(%s::bigint[])", list(every)), LIKE))
    if kind.model is Place:
        parts.append(_graded(_by_address(kind, typed), WORDS))
    condition = abbreviated(Organisation, typed.text) if kind.model is Organisation else None
    if condition is not None:
        rows = Organisation._base_manager.filter(condition).order_by().values_list("pk")
        parts.append(_graded(compiled(rows), START))
    return parts


def _by_address(kind, typed):
    """Places that found_by_address() finds, in a statement that takes a tenth of the time to put together and to plan."""
    named, own = [], [SQL("SELECT word, id, true FROM named")]
    for word, (text, keys) in enumerate(zip(typed.words, typed.word_keys, strict=True)):
        for column, key, table in (("name_key", "id", kind.table), ("key", "record_id", kind.beside("names"))):
            begins = joined([begins_word(column, one) for one in keys], " OR ")
            named.append(begins.format(f"SELECT {word} AS word, {key} AS id FROM {table} WHERE {{}}"))
        at = compiled(Place._base_manager.filter(occurs("address", text, joined=False)).order_by().values_list("pk"))
        own.append(at.format(f"SELECT {word}, id, true FROM ({{}}) at(id)"))
    above = SQL(f"SELECT word, p.id, false FROM named n JOIN {kind.table} p ON n.id IN (p.parent_id, p.country_id)")
    return (
        union(named).format("WITH named AS MATERIALIZED ({})")
        + union([*own, above]).format("SELECT id FROM ({}) every(word, id, own) GROUP BY id")
        + SQL(f"HAVING count(DISTINCT word) = {len(typed.words)} AND bool_or(own)")
    )


def _rank_names(kind, typed):
    fit, alike, further = _by_names(kind, typed)
    own = likeness("t.name_key", typed.whole)
    return fit, SQL("0"), joined([own, alike], ", ").format("greatest({})"), further


# --- what is found by those who were there, too ---------------------------------------------------------------------


def _of_people(kind, people, audience):
    """(word, id) of the events, positions or outcomes at which experts and organisations with the word in a name stand."""
    model, column = kind.persons
    rows = []
    for named, field in ((Expert, "expert_id"), (Organisation, "organisation_id")):
        if pairs := [(word, pk) for word, found in enumerate(people.of(named)) for pk in found]:
            words, pks = zip(*pairs, strict=True)
            query = SQL(
                f"SELECT w.word, p.{column}, p.id FROM unnest(%s::int[], %s::bigint[]) w(word, id)"
                f" JOIN {model._meta.db_table} p ON p.{field} = w.id",
                list(words), list(pks),
            )  # fmt: skip
            rows.append(query)
    if not rows:
        return []
    seen = union(rows).format("SELECT word, record FROM ({}) p(word, record, id) WHERE id IN (")
    return [seen + visible(model, audience) + SQL(")")]


def _in_years(kind, typed):
    """(word, id) of what is dated in the years that are words."""
    years = [(word, year_of(text)) for word, text in enumerate(typed.words)]
    found = [(word, within(kind.date, days)) for word, days in years if days]
    return [_of_word(word, dated.format(f"SELECT id FROM {kind.table} WHERE {{}}")) for word, dated in found]


def _at_places(kind, people):
    """(word, id) of events at places with the word in a name, and at what lies in them."""
    pairs = [(word, pk) for word, found in enumerate(people.of(Place)) for pk in found]
    if not pairs:
        return []
    words, pks = zip(*pairs, strict=True)
    return [
        SQL(
            "SELECT w.word, t.id FROM unnest(%s::int[], %s::bigint[]) w(word, id) JOIN sources_place s"
            f" ON w.id IN (s.id, s.parent_id, s.country_id) JOIN {kind.table} t ON t.place_id = s.id",
            list(words), list(pks),
        )
    ]  # fmt: skip


def _events(kind, typed, people, audience):
    facts, texts = [*_of_people(kind, people, audience), *_in_years(kind, typed), *_at_places(kind, people)], []
    for word, (text, keys) in enumerate(zip(typed.words, typed.word_keys, strict=True)):
        stated = said(text, keys, STEMS, PLAIN).format(f"SELECT id FROM {kind.table} WHERE search @@ {{}}")
        named = has_word("name_key", keys).format(f"SELECT id FROM {kind.table} WHERE {{}}")
        further = has_word("key", keys).format(f"SELECT record_id FROM {kind.beside('names')} WHERE {{}}")
        texts.append(_of_word(word, stated))
        facts.append(_of_word(word, union([named, further])))
    whole = worded(typed.text, STEMS, PLAIN).format(f"SELECT id FROM {kind.table} WHERE search @@ {{}}")
    found = [_known_as(kind, typed), _by_all(facts, texts, len(typed.words), LIKE), _graded(whole, LIKE)]
    if typed.dated:
        first, last, others = typed.dated
        then = within("date", (first, last)).format(f"SELECT id FROM {kind.table} WHERE {{}}")
        rest = [word for word in _every(typed) if typed.words[word] in others]
        # What has the other words for facts, too, comes before what has them in a text.
        for pieces, grade in ((facts, WORDS - 0.5), ([*facts, *texts], WORDS)):
            having = _having(pieces, rest)
            dated = then + SQL(" AND id IN (") + having + SQL(")") if having else then
            found.append(_graded(dated, grade))
    return found


def _like_events(kind, typed, people, audience):
    return [_graded(_like(kind, typed), LIKE)]


def _rank_events(kind, typed):
    if typed.in_year:
        fit, _, further = _by_names(kind, typed, typed.in_year)
        called = fit.format(f"({{}} <= {WORDS})::int")
        # What is called by little more than the place and the year comes first: the summit before what lay beside it.
        whole = [SQL(f"similarity(%s, {column})", key) for key in typed.in_year for column in ("t.name_key", "n.key")]
        names = f"(SELECT 0 AS none) one LEFT JOIN {kind.beside('names')} n ON n.record_id = t.id"
        return (
            SQL("f.grade"),
            _BY_FACTS + called,
            joined(whole, ", ").format(f"(SELECT max(greatest({{}})) FROM {names})"),
            further,
        )
    rank = _BY_FACTS + worded(typed.text, STEMS, PLAIN).format("ts_rank(t.search, {})")
    fit, _, further = _by_names(kind, typed, typed.called)
    return fit, rank, likeness("t.name_key", [*typed.whole, *typed.called]), further


def _stated(kind, typed, people, audience):
    """Positions and outcomes: by their words, their dates, and those who hold or agreed to them."""
    vector = VECTORS[kind.name]
    facts, texts = [*_of_people(kind, people, audience), *_in_years(kind, typed)], []
    for number, (word, keys) in enumerate(zip(typed.words, typed.word_keys, strict=True)):
        stated = said(word, keys).format(f"SELECT id FROM {kind.table} t WHERE {vector} @@ {{}}")
        texts.append(_of_word(number, stated))
    whole = worded(typed.text).format(f"SELECT id FROM {kind.table} t WHERE {vector} @@ {{}}")
    return [_known_as(kind, typed), _by_all(facts, texts, len(typed.words), WORDS), _graded(whole, WORDS)]


def _rank_stated(kind, typed):
    rank = _BY_FACTS + worded(typed.text).format(f"ts_rank({VECTORS[kind.name]}, {{}})")
    fit = SQL("f.grade")
    if kind.title == "title":
        fit = SQL(
            f"least(f.grade, CASE WHEN t.title_order = parley_folded(%s) THEN {EXACT}"
            f" WHEN starts_with(t.title_order, parley_folded(%s)) THEN {START} ELSE {LIKE} END)",
            typed.text, typed.text,
        )  # fmt: skip
    return fit, rank, SQL("0"), SQL("")


# As in the columns and the index: see summits/models.
VECTORS = {
    "positions": "t.search",
    "outcomes": (
        "(setweight(to_tsvector('russian'::regconfig, COALESCE(parley_words(t.title::text), '')), 'A')"
        " || setweight(to_tsvector('russian'::regconfig, COALESCE(parley_words(t.summary), '')), 'B'))"
    ),
}


def _sources(kind, typed, people, audience):
    # Each text is folded once for all words, one with a hyphen again without it: “cybersecurity” finds “Cyber-security”.
    ways = [(word, way) for word, text in enumerate(typed.words) for way in dict.fromkeys(spelt(text))]
    words, texts = zip(*ways, strict=True)
    printed = SQL(
        "SELECT w.word, s.id FROM (SELECT id, parley_folded(plain) AS text,"
        " CASE WHEN plain ~ '[-‐‑–—]' THEN parley_folded(regexp_replace(plain, '[-‐‑–—]', '', 'g')) END AS joined"
        f" FROM (SELECT id, concat_ws(E'\\n', title, author, publisher, url) AS plain FROM {kind.table}) t OFFSET 0) s"
        " JOIN (SELECT word, parley_folded(way) AS way FROM unnest(%s::int[], %s::text[]) u(word, way) OFFSET 0) w"
        " ON position(w.way IN s.text) > 0 OR position(w.way IN s.joined) > 0",
        list(words), list(texts),
    )  # fmt: skip
    pieces = [*_in_years(kind, typed), printed]
    return [_known_as(kind, typed), _graded(_having(pieces, _every(typed)), LIKE)]


def _rank_sources(kind, typed):
    title, text = "t.title_order", typed.text
    fit = SQL(
        f"least(f.grade, CASE WHEN {title} = parley_folded(%s) THEN {EXACT}"
        f" WHEN starts_with({title}, parley_folded(%s)) THEN {START}"
        f" WHEN position(parley_folded(%s) IN {title}) > 0 THEN {WORDS} ELSE {LIKE} END)",
        text, text, text,
    )  # fmt: skip
    return fit, SQL("0"), SQL("0"), SQL("")


_OF_ITS_EVENT = f"(SELECT {words_sql('e.status')} FROM summits_event e WHERE e.id = t.event_id)"
# In the order in which they are shown.
SEARCHED = {
    kind.name: kind
    for kind in (
        Searched("experts", "Experts", Expert, _named, _rank_names, "t.name_key, t.id"),
        Searched(
            "events", "Events", Event, _events, _rank_events, "t.date_earliest DESC, t.id DESC",
            date="date", texts=("summary",), persons=(Participation, "event_id"),
            standing=words_sql("t.status"), if_none=_like_events,
        ),
        Searched("organisations", "Organisations", Organisation, _named, _rank_names, "t.name_key, t.id"),
        Searched("topics", "Topics", Topic, _named, _rank_names, "t.name_key, t.id"),
        Searched("places", "Places", Place, _named, _rank_names, "t.name_key, t.id", texts=("address",)),
        Searched(
            "positions", "Positions", Position, _stated, _rank_stated, "t.effective_date_earliest DESC, t.id DESC",
            title="summary", date="effective_date", texts=("quotation",), persons=(PositionHolder, "position_id"),
            standing=_OF_ITS_EVENT,
        ),
        Searched(
            "outcomes", "Outcomes", Outcome, _stated, _rank_stated, "t.effective_date_earliest DESC, t.id DESC",
            title="title", date="effective_date", texts=("summary",), persons=(OutcomeParty, "outcome_id"),
            standing=_OF_ITS_EVENT,
        ),
        Searched(
            "sources", "Sources", Source, _sources, _rank_sources, "t.title_order, t.id",
            title="title", date="published", texts=("author", "publisher", "url"),
        ),
    )
}  # fmt: skip
