"""Participants in one row: who takes part, their billing, and the records that the row creates.

A person, a post and its organisation that are not on record are created in the transaction of the event, checked by
their own rules, with the citation of the row; they are drafts while the event is one.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import cached_property

from experts.models import Appointment, AppointmentCitation, Expert, Organisation
from experts.models.organisations import OrganisationKind
from lib.addresses import Publication, former_slugs_of
from lib.admin.autocomplete import AutocompleteSelect, OneOfField, RecordChoiceField, RowsField
from lib.admin.labels import word
from lib.admin.rows import Rows
from lib.names import search_key, slug_of
from lib.publishing import may, may_publish
from summits.admin.forms import ACTORS, CITE_COPY, InPanelForm, InPanelFormSet
from summits.models import Participation, ParticipationAppointment

NEW = ["new_person", "new_post", "new_at", "new_organisation", "new_kind", "new_attested"]


class ParticipationFormSet(InPanelFormSet):
    """The participants; a record that one row creates can be named by the next."""

    @cached_property
    def made(self):
        """The records that rows create: {(model, search key of its name): record}."""
        return {}

    def new_people(self):
        """The people whom rows create: {search key of the name: person, without a primary key until the row is saved}."""
        rows = [form for form in self.forms if form.is_valid() and not self._should_delete_form(form)]
        return {search_key(one.name): one for form in rows if (one := form.made_person)}


class ParticipationForm(InPanelForm):
    """Who takes part, how billed, and the posts that the billing means."""

    filled = ("panel", "expert", "organisation")
    stands_for = {"panel": "panel_number", "expert": "who", "organisation": "who"}
    carry = {"panel_number": "copy", "role": "copy", "order": "next", **CITE_COPY}

    who = OneOfField(
        Participation,
        ACTORS,
        label="Who",
        help_text="Or as printed: “Fyodor Lukyanov, Research Director of the Valdai Club”.",
        attrs={"data-printed": reverse_lazy("admin:summits_event_printed"), "data-instead": "new_person"},
    )
    posts = RowsField(
        Rows(ParticipationAppointment, "participation", ["appointment"]),
        label="Posts that the billing means",
        narrow={"expert": "who"},
    )
    new_person = forms.CharField(required=False, max_length=300, label="New person")
    new_post = forms.CharField(required=False, max_length=300, label="New post")
    new_at = RecordChoiceField(
        Organisation.objects.all(),
        required=False,
        label="at",
        widget=AutocompleteSelect([Appointment._meta.get_field("organisation")]),
    )
    new_organisation = forms.CharField(
        required=False,
        max_length=300,
        label="New organisation",
        help_text="It stands inside the one chosen here, if any.",
    )
    new_kind = forms.ChoiceField(
        required=False, label="its kind", choices=[("", "---------"), *OrganisationKind.choices]
    )
    new_attested = AppointmentCitation._meta.get_field("attested_on").formfield(label="Post attested on")

    def row_title(self):
        """Name, role, billing."""
        one = self.instance
        kind, pk = (Expert, one.expert_id) if one.expert_id else (Organisation, one.organisation_id)
        name = self.labels.get(kind, pk)[0]
        return ", ".join(filter(None, [name, word(one, "role"), one.billing]))

    def warnings(self):
        """A billing without a post, a person without one on the day."""
        one = self.instance
        if one.expert_id is None:
            return
        if one.billing and not self.initial.get("posts"):
            yield "billing without its post"
        if one.event.date and not getattr(one, "on_the_day", True):
            yield "no post on record for the day"

    # -- what is made new

    def full_clean(self):
        # With a new person nobody needs to be chosen.
        self.fields["who"].required = not (self.is_bound and self.data.get(self.add_prefix("new_person"), "").strip())
        self._expert = self._organisation = self._appointment = None
        super().full_clean()

    def clean(self):
        cleaned = super().clean()
        # Values are checked only if their own boxes are valid.
        if any(cleaned.get(name) for name in NEW) and not self.errors.keys() & {"who", *NEW}:
            self._make(cleaned)
        return cleaned

    @property
    def made_person(self):
        """The person whom the row creates, after validation; or None."""
        return self._expert

    def _make(self, cleaned):
        """Build the new records and check them by their own rules; they are saved with the row."""
        chosen, person, post = cleaned.get("who"), cleaned["new_person"], cleaned["new_post"]
        at, named, attested = cleaned["new_at"], cleaned["new_organisation"], cleaned["new_attested"]
        if person and chosen:
            self.add_error("new_person", f"“{chosen[1]}” is chosen already: remove the choice, or clear this box.")
        elif post and chosen and chosen[0] != "expert":
            self.add_error("new_post", "An organisation holds no post: choose a person, or clear this box.")
        elif post and not (at or named):
            self.add_error("new_at", "At which organisation is the post? Choose it, or enter a new one.")
        elif (at or named or attested) and not post:
            self.add_error("new_post", "Which post is it there? Enter it, or clear the boxes of the new post.")
        elif attested and not cleaned.get("cite_source"):
            self.add_error(
                "cite_source", "Which source attests the post on that day? Choose it, or clear “Post attested on”."
            )
        else:
            if person:
                self._expert = self._new(Expert, "new_person", name=person)
            if named:
                kind = cleaned["new_kind"] or OrganisationKind.INSTITUTE
                self._organisation = self._new(Organisation, "new_organisation", name=named, kind=kind, parent=at)
            if post and not self.errors:
                expert = self._expert or chosen[1]
                self._appointment = Appointment(
                    expert=expert, organisation=self._organisation or at, post=post, publication=self._publication
                )
                new = [name for name in ("expert", "organisation") if not getattr(self._appointment, name).pk]
                self._check(self._appointment, "new_post", exclude=new)

    @property
    def _publication(self):
        public = self.formset.instance.publication == Publication.PUBLISHED and may_publish(self.user)
        return Publication.PUBLISHED if public else Publication.DRAFT

    def _new(self, model, box, name, **values):
        """A new record with a name; rows with the same name share it."""
        made = self.formset.made
        key = model, search_key(name)
        if key not in made:
            made[key] = model(name=name, slug=_free_slug(model, name), publication=self._publication, **values)
            if not made[key].slug:
                self.add_error(box, "A name has letters or digits.")
            else:
                self._check(made[key], box)
        return made[key]

    def _check(self, record, box, exclude=()):
        if not may(self.user, type(record), "add"):
            self.add_error(box, f"You may not add a new {record._meta.verbose_name}: choose one on record.")
            return
        try:
            record.full_clean(exclude=exclude)
        except ValidationError as error:
            self.add_error(box, [text for texts in error.message_dict.values() for text in texts])

    def _get_validation_exclusions(self):
        # The person has no key before the row is saved; the database checks that exactly one takes part.
        new = not self.fields["who"].required
        return super()._get_validation_exclusions() | ({"expert", "organisation"} if new else set())

    def identity(self, name):
        if name == "expert" and self._expert:
            return f"new {self._expert.slug}"
        return super().identity(name)

    def prepare(self):
        super().prepare()
        for record in (self._expert, self._organisation):
            if record and not record.pk:
                record.save()
                self._cite(record)
        if self._expert:
            self.instance.expert = self._expert
        if post := self._appointment:
            post.expert, post.organisation = post.expert, post.organisation  # set their keys, which are now known
            post.save()
            self._cite(post, attested_on=self.cleaned_data["new_attested"])

    def _cite(self, record, **more):
        values = self._values(self.cleaned_data)
        if values["source"]:
            citation = self.citations(type(record))(record=record, **values, **more)
            citation.full_clean()
            citation.save()

    def save_rows(self):
        super().save_rows()
        if self._appointment:
            resolved = ParticipationAppointment(participation=self.instance, appointment=self._appointment)
            resolved.full_clean()
            resolved.save()


def _free_slug(model, name):
    """A slug for a new record with this name, numbered if another record has or had it."""
    former = former_slugs_of(model)
    base = slug_of(name)[:110]
    if not base:
        return ""
    taken = {
        slug
        for records in (model, former)
        for slug in records._base_manager.filter(slug__startswith=base).values_list("slug", flat=True)
    }
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
