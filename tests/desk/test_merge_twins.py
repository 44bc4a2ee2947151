"""What a merge looks at once all rows come together: posts twice, own names, endorsements, identifiers."""

import pytest

from desk.kinds import KINDS
from desk.merge.engine import MergeRejected, merge, preview
from desk.merge.undo import undo
from desk.models import Merge
from experts.models import Appointment, ExpertIdentifier, ExpertName, OrganisationTerritory
from summits.models import OutcomeEvent, Participation, PositionEndorser
from tests import factories as make
from tests.desk.mergeworlds import dump
from tests.desk.pages import researcher

pytestmark = pytest.mark.django_db
EXPERT, ORGANISATION, EVENT, SOURCE = (KINDS[name] for name in ("expert", "organisation", "event", "source"))


@pytest.fixture
def desk(client):
    client.force_login(researcher())
    return client


def two(kept="Fyodor Lukyanov", gone="Fedor Lukianov"):
    return make.expert(name=kept), make.expert(name=gone)


def address(kept, gone, kind="expert"):
    return f"/admin/merge/{kind}/{kept.pk}/{gone.pk}/"


# -- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Fyodor Lukyanov", "FYODOR  LUKYANOV", "Fyodor Lukyanov."])
def test_the_survivors_own_name_is_not_made_its_variant(text):
    kept, gone = two()
    ExpertName.objects.create(record=gone, text=text)
    before = dump()
    done = merge(EXPERT, kept.pk, gone.pk)
    assert list(kept.names.values_list("text", flat=True)) == ["Fedor Lukianov"]
    undo(done.merge.pk)
    assert dump() == before


def test_a_name_that_becomes_the_records_own_is_no_longer_its_variant():
    kept, gone = two()
    ExpertName.objects.create(record=kept, text="Fedor Lukianov")
    merge(EXPERT, kept.pk, gone.pk, choices={"name": "absorbed"})
    assert list(kept.names.values_list("text", flat=True)) == ["Fyodor Lukyanov"]


@pytest.mark.parametrize(
    ("kept_name", "gone_name", "variants"),
    [
        ("Élise Dupont", "Elise DUPONT", []),
        ("Elise Dupont", "Élise Dupont", ["Élise Dupont"]),  # says how it is spelt
        ("Sergei Lavrov", "Сергей Лавров", ["Сергей Лавров"]),  # says how it is written
        ("Jean-Pierre Raffarin", "Jean Pierre Raffarin", []),
    ],
)
def test_a_name_is_kept_as_a_variant_if_it_says_more(kept_name, gone_name, variants):
    kept, gone = two(kept_name, gone_name)
    merge(EXPERT, kept.pk, gone.pk)
    assert list(kept.names.values_list("text", flat=True)) == variants


def test_an_official_name_stays_though_it_is_the_records_own():
    kept, gone = two()
    ExpertName.objects.create(record=gone, text="Fyodor Lukyanov", kind="official", language="en")
    merge(EXPERT, kept.pk, gone.pk)
    assert kept.names.filter(kind="official").exists()


def test_the_title_of_a_source_is_noted_only_if_it_is_another():
    kept, gone = make.source(title="The Geneva Summit"), make.source(title="The Geneva summit")
    merge(SOURCE, kept.pk, gone.pk)
    kept.refresh_from_db()
    assert kept.notes == ""


def test_a_name_that_both_have_is_pointed_out():
    kept, gone = two()
    mine = ExpertName.objects.create(record=kept, text="Лукьянов", language="ru")
    ExpertName.objects.create(record=gone, text="ЛУКЬЯНОВ")
    ExpertName.objects.create(record=gone, text="Lukjanow", language="de")
    (twins,) = preview(EXPERT, kept.pk, gone.pk).twins
    merge(EXPERT, kept.pk, gone.pk, choices={twins.name: str(mine.pk)})
    assert set(kept.names.values_list("text", flat=True)) == {"Лукьянов", "Lukjanow", "Fedor Lukianov"}


# -- who holds, endorses, represents -------------------------------------------------------------


@pytest.mark.parametrize("kind", [EXPERT, ORGANISATION])
@pytest.mark.parametrize("swap", [False, True])
def test_nobody_both_holds_and_endorses(kind, swap):
    kept, gone, other = (getattr(make, kind.name)() for _ in range(3))
    holder, endorser = (gone, kept) if swap else (kept, gone)
    position = make.position([holder], endorsers=[endorser, other])
    before = dump()
    shown = preview(kind, kept.pk, gone.pk)
    done = merge(kind, kept.pk, gone.pk, expected=shown.fingerprint)
    assert position.holders.get().actor == kept
    assert position.endorsers.get().actor == other
    undo(done.merge.pk)
    assert dump() == before and PositionEndorser.objects.count() == 2


def test_an_organisation_does_not_speak_on_behalf_of_itself():
    kept, gone, other = make.organisation(), make.organisation(), make.organisation()
    own = make.participation(organisation=gone, expert=None, on_behalf_of=kept)
    others = make.participation(organisation=other, expert=None, on_behalf_of=gone)
    before = dump()
    done = merge(ORGANISATION, kept.pk, gone.pk)
    for row in (own, others):
        row.refresh_from_db()
    assert (own.organisation, own.on_behalf_of, others.on_behalf_of) == (kept, None, kept)
    undo(done.merge.pk)
    assert dump() == before


def test_an_event_is_no_later_event_to_its_own_outcome():
    kept, gone, later = make.event(), make.event(), make.event()
    outcome = make.outcome(event=kept)
    for event in (gone, later):
        OutcomeEvent.objects.create(outcome=outcome, event=event, relation="implements")
    before = dump()
    done = merge(EVENT, kept.pk, gone.pk)
    assert outcome.later_events.get().event == later
    undo(done.merge.pk)
    assert dump() == before


# -- the same twice ---------------------------------------------------------------------------

SAME = [
    ({"post": "Editor", "start": "2002"}, {"post": "editor", "start": "2002-05"}),
    ({"post": "Editor", "start": "2002", "end": ".."}, {"post": "Editor", "end": ".."}),
    ({"post": "Chief  editor", "end": "2010~"}, {"post": "Chief-Editor", "end": "2010-03-01"}),
    ({"post": "Rédacteur"}, {"post": "Redacteur "}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
@pytest.mark.parametrize("keep", [0, 1])
def test_the_same_post_twice_is_pointed_out_and_one_is_kept(one, other, keep):
    kept, gone = two()
    office, source = make.organisation(), make.source()
    posts = [
        make.appointment(expert=kept, organisation=office, **one),
        make.appointment(expert=gone, organisation=office, **other),
    ]
    stays, goes = posts[keep], posts[1 - keep]
    goes.citations.create(source=source)
    before = dump()
    (twins,) = preview(EXPERT, kept.pk, gone.pk).twins
    assert set(twins.ids) == {stays.pk, goes.pk} and twins.chosen == "both"
    choices = {twins.name: str(stays.pk)}
    shown = preview(EXPERT, kept.pk, gone.pk, choices=choices)
    done = merge(EXPERT, kept.pk, gone.pk, choices=choices, expected=shown.fingerprint)
    assert kept.appointments.get() == stays and stays.citations.get().source == source
    assert done.merge.log["choices"][twins.name] == str(stays.pk)
    undo(done.merge.pk)
    assert dump() == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"post": "Editor", "start": "2002"}, {"post": "Editor", "start": "2005"}),
        ({"post": "Editor"}, {"post": "Director"}),
        ({"post": "Editor", "end": ".."}, {"post": "Editor", "end": "2010"}),
        ({"post": "Editor", "start": "2010"}, {"post": "Editor", "end": "2005"}),
    ],
)
def test_other_posts_are_left_alone(one, other):
    kept, gone = two()
    office = make.organisation()
    make.appointment(expert=kept, organisation=office, **one)
    make.appointment(expert=gone, organisation=office, **other)
    assert preview(EXPERT, kept.pk, gone.pk).twins == []
    merge(EXPERT, kept.pk, gone.pk)
    assert Appointment.objects.filter(expert=kept).count() == 2


def test_posts_that_were_one_persons_before_are_not_asked_about():
    kept, gone = two()
    office = make.organisation()
    for post in ("Editor", "editor"):
        make.appointment(expert=gone, organisation=office, post=post)
    assert preview(EXPERT, kept.pk, gone.pk).twins == []


def test_a_vague_post_becomes_one_with_only_one_of_two_that_contradict_each_other():
    kept, gone = two()
    office = make.organisation()
    may, july = (make.appointment(expert=kept, organisation=office, post="Editor", start=f"2002-0{n}") for n in (5, 7))
    vague = make.appointment(expert=gone, organisation=office, post="editor", start="2002")
    choices = {f"twins-appointment-{may.pk}-{vague.pk}": str(may.pk)}
    choices[f"twins-appointment-{july.pk}-{vague.pk}"] = str(july.pk)
    shown = preview(EXPERT, kept.pk, gone.pk, choices=choices)
    assert [one.chosen for one in shown.twins] == [str(may.pk), "both"]
    merge(EXPERT, kept.pk, gone.pk, choices=choices, expected=shown.fingerprint)
    assert set(kept.appointments.all()) == {may, july}


def test_organisations_with_the_same_post_and_territory_of_one():
    kept, gone, person, place = make.organisation(), make.organisation(), make.expert(), make.place()
    mine = make.appointment(expert=person, organisation=kept, post="Chairman")
    theirs = make.appointment(expert=person, organisation=gone, post="chairman", start="1985", end="1991")
    land = OrganisationTerritory.objects.create(organisation=kept, place=place, period="1922/1991")
    OrganisationTerritory.objects.create(organisation=gone, place=place, period="1922-12-30/1991-12-26")
    choices = {
        f"twins-appointment-{mine.pk}-{theirs.pk}": str(mine.pk),
        f"twins-organisationterritory-{land.pk}-{land.pk + 1}": str(land.pk),
    }
    merge(ORGANISATION, kept.pk, gone.pk, choices=choices)
    mine = person.appointments.get()
    assert (str(mine.start), str(mine.end)) == ("1985", "1991"), "what the one that stays does not say is taken over"
    assert kept.territories.get() == land


def test_citations_of_one_place_written_otherwise():
    kept, gone, expert = make.source(), make.source(), make.expert()
    mine = expert.citations.create(source=kept, locator="p. 5", note="in the notes")
    expert.citations.create(source=gone, locator="P.5", note="above")
    expert.citations.create(source=gone, locator="p. 15")
    (twins,) = preview(SOURCE, kept.pk, gone.pk).twins
    merge(SOURCE, kept.pk, gone.pk, choices={twins.name: str(mine.pk)})
    assert set(expert.citations.values_list("locator", flat=True)) == {"p. 5", "p. 15"}


def test_what_hangs_on_two_posts_is_asked_about_once_they_are_one():
    kept, gone = two()
    office, source = make.organisation(), make.source()
    mine, theirs = (
        make.appointment(expert=expert, organisation=office, post=post)
        for expert, post in ((kept, "Editor"), (gone, "editor"))
    )
    first = mine.citations.create(source=source, locator="p. 5")
    second = theirs.citations.create(source=source, locator="P. 5")
    before = dump()
    choices = {f"twins-appointment-{mine.pk}-{theirs.pk}": str(mine.pk)}
    assert len(preview(EXPERT, kept.pk, gone.pk).twins) == 1
    hanging, posts = preview(EXPERT, kept.pk, gone.pk, choices=choices).twins
    assert hanging.ids == (first.pk, second.pk) and posts.chosen == str(mine.pk)
    done = merge(EXPERT, kept.pk, gone.pk, choices={**choices, hanging.name: str(second.pk)})
    assert mine.citations.get() == second
    undo(done.merge.pk)
    assert dump() == before


def test_a_participation_in_two_roles_is_pointed_out(client):
    kept, gone = two()
    event = make.event()
    state = make.organisation(name="Northland")
    mine = make.participation(event=event, expert=kept, role="chair", on_behalf_of=state)
    theirs = make.participation(event=event, expert=gone, role="speaker")
    make.participation(expert=gone, role="speaker")
    (twins,) = preview(EXPERT, kept.pk, gone.pk).twins
    assert "role: speaker" in twins.options[str(theirs.pk)]
    assert "on behalf of: nothing" in twins.options[str(theirs.pk)]
    assert "on behalf of: Northland" in twins.options[str(mine.pk)]
    merge(EXPERT, kept.pk, gone.pk, choices={twins.name: str(mine.pk)})
    assert Participation.objects.get(event=event) == mine
    answer = client.get(f"/api/v1/participations/{theirs.public_id}/")
    assert answer.status_code == 301 and mine.public_id in answer.headers["Location"]


def test_panels_and_outcomes_of_one_title_are_told(desk):
    kept, gone = make.event(), make.event()
    for event, title in ((kept, "Strategic stability"), (gone, "Strategic Stability")):
        make.panel(event=event, title=title)
        make.outcome(event=event, title=title)
    html = desk.get(address(kept, gone, "event")).content.decode()
    assert "Is this the same panel twice?" in html and "Is this the same outcome twice?" in html
    assert 'name="field-twins-' not in html, "their addresses lead nowhere else, so both stay"


def test_a_choice_that_is_not_open_is_refused():
    kept, gone = two()
    office = make.organisation()
    for expert, post in ((kept, "Editor"), (gone, "editor")):
        make.appointment(expert=expert, organisation=office, post=post)
    (twins,) = preview(EXPERT, kept.pk, gone.pk).twins
    with pytest.raises(MergeRejected, match="not one of the choices"):
        merge(EXPERT, kept.pk, gone.pk, choices={twins.name: "7000000"})


def test_a_change_to_one_of_the_two_makes_the_preview_out_of_date():
    kept, gone = two()
    office = make.organisation()
    for expert, post in ((kept, "Editor"), (gone, "editor")):
        make.appointment(expert=expert, organisation=office, post=post)
    shown = preview(EXPERT, kept.pk, gone.pk)
    Appointment.objects.filter(expert=kept).update(note="by decree")
    with pytest.raises(MergeRejected, match="changed since this preview"):
        merge(EXPERT, kept.pk, gone.pk, expected=shown.fingerprint)


# -- on the page ------------------------------------------------------------------------------


def test_the_choice_stands_on_the_page(desk):
    kept, gone = two()
    office = make.organisation()
    mine = make.appointment(expert=kept, organisation=office, post="Editor")
    theirs = make.appointment(expert=gone, organisation=office, post="editor")
    url = address(kept, gone)
    assert "Is this the same post twice?" in desk.get(url).content.decode()
    choice = {f"field-twins-appointment-{mine.pk}-{theirs.pk}": str(mine.pk)}
    fingerprint = desk.get(url).context["shown"].fingerprint
    unseen = desk.post(url, {**choice, "fingerprint": fingerprint})
    assert not Merge.objects.exists(), "what was chosen is shown before it is done"
    answer = desk.post(url, {**choice, "fingerprint": unseen.context["shown"].fingerprint}, follow=True)
    assert kept.appointments.get() == mine
    assert "it was chosen as the same" in answer.content.decode()


def test_two_identifiers_of_one_kind_are_pointed_out(desk):
    kept, gone = two()
    for record, value in ((kept, "Q4268"), (gone, "Q7747")):
        ExpertIdentifier.objects.create(record=record, scheme="wikidata", value=value)
        ExpertIdentifier.objects.create(record=record, scheme="other", value=f"card {value}")
    url = address(kept, gone)
    words = "2 identifiers of one catalogue, Wikidata: Q4268, Q7747"
    page = desk.get(url)
    assert words in page.content.decode() and page.content.decode().count("Look at this") == 1
    answer = desk.post(url, {"fingerprint": page.context["shown"].fingerprint}, follow=True)
    assert words in answer.content.decode()
