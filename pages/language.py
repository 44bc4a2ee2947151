"""The language of a page depends on its address: ``/events/`` is English, ``/ru/events/`` Russian."""

from django.conf import settings
from django.utils.translation import get_language_from_path

from lib.languages import speaking


class LanguageMiddleware:
    """Responds in the language of the address, English without a prefix, regardless of Accept-Language.

    So each address has one page, which can be cached and shared.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = get_language_from_path(request.path_info)
        if language is None or language == settings.LANGUAGE_CODE:
            return self.get_response(request)
        with speaking(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
