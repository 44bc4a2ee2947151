"""The product's settings with the twin's addresses and the usual REST framework around it."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.drf.urls"
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "benchmarks.drf.pagination.Keyset",
    "PAGE_SIZE": 50,
}
