"""All URLs of the product, read from the URL configuration, so that new ones are included."""

import re

from django.urls import URLPattern, URLResolver, get_resolver, resolve

# Example values by converter.
VALUES = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def concrete(pattern):
    """A text that matches a pattern, with example values for the parameters."""
    text = str(pattern)
    if not hasattr(pattern, "_route"):
        # A regular expression: of a group the first of its alternatives, or x.
        text = text.removeprefix("^").removesuffix("$").removesuffix("\\Z")
        text = re.sub(r"\(\?P<\w+>((?:[^()\\]|\\.)*)\)", _group, text)
        return text.replace("\\", "").replace(".+", "x")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: VALUES[found[1] or "str"], text)


def _group(found):
    first = found[1].split("|")[0]
    return first if re.fullmatch(r"\w+", first) else "x"


def addresses(urlconf=None):
    """[(address, route)] of all views; fails where an address made for a route does not lead to its view."""
    found = []

    def walk(patterns, before, route):
        for one in patterns:
            address, name = before + concrete(one.pattern), route + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, address, name)
            elif isinstance(one, URLPattern):
                found.append((address, name, one.callback))

    walk(get_resolver(urlconf).url_patterns, "/", "/")
    seen = {}
    for address, name, view in found:
        match = resolve(address, urlconf)
        # The first of two routes with the same address is the one that answers.
        assert match.func is view or address in seen, f"{address} does not lead to {name}"
        seen.setdefault(address, name)
    return sorted(seen.items())
