"""Serves one of the three: `python -m benchmarks.server product|drf|limit PORT`, all by the product's gunicorn settings.

The product is served by its own command, manage.py serve; the other two by a subclass
of the same server that only loads another application.
"""

import os
import sys

from lib import database


def main(name, port):
    """Serve until SIGTERM."""
    os.environ |= {"PORT": str(port), "PARLEY_RATE": "0"}
    if name == "product":
        from config import serve

        serve.main([])
        return
    os.environ["DJANGO_SETTINGS_MODULE"] = {"drf": "benchmarks.drf.settings", "limit": "config.settings"}[name]
    database.ensure()
    from config import serve

    class Other(serve.Server):
        """The product's server around another application."""

        def load(self):
            return application(name)

        def announce(self):
            serve.say(f"{name} on {port}")

    listener = serve.claim()
    serve.listen(listener)
    Other(listener).run()


def application(name):
    """The WSGI application of a twin."""
    if name == "limit":
        import django

        django.setup()  # it folds names by the product's own functions, whose module has models
        from benchmarks.limit.app import application as limit

        return limit
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
