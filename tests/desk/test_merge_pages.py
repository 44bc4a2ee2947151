"""Merging on screen: choosing, previewing, settling fields, merging, undoing, the log; who may."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.kinds import KINDS
from desk.models import Merge
from experts.models import Expert
from summits.models import Event
from tests import factories as make
from tests.desk.pages import address, researcher

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def two():
    return make.expert(name="Fyodor Lukyanov", slug="lukyanov"), make.expert(name="Fedor Lukianov", born="1967")


def preview_url(one, other, kind="expert"):
    return reverse("admin:merge_preview", args=[kind, one.pk, other.pk])


def send(client, url, **values):
    fingerprint = client.get(url).context["shown"].fingerprint
    return client.post(url, {"fingerprint": fingerprint, **values}, follow=True)


def test_form_and_list_lead_to_merging(desk):
    kept, gone = two()
    choose = reverse("admin:merge_choose", args=["expert", kept.pk])
    assert choose in desk.get(address(kept)).content.decode()
    page = desk.get(choose)
    assert page.status_code == 200 and "aria-label" in page.content.decode()
    assert desk.get(choose, {"other": gone.pk}).headers["Location"] == preview_url(kept, gone)
    for wrong, said in ((kept.pk, "choose another one"), ("x", "choose one from the list"), (10**17, "choose one")):
        assert said in desk.get(choose, {"other": wrong}).content.decode()
    act = {"action": "merge_selected", "_selected_action": [gone.pk, kept.pk]}
    assert desk.post(address(Expert, "changelist"), act).headers["Location"] == preview_url(kept, gone)
    act["_selected_action"] = [gone.pk]
    assert "Select exactly two" in desk.post(address(Expert, "changelist"), act, follow=True).content.decode()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_its_pages(desk, name):
    make_one = getattr(make, name)
    one, other = make_one(), make_one()
    assert desk.get(reverse("admin:merge_choose", args=[name, one.pk])).status_code == 200
    answer = send(desk, preview_url(one, other, name))
    assert Merge.objects.get().kind == name and "Undo this merge" in answer.content.decode()
    assert reverse("admin:merge_choose", args=[name, one.pk]) in desk.get(address(one)).content.decode()
    assert "merge_selected" in desk.get(address(type(one), "changelist")).content.decode()


def test_the_preview_offers_fields_and_lists_rows(desk):
    kept, gone = two()
    at = make.event(name="Geneva summit")
    make.participation(event=at, expert=gone)
    page = desk.get(preview_url(kept, gone)).content.decode()
    assert 'id="field-name-survivor" value="survivor" checked' in page
    assert 'id="field-born-absorbed" value="absorbed" checked' in page and "(filled from the other)" in page
    assert "Fedor Lukianov, speaker – Geneva summit" in page and "1 participation (expert)" in page
    assert "variant “Fedor Lukianov”" in page and "leads to the survivor" in page


def test_merge_and_undo(desk):
    kept, gone = two()
    url = preview_url(kept, gone)
    again = send(desk, url, **{"_again": "1", "field-name": "absorbed"})
    assert 'id="field-name-absorbed" value="absorbed" checked' in again.content.decode()
    assert not Merge.objects.exists()
    answer = send(desk, url, **{"field-name": "absorbed", "field-born": "survivor"})
    made = Merge.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("admin:merge_result", args=[made.pk])
    kept.refresh_from_db()
    assert (kept.name, kept.born, made.merged_by.username) == ("Fedor Lukianov", None, "researcher")
    assert "Fyodor Lukyanov → Fedor Lukianov" in answer.content.decode()
    undo = reverse("admin:merge_undo", args=[made.pk])
    assert desk.get(undo).status_code == 405
    assert "Undone" in desk.post(undo, follow=True).content.decode()
    assert "undone on" in desk.post(undo).content.decode(), "a second time is refused in words"
    assert Expert.objects.count() == 2
    listed = desk.get(reverse("admin:merge_list")).content.decode()
    assert "Fedor Lukianov → Fyodor Lukyanov" in listed and "undone" in listed and "researcher" in listed


def test_refusals_are_shown_with_what_can_mend_them(desk):
    kept, gone = two()
    Expert.objects.filter(pk=kept.pk).update(died="1950")
    answer = send(desk, preview_url(kept, gone), **{"field-born": "absorbed"})
    page = answer.content.decode()
    assert not Merge.objects.exists()
    assert "before the date of birth" in page and 'role="alert"' in page and "disabled" in page
    same = desk.get(preview_url(kept, kept)).content.decode()
    assert "This is the same expert" in same and 'value="Merge"' not in same


def test_a_change_after_the_preview_shows_it_again(desk):
    kept, gone = two()
    url = preview_url(kept, gone)
    fingerprint = desk.get(url).context["shown"].fingerprint
    make.participation(expert=gone)
    page = desk.post(url, {"fingerprint": fingerprint}).content.decode()
    assert "changed since this preview" in page and "1 participation" in page
    assert desk.post(url, {}).status_code == 200 and not Merge.objects.exists(), "nobody merges without a preview"


def test_an_undo_that_would_overwrite_says_what(desk):
    kept, gone = two()
    send(desk, preview_url(kept, gone))
    Expert.objects.filter(pk=kept.pk).update(born="1968")
    page = desk.post(reverse("admin:merge_undo", args=[Merge.objects.get().pk])).content.decode()
    assert "“born” has been changed" in page and Merge.objects.get().undone_at is None


def test_what_is_not_there_is_not_found(desk):
    kept, _ = two()
    for name, args in (
        ("merge_choose", ["panel", kept.pk]), ("merge_choose", ["expert", 10**9]), ("merge_result", [10**9]),
        ("merge_preview", ["panel", 1, 2]),
    ):  # fmt: skip
        assert desk.get(reverse(f"admin:{name}", args=args)).status_code == 404
    page = desk.get(reverse("admin:merge_preview", args=["expert", kept.pk, 10**9]))
    assert page.status_code == 200 and "no longer on record" in page.content.decode()


@pytest.mark.parametrize(
    "held",
    [
        [], ["add_merge", "publish_records"], ["change_expert", "view_expert", "publish_records"],
        ["add_merge", "change_expert"],
    ],
)  # fmt: skip
def test_merging_needs_all_three_permissions(client, django_user_model, held):
    kept, gone = two()
    user = django_user_model.objects.create_user("ann", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=held))
    client.force_login(user)
    for url in (preview_url(kept, gone), reverse("admin:merge_choose", args=["expert", kept.pk])):
        assert client.get(url).status_code == 403
    assert client.post(preview_url(kept, gone), {}).status_code == 403
    if "view_expert" in held:
        assert reverse("admin:merge_choose", args=["expert", kept.pk]) not in client.get(address(kept)).content.decode()
        assert "merge_selected" not in client.get(address(Expert, "changelist")).content.decode()
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_merge", "change_expert", "publish_records"]))
    assert client.get(preview_url(kept, gone)).status_code == 200
    assert client.get(preview_url(make.event(), make.event(), "event")).status_code == 403


def test_the_log_has_pages_of_constant_cost(desk):
    for number in range(55):
        Merge.objects.create(
            kind="expert", survivor=f"s{number}", absorbed=f"a{number}", survivor_words="S", absorbed_words="A"
        )
    with CaptureQueriesContext(connection) as seen:
        page = desk.get(reverse("admin:merge_list"))
    assert len(page.context["merges"]) == 50 and len(seen) == 3
    rest = desk.get(reverse("admin:merge_list"), {"before": page.context["more"]})
    assert len(rest.context["merges"]) == 5 and rest.context["more"] is None


def test_old_addresses_of_events_lead_on(desk):
    kept, gone = make.event(slug="geneva"), make.event(slug="genf")
    send(desk, preview_url(kept, gone, "event"))
    assert desk.get("/events/genf/").headers["Location"].endswith("/events/geneva/")
    assert Event.objects.get() == kept
