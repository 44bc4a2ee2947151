"""What the home page says of review: to reviewers what waits, to editors what was returned to them."""

from desk.review import queue
from lib.publishing import may_publish


def context(user):
    """For the template ``desk/review/home.html``; a fixed number of statements."""
    found = {"returned": queue.returned_to(user)}
    if may_publish(user):
        number = queue.count(queue.kinds_for(user))
        found["reviewer"] = True
        found["waiting"] = f"{queue.CAP:,}+" if number > queue.CAP else f"{number:,}"
        found["nothing_waits"] = not number
    return found
