"""The product's settings, with the differences that a test run needs."""

import os

from config.settings import *  # noqa: F403 - the settings of the product, changed below
from config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT, STORAGES

# Each run at the same time has a database of its own (see tests/plugin.py).
NUMBER = os.environ["PARLEY_TEST_RUN"]
DATABASES["default"]["TEST"] = {"NAME": "test_parley" if NUMBER == "0" else f"test_parley_{NUMBER}"}
# Static files are served as they lie: collecting them is tested on its own.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# A slow hash protects nothing here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Off unless an installation says otherwise; what shows passages is tested with it, and once without.
PARLEY_PASSAGES = True
MIDDLEWARE = ["tests.inflight.count", *MIDDLEWARE]
# Tests ask more in a minute than people do (tests/accounts/test_rates.py sets limits).
STRANGER_RATE = ACCOUNT_RATE = 0
INSTALLED_APPS = [*INSTALLED_APPS, "tests"]  # for its `flush`
