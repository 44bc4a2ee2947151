"""Lists and boxes of people and places count events, of which their rooms know nothing."""

import pytest
from django.contrib import admin
from django.urls import reverse

from experts.models import Expert
from tests import factories as make
from tests.desk.pages import researcher

pytestmark = pytest.mark.django_db


def test_events_are_counted_once_each(client):
    hall, ann = make.place(name="Hall"), make.expert(name="Ann Abel")
    make.expert(name="Bo Ek")
    events = [make.event(name=f"Round {number}", place=hall) for number in range(2)]
    for event, role in [(events[0], "speaker"), (events[0], "moderator"), (events[1], "speaker")]:
        make.participation(event=event, expert=ann, role=role)
    people = admin.site.get_model_admin(Expert).choices(Expert.objects.order_by("name"))
    assert [(one.name, one.event_count) for one in people] == [("Ann Abel", 2), ("Bo Ek", 0)]
    client.force_login(researcher())
    page = client.get(reverse("admin:experts_expert_changelist"), {"o": "-3"}).content.decode()
    assert '<td class="field-events">2</td>' in page and page.index("Ann Abel") < page.index("Bo Ek")
    page = client.get(reverse("admin:sources_place_changelist")).content.decode()
    assert '<td class="field-event_count">2</td>' in page
