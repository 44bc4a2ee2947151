"""What is made new with a participant's row: by the rules of its kind, with the row's citation, all or nothing."""

import pytest
from django.contrib.auth.models import Permission

from experts.models import Appointment, Expert, Organisation
from summits.models import Event
from tests import factories as f
from tests.desk.pages import FormPage, address, researcher
from tests.roles import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """The form of a new event."""
    client.force_login(researcher())
    return FormPage(client, address(Event, "add")).set(name="Geneva discussion", kind="discussion", date="2021-06-16")


NEW = {
    "new_person": "Ines Okoro",
    "new_post": "Head of Research",
    "new_organisation": "Littoral Forum",
    "role": "speaker",
}


def refused(page):
    """The errors of a page that must not be accepted."""
    assert page.send().status_code == 200
    return page.errors()


def counted():
    return [model.objects.count() for model in (Expert, Organisation, Appointment, Event)]


def test_person_post_and_organisation_are_made_with_the_row(page):
    parent, report = f.organisation(name="Northern University"), f.source()
    page.add(
        "participations", **NEW, billing="Head of Research", new_at=parent.pk, new_kind="unit",
        new_attested="17 September 2021", cite_source=report.pk, cite_paragraph=5, cite_sentence=1,
    )  # fmt: skip
    page.save()
    row = Event.objects.get().participations.get()
    expert, post = row.expert, row.resolved.get().appointment
    assert (expert.name, expert.slug, expert.publication) == ("Ines Okoro", "ines-okoro", "draft")
    assert (post.expert, post.post, post.publication) == (expert, "Head of Research", "draft")
    assert (post.organisation.name, post.organisation.kind, post.organisation.parent) == (
        "Littoral Forum",
        "unit",
        parent,
    )
    assert post.organisation.publication == "draft"
    for record in (row, expert, post, post.organisation):
        cited = record.citations.get()
        assert (cited.source, cited.paragraph, cited.sentence) == (report, 5, 1)
    assert str(post.citations.get().attested_on) == "2021-09-17"


def test_with_a_published_event_they_are_published_by_who_may(client):
    event = f.event(publication="published")
    client.force_login(researcher())
    FormPage(client, address(event)).add("participations", **NEW).save()
    assert {one.publication for model in (Expert, Organisation, Appointment) for one in model.objects.all()} == {
        "published"
    }


def test_rows_that_name_the_same_new_one_share_it_and_a_namesake_gets_an_address_of_its_own(page):
    f.expert(name="Ines Okoro", slug="ines-okoro")
    page.add("participations", **NEW)
    page.add("participations", **{**NEW, "new_person": "Pavel Stern"})
    page.add("participations", **{**NEW, "role": "moderator", "new_post": "", "new_organisation": ""})
    page.save()
    assert sorted(Expert.objects.values_list("slug", flat=True)) == ["ines-okoro", "ines-okoro-2", "pavel-stern"]
    assert Organisation.objects.get().appointments.count() == 2
    rows = Event.objects.get().participations.order_by("order")
    assert [one.expert.slug for one in rows] == ["ines-okoro-2", "pavel-stern", "ines-okoro-2"]


def test_a_post_is_made_for_somebody_on_record(page):
    one, there = f.expert(name="Ada Lindqvist"), f.organisation(name="Harbour Institute")
    page.add("participations", who=f"expert:{one.pk}", new_post="Director", new_at=there.pk)
    page.save()
    assert [str(a) for a in one.appointments.all()] == ["Director, Harbour Institute"]
    assert Event.objects.get().participations.get().resolved.get().appointment == one.appointments.get()


@pytest.mark.parametrize(
    ("values", "box", "words"),
    [
        ({}, "who", "required"),
        ({"new_person": "Ines Okoro", "new_post": "Head"}, "new_at", "At which organisation"),
        ({"new_person": "Ines Okoro", "new_organisation": "Forum"}, "new_post", "Which post"),
        ({**NEW, "new_attested": "2021-09-17"}, "cite_source", "Which source attests"),
        ({**NEW, "new_attested": "soon"}, "new_attested", "soon"),
        ({**NEW, "new_person": "…"}, "new_person", "letters"),
        ({**NEW, "new_organisation": "…"}, "new_organisation", "letters"),
    ],
)
def test_what_is_missing_is_said_at_its_box_and_nothing_is_made(page, values, box, words):
    page.add("participations", **{"role": "moderator", **values})
    told = refused(page)
    assert list(told) == [f"participations-0-{box}"] and words in told[f"participations-0-{box}"][0]
    assert counted() == [0, 0, 0, 0]


def test_a_choice_and_a_new_person_exclude_each_other(page):
    page.add("participations", who=f"expert:{f.expert().pk}", **NEW)
    assert list(refused(page)) == ["participations-0-new_person"]
    page.row("participations", 0, who=f"organisation:{f.organisation().pk}", new_person="")
    assert list(refused(page)) == ["participations-0-new_post"]


def test_an_event_that_is_refused_leaves_nothing_behind(page):
    one = f.expert()
    page.add("participations", **NEW)
    page.add("participations", who=f"expert:{one.pk}").add("participations", who=f"expert:{one.pk}")
    assert refused(page)
    assert counted() == [1, 0, 0, 0]


def test_who_may_add_no_people_is_told_so(client):
    user = person(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="summits"))
    client.force_login(user)
    page = FormPage(client, address(Event, "add")).set(name="Geneva", kind="discussion", date="2021-06-16")
    page.add("participations", **NEW)
    assert "You may not add a new expert" in refused(page)["participations-0-new_person"][0]
    assert counted() == [0, 0, 0, 0]


# -- who is new is named by other rows of the page ---------------------------------------------------------


def test_statements_and_outcomes_name_who_is_made_new_in_the_same_page(page):
    page.add("participations", **NEW)
    page.add("positions", summary="So.", verb="said", holders=["new:INES OKORO"], endorsers=[])
    page.add("outcomes", kind="agreement", title="Ports", actors=["new:Ines Okoro"])
    page.save()
    one = Expert.objects.get(name="Ines Okoro")
    event = Event.objects.get()
    assert [row.expert for row in event.positions.get().holders.all()] == [one]
    assert [row.expert for row in event.outcomes.get().parties.all()] == [one]


def test_who_is_entered_nowhere_in_the_page_is_refused_beside_the_box(page):
    page.add("positions", summary="So.", holders=["new:Ines Okoro"])
    wrong = "“Ines Okoro” is entered as new nowhere in this page: choose from the list."
    assert refused(page) == {"positions-0-holders": [wrong]}
    # Nor does one count whose row is removed.
    page.add("participations", **NEW, DELETE="on")
    assert refused(page) == {"positions-0-holders": [wrong]}
    assert not Expert.objects.exists()


def test_a_refused_page_keeps_who_was_chosen(page):
    page.add("participations", **NEW)
    page.add("positions", summary="", holders=["new:Ines Okoro"])
    again = FormPage(page.client, page.url, response=page.send())
    assert again.values["positions-0-holders"] == ["new:Ines Okoro"]
    assert "new, entered in this page" in again.response.content.decode()


def test_one_who_is_new_is_not_chosen_twice(page):
    page.add("participations", **NEW)
    page.add("positions", summary="So.", holders=["new:Ines Okoro", "new:ines okoro"])
    assert "chosen twice" in refused(page)["positions-0-holders"][0]
