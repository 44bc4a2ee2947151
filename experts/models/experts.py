"""Persons on record."""

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from lib.addresses import FormerSlug, SluggedRecord, address_triggers, publication_known
from lib.history import with_history
from lib.names import Name, SearchKeyField, any_name, is_short, name_constraints, search_key, search_keys, spellings
from lib.partialdates import known
from lib.partialdates.fields import PartialDateField, bound
from lib.texts import LongTextField
from lib.visibility import VisibleQuerySet
from sources.models import Citation, Identifier
from sources.models.citations import citation_constraints
from sources.models.identifiers import identifier_constraints


class ExpertQuerySet(VisibleQuerySet):
    """Experts."""

    def named(self, text):
        """Experts with a name like ``text``, in any script, with typing errors allowed.

        ``<%`` (word similarity) uses the trigram indexes; below four letters it
        would match nearly anything, so a short text must occur in the name as it is.
        """
        return self.filter(any_name(Expert, _ways(text))) if search_key(text) else self.none()

    def likeness(self, text):
        """The ids and likeness (0 to 1) of these experts, as (query of (id, likeness), values).

        The likeness is that of the most similar name, drafts included. ``text`` must have letters or digits.
        """
        keys = search_keys(text)
        ways = [(LOOKUPS[way].replace("%", "%%"), PATTERNS[way].format(value)) for way, value in _ways(text)]

        def matches(table, pk, column):
            alike = ", ".join(f"word_similarity(%s, {column})" for _ in keys)
            return (
                f"SELECT {pk} AS id, greatest({alike}) AS alike FROM {table}"
                f" WHERE {' OR '.join(f'{column} {operator} %s' for operator, _ in ways)}"
            )

        own, further = matches("experts_expert", "id", "name_key"), matches("experts_expertname", "record_id", "key")
        values = [*keys, *(value for _, value in ways)]
        sql = f"SELECT id, max(alike) AS likeness FROM ({own} UNION ALL {further}) matches GROUP BY id"
        return sql, [*values, *values]


# The SQL of Django's look-ups for names.
LOOKUPS = {"contains": "LIKE", "trigram_word_similar": "%>"}
PATTERNS = {"contains": "%{}%", "trigram_word_similar": "{}"}


def _ways(text):
    """The look-ups for a name: literally, or tolerating errors from four letters on."""
    if is_short(search_key(text)):
        return [("contains", one) for one in search_keys(text)]
    return [("trigram_word_similar", one) for one in spellings(text)]


@with_history()
class Expert(SluggedRecord):
    """Any person on record: analyst, official, leader."""

    name = models.CharField(max_length=300, help_text="The name under which the person is listed.")
    name_key = SearchKeyField(source="name")
    born = PartialDateField()
    born_earliest = bound("born", "earliest")
    died = PartialDateField()
    died_latest = bound("died", "latest")
    website = models.URLField(max_length=1000, blank=True)
    notes = LongTextField(blank=True, help_text="A short biography, and what else there is to say.")

    objects = ExpertQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]
        indexes = [
            models.Index(fields=["name_key", "id"], name="expert_name_order"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="expert_name_key"),
        ]
        constraints = [
            publication_known(),
            models.CheckConstraint(
                condition=~Q(name=""), name="expert_name", violation_error_message="An expert needs a name."
            ),
            models.CheckConstraint(
                condition=Q(died_latest__gte=F("born_earliest")),
                name="expert_lifetime",
                violation_error_message="The date of death is before the date of birth.",
            ),
        ]
        triggers = address_triggers("experts_formerexpertslug")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("expert", args=[self.slug])

    def clean(self):
        """A death does not precede the birth."""
        super().clean()
        born, died = known(self.born), known(self.died)
        if born and died and died.latest < born.earliest:
            raise ValidationError({"died": f"The date of death ({died}) is before the date of birth ({born})."})


class FormerExpertSlug(FormerSlug):
    """A slug that an expert had before."""

    record = models.ForeignKey(Expert, models.SET_NULL, null=True, related_name="former_slugs")


@with_history()
class ExpertName(Name):
    """A further name of an expert."""

    record = models.ForeignKey(Expert, models.CASCADE, related_name="names")

    class Meta(Name.Meta):
        constraints = name_constraints("expertname", "record")["constraints"]
        indexes = name_constraints("expertname", "record")["indexes"]


@with_history()
class ExpertIdentifier(Identifier):
    """An identifier of an expert."""

    record = models.ForeignKey(Expert, models.CASCADE, related_name="identifiers")

    class Meta(Identifier.Meta):
        constraints = identifier_constraints("expertidentifier")


@with_history()
class ExpertCitation(Citation):
    """A source for an expert."""

    record = models.ForeignKey(Expert, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("expertcitation")
