"""Who may enter the desk, change records and make them public: permissions that several rooms ask for.

The permissions themselves belong to the desk (``desk/models/reviews.py``); this room knows
their names, since every app's pages ask for them.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError

from lib.addresses import Publication

ENTER = "desk.enter_desk"
PUBLISH = "desk.publish_records"
TAKE_BACK = "desk.take_back_changes"
DELETE_PUBLIC = "desk.delete_public_records"


def on_desk(user):
    """Whether a user may enter the desk, and sees drafts: by a role, or as staff with permissions of their own."""
    return bool(user and user.is_authenticated and user.is_active and (user.is_staff or user.has_perm(ENTER)))


def may_publish(user):
    """Whether a user may set a record to published, or take it back from there."""
    return bool(user and user.is_active and user.has_perm(PUBLISH))


def may(user, model, *actions):
    """Whether a user has the permissions for these actions (add, change, delete, view) on records of a model."""
    opts = model._meta
    return all(user.has_perm(f"{opts.app_label}.{action}_{opts.model_name}") for action in actions)


def may_change(user, model):
    """Whether a user may change records of a kind."""
    return may(user, model, "change")


def has_publication(model):
    """Whether the records of a model are drafts, submitted or published."""
    return any(field.name == "publication" for field in model._meta.concrete_fields)


def may_delete_rows(user, owner, rows):
    """Whether a user may delete rows that hang on the record ``owner``: public ones take a permission."""
    if getattr(owner, "publication", None) != Publication.PUBLISHED or user is None:
        return True
    public = [row for row in rows if getattr(row, "publication", None) == Publication.PUBLISHED]
    return not public or user.has_perm(DELETE_PUBLIC)


def seen_by_public(model, pks):
    """Those of records (by id) that the public sees, with all that they hang on; one statement."""
    records = model._default_manager.all()
    return set(records.filter(records.public(), pk__in=pks).values_list("pk", flat=True))


@contextmanager
def forbid_visibility_change(user, record):
    """While ``record`` is saved: refuse that what it hangs on makes it public, or hides it, to who may not publish.

    A published row of a draft event is hidden; moved to a public event, or given to a public
    expert, it would be seen. One that is seen would be hidden by moving it to a draft: that is
    withdrawing. Raises ValidationError, of the field by which it would be hidden.
    """
    model = type(record)
    if not record.pk or getattr(record, "publication", None) != Publication.PUBLISHED or may_publish(user):
        yield
        return
    before = model._base_manager.filter(pk=record.pk).values().first() or {}
    seen = bool(seen_by_public(model, [record.pk]))
    yield
    if seen is bool(seen_by_public(model, [record.pk])):
        return
    if not seen:
        raise ValidationError("This would make it public, which only a reviewer may do: leave it as it is.")
    after = model._base_manager.filter(pk=record.pk).values().first() or {}
    name = hidden_by(model, before, after)
    raise ValidationError({name: WITHDRAWING} if name else WITHDRAWING)


WITHDRAWING = (
    "The public sees this now and no longer would, with a record that is not public: "
    "only a reviewer may withdraw it. Leave it where it is, or choose a published one."
)


def hidden_by(model, before, after):
    """Of the foreign keys that differ between two states of a row ({column: value}), the name of the one that hides it.

    That is the first which leads to what the public does not see, else the first; None if none differs.
    """
    keys = [f for f in model._meta.concrete_fields if f.many_to_one and has_publication(f.related_model)]
    changed = [f for f in keys if before.get(f.attname) != after.get(f.attname)]
    for field in changed:
        pk = after.get(field.attname)
        if pk is not None and not seen_by_public(field.related_model, [pk]):
            return field.name
    return changed[0].name if changed else None
