"""What is answered when a request cannot be: no database, no room on the disk, an unforeseen error, too much at once.

What somebody typed into a form of the desk is in the answer, to be sent again or copied.
"""

import logging
import sys

import psycopg
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import Error, connection
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from psycopg.errors import QueryCanceled

from config.requestlog import request_id
from lib.database.errors import is_full
from lib.database.fresh import closed_by_server
from lib.database.limits import READING
from lib.kept import kept, refusal
from lib.languages import counted, gettext
from lib.texts import megabytes

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
FULL_SECONDS = 60  # somebody has to make room first
# SQLSTATE: no connection, none left, a server that is stopping, starting or recovering, and one that no longer leads.
GONE = ("08", "25006", "53300", "57P01", "57P02", "57P03", "57P05")


class UnavailableMiddleware:
    """Answers 503 instead of 500 where a view failed because its connection is gone, or its statement took too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """Say that the database is away or took too long; None for every other error, which goes its way."""
        return _unavailable(request, error)


def failed(request):
    """The answer to an error that nothing has caught (handler500): of a middleware as well as of a view."""
    error = sys.exception()
    answer = _unavailable(request, error) if error else None
    if answer:
        return answer
    if _for_programs(request):
        detail = "Something went wrong. The server's log has the details."
        return JsonResponse({"detail": detail, "request_id": request_id()}, status=500)
    return HttpResponse(render_to_string("500.html", {**kept(request), "request_id": request_id()}), status=500)


def refused(request, exception):
    """The answer to a request that is not read (handler400): more than is taken, in a sentence; else that it is odd."""
    status, words = 400, [gettext("The request is not one that a browser sends to this site.")]
    if isinstance(exception, RequestDataTooBig):
        whole = megabytes(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        one = megabytes(settings.TEXT_MAX_BYTES)
        status = 413
        sentence = gettext("A form may hold {whole} of text in all, and {one} in each box. This one was larger.")
        words = [sentence.format(whole=whole, one=one)]
    elif isinstance(exception, TooManyFieldsSent):
        most = counted(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
        sentence = gettext("A form may have {most} boxes. This one had more: send it in several parts.")
        status, words = 413, [sentence.format(most=most)]
    elif isinstance(exception, TooManyFilesSent):
        sentence = gettext("A form may have {most} files. This one had more.")
        status, words = 413, [sentence.format(most=settings.DATA_UPLOAD_MAX_NUMBER_FILES)]
    if status == 413:
        words.append(gettext("Nothing was saved. Go back with your browser: what you typed is still in the form."))
    if _for_programs(request):
        return JsonResponse({"detail": " ".join(words)}, status=status)
    return HttpResponse(render_to_string("400.html", {"words": words}), status=status)


def unproved(request, reason=""):
    """The answer to a form whose token does not prove that a page of this site has sent it (CSRF_FAILURE_VIEW).

    Logging in, in whatever tab, makes the tokens of all open pages stale; a page of this site may then send it again.
    """
    if _for_programs(request):
        return JsonResponse({"detail": f"CSRF Failed: {reason}"}, status=403)
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    words = [gettext("The page was opened before the last log-in, or by another site. Nothing was saved.")]
    if own:
        words.append(gettext("If you are logged in, send it again."))
    return refusal(request, gettext("Not saved yet"), words, renew=own, final=not own)


def _unavailable(request, error):
    """The answer 503, in the form of the reader; None where the database is not to blame."""
    found = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    told = [one for one in found if isinstance(one, psycopg.Error)]
    if told and isinstance(told[0], QueryCanceled):
        seconds = settings.STATEMENT_SECONDS if request.method in READING else settings.CHANGE_SECONDS
        log.error("%s: broken off after %s seconds", request.path, seconds)
        words = gettext(
            "This took longer than {seconds} seconds and was stopped; nothing was changed. Ask for less at once."
        )
        words = words.format(seconds=seconds)
        return _answer(request, seconds, words, {"title": gettext("This took too long"), "words": words})
    if any(is_full(one) for one in found):
        log.error("%s: the disk is full: %s", request.path, str(found[0]).strip())
        words = gettext("The disk of the server is full; nothing was saved. Try again when there is room.")
        return _answer(request, FULL_SECONDS, words, {"title": gettext("The disk is full"), "words": words})
    if not _away(found, [one.sqlstate for one in told]):
        return None
    log.error("The database cannot be reached: %s", str(found[0]).strip())
    # So that the next request of this thread opens a new one.
    connection.close()
    return _answer(request, RETRY_SECONDS, "The database cannot be reached at the moment. Try again.", {})


def _away(found, states):
    """Whether errors, the last one first, with what the server said of their states, mean that it cannot be reached."""
    if any(state and state.startswith(GONE) for state in states):
        return True
    # What has a state of another kind came from a server that answers.
    if states and states[0]:
        return False
    return any(isinstance(one, Error | psycopg.Error) for one in found) and not _reached()


def _answer(request, seconds, detail, context):
    if _for_programs(request):
        answer = JsonResponse({"detail": detail, "request_id": request_id()}, status=503)
    else:
        context = {**context, **kept(request), "request_id": request_id()}
        answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer


def _for_programs(request):
    return request.path_info.startswith("/api/")


def _reached():
    return connection.connection is not None and not closed_by_server(connection.connection)
