"""The product's settings with the twin's addresses; its views say themselves what they use of REST framework."""

from config.settings import *  # noqa: F403 - the settings of the product, changed below

ROOT_URLCONF = "benchmarks.drf.urls"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
}
