"""The configuration of the log, on standard error (config/settings.py)."""

from pythonjsonlogger.core import RESERVED_ATTRS


def logging(level, form):
    """LOGGING for a level and a form: ``line`` or ``json``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "config.requestlog.RequestFilter"}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name} {request_id}: {message}", "style": "{"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "{asctime} {levelname} {name} {request_id} {message}",
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "reserved_attrs": [*RESERVED_ATTRS, "request", "status_code"],
            },
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["request"],
                "formatter": form,
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            # It warns at every HEAD request that Django made a body (which it then drops).
            "gunicorn.http.wsgi": {"level": "ERROR"},
            # It reports each registration and each job; the worker says itself what it does.
            "procrastinate": {"level": "WARNING"},
        },
    }
