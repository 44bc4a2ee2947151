"""The base of all citations: a source, the place in it, the field that it supports and the value that it states."""

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from lib.languages import gettext


def place_in_words(paragraph, sentence, locator):
    """A place in a source, in words: ``paragraph 5, sentence 4``; "" for the source as a whole."""
    parts = [
        gettext("paragraph {number}").format(number=paragraph) if paragraph else "",
        gettext("sentence {number}").format(number=sentence) if sentence else "",
        locator,
    ]
    return ", ".join(filter(None, parts))


class Citation(models.Model):
    """A source for a record or for one field of it.

    Concrete tables stand beside each kind of record, with a foreign key named
    ``record`` (related name ``citations``). Several citations on one field may
    state different values: that is how sources disagree on the record.
    """

    # Indexed together with the place in it, so that a source's page reads the first of thousands alone.
    source = models.ForeignKey("sources.Source", models.PROTECT, db_index=False, related_name="%(class)ss")
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Counted from 1.")
    sentence = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Within the paragraph, from 1.")
    locator = models.CharField(max_length=200, blank=True, help_text="Any other place: a page, a record id.")
    field = models.CharField(
        max_length=60, blank=True, help_text="The field that it supports, e.g. date; empty: the whole record."
    )
    value = models.CharField(
        max_length=500, blank=True, help_text="What this source states, as it states it: the date, the place, the name."
    )
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ["source_id", "paragraph", "sentence", "id"]
        indexes = [models.Index(fields=["source", "paragraph", "sentence", "locator", "id"], name="%(class)s_place")]

    def __str__(self):
        place = self.place_words()
        return f"{self.source}, {place}" if place else str(self.source)

    def place_words(self):
        """The place in the source, in words: ``paragraph 5, sentence 4``."""
        return place_in_words(self.paragraph, self.sentence, self.locator)

    def passage(self):
        """The cited words if the source's text is attached, else ""."""
        return self.source.passage(self.paragraph, self.sentence)

    def clean(self):
        """The place exists in the attached text of the source; the supported field exists on the record."""
        super().clean()
        if self.source_id and self.paragraph and (wrong := self.source.no_such_place(self.paragraph, self.sentence)):
            raise ValidationError(wrong)
        if not self.field:
            return
        cited = self._meta.get_field("record").related_model
        try:
            cited._meta.get_field(self.field)
        except FieldDoesNotExist:
            names = ", ".join(f.name for f in cited._meta.concrete_fields if f.editable and f.name != "publication")
            raise ValidationError(
                {"field": f"“{self.field}” is not a field of this kind of record. Its fields are: {names}."}
            ) from None


def citation_constraints(model):
    """Constraints of a concrete citation table; ``model`` is its lower-case name."""
    return [
        models.UniqueConstraint(
            fields=["record", "source", "paragraph", "sentence", "locator", "field", "value"],
            name=f"{model}_once",
            nulls_distinct=False,
            violation_error_message="This source is already cited at this place for this field.",
        ),
        models.CheckConstraint(
            condition=models.Q(sentence__isnull=True) | models.Q(paragraph__isnull=False),
            name=f"{model}_sentence_in_paragraph",
            violation_error_message="A sentence is counted within a paragraph: give the paragraph too.",
        ),
        models.CheckConstraint(
            condition=models.Q(paragraph__isnull=True) | models.Q(paragraph__gte=1),
            name=f"{model}_paragraph_from_1",
            violation_error_message="Paragraphs are counted from 1.",
        ),
        models.CheckConstraint(
            condition=models.Q(sentence__isnull=True) | models.Q(sentence__gte=1),
            name=f"{model}_sentence_from_1",
            violation_error_message="Sentences are counted from 1.",
        ),
        models.CheckConstraint(
            condition=models.Q(value="") | ~models.Q(field=""),
            name=f"{model}_value_of_field",
            violation_error_message="Say which field the stated value belongs to.",
        ),
    ]
