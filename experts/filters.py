"""Query parameters of experts, organisations and appointments."""

from django.db.models import BooleanField, ExpressionWrapper, FloatField, Max, OuterRef, Q, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_noop

from experts.models import Appointment, Expert, Organisation, OrganisationTerritory
from experts.models.experts import ExpertName
from lib.api.fields import API_ROOT
from lib.api.filters import (
    BY_CHANGE,
    MATCHES,
    AnyName,
    Day,
    Exact,
    PartialDateFilter,
    Setting,
    Slugs,
    StrictFilterSet,
    Words,
    descendants,
)
from lib.api.inputs import OneChoiceField
from lib.api.sql import among, beside
from lib.languages import gettext
from lib.names import likeness, search_key, words_occur
from lib.visibility import Audience
from sources.filters import Identifiers
from sources.models import Place

ADDRESS = "the record's address: ask for it there"
BOOKKEEPING = "bookkeeping"
PUBLICATION = "the public sees published records only"
DERIVED = "derived from another field"
COMMON = {
    "id": BOOKKEEPING,
    "created_at": BOOKKEEPING,
    "public_id": ADDRESS,
    "publication": PUBLICATION,
}
MATCH = {"schema": {"type": "string", "enum": ["possible", "certain"], "default": "possible"}}


POSSIBLE = "possible: the dates do not rule it out; certain: they, or a source's attestation, say so."


def match_setting(words=POSSIBLE):
    """The ``date_match`` parameter."""
    return Setting(
        field_class=lambda **kwargs: OneChoiceField(MATCHES, **kwargs),
        help_text=words,
        **MATCH,
    )


# The organisations of a country: those seated there or holding it, and their parts.
IN_COUNTRY = """
    WITH RECURSIVE inside(id) AS (
        SELECT o.id FROM experts_organisation o WHERE (o.place_id = ANY(%s) OR o.id IN (
            SELECT t.organisation_id FROM experts_organisationterritory t WHERE t.place_id = ANY(%s))){seen}
        UNION
        SELECT o.id FROM experts_organisation o JOIN inside ON o.parent_id = inside.id WHERE true{seen}
    ) SELECT id FROM inside
"""


def place_of_state(slug, audience):
    """A hint for a place parameter with the slug of a state (or other holder of territory), else ""."""
    found = Organisation.objects.visible_to(audience).filter(slug=slug).first()
    held = found and found.territories.filter(place__in=Place.objects.visible_to(audience)).select_related("place")
    places = list(dict.fromkeys(one.place.slug for one in held)) if held else []
    if not places:
        return ""
    words = gettext("{name} is an organisation; its territory is a place: write {places}.")
    return words.format(name=found.name, places=gettext(" or ").join(places))


class AppointmentFilter(StrictFilterSet):
    """Parameters of the list of appointments."""

    orderings = {
        "-start": "-start_earliest",
        "start": "start_earliest",
        "post": "post_order",
        "-post": "-post_order",
        **BY_CHANGE,
    }
    exempt = {
        **COMMON,
        "note": "free text",
        "post_order": DERIVED,
        "start_earliest": DERIVED,
        "start_by": DERIVED,
        "end_from": DERIVED,
        "end_latest": DERIVED,
        "appointed_earliest": DERIVED,
        "appointed_latest": DERIVED,
    }
    organisation = Slugs(Organisation, help_text="At this organisation or one inside it.")
    post = Words(help_text="Words of the post, in any order.")
    post_is = Exact(
        "post", lookup_expr="iexact", help_text="The post as a whole, in any case, e.g. Secretary of State."
    )
    on = Day(help_text="Held on this day, as far as the dates tell.")
    date_match = match_setting(f"{POSSIBLE} With on each row has “held”, which says which it is.")
    start = PartialDateFilter(help_text="From, as written.")
    end = PartialDateFilter(help_text="To, as written.")

    class Meta:
        model = Appointment
        fields = []

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if day := self.value("on"):
            queryset = queryset.held_on(day, match=self.value("date_match") or "possible", user=self.audience)
        return queryset

    def beside(self, ids, base):
        """How certainly each post was held on the requested day."""
        if not (day := self.value("on")):
            return {}
        rows = with_certainty(Appointment.objects.filter(pk__in=ids), day, self.audience)
        return {key: {"held": MATCHES[sure][0]} for key, sure in rows.values_list("public_id", "sure")}


def with_certainty(posts, day, audience):
    """Posts with ``sure``: whether they were certainly held on a day."""
    sure = posts.held_on(day, match="certain", user=audience).order_by().values("pk")
    return posts.annotate(sure=ExpressionWrapper(Q(pk__in=sure), output_field=BooleanField()))


class ExpertFilter(StrictFilterSet):
    """Parameters of the list of experts; those about events and positions are added in summits/filters/experts.py.

    ``organisation``, ``post``, ``post_is`` and ``on`` refer to the same appointment. With one of them each row has
    ``matched``, the matching posts. Nominations and declined appointments do not count.
    """

    orderings = {"name": "name_key", "-name": "-name_key", "-similarity": "-similarity", **BY_CHANGE}
    exempt = {
        **COMMON,
        "slug": ADDRESS,
        "name_key": DERIVED,
        "notes": "free text",
        "born_earliest": DERIVED,
        "died_latest": DERIVED,
    }
    name = Words(method="later", help_text=gettext_noop("A name in any script, with typing errors allowed."))
    organisation = Slugs(Organisation, method="later", help_text="With a post at this organisation or one inside it.")
    post = Setting(max_length=300, help_text=gettext_noop("With a post of these words, in any order."))
    post_is = Setting(
        max_length=300, help_text="With a post of exactly these words, in any case, e.g. Secretary of State."
    )
    on = Day(help_text=gettext_noop("With a post (of this organisation, of these words) on this day."))
    date_match = match_setting(
        f"{POSSIBLE} With a post, an organisation or a day each row has “matched”: the posts that it was found by, each "
        "with “held”: “certain”, “possible”, or null where no day is asked for."
    )
    country = Slugs(
        Place,
        meant=place_of_state,
        method="filter_country",
        help_text="With a post at an organisation of this country.",
    )
    identifier = Identifiers()

    class Meta:
        model = Expert
        fields = []

    def later(self, queryset, name, value):
        """Applied in ``filter_queryset``, together with the other parameters about the post; the name last."""
        return queryset

    def filter_country(self, queryset, name, value):
        if not value:
            return queryset
        seen = " AND o.publication = 'published'" if self.audience is Audience.PUBLIC else ""
        there = RawSQL(IN_COUNTRY.format(seen=seen), [descendants(value), descendants(value)])
        posts = Appointment.objects.visible_to(self.audience).held().filter(organisation__in=there)
        return queryset.filter(pk__in=posts.values("expert_id"))

    @property
    def narrow(self):
        """Few experts match a name."""
        return bool(self.value("name"))

    def found(self):
        """In order of likeness, the matching names are read once for rows and likeness."""
        key = search_key(self.value("name") or "")
        if self.sorted_by != "-similarity" or not key:
            return super().found()
        others = self._others(self.queryset.all()).order_by().values("pk").query
        sql, values = Expert.objects.likeness(self.value("name"))
        condition, more = others.sql_with_params() if others.where else ("", ())
        where = f"WHERE id IN ({condition})" if condition else ""
        return f"SELECT id, likeness FROM ({sql}) named {where}", (*values, *more), FloatField()

    def filter_queryset(self, queryset):
        queryset = self._others(queryset)
        if name := self.value("name"):
            queryset = queryset.named(name)
        if self.sorted_by == "-similarity":
            queryset = queryset.annotate(similarity=self._similarity())
        return queryset

    def _others(self, queryset):
        """The rows that match all parameters except the name."""
        queryset = super().filter_queryset(queryset)
        if (posts := self.posts()) is not None:
            queryset = queryset.filter(pk__in=posts.values("expert_id"))
        return queryset

    def posts(self):
        """The appointments that match the parameters about posts; None without such parameters."""
        organisation, post, day = self.value("organisation"), self.value("post"), self.value("on")
        exactly = self.value("post_is")
        if not (organisation or post or exactly or day):
            return None
        posts = Appointment.objects.visible_to(self.audience).held()
        if organisation:
            posts = posts.filter(among("organisation_id", descendants(organisation)))
        if post:
            posts = posts.filter(words_occur("post", post))
        if exactly:
            posts = posts.filter(post__iexact=exactly)
        if day:
            posts = posts.held_on(day, match=self.value("date_match") or "possible", user=self.audience)
        return posts

    def matched(self, ids):
        """The matching posts of some experts: {id of the expert: [appointment]}, each with ``held``."""
        posts = self.posts()
        if posts is None:
            return {}
        posts, day, found = posts.filter(expert__in=ids), self.value("on"), {}
        if day:
            posts = with_certainty(posts, day, self.audience)
        for row in posts.select_related("expert", "organisation").order_by("-start_earliest", "id"):
            row.held = MATCHES[row.sure][0] if day else None
            found.setdefault(row.expert_id, []).append(row)
        return found

    def beside(self, ids, base):
        """The matching posts of each expert."""
        return {
            posts[0].expert.slug: {"matched": [_matched(post, base) for post in posts]}
            for posts in self.matched(ids).values()
        }

    def _similarity(self):
        key = search_key(self.value("name") or "")
        if not key:
            return Value(0.0, output_field=FloatField())
        best = (
            ExpertName.objects.filter(record=OuterRef("pk"))
            .order_by()
            .values("record")
            .annotate(best=Max(likeness(self.value("name"), "key")))
            .values("best")
        )
        zero = Value(0.0, output_field=FloatField())
        own = likeness(self.value("name"), "name_key")
        return Greatest(own, Coalesce(Subquery(best), zero), output_field=FloatField())

    @property
    def sorted_by(self):
        """By default, the best match for a name comes first."""
        if self.value("name") and not self.value("ordering"):
            return "-similarity"
        return super().sorted_by


def _matched(post, base):
    organisation = post.organisation
    return {
        "url": f"{base}{API_ROOT}/appointments/{post.public_id}/",
        "id": post.public_id,
        "post": post.post,
        "organisation": {
            "url": f"{base}{API_ROOT}/organisations/{organisation.slug}/",
            "slug": organisation.slug,
            "name": organisation.name,
        },
        "start": str(post.start) if post.start else None,
        "end": str(post.end) if post.end else None,
        "held": post.held,
    }


class OrganisationFilter(StrictFilterSet):
    """Parameters of the list of organisations."""

    orderings = {"name": "name_key", "-name": "-name_key", **BY_CHANGE}
    exempt = {
        **COMMON,
        "slug": ADDRESS,
        "notes": "free text",
        "start_earliest": DERIVED,
        "start_by": DERIVED,
        "end_from": DERIVED,
        "end_latest": DERIVED,
    }
    name = AnyName(field_name="name_key", help_text=gettext_noop("Part of a name, or words of it, in any script."))
    parent = Slugs(Organisation, method="filter_parent", help_text="Organisations inside this one.")
    place = Slugs(Place, meant=place_of_state, help_text="With their seat here.")
    country = Slugs(
        Place,
        meant=place_of_state,
        method="filter_country",
        help_text="With their seat in this country, or states of it.",
    )
    on = Day(method="filter_on", help_text="That may have existed on this day.")
    start = PartialDateFilter(help_text="Founded, as written.")
    end = PartialDateFilter(help_text="Dissolved, as written.")
    identifier = Identifiers()

    class Meta:
        model = Organisation
        fields = []

    def filter_parent(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(among("pk", descendants(value))).exclude(pk__in=[one.pk for one in value])

    def filter_country(self, queryset, name, value):
        if not value:
            return queryset
        places = descendants(value)
        return queryset.filter(among("place_id", places) | beside(OrganisationTerritory, "organisation", place=places))

    def filter_on(self, queryset, name, value):
        return queryset.filter(start_earliest__lte=value, end_latest__gte=value) if value else queryset


__all__ = ["AppointmentFilter", "ExpertFilter", "OrganisationFilter"]
