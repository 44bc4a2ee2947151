"""What the files' slugs and ids stand for in the database: present, renamed, or deleted."""

from django.contrib.postgres.search import TrigramSimilarity

from intake.models import LoadedRecord
from intake.records.format import KINDS
from lib.api.sql import among_texts
from lib.history import history_of


class Directory:
    """Looks all slugs and ids up at once: a constant number of statements per kind.

    ``wanted`` maps the name of a kind to the slugs or ids that files or earlier loads name.
    """

    def __init__(self, wanted):
        self._pk = {}  # (kind, key) → primary key
        self._renamed = {}  # (kind, former slug) → slug now
        self._gone = set()  # (kind, key) of what was here and was deleted
        for name, keys in wanted.items():
            self._look_up(KINDS[name], keys)
        loaded = LoadedRecord.objects.filter(
            among_texts("key", set().union(*wanted.values())), dataset="", kind__in=wanted
        )
        self._gone.update(pair for pair in loaded.values_list("kind", "key") if pair not in self._pk)

    def _look_up(self, kind, keys):
        address = kind.address
        found = kind.model.objects.filter(among_texts(address, keys)).values_list(address, "pk")
        self._pk.update(((kind.name, key), pk) for key, pk in found)
        missing = [key for key in keys if (kind.name, key) not in self._pk]
        if missing and hasattr(kind.model, "former_ids"):
            merged = kind.model.former_ids.rel.related_model.objects.filter(among_texts("public_id", missing))
            for key, pk, now in merged.values_list("public_id", "record_id", "record__public_id"):
                if now is not None:
                    self._pk[kind.name, key] = pk
                    self._renamed[kind.name, key] = now
            missing = [key for key in missing if (kind.name, key) not in self._pk]
        if missing and kind.former:
            former = kind.former.objects.filter(among_texts("slug", missing))
            for slug, pk, now in former.values_list("slug", "record_id", "record__slug"):
                if pk is None:
                    self._gone.add((kind.name, slug))
                else:
                    self._pk[kind.name, slug] = pk
                    self._renamed[kind.name, slug] = now
            missing = [key for key in missing if (kind.name, key) not in self._pk]
        if missing:
            # Public ids have no table of former ones, and TRUNCATE empties that of slugs; the history stays.
            retired = history_of(kind.model).objects.filter(among_texts(address, missing), pgh_label="delete")
            # What went because its import was undone is as if it had never come.
            retired = retired.exclude(pgh_context__metadata__has_key="import_undone")
            self._gone.update((kind.name, key) for key in retired.values_list(address, flat=True))

    def pk(self, kind, key):
        """The primary key of the record that a slug or id leads to, or None."""
        return self._pk.get((kind.name, key))

    def now(self, kind, key):
        """The slug or id under which the record stands today."""
        return self._renamed.get((kind.name, key), key)

    def gone(self, kind, key):
        """Whether such a record was here and has been deleted."""
        return (kind.name, key) in self._gone

    def all_gone(self):
        """What was here and has been deleted: {kind: {key}}."""
        found = {}
        for kind, key in self._gone:
            found.setdefault(kind, set()).add(key)
        return found

    def in_words_of_today(self, kind, values):
        """The values of a record with each reference as it is written today, so that renaming changes nothing."""
        if not self._renamed:
            return values
        today = dict(values)
        for name, key in kind.keys.items():
            if key.holds == "reference" and today.get(name) is not None:
                today[name] = self.now(key.refers, today[name])
        for name, rows in kind.rows.items():
            parts = [(part, key.refers) for part, key in rows.keys.items() if key.holds == "reference"]
            today[name] = [
                {**row, **{part: self.now(refers, row[part]) for part, refers in parts if row.get(part) is not None}}
                for row in today.get(name, ())
            ]
        return today


def like(kind, key, limit=3):
    """Slugs or ids of the kind in the database that resemble ``key``, most like first."""
    found = kind.model.objects.annotate(likeness=TrigramSimilarity(kind.address, key)).filter(likeness__gt=0.35)
    return list(found.order_by("-likeness", kind.address).values_list(kind.address, flat=True)[:limit])
