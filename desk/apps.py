from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class DeskConfig(AppConfig):
    """The desk: the admin's site, its home page, templates, style and scripts."""

    name = "desk"
    verbose_name = "Desk"
    default = True


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin with the desk as its site."""

    default = False
    default_site = "desk.site.DeskSite"
