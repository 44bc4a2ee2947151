"""Places."""

import re

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_noop

from lib.addresses import FormerSlug, SluggedRecord, address_triggers, publication_known
from lib.choices import choices_constraint
from lib.history import with_history
from lib.names import Folded, Name, SearchKeyField, any_name, name_constraints, occurs, search_keys
from lib.trees import TreeQuerySet, acyclic, inside, refuse_cycle
from lib.visibility import Audience, may_see
from sources.models.citations import Citation, citation_constraints
from sources.models.identifiers import Identifier, identifier_constraints

# How many words of a search are used.
MOST_WORDS = 8


class PlaceKind(models.TextChoices):
    """What a place is."""

    COUNTRY = "country", gettext_noop("country")
    REGION = "region", gettext_noop("region")
    CITY = "city", gettext_noop("city or town")
    DISTRICT = "district", gettext_noop("district")
    VENUE = "venue", gettext_noop("venue")
    BUILDING = "building", gettext_noop("building")
    OTHER = "other", gettext_noop("other")


# Kinds of place that lie directly in a country.
WIDE = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.CITY)
# Relations that lies_in() reads, for select_related (WITH_PLACE: for records that have a place).
SHOWN = ("country", "parent__parent")
WITH_PLACE = tuple(f"place__{path}" for path in SHOWN)


@with_history()
class Place(SluggedRecord):
    """A place; a state's territory is a place of kind country, the state itself an organisation."""

    kind = models.CharField(max_length=12, choices=PlaceKind, default=PlaceKind.CITY)
    name = models.CharField(max_length=300)
    name_key = SearchKeyField(source="name")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    country = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="places_in_country",
        limit_choices_to={"kind": PlaceKind.COUNTRY},
    )
    address = models.CharField(max_length=300, blank=True, help_text="Street address.")
    latitude = models.FloatField(
        null=True, blank=True, help_text="Degrees north of the equator (south: negative), in WGS 84."
    )
    longitude = models.FloatField(
        null=True, blank=True, help_text="Degrees east of Greenwich (west: negative), in WGS 84."
    )

    # SQL for the descendants of a place ``t`` in filters: itself and the places in it, by parent or country.
    DESCENDANTS = inside("sources_place", "parent_id", "country_id", public=False)
    PUBLIC_DESCENDANTS = inside("sources_place", "parent_id", "country_id", public=True)

    objects = TreeQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "id"]
        indexes = [
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="place_name_key"),
            GinIndex(OpClass(Folded("address"), name="gin_trgm_ops"), name="place_address"),
        ]
        constraints = [
            choices_constraint("kind", PlaceKind, "The kind of a place"),
            publication_known(),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="place_name", violation_error_message="A place needs a name."
            ),
            models.CheckConstraint(
                condition=models.Q(country__isnull=True) | ~models.Q(kind="country"),
                name="place_country_of_country",
                violation_error_message="A country does not lie in another country: leave “country” empty.",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True) | models.Q(latitude__range=(-90, 90)),
                name="place_latitude",
                violation_error_message="A latitude lies between -90 (the South Pole) and 90 (the North Pole).",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True) | models.Q(longitude__range=(-180, 180)),
                name="place_longitude",
                violation_error_message="A longitude lies between -180 and 180, east of Greenwich positive.",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="place_coordinates",
                violation_error_message="Give latitude and longitude both, or neither.",
            ),
        ]
        triggers = [*address_triggers("sources_formerplaceslug"), acyclic("sources_place", "parent_id")]

    def lies_in(self, user=None):
        """Its city, if it is smaller than one, and its country, if ``user`` may see them.

        No statement if SHOWN was joined.
        """
        found, above = [], self.parent if self.kind not in WIDE else None
        if above and above.kind != PlaceKind.COUNTRY and may_see(above, user):
            higher = above.parent if above.kind not in WIDE else None
            found = [higher if higher and higher.kind == PlaceKind.CITY and may_see(higher, user) else above]
        if self.country and may_see(self.country, user):
            found.append(self.country)
        return found

    @property
    def coordinates(self):
        """Its coordinates in words (“46.2044° N, 6.1432° E”), or ""."""
        if self.latitude is None or self.longitude is None:
            return ""
        signs = ((self.latitude, "NS"), (self.longitude, "EW"))
        return ", ".join(f"{abs(number):g}° {names[number < 0]}" for number, names in signs)

    def __str__(self):
        return f"{self.name}, {self.country.name}" if self.country_id else self.name

    def get_absolute_url(self):
        return reverse("place", args=[self.slug])

    def clean(self):
        """A place does not lie inside itself; its country is one."""
        super().clean()
        refuse_cycle(self, "parent")
        if self.country_id and self.country.kind != PlaceKind.COUNTRY:
            raise ValidationError(
                {"country": f"{self.country} is not a country but a {self.country.get_kind_display()}."}
            )


def located(audience, condition="true"):
    """SQL of a recursive table located(id, at): the place ``at`` that gives a place its coordinates, for the audience.

    A place without coordinates takes those of the nearest place around it, but not through a draft. ``condition``
    applies to the place ``r`` with the coordinates.
    """
    seen = " AND r.publication = 'published'" if audience is Audience.PUBLIC else ""
    return f"""located(id, at) AS (
        SELECT r.id, r.id FROM sources_place r WHERE r.latitude IS NOT NULL AND {condition}{seen}
        UNION ALL
        SELECT r.id, located.at FROM located JOIN sources_place r ON coalesce(r.parent_id, r.country_id) = located.id
        WHERE r.latitude IS NULL{seen}
    )"""


def around(prefix, audience):
    """The city or country of the place at ``prefix``, as in ``lies_in()``, best first: [(condition, lookup)]."""
    small = ~models.Q(**{f"{prefix}kind__in": WIDE}) & ~models.Q(**{f"{prefix}parent__kind": PlaceKind.COUNTRY})
    if audience is Audience.PUBLIC:
        small &= Place.objects.all().public(f"{prefix}parent__")
    house = ~models.Q(**{f"{prefix}parent__kind__in": WIDE})
    return [
        (small & house & models.Q(**{f"{prefix}parent__parent__kind": PlaceKind.CITY}), f"{prefix}parent__parent"),
        (small, f"{prefix}parent"),
    ]


def around_sql(place, published):
    """The same as SQL: a row (id, slug, name) or none; ``published(alias, …)`` returns the conditions of the audience."""
    wide = ", ".join(f"'{kind.value}'" for kind in WIDE)
    return f"""SELECT a.id, a.slug, a.name FROM sources_place up
        JOIN sources_place a ON a.id = up.id OR a.id = up.parent_id AND a.kind = 'city' AND up.kind NOT IN ({wide})
        WHERE {" AND ".join([f"up.id = {place}.parent_id", *published("up", "a")])}
            AND up.kind <> 'country' AND {place}.kind NOT IN ({wide})
        ORDER BY a.id = up.id LIMIT 1"""


def found_by_address(text):
    """Condition: the names and address of a place, and the names of places around it, have all words of ``text``.

    At least one must be its own: “Geneva” alone does not find all places in Geneva. None if there is no word.
    """
    words = [word for word in re.split(r"[\W_]+", text) if search_keys(word)][:MOST_WORDS]
    if not words:
        return None
    every, own = models.Q(), models.Q()
    for word in words:
        keys = search_keys(word)
        named = any_name(Place, [way for key in keys for way in (("startswith", key), ("contains", f" {key}"))])
        above = Place._base_manager.filter(named).order_by().values("pk")
        here = named | models.Q(
            pk__in=Place._base_manager.filter(occurs("address", word, joined=False)).order_by().values("pk")
        )
        own |= here
        every &= here | models.Q(parent__in=above) | models.Q(country__in=above)
    return every & own


class FormerPlaceSlug(FormerSlug):
    """A slug that a place had before."""

    record = models.ForeignKey(Place, models.SET_NULL, null=True, related_name="former_slugs")


@with_history()
class PlaceName(Name):
    """A further name of a place."""

    record = models.ForeignKey(Place, models.CASCADE, related_name="names")

    class Meta(Name.Meta):
        constraints = name_constraints("placename", "record")["constraints"]
        indexes = name_constraints("placename", "record")["indexes"]


@with_history()
class PlaceIdentifier(Identifier):
    """An identifier of a place."""

    record = models.ForeignKey(Place, models.CASCADE, related_name="identifiers")

    class Meta(Identifier.Meta):
        constraints = identifier_constraints("placeidentifier")


@with_history()
class PlaceCitation(Citation):
    """A source for a place."""

    record = models.ForeignKey(Place, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = citation_constraints("placecitation")
