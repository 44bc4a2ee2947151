"""What a WSGI server calls. Finds or starts the database, as every process of Parley does."""

import os

from django.core.wsgi import get_wsgi_application

from lib import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
database.ensure()
application = get_wsgi_application()
