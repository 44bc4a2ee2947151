"""The product's settings, changed for tests."""

import os

from config.settings import *  # noqa: F403 - the settings of the product, changed below
from config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT, STORAGES

# Each run at the same time has a database of its own (see tests/plugin.py).
NUMBER = os.environ["PARLEY_TEST_RUN"]
DATABASES["default"]["TEST"] = {"NAME": "test_parley" if NUMBER == "0" else f"test_parley_{NUMBER}"}
# Static files are served as they lie: collecting them is tested on its own.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# A fast hash, since nothing needs protection here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Off unless an installation says otherwise; what shows passages is tested with it, and once without.
PARLEY_PASSAGES = True
MIDDLEWARE = ["tests.inflight.count", *MIDDLEWARE]
# Tests send more requests per minute than people (tests/accounts/test_rates.py sets limits).
STRANGER_RATE = ACCOUNT_RATE = 0
INSTALLED_APPS = [*INSTALLED_APPS, "tests"]  # for its `flush`
