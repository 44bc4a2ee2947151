"""What somebody typed into a form of the desk, for a page that could not take it: to be sent again or copied."""

from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

DESK = "/admin/"
CSRF_BOX = "csrfmiddlewaretoken"
# What a form says of itself: it is sent again, but nobody typed it.
OWN = ("_FORMS", "-id", "-ORDER", "-DELETE", CSRF_BOX)


def kept(request):
    """For a page: what a form of the desk said, as boxes to be sent again; nothing where a password is among it.

    The token against forged forms is the one that was sent, not a new one: a form that
    another site sent here is as worthless the second time.
    """
    if request.method != "POST" or not request.path_info.startswith(DESK):
        return {}
    try:
        sent, files = request.POST, request.FILES
    except Exception:  # it broke off, or is not a form: there is nothing to keep
        return {}
    if any("password" in name for name in sent):
        return {}
    boxes = [(name, value, _label(name)) for name, values in sent.lists() for value in values]
    typed = [(name, value, label) for name, value, label in boxes if _typed(name, value)]
    told = set(typed)
    return {
        "address": request.get_full_path(),
        "typed": typed,
        "hidden": [box for box in boxes if box not in told],
        "files": [file.name for file in files.values()],
    }


def refusal(request, title, words, renew=False, final=False):
    """A page with status 403 that says why a form was not taken, with what was typed.

    ``renew`` puts a new token into it, for a form that a page of this site has sent; a
    ``final`` one cannot be sent again, only be copied.
    """
    context = {**kept(request), "title": title, "words": words, "final": final}
    if renew and context.get("hidden"):
        hidden = [
            (name, get_token(request) if name == CSRF_BOX else value, label) for name, value, label in context["hidden"]
        ]
        context["hidden"] = hidden
    response = render(request, "403_kept.html", context, status=403)
    add_never_cache_headers(response)
    return response


def too_large(accept):
    """(type, text) of the answer to somebody who is not logged in and sends more than is read: a page for browsers."""
    if "text/html" in accept:
        return "text/html; charset=utf-8", render_to_string("413.html")
    return "text/plain; charset=utf-8", "This is more than may be sent without logging in. Log in and send it again."


def _typed(name, value):
    # “__prefix__” is the specimen of rows that may be added; nobody types into it.
    own = name.startswith("_") or name.endswith(OWN) or "-__prefix__-" in name
    return bool(value.strip()) and not (own or value.isdecimal())


def _label(name):
    """“positions-0-summary” → “Positions 1: summary”."""
    group, _, rest = name.partition("-")
    number, _, box = rest.partition("-")
    if number.isdecimal() and box:
        name = f"{group} {int(number) + 1}: {box}"
    return name.replace("_", " ").capitalize()
