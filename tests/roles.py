"""Accounts with a role."""

import itertools

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

_numbers = itertools.count(1)


def person(role=None, **fields):
    """An account in the group of ``role`` (None: in none), without staff status."""
    user = get_user_model().objects.create_user(f"person{next(_numbers)}", **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
