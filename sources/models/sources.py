"""Sources."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_noop

from lib.addresses import FormerSlug, SluggedRecord, address_triggers, publication_known
from lib.choices import choices_constraint
from lib.history import with_history
from lib.names import order_of
from lib.partialdates.fields import PartialDateField, bound
from lib.passages import no_such_place, passage
from lib.texts import LongTextField
from lib.visibility import VisibleQuerySet
from sources.models.identifiers import Identifier, identifier_constraints


class SourceKind(models.TextChoices):
    """What a source is."""

    REPORT = "report", gettext_noop("report")
    DATASET = "dataset", gettext_noop("data set")
    OFFICIAL_DOCUMENT = "official_document", gettext_noop("official document")
    TREATY = "treaty", gettext_noop("treaty")
    NEWS_ARTICLE = "news_article", gettext_noop("news article")
    BOOK = "book", gettext_noop("book")
    WEB_PAGE = "web_page", gettext_noop("web page")
    ARCHIVE = "archive", gettext_noop("archival document")
    OTHER = "other", gettext_noop("other")


@with_history()
class Source(SluggedRecord):
    """Where a claim comes from: address, title, publisher, dates, language, attached text."""

    kind = models.CharField(max_length=20, choices=SourceKind, default=SourceKind.REPORT)
    title = models.CharField(max_length=500)
    title_order = order_of("title")
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    url = models.URLField("address", max_length=1000, blank=True)
    published = PartialDateField(help_text="When it was published.")
    published_earliest = bound("published", "earliest")
    published_latest = bound("published", "latest")
    accessed = PartialDateField(help_text="When it was last read at its address.")
    accessed_earliest = bound("accessed", "earliest")
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47, e.g. en.")
    licence = models.CharField(max_length=200, blank=True)
    first_words = models.CharField(
        max_length=200,
        blank=True,
        help_text="The words with which paragraph 1 begins; what comes before them (titles, lists) is not counted.",
    )
    archived_text = LongTextField(
        "attached text",
        blank=True,
        help_text="The text itself, with an empty line between paragraphs. Citations then show their passage.",
    )
    notes = LongTextField(blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ["title_order", "id"]
        constraints = [
            choices_constraint("kind", SourceKind, "The kind of a source"),
            publication_known(),
            models.CheckConstraint(
                condition=~models.Q(title=""), name="source_title", violation_error_message="A source needs a title."
            ),
        ]
        triggers = address_triggers("sources_formersourceslug")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])

    def passage(self, paragraph, sentence=None):
        """The words at a place in the attached text, or ""."""
        return passage(self.archived_text, self.first_words, paragraph, sentence)

    def no_such_place(self, paragraph, sentence=None):
        """Errors for a place that the attached text does not have: {"paragraph" or "sentence": words}."""
        return no_such_place(self.archived_text, self.first_words, paragraph, sentence)


class FormerSourceSlug(FormerSlug):
    """A slug that a source had before."""

    record = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="former_slugs")


@with_history()
class SourceIdentifier(Identifier):
    """An identifier of a source."""

    record = models.ForeignKey(Source, models.CASCADE, related_name="identifiers")

    class Meta(Identifier.Meta):
        constraints = identifier_constraints("sourceidentifier")
