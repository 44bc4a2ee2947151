"""What a part of the desk may add to the pages of the admin.

``lib`` and the records' apps know nothing of history, review, merging, duplicates or imports. Each of
those derives a class from Part, defines what it adds, and registers one when its app is ready.
"""


class Part:
    """A part of the desk. What it does not define adds nothing.

    ``admin`` is the RecordAdmin of a kind of record, ``site`` the admin's site.
    """

    # -- the desk

    def urls(self, site):
        """Its own pages, within the admin."""
        return []

    def queues(self, request):
        """Work that waits, for the left column, as far as the person may: [lib.admin.work.Queue], without a statement."""
        return []

    def tools(self, user):
        """What stands in the left column below the kinds of record, as far as the user may: [(words, name of the page)]."""
        return []

    def home(self, request, site):
        """What the template of the home page needs of it: {name: value}."""
        return {}

    def gaps(self, request):
        """What is left to do, as numbers on the home page: [lib.admin.work.Gap], by a fixed number of statements."""
        return []

    # -- lists

    def counts(self, model):
        """What rooms above that of the model count of each of its records, for lists and boxes: {name: expression}."""
        return {}

    def narrowings(self):
        """By what all lists of records, and the numbers of the home page, can be narrowed: [lib.admin.narrowing.Narrowing]."""
        return []

    def actions(self, admin, request):
        """Actions of a list that the person may take: [(function(admin, request, queryset), name, description)]."""
        return []

    # -- the form of a record

    def columns(self, model):
        """What is read of a record together with it, when its form is opened: {name: expression}."""
        return {}

    def form_context(self, admin, request, pk):
        """What the template of a form needs of it; ``pk`` is None for a new record: {name: value}."""
        return {}

    def conflict(self, admin, request, pk):
        """What somebody else changed since the form that is sent was opened, for the template; or nothing.

        Called within the transaction that saves.
        """
        return {}

    def similar(self, admin, values):
        """Records that are like the one being entered: [{id, text, detail, url, reasons}]; None for kinds not compared."""
        return

    def after_save(self, admin, request, record):
        """The answer to its own buttons of the form, once the record is saved; None for other buttons."""
        return

    def publication_changed(self, model, records, state, user):
        """Take note that a person changed the publication of records in a form or a list."""

    # -- the other pages of a record

    def history(self, admin, request, object_id):
        """The page with all changes of a record; None if this part has none."""
        return

    def gone(self, admin, request, object_id):
        """The answer about a record that was merged or deleted; None where Django's own says enough."""
        return


_parts = []


def register(part):
    """Add a part; each class once, in the order of registration."""
    if not any(type(known) is type(part) for known in _parts):
        _parts.append(part)


def answers(name, *args):
    """What each part says when its method ``name`` is called, in their order."""
    return [getattr(part, name)(*args) for part in _parts]


def gathered(name, *args):
    """The lists that the parts give, as one."""
    return [one for answer in answers(name, *args) for one in answer]


def merged(name, *args):
    """The dicts that the parts give, as one."""
    return {key: value for answer in answers(name, *args) for key, value in answer.items()}


def first(name, *args):
    """The first answer that is not None; None if there is none. Later parts are not asked."""
    for part in _parts:
        if (answer := getattr(part, name)(*args)) is not None:
            return answer
    return None
