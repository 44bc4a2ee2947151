"""The founding report: who took part, with which posts, and the discussion itself."""

import pytest

from experts.models import Appointment, Expert, Organisation
from summits.models import Event, EventLink, LinkKind, Participation, Position
from tests.records.test_report import (
    DISCUSSION,
    LEGVOLD,
    LUKYANOV,
    POMERANTZ,
    SAFRANCHUK,
    SIMES,
    SIX,
    SUMMIT,
    SUSLOV,
    position,
)
from topics.models import Topic

pytestmark = pytest.mark.django_db

# expert → role, billing as printed, and the posts that it resolves to: (post, organisation, what that stands inside).
POSTS = {
    LUKYANOV: (
        "moderator",
        "Research Director of the Valdai Discussion Club",
        [("Research Director", "Valdai Discussion Club", [])],
    ),
    SIMES: (
        "speaker",
        "CEO of the Center for the National Interest and publisher of The National Interest",
        [("CEO", "Center for the National Interest", []), ("Publisher", "The National Interest", [])],
    ),
    POMERANTZ: (
        "speaker",
        "Deputy Director of the Wilson Center’s Kennan Institute",
        [("Deputy Director", "Kennan Institute", ["Wilson Center"])],
    ),
    SAFRANCHUK: (
        "speaker",
        (
            "Director and Senior Research Fellow at the Center of Euroasian Research"
            " of the Institute for International Studies at MGIMO University"
        ),
        [
            ("Director", "Center of Euroasian Research", ["Institute for International Studies", "MGIMO University"]),
            (
                "Senior Research Fellow",
                "Center of Euroasian Research",
                ["Institute for International Studies", "MGIMO University"],
            ),
        ],
    ),
    SUSLOV: (
        "speaker",
        (
            "Deputy Director and Research Fellow at the Centre for Comprehensive European and International Studies"
            " at the Higher School of Economics"
        ),
        [
            (post, "Centre for Comprehensive European and International Studies", ["Higher School of Economics"])
            for post in ("Deputy Director", "Research Fellow")
        ],
    ),
    LEGVOLD: (
        "speaker",
        (
            "Marshall D. Shulman Professor Emeritus at Columbia University"
            " and Director of the Euro-Atlantic Security Initiative"
        ),
        [
            ("Marshall D. Shulman Professor Emeritus", "Columbia University", []),
            ("Director", "Euro-Atlantic Security Initiative", []),
        ],
    ),
}


# -- who took part ----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", POSTS)
def test_billing_and_posts(slug):
    role, billing, posts = POSTS[slug]
    part = Participation.objects.get(event__slug=DISCUSSION, expert__slug=slug)
    assert (part.role, part.billing, part.attendance) == (role, billing, "attended")
    assert part.name_as_printed == part.expert.name
    assert part.panel.event.slug == DISCUSSION
    resolved = [row.appointment for row in part.resolved.all()]
    assert [
        (post.post, post.organisation.name, [above.name for above in post.organisation.ancestors()])
        for post in resolved
    ] == posts
    for post in resolved:
        assert [str(c.attested_on) for c in post.citations.all()] == ["2021-06-16"]
        assert (post.start, post.end) == (None, None)  # the report does not say since when


def test_ten_posts_held_on_the_day():
    assert sum(len(posts) for _, _, posts in POSTS.values()) == 10
    held = Appointment.objects.filter(expert__slug__in=SIX)
    assert held.count() == 10
    assert set(held) == set(held.held_on("2021-06-16", match="certain"))
    assert not held.held_on("2021-06-17", match="certain").exists()


def test_the_six_are_all_that_spoke_and_the_club_is_the_organiser():
    event = Event.objects.get(slug=DISCUSSION)
    assert {part.expert.slug for part in event.participations.exclude(expert=None)} == SIX
    assert [(part.organisation.slug, part.role) for part in event.participations.exclude(organisation=None)] == [
        ("valdai-discussion-club", "organiser")
    ]


def test_pomerants_is_a_variant_of_pomerantz():
    names = Expert.objects.get(slug=POMERANTZ).names
    assert names.get(text="Pomerants").kind == "as_printed"
    assert [expert.slug for expert in Expert.objects.named("Pomerants")] == [POMERANTZ]
    assert Expert.objects.get(slug=POMERANTZ).citations.filter(paragraph=5, sentence=3, value="Pomerants").exists()


def test_euroasian_as_printed_and_found_as_usually_written():
    unit = Organisation.objects.get(name="Center of Euroasian Research")
    assert unit.names.get(text="Center of Eurasian Research").kind == "variant"
    assert unit.citations.filter(field="name", value="Center of Euroasian Research").exists()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("Лукьянов", LUKYANOV), ("Саймс", SIMES), ("Померанц", POMERANTZ), ("Сафранчук", SAFRANCHUK), ("Суслов", SUSLOV),
     ("Легволд", LEGVOLD), ("Путин", "vladimir-putin"), ("Байден", "joseph-biden")],
)  # fmt: skip
def test_found_by_their_russian_names(typed, slug):
    assert slug in [expert.slug for expert in Expert.objects.named(typed)]


# -- the discussion itself --------------------------------------------------------------------


def test_when_and_where():
    event = Event.objects.get(slug=DISCUSSION)
    assert (event.kind, str(event.date)) == ("discussion", "2021-06-16")
    assert event.place.name == "Valdai Discussion Club Conference Hall"
    assert event.place.address == "16/1, Tsvetnoy Blvd, Moscow"
    assert (event.place.parent.slug, event.place.country.slug) == ("moscow", "russia")
    assert event.panels.count() == 1


def test_it_discusses_the_summit_and_runs_parallel_to_both_press_conferences():
    links = EventLink.objects.filter(from_event__slug=DISCUSSION)
    assert {(link.kind, link.to_event.slug) for link in links} == {
        ("discusses", SUMMIT),
        ("parallel_to", "putin-press-conference-geneva-2021"),
        ("parallel_to", "biden-press-conference-geneva-2021"),
    }
    back = EventLink.objects.get(to_event__slug=SUMMIT, kind="discusses")
    assert (back.from_event.slug, LinkKind(back.kind).inverse) == (DISCUSSION, "discussed by")


def test_its_topics_lie_in_a_tree():
    def above(slug):
        topic, found = Topic.objects.get(slug=slug), []
        while topic.broader:
            topic = topic.broader
            found.append(topic.slug)
        return found

    assert above("cyber-norms")[:1] == ["cybersecurity"]
    assert "regional-issues" in above("syria") and "regional-issues" in above("ukraine")
    assert "strategic-stability" in above("nuclear-deterrence") and "strategic-stability" in above(
        "strategic-offensive-arms"
    )
    # What is said on Syria is said on regional issues.
    assert position("10.5") in Position.objects.on_topic(Topic.objects.get(slug="regional-issues"))
    assert position("9.4") in Position.objects.on_topic(Topic.objects.get(slug="cybersecurity"), ["supports"])
