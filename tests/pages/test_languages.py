"""The public pages in Russian: complete, each at its own address, and nothing else in it."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from experts.models import ExpertName
from lib.api.formats import FORMATS
from lib.languages import path_in, several, speaking, translated
from lib.partialdates import parse
from summits.models.kinds import EventKind
from tests import factories as make
from tests.pages.test_cards import Head
from tests.pages.test_found import mapped

pytestmark = pytest.mark.django_db
FILE = Path(settings.BASE_DIR) / "locale" / "ru" / "LC_MESSAGES" / "django.po"
# Names of programs, formats and parts of addresses, which are the same in every language.
NAMES = set(
    """Parley API JSON CSV XLSX BibTeX RIS CSL iCalendar json timelinejs
    Atom Natural Earth Gephi Cytoscape networkx UTC as_of Home End Enter Ctrl DOI doi Wikidata VIAF GeoNames CC BY CSL-JSON
    TOTP QR MB curl Authorization Bearer
    Reykjavik strategic stability MGIMO geneva summit Reagan Gorbachev viewport Europe Moscow English""".split()
) | set(FORMATS)
# What the paths below ask for, and the names of parameters, with which errors begin.
ASKED = set("whenever nowhere nobody there qqqq nothing from year meeting visit outcome".split())
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-label", "data-copied", "data-selected")


class Spoken(HTMLParser):
    """What a page says in its own language: texts and names of elements, but not what is marked as of another one."""

    VOID = {"meta", "link", "input", "br", "img", "hr", "base"}

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self._open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        got = dict(attributes)
        self._open += [(tag, got.get("lang"))] if tag not in self.VOID else []
        if tag == "a":
            self.links.append(got.get("href", ""))
        if self._own() and tag not in ("link", "meta") and "Z3988" not in (got.get("class") or ""):
            self.words += [got[name] for name in SPOKEN if got.get(name)]
        if tag == "input" and got.get("type") == "submit":
            self.words.append(got["value"])
        if tag == "meta" and got.get("name") == "description":
            self.words.append(got["content"])

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._own():
            self.words.append(data)

    def _own(self):
        quiet = any(tag in ("script", "pre", "code", "cite") for tag, _ in self._open)
        return not quiet and not any(lang not in (None, "ru") for _, lang in self._open)


def recorded():
    """The Latin words of all texts on record, and not of the values of choices."""
    found = set()
    for model in apps.get_models():
        texts = [
            field for field in model._meta.concrete_fields if isinstance(field, models.CharField | models.TextField)
        ]
        names = [field.name for field in texts if not field.choices]
        if names and model._meta.managed and not model._meta.app_label.startswith(("pgh", "procrastinate")):
            for row in model._base_manager.values_list(*names):
                found |= set(re.findall(r"[A-Za-z]{2,}", " ".join(str(value) for value in row)))
    return found


def english(answer, known):
    """The Latin words of a page that are neither on record nor names."""
    page = Spoken(answer.content.decode())
    text = re.sub(r"https?://\S+|/\S*", " ", " ".join(page.words))
    return sorted(set(re.findall(r"[A-Za-z]{2,}", text)) - known - NAMES), page


@pytest.fixture
def rich(world):
    """A world in which every picture of the pages has something to draw."""
    states = [make.organisation(slug=f"{name}-state", name=f"Mark{name}", kind="state") for name in ("alpha", "beta")]
    topics = [world.topic, world.narrow]
    for number, year in enumerate((1985, 1986, 2003)):
        event = make.event(
            slug=f"mark-{year}", name=f"Mark{year}", kind="summit", date=f"{year}-05-0{number + 1}", place=world.city
        )
        for state, role in zip(states, ("principal", "principal"), strict=True):
            person = make.expert(name=f"Marksenator {state.name} {number}")
            make.participation(event=event, expert=person, role=role, on_behalf_of=state)
        make.outcome(event=event, title=f"Markoutcome {number}", parties=states, later=[world.third])
        for person in (world.expert, world.endorser):
            make.position(
                event=event,
                holders=[person],
                topics=topics,
                stance=("supports", "opposes", "mixed")[number],
                summary=f"Marksaid {year}.",
                date=str(year),
            )
    make.link(world.event, make.event(slug="mark-1985b", name="Mark1985b", date="1985-11"), "follows")
    return world


PATHS = """/ /about/ /events/ /events/?date_from=1985&date_to=1986 /events/?kind=summit&ordering=name
/events/?date_from=whenever /experts/ /experts/?on=2015 /organisations/ /places/ /positions/ /relations/ /sources/ /topics/
/relations/?first=alpha-state /relations/?first=nowhere&second=alpha-state /calendar/ /calendar/?year=1985
/calendar/?year=2021&month=6
/calendar/?year=x /map/ /network/ /compare/ /compare/?expert=mark-expert&expert=mark-endorser /compare/?expert=nobody+there
/search/ /search/?q=Markevent /search/?q=mark&kind=events /search/?q=qqqq /events/nothing-here/ /nothing-here/
/relations/alpha-state/beta-state/ /relations/alpha-state/beta-state/?kind=visit /events/mark-event/?group=topic
/events/mark-1985/?group=speaker /embed/events/mark-1985/ /embed/experts/mark-expert/ /experts/mark-expert/?from=x
/experts/mark-expert/?topic=nothing""".split()


def test_no_word_of_english_is_left_on_a_page_in_russian(rich):
    client = Client()
    records = [address.removeprefix("http://testserver") for address in mapped(client)]
    known = recorded()
    left, astray = {}, {}
    for path in [*records, *PATHS]:
        answer = client.get(path_in(path, "ru"))
        words, page = english(answer, known | ASKED)
        if words:
            left[path] = words
        own = ("/ru/", "/api/", "/admin/", "/id/", "http", "#", "?", "mailto", "")
        wrong = {link for link in page.links if not link.startswith(own[:-1]) and link not in ("", path)}
        if wrong:
            astray[path] = sorted(wrong)
        assert answer["Content-Language"] == "ru" and '<html lang="ru">' in answer.content.decode()[:300]
    assert not left and not astray, f"{left} {astray}"


def told(path, **headers):
    return Client().get(path, headers=headers)


def test_the_address_alone_says_the_language(world):
    for path in ("/", "/events/", "/events/mark-event/"):
        asked = told(path, accept_language="ru, en;q=0.1")
        assert '<html lang="en">' in asked.content.decode() and "Accept-Language" not in asked["Vary"]
        assert asked.content == told(path).content
        assert '<html lang="ru">' in told(f"/ru{path}", accept_language="en").content.decode()
    assert told("/en/events/").status_code == told("/de/events/").status_code == 404


def test_each_page_leads_to_itself_in_the_other_language(world):
    query = "?kind=discussion&date_from=2021"
    english, russian = (told(path + query).content.decode() for path in ("/events/", "/ru/events/"))
    assert 'href="/ru/events/?kind=discussion&amp;date_from=2021" lang="ru"' in english
    assert 'href="/events/?kind=discussion&amp;date_from=2021" lang="en"' in russian
    for path in ("/events/mark-event/", "/ru/events/mark-event/"):
        head = Head(path)
        assert head.canonical() == f"http://testserver{path}"
        assert {one["hreflang"]: one["href"] for one in head.links if "hreflang" in one} == {
            "en": "http://testserver/events/mark-event/",
            "ru": "http://testserver/ru/events/mark-event/",
            "x-default": "http://testserver/events/mark-event/",
        }


def test_former_addresses_and_ids_lead_on_in_the_language_that_is_read(world):
    world.event.slug = "mark-moved"
    world.event.save()
    assert told("/ru/events/mark-event/?group=topic")["Location"] == "/ru/events/mark-moved/?group=topic"
    assert told(f"/id/{world.event.public_id}/")["Location"] == "/events/mark-moved/"
    frame = told("/oembed/?url=http://testserver/ru/events/mark-moved/").json()["html"]
    assert 'src="http://testserver/ru/embed/events/mark-moved/"' in frame


def test_the_map_of_the_site_names_each_page_in_each_language(world):
    text = told("/sitemap-events.xml").content.decode()
    assert 'hreflang="ru" href="http://testserver/ru/events/mark-event/"' in text
    assert "<loc>http://testserver/ru/" not in text


ANSWERS = """/api/v1/events/mark-event/ /api/v1/events/ /api/v1/events/?format=csv /api/v1/events/?format=atom
/api/v1/events/mark-event/related/ /api/v1/experts/mark-expert/timeline/ /api/v1/experts/mark-expert/timeline/?format=csv
/api/v1/organisations/mark-organisation/ /api/v1/positions/mark-position/?format=ris /api/v1/events/?kind=nonsense
/api/v1/events/?date_from=whenever /api/v1/search/?q=Markevent /sitemap.xml /oembed/?url=http://testserver/events/mark-event/""".split()


def test_programs_are_answered_in_english_whatever_is_read_beside_them(world):
    before = {path: read(path) for path in ANSWERS}
    for path in (
        "/ru/events/mark-event/",
        "/ru/experts/mark-expert/",
        "/ru/organisations/mark-organisation/",
        "/ru/search/?q=mark",
    ):
        assert told(path).status_code == 200
    with speaking("ru"):
        # As if the language of a page had stayed behind in the thread.
        labels = [EventKind.SUMMIT.label, *dict(EventKind.choices).values()]
    assert labels[0] == "summit" and "discussion" in labels
    after = {path: read(path, accept_language="ru") for path in ANSWERS}
    assert after == before
    assert not any(re.search("[А-Яа-я]", text.replace("Лукьянов", "")) for text in own_words(before))


def read(path, **headers):
    answer = told(path, **headers)
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


def own_words(answers):
    """The answers without the names on record that are in Cyrillic letters."""
    names = {"Событие", "Маркова", "Организация", "Тема", "Зал"}
    return [re.sub("|".join(names), "", text) for text in answers.values()]


def test_the_desk_speaks_english(world, django_user_model, client):
    client.force_login(django_user_model.objects.create_superuser("chief"))
    text = client.get("/admin/summits/event/", headers={"accept-language": "ru"}).content.decode()
    assert "Log out" in text or "Change password" in text
    assert not re.search("[А-Яа-я]", re.sub("Событие|Зал", "", text))


DATES = [
    ("2021-06-16", "16 июня 2021"),
    ("2021-06", "июнь 2021"),
    ("2021", "2021"),
    ("2021-06-16~", "около 16 июня 2021"),
    ("2021-06~", "около июня 2021"),
    ("2021?", "2021 (неточно)"),
    ("2012-05/2014", "май 2012 – 2014"),
    ("2012/..", "2012 – по настоящее время"),
    ("/2014-03-01", "начало неизвестно – 1 марта 2014"),
    ("..", "по настоящее время"),
]


@pytest.mark.parametrize(("text", "words"), DATES)
def test_dates_in_russian(text, words):
    english = parse(text).words()
    with speaking("ru"):
        assert parse(text).words() == words
    assert parse(text).words() == english and not re.search("[а-я]", english)


def test_numbers_and_what_they_count():
    assert [several(number, "event") for number in (0, 1, 2, 7300)] == [
        "0 events",
        "1 event",
        "2 events",
        "7,300 events",
    ]
    with speaking("ru"):
        told = [several(number, "event") for number in (1, 3, 5, 11, 21, 7300)]
        assert told == [
            "1 мероприятие", "3 мероприятия", "5 мероприятий", "11 мероприятий", "21 мероприятие", "7\xa0300 мероприятий",
        ]  # fmt: skip


def test_a_record_is_headed_by_its_name_in_the_language_of_the_page(world):
    ExpertName.objects.create(record=world.expert, text="Иванов, прежняя", language="ru", kind="former")
    ExpertName.objects.create(record=world.expert, text="Пётр Иванов", language="ru", kind="transliteration")
    ExpertName.objects.create(record=world.expert, text="Пётр Петрович Иванов", language="ru", kind="official")
    name = world.expert.name
    russian, english = (told(f"{start}/experts/mark-expert/").content.decode() for start in ("/ru", ""))
    assert f'<h1>Пётр Петрович Иванов <span class="own-name" lang="en">{name}</span>' in russian
    assert f"<h1>{name}" in english
    assert f'<h1><span lang="en">{world.endorser.name}</span>' in told("/ru/experts/mark-endorser/").content.decode()


def test_what_was_said_and_a_kind_of_event_are_two_words_in_russian():
    with speaking("ru"):
        assert several(1, "statement") == "1 высказывание" and translated(EventKind.STATEMENT.label) == "заявление"
    assert several(2, "statement") == "2 statements"


# -- the file -------------------------------------------------------------------------------------

PARTS = re.compile(r"%\(\w+\)s|\{\w*\}|</?\w+[^>]*>")


def test_every_sentence_is_translated_with_all_its_parts():
    file = polib.pofile(str(FILE))
    assert len(file) > 700
    assert [one.msgid for one in file if one.fuzzy or one.obsolete or not one.translated()] == []
    for one in file:
        for words in one.msgstr_plural.values() or [one.msgstr]:
            assert sorted(PARTS.findall(words)) == sorted(PARTS.findall(one.msgid)), one.msgid
            assert words[:1].isspace() == one.msgid[:1].isspace() and words[-1:].isspace() == one.msgid[-1:].isspace()


def test_the_compiled_file_is_that_of_its_source():
    assert FILE.with_suffix(".mo").read_bytes() == polib.pofile(str(FILE)).to_binary(), "make languages"


def marked():
    """All that templates and modules of the pages mark for translation."""
    found = set()
    for app in ("accounts", "pages", "lib", "summits", "experts", "sources", "topics", "timelines", "config"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= set(called(path.read_text(encoding="utf-8")))
    for folder in ("accounts/templates", "pages/templates", "templates"):
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.html"):
            text = re.sub(r' context "[^"]+" %}', " %}", path.read_text(encoding="utf-8"))
            found |= set(re.findall(r"""\{% translate ["'](.+?)["'] %\}|_\("(.+?)"\)""", text))
    return {one if isinstance(one, str) else one[0] or one[1] for one in found}


GETTEXT = ("gettext", "gettext_lazy", "gettext_noop", "ngettext_lazy")


def called(source):
    """The texts that a module gives to gettext and its kin."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
            yield from (one.value for one in node.args[:1] if isinstance(one, ast.Constant))


def test_the_file_has_all_that_is_marked():
    assert marked() - {one.msgid for one in polib.pofile(str(FILE))} == set()


def test_every_label_of_a_choice_that_pages_show_is_translated():
    shown = ("summits", "experts", "sources", "topics")
    labels = {
        str(label)
        for model in apps.get_models()
        if model._meta.app_label in shown
        for field in model._meta.concrete_fields
        for value, label in field.choices or ()
        if field.name != "scheme"
    }
    with speaking("ru"):
        assert [label for label in labels if translated(label) == label] == []
