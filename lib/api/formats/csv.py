"""CSV of a whole filtered list, streamed from the queryset in chunks of constant size."""

import orjson
from rest_framework import serializers

from lib.api.fields import Address
from lib.api.formats.base import FileRenderer, ListFormat
from lib.api.formats.chunks import chunks
from lib.api.serializers import Many, SQLSerializer, fetch
from lib.spreadsheets import MARK, line, listed


def columns(serializer):
    """The columns of a serializer: (heading, function from the record to the cell)."""
    found = []
    for name, field in serializer().fields.items():
        if isinstance(field, Many):
            found.append((name, _listing(name)))
            found += _keys(name, field.child)
        elif isinstance(field, SQLSerializer):
            found.append((name, _words_of(name)))
            if any(isinstance(f, Address) for f in field.fields.values()):
                found.append((f"{name}_url", _part(name, "url")))
            if "status" in field.fields:
                found.append((f"{name}_status", _part(name, "status")))
            found += [
                (f"{name}_{part}", _words_of_part(name, part))
                for part, inner in field.fields.items()
                if isinstance(inner, SQLSerializer)
            ]
        elif isinstance(field, serializers.ListField):
            found.append((name, _listing(name)))
        elif isinstance(field, serializers.Field):
            found.append((name, _plain(name)))
    return found


def _keys(name, child):
    """The columns with the slugs or ids of a list, for joining tables; their entries are in the order of the names.

    Further columns have the status of events, role and attendance of people, and stances.
    """
    own = [key for key in ("slug", "id", "role", "attendance", "stance") if key in child.fields]
    found = [(f"{name}_{key}", lambda record, key=key: listed(one[key] or "" for one in record[name])) for key in own]
    for part, field in child.fields.items():
        if isinstance(field, SQLSerializer) and {"slug", "id"} & set(field.fields):
            found.append((f"{name}_{part}", _keys_of(name, part, next(k for k in ("slug", "id") if k in field.fields))))
            if "status" in field.fields:
                found.append((f"{name}_{part}_status", _keys_of(name, part, "status")))
    return found


def _keys_of(name, part, key):
    return lambda record: listed(one[part][key] if one[part] else "" for one in record[name])


def _plain(name):
    return lambda record: record[name]


def _part(name, key):
    return lambda record: record[name][key] if record[name] else None


# The usual status or attendance of an event, a participation or a post, which is not mentioned.
_GRANTED = (None, "held", "attended", "served")


def words_for(record, within=False):
    """A record in a few words: its name, title or slug, with a stance or role in brackets.

    ``within`` a list of another record, the brackets also have an unusual status or attendance.
    """
    if record is None:
        return ""
    texts = (record[key] for key in ("name", "title", "text", "summary", "post", "words") if key in record)
    text, tags = next((text for text in texts if isinstance(text, str)), None), []
    if text is None:
        text = " / ".join(filter(None, [words_for(v) for v in record.values() if isinstance(v, dict)]))
        tags = [record[k] for k in ("stance", "role", "relation", "kind") if isinstance(record.get(k), str)][:1]
        if not text:
            return str(tags[0] if tags else record.get("slug") or record.get("id") or "")
    if within:
        tags += [record[key] for key in ("status", "attendance") if record.get(key) not in _GRANTED]
    return f"{text} ({', '.join(tags)})" if tags else text


def titled(resource, record):
    """A record in a few words, with a remark if it did not take place."""
    told = resource.standing(record) if resource.standing else ""
    return f"{words_for(record)} ({told})" if told else words_for(record)


def _words_of(name):
    return lambda record: words_for(record[name])


def _words_of_part(name, part):
    return lambda record: words_for(record[name][part]) if record[name] else ""


def _listing(name):
    return lambda record: listed(words_for(one, within=True) for one in record[name])


def csv_lines(serializer, rows, ordering, audience, base):
    """Yield the lines of the CSV (bytes), headings first; one statement for each chunk of the list."""
    cells = columns(serializer)
    yield (MARK + line([heading for heading, _ in cells])).encode()
    for ids in chunks(rows, ordering):
        yield "".join(
            line([cell(record) for _, cell in cells])
            for record in map(orjson.loads, fetch(serializer, ids, audience, base))
        ).encode()


class CsvRenderer(FileRenderer):
    """CSV of a whole filtered list."""

    media_type = "text/csv"
    format = "csv"


def write(resource, rows, ordering, audience, base):
    """The table as (``""`` for no ETag, iterator of lines)."""
    return "", csv_lines(resource.list_serializer, rows, ordering, audience, base)


FORMAT = ListFormat(CsvRenderer, write)
