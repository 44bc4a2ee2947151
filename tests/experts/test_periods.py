"""How long a post lasted where no end is on record: the same wherever it is shown."""

import csv
import io

import icalendar
import pytest
from django.db import connection
from django.test import Client

from experts.admin.experts import post_words, with_posts
from experts.models import Appointment, Expert
from experts.periods import last_day_sql, limit_sql
from lib.partialdates.core import LAST_DAY
from summits.admin.events import participant_warnings
from summits.models import Participation
from tests import factories as make
from tests.desk import pages
from tests.page_reader import Page
from timelines.entries import load

pytestmark = pytest.mark.django_db

DEAD = "not after the death, "
GONE = "not after the dissolution, "
# End of the post; the holder's death; the organisation's end; what its period in words ends with.
CASES = [
    ("..", None, None, "1975 to date"),
    (None, None, None, "1975 to an unknown end"),
    ("..", None, "..", "1975 to date"),
    ("..", "1982-11-10", None, f"1975 to an unknown end, {DEAD}10 November 1982"),
    (None, "1982-11-10", None, f"1975 to an unknown end, {DEAD}10 November 1982"),
    ("..", "1982~", "..", f"1975 to an unknown end, {DEAD}about 1982"),
    ("..", None, "1991-12-26", f"1975 to an unknown end, {GONE}26 December 1991"),
    ("..", "1991-12-26", "1991", f"1975 to an unknown end, {DEAD}26 December 1991"),
    ("..", "1993", "1991", f"1975 to an unknown end, {GONE}1991"),
    ("1980", "1982", "1991", "1975 to 1980"),
    # What is recorded stays what it is; saving it warns.
    ("1985", "1982", None, "1975 to 1985"),
]


def made(end, died, dissolved, **more):
    expert = make.expert(slug="anna", name="Anna Ivanova", died=died)
    organisation = make.organisation(slug="club", name="The Club", end=dissolved)
    return make.appointment(expert=expert, organisation=organisation, start="1975", end=end, **more)


@pytest.mark.parametrize(("end", "died", "dissolved", "words"), CASES)
def test_the_same_is_said_everywhere(end, died, dissolved, words):
    post = made(end, died, dissolved)
    make.participation(event=make.event(slug="talks", date="1979"), expert=post.expert, appointments=[post])
    get = Client().get
    for address in ("/experts/anna/", "/organisations/club/"):
        text = Page(get(address).content.decode()).text
        assert words in text and ("1975 to date" in text) == ("to date" in words), address
    # An event names the post of its day, and says nothing of how long it lasted.
    text = Page(get("/events/talks/").content.decode()).text
    assert "The Club" in text and "1975" not in text
    (entry,) = [one for one in load("anna").entries if one.kind == "appointment"]
    assert entry.when == words
    table = get("/api/v1/experts/anna/timeline/?format=csv&kind=appointment").getvalue().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["when"] == words and row["end"] == (end or "")
    calendar = icalendar.Calendar.from_ical(get("/api/v1/experts/anna/timeline/?format=ics&kind=appointment").content)
    (event,) = calendar.walk("VEVENT")
    assert words in str(event["summary"])
    slides = get("/api/v1/experts/anna/timeline/?format=timelinejs&kind=appointment").json()["events"]
    assert slides[0]["display_date"] == words


@pytest.mark.parametrize(("end", "died", "dissolved", "words"), CASES)
def test_rows_of_the_desk_say_the_same(end, died, dissolved, words, client):
    post = made(end, died, dissolved)
    if words == "1975 to an unknown end":
        words = "from 1975"
    client.force_login(pages.researcher())
    page = client.get(pages.address(post.expert)).content.decode()
    assert f"The Club, {words}<" in page and ("1975 to date" in page) == ("to date" in words)
    # The posts that a billing may mean.
    make.participation(event=make.event(date="1979"), expert=post.expert, billing="Chair of The Club")
    (warning,) = participant_warnings(Participation.objects.all())
    assert f"The Club ({words})" in warning


@pytest.mark.parametrize(("end", "died", "dissolved", "words"), CASES)
def test_the_database_and_the_api_say_the_same(end, died, dissolved, words):
    post = made(end, died, dissolved)
    post = Appointment.objects.select_related("expert", "organisation").get(pk=post.pk)
    wanted = (str(post.until.date) if post.until.date else None, post.until.reason)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(limit_sql('a', 'x', 'o'))}, {last_day_sql('a', 'x', 'o')} FROM experts_appointment a"
            " JOIN experts_expert x ON x.id = a.expert_id JOIN experts_organisation o ON o.id = a.organisation_id"
        )
        *found, last = cursor.fetchone()
    assert tuple(found) == wanted
    assert last == (post.until.date.latest if post.until.date else post.end_latest)
    answer = Client().get(f"/api/v1/appointments/{post.public_id}/").json()
    assert answer["end"] == end and answer["end_latest"] == (None if last == LAST_DAY else last.isoformat())
    (entry,) = Client().get("/api/v1/experts/anna/timeline/").json()["entries"]
    assert (entry["end"], entry["ends_by"], entry["ends_by_reason"]) == (end, *wanted)
    # A timeline from a day has a post that may have lasted until then.
    later = Client().get("/api/v1/experts/anna/timeline/?from=1984").json()["count"]
    assert bool(later) == (last.year >= 1984)


def test_a_post_that_is_only_attested_keeps_its_words_and_its_place():
    post = made(None, "1982", None)
    Appointment.objects.update(start=None)
    post.citations.create(source=make.source(), attested_on="1979-05")
    (entry,) = load("anna").entries
    assert entry.when == "attested May 1979" and [day.year for day in entry.span()] == [1979, 1979]
    assert "dates unknown; attested May 1979" in Page(Client().get("/organisations/club/").content.decode()).text


def test_the_drawing_ends_where_the_life_does():
    made("..", "1982-11-10", None)
    item = Client().get("/experts/anna/").context["drawing"]["items"][0]
    assert (item["last"], item["end"], item["to"]) == ("1982-11-10", "rough", None)


@pytest.mark.parametrize(("died", "dissolved"), [("1982", None), (None, "1991")])
def test_the_desk_says_formerly(died, dissolved):
    made("..", died, dissolved, post="Chair")
    (expert,) = with_posts(Expert.objects.all())
    assert post_words(expert) == "formerly Chair, The Club"
