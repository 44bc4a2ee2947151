"""Every constraint holds in the database, and has words for the person who breaks it.

The list comes from the models: a constraint without a case fails the suite.
"""

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

from tests.experts.constraint_cases import CASES as EXPERTS
from tests.sources.constraint_cases import CASES as SOURCES
from tests.summits.constraint_cases import CASES as SUMMITS
from tests.topics.constraint_cases import CASES as TOPICS

RECORDS = ("sources", "topics", "experts", "summits")
CASES = {**SOURCES, **TOPICS, **EXPERTS, **SUMMITS}
CONSTRAINTS = {
    constraint.name: constraint
    for label in RECORDS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
}


def test_every_constraint_has_a_case_and_every_case_a_constraint():
    assert sorted(CASES) == sorted(CONSTRAINTS)
    assert len(CASES) == sum(map(len, (SOURCES, TOPICS, EXPERTS, SUMMITS)))


def write(record):
    """Write a record past all checks of Python."""
    if record.pk:
        names = [f.name for f in record._meta.concrete_fields if not f.primary_key and not f.generated]
        type(record).objects.bulk_update([record], names)
    else:
        type(record).objects.bulk_create([record])


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_database_refuses(db, name):
    record = CASES[name].build()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write(record)
    assert caught.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_message_says_what_is_wrong(db, name):
    case = CASES[name]
    with pytest.raises(ValidationError) as caught:
        case.build().full_clean()
    own = CONSTRAINTS[name].violation_error_message
    # The words are ours, not "Constraint x is violated".
    assert own and own != models.constraints.BaseConstraint.default_violation_error_message
    found = caught.value.message_dict
    assert (case.says or own) in found.get(case.field or NON_FIELD_ERRORS, []), found


# --- rules that stand in clean() because they speak of several rows ------------------------------


def test_rules_of_python_have_words_too(db):
    from experts.models import Expert
    from summits.models import Event, Participation, ParticipationAppointment, Position, PositionHolder
    from tests import factories as make

    def errors(record):
        with pytest.raises(ValidationError) as caught:
            record.full_clean()
        return caught.value.message_dict

    event = {"slug": "e", "name": "E", "kind": "summit"}
    assert "Europe/Zurich" in errors(Event(**event, timezone="Geneva"))["timezone"][0]
    timed = {"timezone": "Europe/Zurich", "start_time": "15:00"}
    assert "known to the day" in errors(Event(**event, date="2021-06", **timed))["start_time"][0]
    wrong = errors(Event(**event, date="2021-06-16", **timed, end_time="14:00"))
    assert wrong["end_time"] == [
        "It ends (14:00) before it starts (15:00). If it went on past midnight, write both days: 2021-06-16/2021-06-17."
    ]
    for date in ("2021", "2021/2022", "../2021-06-16", "2021-06/2021-07-01", None):
        assert "known to the day" in errors(Event(**event, date=date, **timed))["start_time"][0]
    for date in ("2021-06-16/..", "2021-06-16/", "2021-06-16/2021-07"):
        assert "needs the day" in errors(Event(**event, date=date, **timed, end_time="16:00"))["end_time"][0]
    same_day = errors(Event(**event, date="2021-06-16/2021-06-16", **timed, end_time="14:00"))
    assert "past midnight" in same_day["end_time"][0]
    Event(**event, date="2021-06-16/2021-06-17", **timed, end_time="01:00").full_clean()
    Event(**event, date="2021-06-16/..", **timed).full_clean()
    panel = make.panel(title="Elsewhere")
    for model, fields in ((Participation, {"expert": make.expert()}), (Position, {"summary": "x"})):
        assert errors(model(event=make.event(), panel=panel, **fields))["panel"] == [
            "“Elsewhere” is not a panel of this event."
        ]
    place = make.place(name="Geneva")
    place.country = make.place(name="Vaud", kind="region")
    assert "Vaud is not a country but a region." in errors(place)["country"]
    unattributed = make.position(attribution="unattributed")
    assert "has no holders" in errors(PositionHolder(position=unattributed, expert=make.expert()))[NON_FIELD_ERRORS][0]
    post = make.appointment(post="Director", expert=make.expert(name="Another"))
    strange = errors(ParticipationAppointment(participation=make.participation(), appointment=post))
    assert "is a post of Another" in strange["appointment"][0]
    from experts.models import ExpertCitation

    citation = ExpertCitation(record=make.expert(), source=make.source(), field="birthday", value="1967")
    assert "“birthday” is not a field" in errors(citation)["field"][0] and "born" in errors(citation)["field"][0]
    # A date that cannot be read is said at its own field; the other rules then have nothing to say.
    assert list(errors(Event(**event, date="soon", **timed))) == ["date", "start_time"]
    assert list(errors(Expert(slug="x", name="X", born="soon", died="1900"))) == ["born"]
    appointment = make.appointment(start="2012")
    appointment.end = "later"
    assert list(errors(appointment)) == ["end"]


@pytest.mark.parametrize("given", [{}, {"appointment_id": 1}, {"participation_id": 1}])
def test_a_resolved_billing_that_lacks_a_side_is_told_at_its_field_alone(given):
    from summits.models import ParticipationAppointment

    ParticipationAppointment(**given).clean()
