"""The review on the home page: waiting records for reviewers, returned records for editors."""

from django.urls import reverse

from desk.review import changes, queue
from lib.admin.narrowing import link
from lib.admin.work import Queue
from lib.publishing import may_publish


def context(request):
    """For the template ``desk/review/home.html``; a fixed number of statements."""
    user = request.user
    found = {"returned": queue.returned_to(user)}
    if may_publish(user):
        kinds = queue.kinds_for(user)
        changes.refresh()
        submitted, changed = queue.count(kinds, request), changes.count(kinds, request)
        found["waits"] = [
            _number(submitted, "submitted, waiting for a reviewer", "admin:review_queue", request),
            _number(changed, "changed after publication, waiting for approval", "admin:review_changes", request),
        ]
    return found


def queues(request):
    """The queues of the left column."""
    user = request.user
    if not may_publish(user):
        return []
    return [
        Queue(words, reverse(f"admin:{name}"), lambda count=module.count: count(queue.kinds_for(user), request))
        for words, name, module in (("To review", "review_queue", queue), ("Changed since", "review_changes", changes))
    ]


def _number(number, words, name, request):
    shown = f"{queue.CAP:,}+" if number > queue.CAP else f"{number:,}"
    return {"number": shown, "none": not number, "words": words, "url": link(reverse(name), request)}
