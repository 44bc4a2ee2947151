"""The page that says what Parley is, how its records are made, and how they may be used and cited."""

from django.conf import settings
from django.shortcuts import render


def about(request):
    """Method, words, licence of the data and how to cite; no record is read."""
    words, address = settings.PARLEY_LICENCE
    return render(request, "pages/about.html", {"licence": words, "licence_address": address})
