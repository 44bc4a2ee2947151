"""What each role may do: the one place that says so.

docs/roles.md shows this table, migrations write it into the groups, and tests try every
action as every role. Each role may do all that the roles before it may.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

READER, EDITOR, REVIEWER, ADMINISTRATOR = ROLES = ("Reader", "Editor", "Reviewer", "Administrator")


@dataclass(frozen=True)
class Action:
    """Something that is done: from which role on, and the permissions that it takes beyond those above it.

    ``permissions`` are ``app.codename``, with ``*`` for any; those of history tables and of
    former addresses, which nobody edits, are never meant.
    """

    name: str
    words: str
    role: str
    permissions: tuple = ()


def records(act):
    """The permissions to do ``act`` (view, add, change, delete) with every kind of record."""
    return tuple(f"{app}.{act}_*" for app in ("sources", "topics", "experts", "summits"))


TABLE = (
    Action("enter", "log in to the desk", READER, ("desk.enter_desk",)),
    Action("view", "see all records, drafts included, in the desk", READER, records("view")),
    Action("read", "see drafts on the site and in the API while logged in", READER),
    Action(
        "history", "see the history of records, reviews and merges", READER, ("desk.view_merge", "desk.view_review")
    ),
    Action("export", "take records out as CSV and XLSX", READER),
    Action("add", "enter records, as drafts", EDITOR, records("add")),
    Action("change", "change records; a change to a published one waits for approval", EDITOR, records("change")),
    Action("delete", "delete records that the public does not see", EDITOR, records("delete")),
    Action("submit", "submit records for review, and take that back", EDITOR),
    Action("import", "import CSV and XLSX, as drafts", EDITOR),
    Action("duplicates", "look through suspected duplicates, say which are not", EDITOR),
    Action("publish", "publish records, and withdraw them", REVIEWER, ("desk.publish_records",)),
    Action("return", "return what was submitted, with a comment", REVIEWER),
    Action("approve", "approve changes to published records", REVIEWER),
    Action("take_back", "take a change back", REVIEWER, ("desk.take_back_changes",)),
    Action("redact", "remove a passage from the history of a record permanently", REVIEWER, ("desk.add_redaction",)),
    Action("bring_back", "bring a deleted record back", REVIEWER),
    Action("undo_import", "undo an import", REVIEWER),
    Action("merge", "merge records", REVIEWER, ("desk.add_merge",)),
    Action("undo_merge", "undo a merge", REVIEWER),
    Action("delete_public", "delete records that the public sees", ADMINISTRATOR, ("desk.delete_public_records",)),
    Action("all_imports", "see everybody’s imports", ADMINISTRATOR, ("intake.*_bulkimport",)),
    Action(
        "accounts",
        "create accounts, assign roles, unlock log-ins, revoke second factors and tokens",
        ADMINISTRATOR,
        ("auth.*_user", "auth.*_group", "accounts.*"),
    ),
)


def role_may(role, action):
    """Whether a role may do an action (a name in TABLE); no role (None) may do nothing of it."""
    found = next(one for one in TABLE if one.name == action)
    return role is not None and ROLES.index(role) >= ROLES.index(found.role)


def permissions_of(role, known):
    """Those of ``known`` (names such as ``experts.add_expert``) that a role has."""
    patterns = [pattern for one in TABLE if role_may(role, one.name) for pattern in one.permissions]
    return {
        name
        for name in known
        if any(fnmatchcase(name, pattern) for pattern in patterns)
        and not name.endswith("history")
        and "_former" not in name
    }
