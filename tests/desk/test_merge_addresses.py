"""Where the addresses and ids of what was absorbed lead."""

import pytest

from desk.history import restore
from desk.merge.engine import merge
from desk.merge.undo import undo
from summits import models as s
from tests import factories as make
from tests.desk.mergepairs import EXPERT, two

pytestmark = pytest.mark.django_db


def test_old_addresses_lead_to_the_survivor_for_ever(client):
    kept, gone = two()
    gone.slug = "lukianov-2"
    gone.save()
    third = make.expert(slug="f-lukyanov", name="F. Lukyanov")
    merge(EXPERT, kept.pk, gone.pk)
    merge(EXPERT, third.pk, kept.pk)
    for old in ("lukianov", "lukianov-2", "lukyanov"):
        for address in ("/api/v1/experts/{}/", "/experts/{}/"):
            answer = client.get(address.format(old))
            assert answer.status_code == 301
            assert answer["Location"].endswith(address.format("f-lukyanov"))


def test_the_id_of_a_row_that_went_leads_to_the_one_that_stayed(client):
    kept, gone = two()
    at = make.event()
    stayed = make.participation(event=at, expert=kept)
    went = make.participation(event=at, expert=gone)
    made = merge(EXPERT, kept.pk, gone.pk).merge
    answer = client.get(f"/api/v1/participations/{went.public_id}/?format=json")
    assert answer.status_code == 301
    assert answer["Location"].endswith(f"/api/v1/participations/{stayed.public_id}/?format=json")
    undo(made.pk)
    assert client.get(f"/api/v1/participations/{went.public_id}/").status_code == 200


def test_the_id_of_a_row_that_went_leads_on_after_a_deletion_that_is_taken_back(client):
    kept, gone = two()
    at = make.event()
    stayed = make.participation(event=at, expert=kept)
    went = make.participation(event=at, expert=gone)
    merge(EXPERT, kept.pk, gone.pk)
    url = f"/api/v1/participations/{went.public_id}/"
    s.Participation.objects.get(pk=stayed.pk).delete()
    assert client.get(url).status_code == 410
    deletion = restore.latest(s.Participation, stayed.pk)
    restore.take_back(restore.find(s.Participation, deletion), deletion)
    assert client.get(url)["Location"].endswith(f"/api/v1/participations/{stayed.public_id}/")
