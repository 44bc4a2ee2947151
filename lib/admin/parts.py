"""What a part of the desk may add to the pages of the admin.

``lib`` and the records' apps know nothing of history, review, merging, duplicates or imports. Each of
those derives a class from Part, defines what it adds, and registers one when its app is ready.
"""


class Part:
    """A part of the desk. By default each method adds nothing.

    ``admin`` is the RecordAdmin of a kind of record, ``site`` the admin's site.
    """

    # -- the desk

    def urls(self, site):
        """URL patterns of its own pages, within the admin."""
        return []

    def queues(self, request):
        """Queues for the left column that the user may see: [lib.admin.work.Queue], without a statement."""
        return []

    def tools(self, user):
        """Links in the left column below the kinds of record that the user may see: [(words, name of the page)]."""
        return []

    def home(self, request, site):
        """Context for the template of the home page: {name: value}."""
        return {}

    def gaps(self, request):
        """Counts of work to do for the home page: [lib.admin.work.Gap], in a fixed number of statements."""
        return []

    # -- lists

    def counts(self, model):
        """Annotations for lists and boxes that depend on higher rooms than that of the model: {name: expression}."""
        return {}

    def narrowings(self):
        """Filters of all lists of records and of the counts of the home page: [lib.admin.narrowing.Narrowing]."""
        return []

    def actions(self, admin, request):
        """Actions of a list that the user may take: [(function(admin, request, queryset), name, description)]."""
        return []

    # -- the form of a record

    def columns(self, model):
        """Annotations that are read with a record when its form is opened: {name: expression}."""
        return {}

    def form_context(self, admin, request, pk):
        """Context for the template of a form: {name: value}; ``pk`` is None for a new record."""
        return {}

    def conflict(self, admin, request, pk):
        """Context for the template if somebody else has changed the record since the submitted form was opened.

        Called within the transaction that saves.
        """
        return {}

    def similar(self, admin, values):
        """Records similar to the one being entered: [{id, text, detail, url, reasons}]; None for kinds not compared."""
        return

    def after_save(self, admin, request, record):
        """The response to its own buttons after the record is saved; None for other buttons."""
        return

    def publication_changed(self, model, records, state, user):
        """Called when a user has changed the publication of records in a form or a list."""

    # -- the other pages of a record

    def history(self, admin, request, object_id):
        """The history page of a record, or None."""
        return

    def gone(self, admin, request, object_id):
        """The response for a record that was merged or deleted, or None."""
        return


_parts = []


def register(part):
    """Register a part. Each class is registered once; order matters."""
    if not any(type(known) is type(part) for known in _parts):
        _parts.append(part)


def answers(name, *args):
    """Yield the results of calling the method ``name`` of each part, in order."""
    return [getattr(part, name)(*args) for part in _parts]


def gathered(name, *args):
    """The lists returned by all parts, concatenated."""
    return [one for answer in answers(name, *args) for one in answer]


def merged(name, *args):
    """The dicts returned by all parts, merged."""
    return {key: value for answer in answers(name, *args) for key, value in answer.items()}


def first(name, *args):
    """The first result that is not None, or None. Later parts are not called."""
    for part in _parts:
        if (answer := getattr(part, name)(*args)) is not None:
            return answer
    return None
