"""The founding records' states are found by the names that people use for them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from summits.relations.naming import named

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Russia United States", {"russian-federation", "united-states-of-america"}),
        ("US – USSR", {"soviet-union", "united-states-of-america"}),
        ("Soviet Union and the U.S.", {"soviet-union", "united-states-of-america"}),
        ("Россия США", {"russian-federation", "united-states-of-america"}),
        ("Belarus Ukraine", {"republic-of-belarus", "ukrainian-state"}),
        ("Швейцария Казахстан", {"swiss-confederation", "republic-of-kazakhstan"}),
        ("UK Russia", {"united-kingdom-state", "russian-federation"}),
    ],
)
def test_two_states_are_named_by_their_short_names(text, states):
    assert {state.slug for state in named(text, AnonymousUser())} == states
