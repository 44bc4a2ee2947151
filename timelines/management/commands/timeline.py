"""`manage.py timeline SLUG`: an expert's timeline, in any of its formats."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from experts.models import Expert
from lib.counts import counted
from lib.former import RecordDeleted
from lib.visibility import Audience
from timelines.entries import Moved, UnknownTopics, load
from timelines.formats import FORMATS
from timelines.parameters import KINDS, read_filters


class Command(BaseCommand):
    """Writes the response of the public API, with the same filters."""

    help = "Write an expert's timeline (published records) in a format, to a file or to standard output."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the expert's address, e.g. fyodor-lukyanov")
        parser.add_argument("--format", choices=FORMATS, default="json")
        parser.add_argument("--output", metavar="FILE", help="write here instead of to standard output")
        parser.add_argument("--from", metavar="DATE", help="not before this day, month or year")
        parser.add_argument("--to", metavar="DATE", help="not after this day, month or year")
        parser.add_argument("--kind", action="append", help=f"one or several of {', '.join(KINDS)}")
        parser.add_argument("--topic", action="append", help="a topic's address, e.g. cybersecurity; may be repeated")
        parser.add_argument(
            "--site",
            default=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}",
            metavar="ADDRESS",
            help="scheme and host of the addresses, e.g. https://parley.example (default: where make run serves)",
        )

    def handle(self, slug, **options):
        timeline = self._load(slug, options)
        form = FORMATS[options["format"]]
        content = form.render(timeline)
        chunks = content if form.streams else [content]
        if not options["output"]:
            for chunk in chunks:
                self.stdout.write(chunk.decode(), ending="")
            return
        path = Path(options["output"])
        try:
            with path.open("wb") as file:
                file.writelines(chunks)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stderr.write(f"{counted(len(timeline.rows), 'entry', 'entries')} of {timeline.name} in {path}.")

    def _load(self, slug, options):
        query = QueryDict(mutable=True)
        for name in ("from", "to", "kind", "topic"):
            given = options[name]
            query.setlist(name, given if isinstance(given, list) else [given] if given else [])
        filters, errors = read_filters(query)
        if errors:
            raise CommandError("\n".join(f"--{name}: {' '.join(texts)}" for name, texts in errors.items()))
        try:
            return load(slug, Audience.PUBLIC, filters, options["site"].rstrip("/"))
        except UnknownTopics as error:
            raise CommandError(f"--topic: {error}") from error
        except RecordDeleted as error:
            raise CommandError(f"The expert “{slug}” was deleted.") from error
        except Moved as error:
            raise CommandError(f"“{slug}” is on record as “{error.slug}” now: ask for that.") from error
        except Expert.DoesNotExist as error:
            raise CommandError(f"{error}{_suggestions(slug)}") from error


def _suggestions(slug):
    """Experts with a name like the slug, in words; "" if there is none."""
    like = Expert.objects.visible_to(Audience.PUBLIC).named(slug.replace("-", " ")).order_by("name_key")[:5]
    return "".join([" Did you mean: ", ", ".join(expert.slug for expert in like), "?"]) if like else ""
