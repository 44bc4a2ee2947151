"""Mail about reviews: who is told of what, and that the desk does without."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from desk.review import publishing, steps
from summits.models import Event
from tests import factories as make
from tests import jobs
from tests.roles import person


@pytest.fixture
def mailing(settings):
    settings.PARLEY_MAIL, settings.SITE = True, "https://parley.example"


@pytest.fixture
def people(db):
    """An editor, two reviewers and a reader, each with an address."""
    roles = {"anna": "Editor", "rita": "Reviewer", "rosa": "Reviewer", "ed": "Editor"}
    return {
        name: person(role, email=f"{name}@example.org", first_name=name.capitalize()) for name, role in roles.items()
    }


def publish(user, event):
    units = [(Event, event.pk)]
    return publishing.publish(units, user, None, publishing.prepare(units).fingerprint)


def told(mailoutbox):
    """Do what waits; who got which subject since the last time."""
    jobs.do()
    found = sorted((one.to[0].partition("@")[0], one.subject) for one in mailoutbox)
    bodies = "\n".join(one.body for one in mailoutbox)
    mailoutbox.clear()
    return found, bodies


def test_each_step_is_told_to_whom_it_concerns(mailing, people, mailoutbox):
    event = make.event(publication="draft", name="Geneva\nsummit")
    address = f"https://parley.example/admin/summits/event/{event.pk}/change/"
    steps.submit(Event, event.pk, people["anna"])
    found, body = told(mailoutbox)
    assert [name for name, _ in found] == ["rita", "rosa"]
    assert all("submitted for review" in subject and "Geneva summit" in subject for _, subject in found)
    assert address in body and "Anna submitted for review:" in body
    steps.give_back(Event, event.pk, people["rita"], "Say where <it> was.")
    found, body = told(mailoutbox)
    assert [name for name, _ in found] == ["anna"] and "sent back to you" in found[0][1]
    assert "Say where <it> was." in body and "Rita sent back to you:" in body
    steps.submit(Event, event.pk, people["anna"])
    told(mailoutbox)
    publish(people["rosa"], event)
    found, body = told(mailoutbox)
    assert [name for name, _ in found] == ["anna"] and "Rosa published what you submitted:" in body


def test_nobody_is_told_of_what_they_did_themselves_or_of_nothing(mailing, people, mailoutbox):
    own, gone = make.event(publication="draft"), make.event(publication="draft")
    steps.submit(Event, own.pk, people["rita"])
    assert [name for name, _ in told(mailoutbox)[0]] == ["rosa"]
    publish(people["rita"], own)
    steps.submit(Event, gone.pk, people["anna"])
    steps.take_back(Event, gone.pk, people["anna"])
    Event.objects.filter(pk=gone.pk).delete()
    assert told(mailoutbox)[0] == []


def test_without_mail_nothing_waits_for_the_worker(people):
    event = make.event(publication="draft")
    steps.submit(Event, event.pk, people["anna"])
    publish(people["rita"], event)
    assert not ProcrastinateJob.objects.exists()
