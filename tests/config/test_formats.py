"""Days and times are written day, month, year wherever Django's own formats are used."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.utils import dateformat, formats

from accounts.models import ApiToken


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DATE_FORMAT", "9 May 2021"), ("DATETIME_FORMAT", "9 May 2021, 14:05"), ("SHORT_DATE_FORMAT", "9 May 2021"),
        ("SHORT_DATETIME_FORMAT", "9 May 2021, 14:05"), ("MONTH_DAY_FORMAT", "9 May"), ("YEAR_MONTH_FORMAT", "May 2021"),
        ("TIME_FORMAT", "14:05"),
    ],
)  # fmt: skip
def test_formats(name, words):
    assert dateformat.format(datetime.datetime(2021, 5, 9, 14, 5), formats.get_format(name)) == words
    assert Template("{{ day }}").render(Context({"day": datetime.date(2021, 5, 9)})) == "9 May 2021"


@pytest.mark.django_db
def test_the_lists_of_the_desk_write_dates_so(admin_client):
    token, _ = ApiToken.objects.make(User.objects.get(username="admin"), "script", None)
    ApiToken.objects.filter(pk=token.pk).update(created_at="2021-05-09T14:05Z")
    assert "9 May 2021, 14:05" in admin_client.get("/admin/accounts/apitoken/").content.decode()
