"""Pairs of records that may be one, and decisions that they are not, name records by kind and number.

There were two foreign keys for each kind; the tables keep their names, their rows and their ids.
"""

from django.db import migrations, models
from django.db.models import F, Q

KINDS = ("expert", "organisation", "event", "topic")
SIDES = ("first", "second")
# {model: (its name now, its table)}
MODELS = {
    "Suspected": ("DuplicateSuggestion", "desk_suspected"),
    "NotDuplicate": ("DuplicateDismissal", "desk_notduplicate"),
}
PAIR = ["kind", "first", "second"]


def fill(table):
    """The statement that reads kind and numbers from the foreign keys."""
    kind = " ".join(f"WHEN {kind}_first_id IS NOT NULL THEN '{kind}'" for kind in KINDS)
    sides = ", ".join(f"{side} = coalesce({', '.join(f'{kind}_{side}_id' for kind in KINDS)})" for side in SIDES)
    return f"UPDATE {table} SET kind = CASE {kind} END, {sides}"


def rewrite_logs(apps, schema_editor):
    """Logs of merges say what was done to decisions in today's columns, so that they can still be undone."""
    merges = apps.get_model("desk", "Merge").objects.filter(log__icontains="desk.NotDuplicate")
    for merge in merges.iterator():
        for step in merge.log["steps"]:
            if step["model"] == "desk.NotDuplicate":
                step["model"] = "desk.DuplicateDismissal"
                step["row"] = generic(step["row"])
        merge.save(update_fields=["log"])


def generic(row):
    """A row of the table as it was, in today's columns."""
    kind = next(kind for kind in KINDS if row[f"{kind}_first_id"])
    kept = {name: value for name, value in row.items() if not name.endswith(("_first_id", "_second_id"))}
    return kept | {"kind": kind} | {side: row[f"{kind}_{side}_id"] for side in SIDES}


def rename_permissions(apps, schema_editor):
    """Permissions keep their holders under the models' new names (Django renames the content types alone)."""
    permissions = apps.get_model("auth", "Permission").objects
    for old, (new, _) in MODELS.items():
        for action in ("add", "change", "delete", "view"):
            permissions.filter(content_type__app_label="desk", codename=f"{action}_{old.lower()}").update(
                codename=f"{action}_{new.lower()}"
            )


def pair(model, table):
    """The operations that bring one of the tables to kind and numbers."""
    yield migrations.RemoveConstraint(model, f"{table}_one_pair")
    for kind in KINDS:
        yield migrations.RemoveConstraint(model, f"{table}_{kind}_once")
    yield migrations.AddField(model, "kind", models.CharField(max_length=20, null=True))
    for side in SIDES:
        yield migrations.AddField(model, side, models.BigIntegerField(null=True))
    yield migrations.RunSQL(fill(f"desk_{table}"))
    # The foreign keys are checked at the end of a transaction: before the table is altered again.
    yield migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for kind in KINDS:
        for side in SIDES:
            yield migrations.RemoveField(model, f"{kind}_{side}")
    helps = {
        "kind": models.CharField(max_length=20, help_text="Name of the records' model, e.g. expert."),
        "first": models.BigIntegerField(help_text="The lower of their numbers."),
        "second": models.BigIntegerField(help_text="The higher."),
    }
    for name, field in helps.items():
        yield migrations.AlterField(model, name, field)


def constraints(new):
    """What holds the pairs of a table, under the model's new name."""
    model = new.lower()
    yield migrations.AddIndex(model, models.Index(fields=["kind", "second"], name=f"{model}_second"))
    yield migrations.AddConstraint(
        model,
        models.UniqueConstraint(
            fields=PAIR, name=f"{model}_once", violation_error_message="This pair is already on record."
        ),
    )
    yield migrations.AddConstraint(
        model,
        models.CheckConstraint(
            condition=Q(first__lt=F("second")),
            name=f"{model}_in_order",
            violation_error_message="Give two records, the one with the lower number first.",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("desk", "0013_form_drafts"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        *(operation for old in MODELS for operation in pair(old.lower(), old.lower())),
        *(migrations.AlterModelTable(old, table) for old, (_, table) in MODELS.items()),
        *(migrations.RenameModel(old, new) for old, (new, _) in MODELS.items()),
        *(operation for new, _ in MODELS.values() for operation in constraints(new)),
        migrations.RunPython(rewrite_logs),
        migrations.RunPython(rename_permissions),
    ]
