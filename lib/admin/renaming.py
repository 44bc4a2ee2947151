"""A record that is renamed offers to keep its former name as a variant."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils.html import format_html

from lib.names import NameKind, says_no_more
from lib.publishing import may

OFFER = (
    'It was “{0}” before. <form method="post" action="{1}" class="keep-name">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{2}"><input type="hidden" name="former_name" value="{0}">'
    '<button type="submit" class="button">Keep “{0}” as a variant</button></form>'
)


class FormerName(forms.Form):
    """The former name to keep."""

    former_name = forms.CharField(max_length=300)


class Renaming:
    """Mixin of RecordAdmin for former names."""

    def offer_former_name(self, request, form):
        """If the saved form changed the name, show a message with a button that keeps the former one."""
        former = form.initial.get("name")
        if "name" not in form.changed_data or not former or not hasattr(self.model, "names"):
            return
        if self._may_keep(request, form.instance) and not self._knows(form.instance, former):
            url = reverse(f"admin:{self._keep_name}", args=[form.instance.pk])
            messages.info(request, format_html(OFFER, former, url, get_token(request)))

    @staticmethod
    def _knows(record, text):
        names = [record.name, *record.names.values_list("text", flat=True)]
        return any(says_no_more(text, name) for name in names)

    def _may_keep(self, request, record):
        return may(request.user, record.names.model, "add") and self.has_change_permission(request, record)

    @property
    def _keep_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_keep_name"

    def keep_name_view(self, request, pk):
        """Add ``former_name`` to the record as a variant and redirect to its form."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            record = self.model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
            if record is None:
                raise Http404(f"There is no {self.opts.verbose_name} with the number {pk}.")
            if not self._may_keep(request, record):
                raise PermissionDenied
            form = FormerName(request.POST)
            text = form.cleaned_data["former_name"] if form.is_valid() else ""
            if not text:
                messages.error(request, f"This cannot be a name: {' '.join(form.errors['former_name'])}")
            elif self._knows(record, text):
                messages.info(request, f"“{text}” is already a name of this record.")
            else:
                record.names.create(text=text, kind=NameKind.VARIANT)
                self.log_change(request, record, [{"added": {"name": "name", "object": text}}])
                messages.success(request, f"“{text}” is kept as a variant, among the names of the record.")
        return HttpResponseRedirect(self.address(record))

    def get_urls(self):
        """Django's URLs and that of keeping a former name."""
        if not hasattr(self.model, "names"):
            return super().get_urls()
        view = self.admin_site.admin_view(self.keep_name_view)
        return [path("<int:pk>/keep-name/", view, name=self._keep_name), *super().get_urls()]
