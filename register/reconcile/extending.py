"""Extending a table with what is on record of its matches; and what else a client asks on the way: suggestions, previews."""

from lib.api.errors import BadParameters
from lib.visibility import audience_of
from register.reconcile import kinds

MOST_IDS, MOST_PROPERTIES = 1000, 50
MOST_VALUES = 100
SUGGESTED = 10


def extend(said, user, base):
    """The answer to a request for values of properties: ``{ids: […], properties: [{id, settings}]}``."""
    ids, asked = _read(said)
    found = kinds.by_ids(ids, user)
    by_kind = {}
    for kind, pk in found.values():
        by_kind.setdefault(kind, set()).add(pk)
    told = {kind: kinds.records(kind, pks, audience_of(user), base, whole=True) for kind, pks in by_kind.items()}
    rows = {}
    for public_id in ids:
        kind, pk = found.get(public_id, (None, None))
        record = told.get(kind, {}).get(pk, {})
        rows[public_id] = {pid: kinds.values(record, pid)[:most] for pid, most in asked.items()}
    urls = {one["url"] for row in rows.values() for cells in row.values() for one in cells if _named(one)}
    entities = kinds.entities(urls, user, base)
    meta = []
    for pid in asked:
        column = {"id": pid, "name": _name(pid)}
        sorts = {_sort(one["url"], base) for row in rows.values() for one in row[pid] if _named(one)} & set(kinds.TYPES)
        meta.append(column | ({"type": kinds.type_of(*sorts)} if len(sorts) == 1 else {}))
    cells = {
        key: {pid: [_cell(one, entities) for one in found] for pid, found in row.items()} for key, row in rows.items()
    }
    return {"meta": meta, "rows": cells}


def _read(said):
    """The ids, and the properties with how many values of each are wanted: {id: number}. Raises BadParameters."""
    ids, asked = (said.get("ids"), said.get("properties")) if isinstance(said, dict) else (None, None)
    if not isinstance(ids, list) or not isinstance(asked, list) or not all(isinstance(one, str) for one in ids):
        raise BadParameters(
            {"extend": ["Give an object with ids, a list of texts, and properties, a list of objects."]}
        )
    if len(ids) > MOST_IDS or len(asked) > MOST_PROPERTIES:
        raise BadParameters({"extend": [f"At most {MOST_IDS} ids and {MOST_PROPERTIES} properties at once."]})
    known, found = {pid for name in kinds.TYPES for pid in kinds.properties(name)}, {}
    for one in asked:
        pid = one.get("id") if isinstance(one, dict) else None
        if pid not in known:
            raise BadParameters({"extend": [f"There is no property “{pid}”."]})
        settings = one.get("settings") or {}
        most = str(settings.get("limit") or "") if isinstance(settings, dict) else ""
        found[pid] = (
            min(int(most[:6]), MOST_VALUES) if most.isascii() and most.isdecimal() and int(most[:6]) else MOST_VALUES
        )
    return list(dict.fromkeys(one for one in ids if "\0" not in one)), found


def _named(value):
    return isinstance(value, dict) and "url" in value


def _sort(url, base):
    return url.removeprefix(f"{base}/api/v1/").partition("/")[0]


def _name(pid):
    return next(names[pid] for names in map(kinds.properties, kinds.TYPES) if pid in names)


def _cell(value, entities):
    """A value as a cell: an entity with its id, a number, or a text (also for yes and no: the API has no cell for them)."""
    if _named(value) and value["url"] in entities:
        return {"id": entities[value["url"]], "name": kinds.as_text(value)}
    if isinstance(value, int) and not isinstance(value, bool):
        return {"int": value}
    return {"str": kinds.as_text(value) if isinstance(value, dict) else str(value)}


def proposed(type_name, limit):
    """The properties that a type can be extended with."""
    names = [type_name] if type_name else list(kinds.TYPES)
    if any(one not in kinds.TYPES for one in names):
        raise BadParameters({"type": [f"“{type_name}” is not one of: {', '.join(kinds.TYPES)}."]})
    answer = {"properties": _properties(names)[:limit], "limit": limit}
    return answer | ({"type": type_name} if type_name else {})


def _properties(types):
    """The properties of some types, each once."""
    found = {pid: name for one in types for pid, name in kinds.properties(one).items()}
    return [{"id": pid, "name": name} for pid, name in found.items()]


def suggested(what, prefix, user, base, start=0, types=()):
    """Suggestions for what is being typed: entities, types or properties; of ``types`` alone, if any are given."""
    types = list(types or kinds.TYPES)
    if what == "entity":
        return {"result": _entities(prefix, user, base, start, types)}
    rows = [kinds.type_of(name) for name in kinds.TYPES] if what == "type" else _properties(types)
    typed = prefix.lower()
    found = [row for row in rows if typed in row["id"].lower() or typed in row["name"].lower()]
    return {"result": found[start : start + SUGGESTED]}


def _entities(prefix, user, base, start, types):
    most = start + SUGGESTED
    found = []
    for name in types:
        kind = kinds.TYPES[name]
        pks = [pk for pk, _ in kinds.candidates(kind, prefix, user, most)]
        records, names = kinds.records(kind, pks, audience_of(user), base), kinds.all_names(kind, pks)
        found += [
            (kinds.alike(prefix, names.get(pk, ())), name, record)
            for pk in pks
            if (record := records.get(pk)) is not None
        ]
    found.sort(key=lambda one: -one[0])
    return [
        {
            "id": record["id"],
            "name": record["name"],
            "description": kinds.described(record),
            "notable": [kinds.type_of(name)],
        }
        for _, name, record in found[start:most]
    ]


def shown(public_id, user, base):
    """What a preview shows of a record: (record, its type, what is known as (name, texts)); None if there is none."""
    known = kinds.by_ids([public_id], user).get(public_id) if "\0" not in public_id else None
    if known is None:
        return None
    kind, pk = known
    record = kinds.records(kind, [pk], audience_of(user), base, whole=True)[pk]
    facts = []
    for pid, name in kinds.properties(kind.name).items():
        texts = [kinds.as_text(one) if isinstance(one, dict) else str(one) for one in kinds.values(record, pid)]
        if texts := [text for text in texts if text]:
            facts.append((name, texts[:5]))
    return record, kinds.type_of(kind.name), facts[:12]
