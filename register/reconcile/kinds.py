"""What can be reconciled: five kinds, their candidates by name, and what is said of each."""

import functools

import orjson
from rapidfuzz import fuzz

from experts.models import Organisation
from lib.admin.search import named
from lib.api.fields import API_ROOT
from lib.api.serializers import Many, SQLSerializer, fetch
from lib.former import survivor
from lib.names import search_keys
from lib.ranking import START, abbreviated
from register.kinds import EVENT, EXPERT, KINDS, ORGANISATION, PLACE, TOPIC
from sources.models import found_by_address
from sources.models.identifiers import IdentifierScheme
from summits.models.standing import ABSENT, EVENTS, of_event

TYPES = {kind.name: kind for kind in (EXPERT, ORGANISATION, PLACE, TOPIC, EVENT)}
# What of a record is an address, or told as its name.
_NO_PROPERTY = {"url", "page", "slug", "id", "name", "related", "timeline", "citations", "identifiers"}
# What says in a few words which record it is.
_FACTS = ("kind", "date", "born", "died", "start", "end", "parent", "place", "country", "broader")


def type_of(name):
    """A type as answers have it."""
    return {"id": name, "name": str(TYPES[name].model._meta.verbose_name_plural).capitalize()}


def candidates(kind, text, user, most):
    """The ids of records with a name like ``text``, best first, as (id, whether it is an abbreviation of it)."""
    if not search_keys(text):
        return []
    also = {}
    if kind.model is Organisation:
        also["start"] = abbreviated(Organisation, text)
    if kind is PLACE:
        also["words"] = found_by_address(text)
    rows = named(kind.model.objects.visible_to(user), text, **also).values_list("pk", "fit")[:most]
    return [(pk, "start" in also and fit <= START) for pk, fit in rows]


def by_ids(public_ids, user):
    """The records with these ids, or what these became: {public id asked for: (kind, pk)}. One statement per kind."""
    found = {}
    for kind in TYPES.values():
        rows = kind.model.objects.visible_to(user).filter(public_id__in=public_ids)
        found.update((public_id, (kind, pk)) for public_id, pk in rows.values_list("public_id", "pk"))
    for public_id in set(public_ids) - found.keys():
        for kind in TYPES.values():
            if record := survivor(kind.model, public_id, user):
                found[public_id] = (kind, record.pk)
                break
    return found


def records(kind, pks, audience, base, whole=False):
    """Records as the API has them: {pk: dict}, each with its permanent id as ``id``."""
    pks = list(pks)
    serializer = kind.resource.detail_serializer if whole else kind.resource.list_serializer
    ids = dict(kind.model.objects.filter(pk__in=pks).values_list("pk", "public_id"))
    known = [pk for pk in pks if pk in ids]
    texts = fetch(serializer, known, audience, base)
    return {pk: orjson.loads(text) | {"id": ids[pk]} for pk, text in zip(known, texts, strict=True)}


def all_names(kind, pks):
    """The search keys of all names of records: {pk: [keys]}."""
    found = {pk: [key] for pk, key in kind.model.objects.filter(pk__in=pks).values_list("pk", "name_key")}
    for pk, key in kind.beside("names").objects.filter(record__in=pks).values_list("record_id", "key"):
        found.setdefault(pk, []).append(key)
    return found


def alike(text, keys):
    """How like a text the nearest of a record's names is, 0 to 100; only a name that is the same has 100."""
    best = 0
    for mine in search_keys(text):
        for key in keys:
            if mine == key:
                return 100
            ratio = fuzz.token_sort_ratio(mine, key)
            if set(mine.split()) <= set(key.split()):
                ratio = max(ratio, 75)
            best = max(best, min(ratio, 99))
    return best


def described(record):
    """In a few words which record it is."""
    facts = [as_text(record.get(name)) for name in _FACTS]
    # What somebody was only nominated for does not tell who it is.
    if posts := [post for post in record.get("appointments") or () if post["status"] == "served"]:
        facts.append(f"{posts[0]['post']}, {posts[0]['organisation']['name']}")
    if record.get("status") in EVENTS:
        facts.append(of_event(record))
    # A city stands in its country twice: as its place and its country.
    return "; ".join(dict.fromkeys(fact for fact in facts if fact))


def as_text(value):
    """A value of a record as text."""
    if isinstance(value, dict):
        return next((value[key] for key in ("name", "title", "text", "post") if isinstance(value.get(key), str)), "")
    return "" if value is None or isinstance(value, list) else str(value).replace("_", " ")


@functools.cache
def properties(name):
    """What can be asked of a type: {id: name}, from the serializer of its details, and an identifier for each scheme."""
    serializer = TYPES[name].resource.detail_serializer()
    found = {
        key: key.replace("_", " ")
        for key, field in serializer.fields.items()
        if key not in _NO_PROPERTY and (not isinstance(field, Many) or _says(field.child))
    }
    if "identifiers" in serializer.fields:
        found |= {f"identifiers.{scheme}": f"identifier: {label}" for scheme, label in IdentifierScheme.choices}
    return found


def _says(child):
    """Whether a row of a list is told in words."""
    return bool({"name", "title", "text", "post"} & set(child.fields)) or any(
        isinstance(field, SQLSerializer) for field in child.fields.values()
    )


def values(record, property_id):
    """The values of a property of a record, as the API has them."""
    if property_id.startswith("identifiers."):
        scheme = property_id.removeprefix("identifiers.")
        return [row["value"] for row in record.get("identifiers", ()) if row["scheme"] == scheme]
    found = record.get(property_id)
    found = found if isinstance(found, list) else [found]
    return [_inner(one) for one in found if one not in (None, "") and _was(one)]


def _was(value):
    """Whether a row of a list was so: not who was unable to attend, nor a post in which nobody served."""
    if not isinstance(value, dict):
        return True
    return value.get("attendance") not in ABSENT and ("post" not in value or value.get("status", "served") == "served")


def _inner(value):
    """Of a row that is told by another record alone (a participation: by who took part), that record."""
    if isinstance(value, dict) and not as_text(value):
        return next((one for one in value.values() if isinstance(one, dict) and as_text(one)), {})
    return value


def entities(found, user, base):
    """The permanent ids of records by their addresses in the API: {url: id}, for those that can be reconciled."""
    wanted = {}
    for url in found:
        kind, _, slug = url.removeprefix(f"{base}{API_ROOT}/").strip("/").partition("/")
        if kind in TYPES:
            wanted.setdefault(kind, {})[slug] = url
    ids = {}
    for kind, slugs in wanted.items():
        rows = KINDS[kind].model.objects.visible_to(user).filter(slug__in=slugs)
        ids.update((slugs[slug], public_id) for slug, public_id in rows.values_list("slug", "public_id"))
    return ids
