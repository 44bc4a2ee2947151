"""Permissions to use the desk, change records and publish them, as needed by several apps.

The permissions themselves are defined by the desk (``desk/models/reviews.py``); their names are
here because the pages of every app check them.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError

from lib.addresses import Publication

ENTER = "desk.enter_desk"
PUBLISH = "desk.publish_records"
TAKE_BACK = "desk.take_back_changes"
DELETE_PUBLIC = "desk.delete_public_records"


def on_desk(user):
    """Whether a user may use the desk and see drafts, by a role or as staff with permissions."""
    return bool(user and user.is_authenticated and user.is_active and (user.is_staff or user.has_perm(ENTER)))


def may_publish(user):
    """Whether a user may publish and withdraw records."""
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
    """Whether a user may delete dependent rows of the record ``owner``; public ones require a permission."""
    if getattr(owner, "publication", None) != Publication.PUBLISHED or user is None:
        return True
    public = [row for row in rows if getattr(row, "publication", None) == Publication.PUBLISHED]
    return not public or user.has_perm(DELETE_PUBLIC)


def seen_by_public(model, pks):
    """The ids of those records that are public together with everything that they depend on; one statement."""
    records = model._default_manager.all()
    return set(records.filter(records.public(), pk__in=pks).values_list("pk", flat=True))


@contextmanager
def forbid_visibility_change(user, record):
    """Refuse to save a record if its new parents would publish or hide it and the user may not publish.

    A published row of a draft event is hidden; moving it to a public event or expert would publish it. Moving a
    public row to a draft would withdraw it. Raises ValidationError for the field that would hide it.
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
    """The foreign key that hides a row, of those that differ between two of its states ({column: value}).

    It is the first that refers to a hidden record, else the first of all; None if none differs.
    """
    keys = [f for f in model._meta.concrete_fields if f.many_to_one and has_publication(f.related_model)]
    changed = [f for f in keys if before.get(f.attname) != after.get(f.attname)]
    for field in changed:
        pk = after.get(field.attname)
        if pk is not None and not seen_by_public(field.related_model, [pk]):
            return field.name
    return changed[0].name if changed else None
