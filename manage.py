#!/usr/bin/env python
"""Parley's commands. Each one finds the database or starts it, except those that need none."""

import os
import sys

# These read or write no record.
WITHOUT_DATABASE = {"help", "version", "collectstatic", "findstatic", "diffsettings", "startapp", "makemessages"}
WITHOUT_DATABASE |= {"compilemessages", "--help", "-h", "--version"}


def main(arguments):
    """Run the command in `arguments` (like sys.argv). Exits with a paragraph when it cannot start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # Here, so that a missing package is told in a sentence.
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import CommandError, execute_from_command_line
        from django.db.utils import NotSupportedError, OperationalError, ProgrammingError
        from psycopg.errors import FeatureNotSupported, UndefinedColumn, UndefinedTable
    except ImportError as error:
        sys.exit(f"A package is missing ({error.name}). `make venv` installs what Parley needs into .venv.")
    from lib import database  # as above: it needs packages too

    try:
        if arguments[1:2] == ["serve"]:
            from config import serve  # gunicorn, for this command alone

            return serve.main(arguments[2:])
        if needs_database(arguments):
            database.ensure()
        execute_from_command_line(arguments)
    except (database.Unavailable, ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error))
    except OSError as error:
        if error.errno is None:
            raise
        sys.exit(database.explain(error, database.home()))
    except OperationalError as error:
        # No traceback: the reason is outside the program, such as a full disk or a server that went away.
        sys.exit(database.describe(error))
    except (ProgrammingError, NotSupportedError) as error:
        said = str(error).splitlines()[0]
        if isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            sys.exit(f"The database is not prepared for this version ({said}). Run `manage.py migrate` first.")
        if isinstance(error.__cause__, FeatureNotSupported) and said.startswith("extension"):
            sys.exit(f"PostgreSQL lacks a module ({said}). Install its contrib modules (Debian: postgresql-contrib).")
        raise
    except KeyboardInterrupt:
        sys.exit(130)


def needs_database(arguments):
    """Say whether the command works with records; help on any command does not."""
    rest = arguments[1:]
    return bool(rest) and rest[0] not in WITHOUT_DATABASE and not {"--help", "-h"} & set(rest)


if __name__ == "__main__":
    main(sys.argv)
