"""The part of the desk for reviews: the queue, the strip of forms, the action that publishes."""

from desk.review import home, steps, views
from lib.admin.parts import Part
from lib.publishing import has_publication, may_publish


class ReviewPart(Part):
    """See desk/review/views.py."""

    def urls(self, site):
        return views.urls(site)

    def queues(self, request):
        return home.queues(request)

    def home(self, request, site):
        return {"review": home.context(request)}

    def actions(self, admin, request):
        if not (has_publication(admin.model) and may_publish(request.user)):
            return []
        return [(views.selected, "publish", "Publish …")]

    def form_context(self, admin, request, pk):
        return views.strip(admin, request, pk)

    def after_save(self, admin, request, record):
        return views.after_save(admin, request, record)

    def publication_changed(self, model, records, state, user):
        steps.note(model, records, steps.VERDICTS[state], user)
