"""Settings of Parley: one file, read from the environment; a value that makes no sense is refused.

PARLEY_HOME     folder of database, uploads, secrets and collected static files (default ./var)
DATABASE_URL    an external PostgreSQL instead of the embedded one; several hosts with commas, of which one takes changes
DATABASE_READ_URL  a replica of it, from which strangers read while it is up to date
PARLEY_READ_LAG  how many seconds it may be behind for that (default 5)
PARLEY_POOLER   1 when DATABASE_URL leads to a pooler that hands each transaction to another connection
PORT            where `make run` serves (default 8000; this and the next four are read by
                config/server.py)
BIND            the address it serves on (default 127.0.0.1, this machine alone)
PARLEY_WORKERS  processes that answer (default 2)
PARLEY_THREADS  threads in each of them, each with a connection to the database (default 4)
PARLEY_SERVE_WORKER  0: `make run` starts no worker; `manage.py run_worker` runs as a service of its own
PARLEY_HOSTS    further host names under which the site is reached, separated by commas
PARLEY_ORIGINS  origins trusted for forms behind a proxy, e.g. https://parley.example
PARLEY_CORS     origins whose pages may read the API; without it every origin, or none where PARLEY_CLOSED is 1
PARLEY_EMBED    origins whose pages may show a timeline or a matrix in a frame, * for every one; without it this site's alone
PARLEY_HTTPS    1 when a proxy in front serves HTTPS: secure cookies, redirect, HSTS
PARLEY_PROXIES  addresses or networks of the proxies in front, e.g. 127.0.0.1: their X-Forwarded-For is believed
PARLEY_CLOSED   1: nothing is read without an account: neither pages nor API
PARLEY_STAFF_FACTOR  1: who may enter the desk must have a second factor, set up at the next log-in
PARLEY_MAIL     the server that takes mail: smtp+tls://user:password@mail.example:587; without it none is sent
PARLEY_MAIL_FROM  the sender of that mail, e.g. parley@parley.example
PARLEY_OIDC     the provider of OpenID Connect at which people log in, instead of here: https://login.example/realms/one
PARLEY_OIDC_CLIENT  as what Parley is known there
PARLEY_OIDC_SECRET  and its secret
PARLEY_OIDC_ROLES  which of the provider's groups has which role: parley-editors=Editor,parley-reviewers=Reviewer
PARLEY_OIDC_CLAIM  under which name the provider tells the groups (default groups)
PARLEY_RATE     requests of strangers to the API in a minute, by address (default 1200; 0: no limit)
PARLEY_ACCOUNT_RATE  of an account, by session or token (default 6000; 0: no limit)
PARLEY_SECRET_KEY  signing key; without it one is made once and kept in PARLEY_HOME/secrets
PARLEY_PASSAGES  1: strangers see the passages that citations name, of texts that are attached; without it editors alone
PARLEY_LICENCE  under which licence others may use the records, with its address: CC BY 4.0 https://creativecommons.org/…
PARLEY_DEBUG    1 for development
PARLEY_LOG      level of the log on standard error (default INFO)
PARLEY_LOG_FORMAT  line (default), or json: an object per line
PARLEY_METRICS  where Prometheus reads how Parley does: a port of this machine (9109), or address:port
PARLEY_SLOW     statements that take so many seconds or more stand in the log (default 1; 0 for none)
"""

import os
import tomllib
from pathlib import Path

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from config import logs, rest
from config.environment import (
    address,
    choice,
    endpoint,
    flag,
    licence,
    mail,
    networks,
    number,
    origins,
    processes,
    secret,
    sign_on,
    words,
)
from desk.roles import ROLES
from lib import database

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


# --- the place ---------------------------------------------------------------------------

PARLEY_HOME = database.home()
DEBUG = flag("PARLEY_DEBUG")
HTTPS = flag("PARLEY_HTTPS")
SECRET_KEY = secret("PARLEY_SECRET_KEY", PARLEY_HOME / "secrets" / "django-secret-key")

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS += words(
    "PARLEY_HOSTS", r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]", "parley.example"
)
_SERVED_ON = address("BIND", "127.0.0.1")
if not _SERVED_ON.is_unspecified:
    ALLOWED_HOSTS.append(f"[{_SERVED_ON}]" if _SERVED_ON.version == 6 else str(_SERVED_ON))
PARLEY_PROXIES = networks("PARLEY_PROXIES")
CSRF_TRUSTED_ORIGINS = origins("PARLEY_ORIGINS", r"https?://[^/\s]+", "https://parley.example")

# --- the parts ---------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before the admin, so that its templates come first.
    "desk",
    "desk.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "corsheaders",
    "csp",
    "django_otp.plugins.otp_totp",
    "lib",
    "accounts",
    "sources",
    "topics",
    "experts",
    "summits",
    "timelines",
    "pages",
    "intake",
]

MIDDLEWARE = [
    "lib.database.fresh.FreshConnection",
    "config.requestlog.RequestLogMiddleware",
    # Before host names, sessions and redirects: a probe has none of them.
    "lib.health.HealthMiddleware",
    "lib.database.limits.TimeForChanges",
    # Before all that may answer by itself, so that an error of the API can be read by a page elsewhere too.
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Outside of the ETag: what is compressed has a weak one.
    "config.compression.CompressedPagesMiddleware",
    # An ETag on every answer that is not streamed, and a 304 without a body for a client that has it.
    "config.conditional.ConditionalMiddleware",
    # Before all that may answer with a page.
    "pages.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "accounts.middleware.AccountsMiddleware",
    # Innermost: it looks only at what a view could not do.
    "config.unavailable.UnavailableMiddleware",
]

if endpoint("PARLEY_METRICS"):
    # Nearly outermost, so that the time is that of the whole answer.
    MIDDLEWARE.insert(1, "config.metrics.MetricsMiddleware")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "lib.templatetags.words"],
        },
    }
]

# The page of an event with a hundred positions has a few thousand boxes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Of one text (lib/texts.py), and of all that a form says besides its files: a few such texts.
TEXT_MAX_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024

# --- data --------------------------------------------------------------------------------

# Strangers read from a replica where one is named (lib/database/replica.py), if it lacks no more than so many seconds.
READ_LAG_SECONDS = number("PARLEY_READ_LAG", 5, 1, 3600)
try:
    DATABASES = {"default": database.settings()}
    if database.external("DATABASE_READ_URL"):
        if not database.external():
            raise database.Unavailable(
                "DATABASE_READ_URL must not be set without DATABASE_URL, of which it is a replica."
            )
        DATABASES["replica"] = database.settings("DATABASE_READ_URL")
        # Behind the one that notices closed connections.
        MIDDLEWARE.insert(1, "lib.database.replica.ReadFromReplica")
except database.Unavailable as error:
    raise ImproperlyConfigured(str(error)) from error
PARLEY_POOLER = flag("PARLEY_POOLER")
# For how long a statement of a request may run, in seconds (config/serve.py, lib/database/limits.py). The worker's and
# the commands' are not limited.
STATEMENT_SECONDS = 20
CHANGE_SECONDS = 300
for _database in DATABASES.values():
    _OPTIONS = _database["OPTIONS"]
    if PARLEY_POOLER:
        # What belongs to one connection is lost between transactions: prepared statements, cursors, settings.
        _OPTIONS["prepare_threshold"] = None
        _database["DISABLE_SERVER_SIDE_CURSORS"] = True
    else:
        # What is prepared (lib/database/prepared.py) has one plan for all values from the first use on. The server would
        # plan anew each time while it guesses that this saves reading, and planning is what takes long. All other
        # statements are sent with their values written in, so this does not reach them.
        # How alike a name must be to be found (pg_trgm's "word similarity", 0 to 1): the server's own 0.6 misses spellings
        # that differ by transliteration ("lukianov" has 0.5 of "lukyanov").
        _SESSION = "-c pg_trgm.word_similarity_threshold=0.45 -c plan_cache_mode=force_generic_plan"
        _OPTIONS["options"] = f"{_OPTIONS.get('options', '')} {_SESSION}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = PARLEY_HOME / "uploads"
MEDIA_URL = "uploads/"
# For the owner alone, whatever the mode of the home and the mask of the process.
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STATIC_ROOT = PARLEY_HOME / "static"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed names may be cached for ever. In development the files are served as they lie.
STATICFILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else STATICFILES},
}
WHITENOISE_USE_FINDERS = DEBUG

# --- language and time -------------------------------------------------------------------

# The pages speak English, and every language that has a file in locale/ (docs/languages.md); all else is English.
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
_FOUND = sorted(path.parts[-3] for path in LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.mo"))
LANGUAGES = [(code, LANG_INFO[code]["name"]) for code in (LANGUAGE_CODE, *_FOUND)]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# --- accounts ----------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
# The second factor. Its attempts are counted by accounts/throttle.py instead.
OTP_TOTP_ISSUER = "Parley"
OTP_TOTP_THROTTLE_FACTOR = 0
PARLEY_STAFF_FACTOR = flag("PARLEY_STAFF_FACTOR")
PARLEY_CLOSED = flag("PARLEY_CLOSED")
PARLEY_PASSAGES = flag("PARLEY_PASSAGES")
# Of the records, as the page /about/ and citations state it: (words, address).
PARLEY_LICENCE = licence("PARLEY_LICENCE")
LOGIN_URL = "account:login"
LOGIN_REDIRECT_URL = "account:home"
# Where people log in at a provider instead (accounts/sso.py), which sees to passwords, second factors and attempts.
PARLEY_OIDC = sign_on(ROLES, PARLEY_STAFF_FACTOR)
if PARLEY_OIDC:
    # Behind our own, whose templates come first.
    INSTALLED_APPS += ["allauth.account", "allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("accounts.middleware.AccountsMiddleware"), "allauth.account.middleware.AccountMiddleware"
    )
    ACCOUNT_ADAPTER, SOCIALACCOUNT_ADAPTER = "accounts.sso.AccountAdapter", "accounts.sso.Adapter"
    SOCIALACCOUNT_ONLY = SOCIALACCOUNT_LOGIN_ON_GET = True
    ACCOUNT_EMAIL_VERIFICATION = SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
    # An account from before is that of who has its address, where the provider says that it has looked.
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    ACCOUNT_UNIQUE_EMAIL = False
    ACCOUNT_RATE_LIMITS = False
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "provider",
                    "name": "OpenID Connect",
                    "client_id": PARLEY_OIDC["client"],
                    "secret": PARLEY_OIDC["secret"],
                    "settings": {"server_url": PARLEY_OIDC["issuer"]},
                }
            ],
        }
    }
# A session ends a week after its last use, with the password that it was opened with, or with the account.
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 7 * 24 * 3600

# --- protection --------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.unavailable.unproved"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Whether all subdomains serve HTTPS, and for ever, only the owner of the domain knows.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Pages of other origins may read the API as a stranger or with a token, never with the reader's session: what a
# session opens is not sent to them. Where the installation is closed, only the origins that are named.
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOWED_ORIGINS = origins("PARLEY_CORS", r"https?://[^/\s*]+", "https://timelines.example")
CORS_ALLOW_ALL_ORIGINS = not CORS_ALLOWED_ORIGINS and not PARLEY_CLOSED
# POST is for what is asked in long forms (reconciliation): it changes nothing either.
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = ["Content-Disposition", "ETag", "Retry-After"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Of the pages that are made for frames (pages/views/embedded.py) the ancestors are these and the site itself.
PARLEY_EMBED = origins("PARLEY_EMBED", r"\*|https?://[^/\s*;,]+", "https://journal.example")

# --- the worker (manage.py run_worker) and what may be uploaded for it --------------------

PROCRASTINATE_IMPORT_PATHS = [
    "intake.bulk.tasks",
    "desk.duplicates.tasks",
    "desk.many.tasks",
    "accounts.tasks",
    "desk.review.news",
]
BULK_MAX_BYTES = 50 * 1024 * 1024
# What somebody without an account may send: the forms for logging in are far smaller.
STRANGER_MAX_BYTES = 64 * 1024

# --- mail: sent by the worker (lib/mail.py), where a server for it is set -----------------

_MAIL = mail("PARLEY_MAIL", "PARLEY_MAIL_FROM", CSRF_TRUSTED_ORIGINS)
PARLEY_MAIL = _MAIL is not None
EMAIL_TIMEOUT = 20
if _MAIL:
    EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ["PARLEY_MAIL_FROM"].strip()
# With which links in mail begin.
SITE = CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else ""

# --- log: standard error -----------------------------------------------------------------

LOG_LEVEL = choice("PARLEY_LOG", ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], "INFO")
LOG_FORMAT = choice("PARLEY_LOG_FORMAT", ["line", "json"], "line")
LOGGING = logs.logging(LOG_LEVEL, LOG_FORMAT)
SLOW_SECONDS = number("PARLEY_SLOW", 1, 0, 3600)

# --- history (pghistory) -----------------------------------------------------------------

# Who did it, and where: of the requests that may change something.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# --- REST API (REST_FRAMEWORK, SPECTACULAR_SETTINGS) -------------------------------------

# How many requests a minute the API answers to one client (accounts/rates.py). The counts of each process are its own.
STRANGER_RATE = number("PARLEY_RATE", 1200, 0, 1_000_000)
ACCOUNT_RATE = number("PARLEY_ACCOUNT_RATE", 6000, 0, 1_000_000)
PROCESSES = processes()
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "rates": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "rates",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # clients in a minute
    },
}

REST_FRAMEWORK = rest.FRAMEWORK
SPECTACULAR_SETTINGS = rest.DESCRIPTION | {"VERSION": VERSION}
