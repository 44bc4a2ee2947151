"""Writes the table of roles into the database, from migrations."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions

from desk.roles.table import ROLES, permissions_of


def write(apps, schema_editor):
    """Make the groups of the roles, or bring them to what the table says: for ``RunPython``.

    Permissions are made first, for all models that there are at this migration: Django itself
    makes them only after the last one. Other groups, and who belongs to which, stay as they
    are. A migration that brings a model or a permission which a role is to have runs this
    once more; a test compares the groups with the table.
    """
    for state in apps.get_app_configs():
        if installed.is_installed(config_name(state.label)):
            create_permissions(installed.get_app_config(state.label), verbosity=0, apps=apps)
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in apps.get_model("auth", "Permission").objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in ROLES:
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.set([known[name] for name in permissions_of(role, known)])


def config_name(label):
    """The name of an installed app by its label; "" where there is none."""
    return next((config.name for config in installed.get_app_configs() if config.label == label), "")
