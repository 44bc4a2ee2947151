"""The OpenAPI description read for people: each resource with its addresses, parameters and fields in words."""

from dataclasses import dataclass, field

from register.kinds import LISTED

ROOT = "/api/v1/"
# What can be asked of a resource, ready to be followed: (words, query). They hold in every installation.
EXAMPLES = {
    "events": [
        ("Summits since 1985, the oldest first", "?kind=summit&date_from=1985&ordering=date"),
        ("What must have been in June 2021", "?date_from=2021-06&date_to=2021-06&date_match=certain"),
        ("At places between Lisbon and Moscow, as a table", "?within=-10,36,38,60&format=csv"),
        ("Meetings that were called off, as a calendar", "?status=cancelled&format=ics"),
    ],
    "experts": [
        ("A name in any script", "?name=лукьянов"),
        ("Ministers on 1 January 1990", "?post=minister&on=1990-01-01"),
        ("With their organisations, for Popolo", "?format=popolo&page_size=5"),
    ],
    "organisations": [("States", "?kind=state"), ("By a part of the name", "?name=institute")],
    "appointments": [
        ("Posts that were not taken up", "?status=nominated,declined"),
        ("Ambassadors", "?post=ambassador"),
    ],
    "positions": [
        ("Opposition of any kind, the newest first", "?stance=opposes"),
        ("Word for word, with “security”", "?q=security&attribution=verbatim"),
        ("As a feed of what changed last", "?format=atom"),
    ],
    "outcomes": [("Agreements in force", "?status=in_force"), ("Joint statements", "?kind=joint_statement")],
    "topics": [("By a part of the name", "?name=arms")],
    "panels": [("By words of the title", "?q=security")],
    "participations": [("Moderators", "?role=moderator"), ("Who was unable to attend", "?attendance=unable")],
    "links": [("What discusses what", "?kind=discusses")],
    "sources": [("For a reference manager", "?format=bib"), ("In English", "?language=en")],
    "places": [("Countries", "?kind=country"), ("In a box of degrees", "?within=5.9,45.8,10.5,47.9")],
    "removals": [("What was deleted lately", "")],
    "search": [("Everything with “Geneva”", "?q=Geneva"), ("In Cyrillic", "?q=Женева")],
    "relations": [("Pairs of states with most events", "")],
}
# What its records are.
WORDS_OF = {kind.name: kind.resource.__doc__ for kind in LISTED}
WORDS = {
    "string": "text", "integer": "whole number", "number": "number", "boolean": "yes or no", "null": "null",
    "object": "object", "array": "list",
}  # fmt: skip
FORMATS = {"uri": "address", "date": "day", "date-time": "moment", "uuid": "id", "time": "time"}
# How deep the fields of fields are shown.
DEEP = 2


@dataclass
class Operation:
    """An address: ``parameters`` are (name, type, choices, words), ``fields`` of its answer (depth, *the same)."""

    path: str
    method: str
    words: str
    parameters: list
    fields: list
    formats: list


@dataclass
class Described:
    """A resource of the API."""

    name: str
    words: str
    operations: list = field(default_factory=list)


def resources(schema):
    """{name: Described} of an OpenAPI description, in the order of the alphabet."""
    found = {}
    for path, methods in sorted(schema["paths"].items()):
        name = path.removeprefix(ROOT).split("/")[0]
        one = found.setdefault(name, Described(name, WORDS_OF.get(name, "")))
        for method, operation in methods.items():
            one.operations.append(_operation(schema, path, method.upper(), operation))
    return found


def _operation(schema, path, method, told):
    content = told["responses"].get("200", {}).get("content", {})
    answer = content.get("application/json", {}).get("schema", {})
    return Operation(
        path,
        method,
        told.get("description", ""),
        [_parameter(schema, one) for one in told.get("parameters", ())],
        list(_fields(schema, answer)),
        list(content),
    )


def _parameter(schema, one):
    kind = _resolved(schema, one["schema"])
    items = _resolved(schema, kind["items"]) if kind.get("type") == "array" else kind
    words = _type(schema, items)
    several = f"one or several of: {words}" if kind is not items and not items.get("enum") else words
    words = one.get("description") or f"Its {one['name'].replace('_', ' ')}."
    return one["name"], several, items.get("enum", ()), words + _bounds(one, items)


def _bounds(one, items):
    bounds = [f"{word} {items[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in items]
    usual = [f"without it {items['default']}"] if "default" in items else []
    more = ", ".join(bounds + usual)
    return f" ({more})" if more and one["in"] == "query" else ""


def _resolved(schema, kind):
    """A type without references and without “or null”."""
    while True:
        if "$ref" in kind:
            kind = schema["components"]["schemas"][kind["$ref"].rsplit("/", 1)[1]] | {
                key: value for key, value in kind.items() if key != "$ref"
            }
        elif "allOf" in kind and len(kind["allOf"]) == 1:
            kind = (
                {key: value for key, value in kind.items() if key != "allOf"}
                | _resolved(schema, kind["allOf"][0])
                | ({"description": kind["description"]} if "description" in kind else {})
            )
        else:
            choices = [one for key in ("oneOf", "anyOf") for one in kind.get(key, ()) if not _nothing(schema, one)]
            if not choices:
                return kind
            kind = {key: value for key, value in kind.items() if key not in ("oneOf", "anyOf")} | choices[0]


def _nothing(schema, kind):
    name = kind.get("$ref", "").rsplit("/", 1)[-1]
    return kind.get("type") == "null" or name == "NullEnum"


def _type(schema, kind):
    """A type in words: “text”, “list of objects”, “address or null”."""
    if kind.get("enum"):
        return "one of"
    types = kind.get("type", "object")
    types = [types] if isinstance(types, str) else types
    words = []
    for one in types:
        if one == "array":
            inner = _resolved(schema, kind.get("items", {}))
            words.append(f"list of {_type(schema, inner)}" if not inner.get("enum") else "list of words")
        else:
            words.append(FORMATS.get(kind.get("format"), WORDS[one]) if one == "string" else WORDS[one])
    return " or ".join(words)


def _fields(schema, kind, depth=0):
    """(depth, name, type, choices, words) of all fields of an answer."""
    kind = _resolved(schema, kind)
    for name, one in kind.get("properties", {}).items():
        inner = _resolved(schema, one)
        items = _resolved(schema, inner["items"]) if inner.get("type") == "array" and "items" in inner else inner
        null = any(_nothing(schema, other) for key in ("oneOf", "anyOf") for other in one.get(key, ()))
        words = _type(schema, inner) + (" or null" if null else "")
        yield depth, name, words, items.get("enum", ()), one.get("description", inner.get("description", ""))
        if depth < DEEP and "properties" in items:
            yield from _fields(schema, items, depth + 1)
