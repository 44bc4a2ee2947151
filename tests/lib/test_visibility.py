"""Who counts as an editor, and who sees passages: each fact that decides, by itself."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from lib.publishing import ENTER, on_desk
from lib.visibility import Audience, audience_of, passages_shown


def user(role=False, **facts):
    """An account that is not stored; with ``role`` it has the permission to enter the desk, and no other."""
    made = User(username="ann", **facts)
    made._perm_cache = {ENTER} if role else set()
    return made


@pytest.mark.parametrize(
    ("who", "enters"),
    [
        (None, False),
        (AnonymousUser(), False),
        (user(), False),
        (user(role=True), True),
        (user(is_staff=True), True),
        (user(is_staff=True, is_active=False), False),
        (user(role=True, is_active=False), False),
    ],
    ids=[
        "nobody",
        "a stranger",
        "an account",
        "by a role",
        "staff",
        "staff that has left",
        "a role of one who has left",
    ],
)
def test_who_enters_the_desk_is_an_editor_and_sees_passages(settings, who, enters):
    settings.PARLEY_PASSAGES = False
    assert on_desk(who) is enters
    assert audience_of(who) is (Audience.EDITORS if enters else Audience.PUBLIC)
    assert passages_shown(who) is enters
    settings.PARLEY_PASSAGES = True
    assert passages_shown(who)


@pytest.mark.parametrize("audience", Audience)
def test_an_audience_is_its_own(settings, audience):
    settings.PARLEY_PASSAGES = False
    assert audience_of(audience) is audience
    assert passages_shown(audience) is (audience is Audience.EDITORS)
