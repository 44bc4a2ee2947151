"""Keeping the content of a submitted form of the desk on an error page, to be sent again or copied."""

from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

DESK = "/admin/"
CSRF_BOX = "csrfmiddlewaretoken"
# Technical fields of a form, which are sent again but were not typed.
OWN = ("_FORMS", "-id", "-ORDER", "-DELETE", CSRF_BOX)


def kept(request):
    """Context for an error page: the fields of a submitted form of the desk; nothing if it has a password.

    The CSRF token is the submitted one, not a new one, so that a form forged by another site is refused again.
    """
    if request.method != "POST" or not request.path_info.startswith(DESK):
        return {}
    try:
        sent, files = request.POST, request.FILES
    except Exception:  # interrupted, or not a form: nothing to keep
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
    """A 403 page that says why a form was refused, with its content.

    ``renew`` adds a new CSRF token, for a form that was sent from this site; a ``final`` form can only be
    copied, not sent again.
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
    """(type, text) of the response to a request without login that is too large: HTML for browsers."""
    if "text/html" in accept:
        return "text/html; charset=utf-8", render_to_string("413.html")
    return "text/plain; charset=utf-8", "This is more than may be sent without logging in. Log in and send it again."


def _typed(name, value):
    # “__prefix__” is the empty form of a formset, into which nobody types.
    own = name.startswith("_") or name.endswith(OWN) or "-__prefix__-" in name
    return bool(value.strip()) and not (own or value.isdecimal())


def _label(name):
    """“positions-0-summary” → “Positions 1: summary”."""
    group, _, rest = name.partition("-")
    number, _, box = rest.partition("-")
    if number.isdecimal() and box:
        name = f"{group} {int(number) + 1}: {box}"
    return name.replace("_", " ").capitalize()
