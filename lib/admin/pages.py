"""Pages within the frame of the admin."""

from django.template.response import TemplateResponse


def desk_page(site, request, template, title, status=200, /, **context):
    """The response with a page of the desk: ``template`` with ``context`` and what all pages of the admin ``site`` need."""
    full = {**site.each_context(request), "title": title, "subtitle": None, **context}
    return TemplateResponse(request, template, full, status=status)
