"""What `gunicorn config.wsgi` reads in this folder: the settings with which `make run` serves."""

from config.server import *  # noqa: F403 - gunicorn takes each name as a setting
