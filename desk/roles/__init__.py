"""Roles: groups of accounts, what each may do, and how the groups come into the database."""

from desk.roles.table import ADMINISTRATOR, EDITOR, READER, REVIEWER, ROLES, TABLE, Action, role_may

__all__ = ["ADMINISTRATOR", "EDITOR", "READER", "REVIEWER", "ROLES", "TABLE", "Action", "role_may"]
