"""The kinds of record that can be merged."""

from dataclasses import dataclass

from django.http import Http404

from lib.publishing import may_change, may_publish
from register import kinds as register


@dataclass(frozen=True)
class MergedKind:
    """A kind of record that can be merged; ``entry`` is its entry in the register."""

    entry: register.Kind

    @property
    def name(self):
        """Its name in addresses, e.g. ``expert``."""
        return self.model._meta.model_name

    @property
    def model(self):
        """The model of its records."""
        return self.entry.model

    @property
    def label(self):
        """The field that its records are listed under."""
        return self.entry.title

    @property
    def parent(self):
        """The field that leads up its tree; "" where there is none."""
        return self.entry.parent

    @property
    def further(self):
        """Further foreign keys to the same model that must stay acyclic."""
        return self.entry.further

    @property
    def words(self):
        """The kind in words, e.g. ``expert``."""
        return str(self.model._meta.verbose_name)

    @property
    def plural(self):
        """The kind's plural."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def further_names(self):
        """The table of further names; None where the kind has none (sources)."""
        return self.entry.beside("names")

    @property
    def former_slugs(self):
        """The table of former slugs."""
        return self.entry.beside("former_slugs")

    def url(self, page):
        """The name of one of the stock admin pages, e.g. ``admin:experts_expert_change``."""
        return f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_{page}"

    def may_change(self, user):
        """Whether a user may change records of this kind."""
        return may_change(user, self.model)

    def shown(self, site, pks):
        """Records as the admin's pages show them: {pk: {text, detail, url}}; a fixed number of statements."""
        admin = site.get_model_admin(self.model)
        found = {}
        for record in admin.choices(self.model._default_manager.filter(pk__in=pks)):
            text, detail = admin.choice(record)
            found[record.pk] = {"text": text, "detail": detail, "url": admin.address(record)}
        return found

    def may_merge(self, user):
        """Whether a user may merge records of this kind; rows of a draft become public with a published survivor."""
        return self.may_change(user) and user.has_perm("desk.add_merge") and may_publish(user)


KINDS = {kind.name: kind for kind in map(MergedKind, register.ALONE)}


def kind_of(model):
    """The kind of a model; None where its records are not merged."""
    return next((kind for kind in KINDS.values() if kind.model is model), None)


def kind_or_404(name):
    """The kind of that name in an address; Http404 if there is none."""
    if name not in KINDS:
        raise Http404(f"There is no kind of record “{name}” to merge.")
    return KINDS[name]
