"""Whatever a request to the desk says, the answer is no error of the server: each address, each name it asks for."""

import itertools
import re
import uuid

import pytest
from django.contrib.admin import site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from desk.history import editors
from desk.kinds import KINDS
from desk.merge.engine import merge
from desk.models import MassChange
from intake.models import BulkImport, BulkState, ImportRun
from lib.admin.base import RecordAdmin
from lib.history import history_of
from tests import factories as make
from tests.desk.pages import FormPage, address, researcher
from tests.odd import ODD, answered, asked, troubles
from tests.routes import addresses

__all__ = ["asked"]
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Pages of one kind's admin have tests of their own, below and in tests/api/test_hostile_values.py.
ADMINS = {model._meta.label: admin for model, admin in site._registry.items()}
STEMS = tuple(f"/admin/{admin.opts.app_label}/{admin.opts.model_name}/" for admin in ADMINS.values())
# They end the session of the test.
ENDING = ("/admin/logout/", "/admin/login/")
ROUTES = [
    route
    for _, route in addresses()
    if route.startswith("/admin/") and "(?P" not in route and not route.startswith((*STEMS, *ENDING))
]


@pytest.fixture
def boss():
    client = Client(raise_request_exception=False)
    client.force_login(researcher())
    return client


def parts(world):
    """What stands in the addresses: {name of a parameter or (route, name): value}; and what forms say: {route: values}."""
    user, other = researcher(username="another"), make.expert()
    gone = merge(KINDS["expert"], other.pk, make.expert().pk, user=user, choices={}, expected=None).merge
    proposal = {"kind": "experts", "key": "Ada", "name": "Ada", "closest": [["ada", "Ada"]], "exact": ["ada"]}
    bulk = BulkImport.objects.create(
        user=user, name="a.csv", kind="experts", state=BulkState.CHECKED, proposals=[proposal]
    )
    event = history_of(type(world.position))._base_manager.filter(pgh_obj_id=world.position.pk).last()
    two = [make.expert(), make.expert()]
    values = {
        "name": "expert", "token": "form-1", "kind": "position", "app": "summits", "format": "csv", "pk": world.position.pk,
        "id": user.pk, "survivor": two[0].pk, "absorbed": two[1].pk, "pgh_id": event.pgh_id,
        "content_type_id": "1", "object_id": "1",
    }  # fmt: skip
    special = {
        "/admin/merge/<int:": {"pk": gone.pk}, "/admin/bulk/<int:": {"pk": bulk.pk},
        "/admin/merge/<str:name>/<int:pk>/": {"pk": two[0].pk},
        "/admin/bulk/export/": {"name": "experts"}, "/admin/history/": {"name": "position"},
        "/admin/many/": {
            "pk": MassChange.objects.create(
                user=user, act="delete", kind="expert", pks=[two[0].pk], state="done", context=uuid.uuid4()
            ).pk
        },
        "/admin/bulk/runs/": {"pk": ImportRun.objects.create(user=user, files="a.csv", context=uuid.uuid4()).pk},
    }  # fmt: skip
    said = {
        "/admin/duplicates/<str:name>/decide/": {"first": two[0].pk, "second": two[1].pk, "why": "They differ."},
        "/admin/review/publish/": {"unit": f"position:{world.position.pk}"},
        "/admin/history/<str:app>/<str:name>/<int:pk>/redact/": {"passage": "Mark", "why": "Asked for.", "redact": "1"},
    }
    return values, special, said


def _path(route, values):
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route)


def test_every_address_with_every_name_it_asks_for(boss, asked):
    world, bad, odd_paths = make.world(), [], []
    values, special, said = parts(world)
    for route in ROUTES:
        own = dict(values)
        for start, more in special.items():
            own |= more if route.startswith(start) else {}
        found, path = re.findall(r"<(?:\w+:)?(\w+)>", route), _path(route, own)
        for method in ("get", "post"):
            bad += troubles(boss, method, path, said.get(route, {}), asked)
        for name, odd in itertools.product(found, ("9" * 20, "9" * 5000, "0", "%00", "²", "x")):
            odd_paths.append(_path(route, own | {name: odd}))
    bad += [(m, path[:80]) for path in odd_paths for m in ("get", "post") if answered(boss, m, path, {}) >= 500]
    assert not bad


@pytest.mark.parametrize("label", sorted(ADMINS))
def test_lookups_of_every_list(boss, label):
    """What a list of the desk lets an address ask, by its filters and the columns that it allows."""
    make.world()
    admin, path = ADMINS[label], address(ADMINS[label].model, "changelist")
    fields = [f.name for f in admin.opts.concrete_fields]
    filters = [one[0] if isinstance(one, tuple) else one for one in admin.list_filter if not callable(one)]
    lookups = [f"{name}{end}" for name in {*fields, *filters} for end in ("__exact", "__in", "__gte")]
    lookups += ["_to_field", "_popup", "p", "o", "all", "nosuch", "_facets", "_changelist_filters"]
    # In turn: each kind of column meets each value on some list.
    odd = zip(sorted(lookups), itertools.cycle(ODD[:2]), strict=False)
    bad = [(name, value[:20]) for name, value in odd if answered(boss, "get", path, {name: value}) >= 500]
    assert not bad


@pytest.mark.parametrize("label", sorted(label for label, admin in ADMINS.items() if isinstance(admin, RecordAdmin)))
def test_popups_with_odd_fields(boss, label):
    world = make.world()
    model = ADMINS[label].model
    record = model._base_manager.first()
    assert world and record, "one of every kind is on record"
    pages = [address(model, "add"), address(record), address(record, "delete")]
    names = ("_to_field", "_popup", "_changelist_filters", "event", "name")
    # In turn: each name meets each value on some page of some kind.
    start = sorted(ADMINS).index(label)
    cases = zip(itertools.product(pages, names), itertools.islice(itertools.cycle(ODD), start, None), strict=False)
    assert not [
        (page, name, odd[:20])
        for (page, name), odd in cases
        if answered(boss, "get", page, {name: odd, "_popup": "1"} if name == "_to_field" else {name: odd}) >= 500
    ]  # fmt: skip


NUMBERS = ["9" * 5000, "9" * 20, "-1", "\0", "²", "", "5000"]


@pytest.mark.parametrize("which", ["TOTAL_FORMS", "INITIAL_FORMS", "id", "number", "_opened_at_version"])
def test_a_form_that_another_editor_has_overtaken(boss, which):
    """What the other changed is taken into a form whose numbers and ids are odd: told, never an error."""
    world = make.world()
    mine, theirs = (FormPage(boss, address(world.event)) for _ in range(2))
    world.event.positions.order_by("-pk").first().delete()
    theirs_panel = world.event.panels.first()
    type(theirs_panel).objects.filter(pk=theirs_panel.pk).update(title="Theirs")
    names = [name for name in mine.values if name == which or name.endswith(f"-{which}")]
    assert names and theirs.values[editors.NAME]
    for value in NUMBERS:
        sent = {**mine.values, **dict.fromkeys(names, value), "_save": "1"}
        answer = boss.post(mine.url, sent)
        assert answer.status_code == 200 and "while you had it open" in answer.content.decode(), value[:20]


FILES = {
    "NUL in its name": ("a\0b.csv", b"slug,name\na,A\n"), "a long name": ("n" * 5000 + ".csv", b"slug,name\na,A\n"),
    "nothing in it": ("experts.csv", b""), "of another kind": ("experts.exe", b"MZ\x90\0"),
    "no text": ("experts.csv", bytes(range(256))), "no workbook": ("experts.xlsx", b"PK\x03\x04 no more"),
    "no name": (" ", b"slug,name\n"), "a path": ("../../experts.csv", b"slug,name\na,A\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_odd_files(boss, settings, tmp_path, what):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    name, content = FILES[what]
    bulk = BulkImport.objects.create(user=researcher(username="other"), name="a.csv", state=BulkState.CHECKED)
    places = [("bulk:home", []), ("bulk:decisions", [bulk.pk])]
    for place, args in places:
        for kind in ("", "experts", "nosuch", "\0"):
            file = SimpleUploadedFile("x.csv", content)
            file._name = name
            answer = boss.post(reverse(place, args=args), {"file": file, "kind": kind}, follow=True)
            assert answer.status_code < 500, (place, kind)
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and (tmp_path / "uploads") not in path.parents]
    assert not outside
