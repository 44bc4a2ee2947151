"""Read JSON documents of data sets, with messages for what is wrong."""

import hashlib
import html
import json
import re

from anyascii import anyascii
from django.utils.text import slugify

from intake.datasets.markup import check_size
from intake.errors import Unreadable
from intake.records.reading import UNSTORABLE


def read(path, name):
    """The object in the JSON file at ``path``, called ``name`` in messages. Raises Unreadable or TooLarge."""
    try:
        check_size(path, name)
        found = json.loads(path.read_bytes())
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"{name}, line {error.lineno}: this is not JSON: {error.msg}.") from None
    except RecursionError:
        raise Unreadable(f"{name}: its lists and objects are nested too deeply.") from None
    except ValueError as error:  # a number with thousands of digits
        raise Unreadable(f"{name}: this is not JSON that can be read: {error}.") from None
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}.") from None
    if not isinstance(found, dict):
        raise Unreadable(f"{name} holds no JSON object.")
    return found


def text(value):
    """A value as text with runs of white space collapsed; "" for anything but a text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


# Tags of HTML in texts: what they hold is no text, or they end a word, or they do not.
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|br|div|ul|ol|li|h[1-6]|hr|blockquote|pre|table|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|b|i|u|em|strong|span|small|sub|sup|code|font|img)\b[^<>]*>", re.IGNORECASE)


def without_markup(words):
    """A text without HTML, which some programmes have in it; one without tags as it is, signs such as < included."""
    if not any(tag.search(words) for tag in (_HIDDEN, _BLOCK, _INLINE)):
        return words
    return text(html.unescape(_INLINE.sub("", _BLOCK.sub(" ", _HIDDEN.sub(" ", words)))))


def objects(value):
    """The objects in a list; other elements are left out, and anything but a list is empty."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def unstorable(value):
    """The reason why the database cannot store a value; "" if it can."""
    found = UNSTORABLE.search(json.dumps(value, ensure_ascii=False).replace("\\u0000", "\0"))
    return f"It holds a character (code {ord(found[0]):#x}) that cannot be stored." if found else ""


def key(*parts, longest=60):
    """An address (slug, public id) made from ids of a data set. It ends in a hash unless the ids can be used unchanged."""
    said = "-".join(map(str, parts))
    plain = slugify(anyascii(said))
    if plain == said and len(plain) <= longest:
        return plain
    mark = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[: longest - 9].strip('-') or 'id'}-{mark}"
