"""The rows on an event's page: panels, participants, positions, outcomes, links."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils.choices import BaseChoiceIterator

from lib.admin.autocomplete import OneOfField, RowsField
from lib.admin.forms import CitedForm, RecordForm, SluggedForm
from lib.admin.formsets import RecordFormSet
from lib.admin.labels import word
from lib.admin.rows import Rows
from lib.attribution import attributed
from lib.digits import whole_number
from summits.models import (
    Attribution,
    Event,
    EventTopic,
    OutcomeEvent,
    OutcomeParty,
    PositionEndorser,
    PositionEvent,
    PositionHolder,
    PositionTopic,
)
from summits.models.kinds import STANCE_SIGNS, VERBS

PANELS = "panels"  # what the names of the boxes of panels begin with
ACTORS = ["expert", "organisation"]
# Attributions of a position that need no holder.
WITHOUT_HOLDERS = {Attribution.COLLECTIVE, Attribution.UNATTRIBUTED}
CITE_COPY = {"cite_source": "copy", "cite_paragraph": "copy"}


class EventForm(SluggedForm):
    """An event with its topics."""

    on_topics = RowsField(Rows(EventTopic, "event", ["topic"]), label="Topics")

    def full_clean(self):
        # Panels that are sent along may change with it, so their formset checks them.
        self.instance.programme_follows = f"{PANELS}-{TOTAL_FORM_COUNT}" in self.data
        super().full_clean()


class PanelFormSet(RecordFormSet):
    """The panels of an event; one that still has rows cannot be deleted."""

    def clean(self):
        super().clean()
        self._check_programme()
        for form in self.deleted_forms:
            panel = form.instance
            numbers = {"participants": panel.participations.count(), "positions": panel.positions.count()}
            held = [f"{number} {name}" for name, number in numbers.items() if number]
            if held:
                raise ValidationError(
                    f"The panel “{panel}” still has {' and '.join(held)}: move them to another panel "
                    "or to the whole event and save, then delete it."
                )

    def _check_programme(self):
        """Check the submitted event against its unchanged panels on record; the others are checked as rows."""
        if self.instance.pk:
            touched = {form.instance.pk for form in self.forms if form.has_changed()}
            self.instance.check_programme(self.instance.panels.filter(start_time__isnull=False).exclude(pk__in=touched))

    def numbers(self):
        """[(number, title, saved panel or None)] of the panels as the page has them."""
        if not self.is_bound:
            return [(panel.number, panel.title, panel) for panel in self.get_queryset()]
        found = []
        for form in self.forms:
            if self._should_delete_form(form):
                continue
            number = whole_number(str(form["number"].value() or ""))
            if number is not None:
                panel = form.instance if form.instance.pk else None
                found.append((number, form["title"].value() or "", panel))
        return found

    def _should_delete_form(self, form):
        # Asked before the forms are checked as well.
        return form.data.get(form.add_prefix("DELETE")) == "on" if self.is_bound else False


class PanelChoices(BaseChoiceIterator):
    """The choices of a panel box, evaluated only when the box is rendered."""

    def __init__(self, formset):
        self.formset = formset

    def __iter__(self):
        yield ("", "the whole event")
        for number, title, _ in self.formset.numbers():
            yield (number, f"{number}. {title}".rstrip())


class InPanelFormSet(RecordFormSet):
    """Rows that may belong to a panel of the same page, including a panel that is being entered."""

    def _equip(self, form):
        form = super()._equip(form)
        form.fields["panel_number"].widget.choices = PanelChoices(self)
        return form

    def numbers(self):
        """The panels that a row may belong to; if the user may not see them, those on record by number only."""
        if self.panels is not None:
            return self.panels.numbers()
        return [(number, "", panel) for number, panel in self.saved_panels().items()] if self.instance.pk else []

    def saved_panels(self):
        """The event's panels by number, read once after they have been saved."""
        if not hasattr(self, "_saved_panels"):
            self._saved_panels = {panel.number: panel for panel in self.instance.panels.all()}
        return self._saved_panels


class InPanelForm(CitedForm):
    """A row with a panel, chosen by its number, and a place in the order of the page."""

    filled = ("panel",)
    stands_for = {"panel": "panel_number"}

    panel_number = forms.IntegerField(required=False, label="Panel", widget=forms.Select(attrs={"data-panels": "1"}))
    order = forms.IntegerField(
        required=False, min_value=0, label="No.", widget=forms.NumberInput(attrs={"class": "short"})
    )

    def set_initial(self):
        super().set_initial()
        self.initial["panel_number"] = self.instance.panel.number if self.instance.panel_id else None
        if not self.instance.pk:
            self.initial["order"] = None

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("order") is None and "order" not in self.errors:
            cleaned["order"] = self.formset.next_order()
        if "panel_number" in cleaned:
            number = cleaned["panel_number"]
            panels = {n: panel for n, _, panel in self.formset.numbers()}
            if number is not None and number not in panels:
                known = ", ".join(map(str, sorted(panels))) or "none yet"
                message = f"This event has no panel {number} (it has: {known}). Enter the panel above."
                self.add_error("panel_number", message)
            else:
                # One that is only being entered is set when it has been saved.
                self.instance.panel = panels.get(number)
        return cleaned

    def facts(self):
        """Place in the source; panel."""
        number = self.initial["panel_number"]
        return [*super().facts(), *([f"panel {number}"] if number is not None else [])]

    def identity(self, name):
        # The panel may have no key yet.
        return self.cleaned_data.get("panel_number") if name == "panel" else super().identity(name)

    def prepare(self):
        number = self.cleaned_data["panel_number"]
        self.instance.panel = self.formset.saved_panels()[number] if number is not None else None


class NamesNewPeople:
    """A form whose boxes may name people who are created by the participants of the same page."""

    def full_clean(self):
        if self.is_bound and self.formset is not None and self.formset.participants is not None:
            for name in self.may_name_new:
                self.fields[name].new_records = self.formset.participants.new_people()
        super().full_clean()


class PositionForm(NamesNewPeople, InPanelForm):
    """What somebody holds, with topics and events and the stance to each."""

    may_name_new = ("holders", "endorsers")

    carry = {
        **dict.fromkeys(["panel_number", "verb", "kind", "attribution", "basis"], "copy"),
        "holders": "until",
        "stances": "ask",
        **CITE_COPY,
        "cite_sentence": "next",
        "order": "next",
    }

    holders = RowsField(Rows(PositionHolder, "position", ACTORS), label="Held by")
    endorsers = RowsField(Rows(PositionEndorser, "position", ACTORS), label="Endorsed by")
    stances = RowsField(
        Rows(PositionTopic, "position", ["topic"], "stance", STANCE_SIGNS), label="Topics, with the stance to each"
    )
    events = RowsField(
        Rows(PositionEvent, "position", ["event"], "stance", STANCE_SIGNS),
        label="About events, with the stance to each",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "verb" in self.fields:
            self.fields["verb"].widget.attrs |= {"data-complete": "|".join(VERBS), "autocomplete": "off"}

    def row_title(self):
        """Number, holders, verb, the beginning of the summary."""
        one = self.instance
        names = [
            self.labels.get(field.remote_field.model, pk)[0]
            for _, field, pk, _ in self.fields["holders"].widget.chosen(self.initial.get("holders"))
        ]
        who = attributed(", ".join(names), one.verb) if names else word(one, "attribution")
        return f"{one.order}. {who}: {one.summary}"

    def facts(self):
        """Place in the source; panel; the stance to each topic and event."""
        found = super().facts()
        for name in ("stances", "events"):
            words = dict(self.fields[name].rows.qualifiers)
            for _, field, pk, stance in self.fields[name].widget.chosen(self.initial.get(name)):
                found.append(f"{words.get(stance, stance)} {self.labels.get(field.remote_field.model, pk)[0]}")
        return found

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("attribution") == "unattributed" and cleaned.get("holders"):
            self.add_error("holders", "An unattributed position has no holders: change the attribution or remove them.")
        elif not cleaned.get("holders") and "holders" not in self.errors:
            # A position on record that never had any can still be changed in other ways.
            said = not self.instance.pk or {"holders", "attribution"} & set(self.changed_data)
            if said and cleaned.get("attribution") not in WITHOUT_HOLDERS:
                self.add_error("holders", "Say who holds it, or that it is collective or unattributed (under “More”).")
        return cleaned


class OutcomeForm(NamesNewPeople, CitedForm):
    """What an event produced, with parties and what became of it."""

    may_name_new = ("actors",)

    carry = {"actors": "copy", **CITE_COPY}

    actors = RowsField(Rows(OutcomeParty, "outcome", ACTORS), label="Parties")
    later = RowsField(
        Rows(OutcomeEvent, "outcome", ["event"], "relation"), label="Later events, and what they do to it"
    )

    def row_title(self):
        """Kind, title, status."""
        one = self.instance
        return f"{word(one, 'kind')}: {one.title} ({word(one, 'status')})"


class LinkForm(CitedForm):
    """A tie to another event."""

    carry = dict(CITE_COPY)

    def row_title(self):
        """Kind and other event."""
        text, detail = self.labels.get(Event, self.instance.to_event_id)
        return f"{word(self.instance, 'kind')} {text} ({detail})"


class ActorForm(RecordForm):
    """A row that names an expert or an organisation."""

    filled = ("expert", "organisation")
    stands_for = {"expert": "who", "organisation": "who"}


def actor_form(model):
    """An ActorForm for a table of actors."""
    who = OneOfField(model, ACTORS, label="Who")
    return type(f"{model.__name__}Form", (ActorForm,), {"who": who, "__doc__": ActorForm.__doc__})
