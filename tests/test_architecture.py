"""The house rules that can be read from the files."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
# From the top of the house to its bottom. Rooms in one tuple are on one floor: no import between them.
FLOORS = [
    ("config",),
    ("intake", "desk", "pages"),
    ("register",),
    ("timelines",),
    ("summits",),
    ("experts",),
    ("topics",),
    ("sources",),
    ("accounts",),
    ("lib",),
]
LEVEL = {room: level for level, floor in enumerate(FLOORS) for room in floor}


def tracked(pattern):
    """The files of the repository (known to git or new) that match a pattern."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.splitlines() if (ROOT / name).exists()]


def imports(text):
    """The rooms (or packages) that a Python text imports from, with the line."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0], node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.split(".")[0], node.lineno


def upward(room, text):
    """The imports of a text in a room that go up the house or sideways, as (other room, line)."""
    return [
        (other, line)
        for other, line in imports(text)
        if other in LEVEL and other != room and LEVEL[other] <= LEVEL[room]
    ]


def test_imports_go_down_the_house():
    files = [path for room in LEVEL for path in tracked(f"{room}/*.py")]
    assert len(files) > 50, "the rooms were not found"
    faults = {}
    for path in files:
        name = path.relative_to(ROOT)
        if found := upward(name.parts[0], path.read_text()):
            faults[str(name)] = found
    assert faults == {}


def named(text):
    """The rooms whose models a Python text names by a string (``"app.Model"``, ``get_model("app", …)``), with the line."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if found := re.fullmatch(r"(\w+)\.[A-Z]\w*", node.value):
                yield found[1], node.lineno
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model" and len(node.args) == 2:
            if isinstance(node.args[0], ast.Constant):
                yield node.args[0].value, node.lineno


def test_no_model_of_a_higher_room_is_named_by_a_string():
    faults = {}
    for room in LEVEL:
        for path in tracked(f"{room}/*.py"):
            if "migrations" in path.parts:
                continue
            found = [
                (other, line)
                for other, line in named(path.read_text())
                if other in LEVEL and other != room and LEVEL[other] <= LEVEL[room]
            ]
            if found:
                faults[str(path.relative_to(ROOT))] = found
    assert faults == {}


def test_a_model_named_by_a_string_is_seen():
    text = 'event = Slugs("summits.Event")\napps.get_model("experts", "Expert")\nwords = "summits. Event"'
    assert sorted(named(text)) == [("experts", 2), ("summits", 1)]


# Calls whose texts are names of fields and relations.
OF_FIELDS = {
    "get_field",
    "F",
    "Count",
    "OuterRef",
    "Prefetch",
    "prefetch_related",
    "select_related",
    "values",
    "values_list",
}


def relations(text):
    """The fields and relations by which a Python text asks for records, with the line: ``events__date`` gives ``events``."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        names = texts if called in OF_FIELDS else []
        if called in ("filter", "exclude", "Q"):
            names = [keyword.arg for keyword in node.keywords if keyword.arg]
        yield from ((name.split("__")[0], node.lineno) for name in names)


def upward_relations():
    """The reverse relations of each room's models from models of rooms above: {room: {name}}."""
    found = {}
    for model in apps.get_models():
        for relation in model._meta.related_objects:
            room, other = model._meta.app_label, relation.related_model._meta.app_label
            if other in LEVEL and room in LEVEL and LEVEL[other] < LEVEL[room]:
                found.setdefault(room, set()).add(relation.name)
    # A name that the room's own models have as well says nothing.
    for room, names in found.items():
        models = [model for model in apps.get_models() if model._meta.app_label == room]
        own = {field.name for model in models for field in model._meta.get_fields() if field.concrete}
        found[room] = names - own
    return found


def test_no_room_asks_for_records_over_a_relation_of_a_higher_room():
    """What is counted or filtered over ``expert.participations`` belongs to the room that has participations."""
    reached = upward_relations()
    assert "participations" in reached["experts"] and "events" in reached["sources"]
    faults = {}
    for room, names in reached.items():
        for path in tracked(f"{room}/*.py"):
            if "migrations" in path.parts:
                continue
            if found := [(name, line) for name, line in relations(path.read_text()) if name in names]:
                faults[str(path.relative_to(ROOT))] = found
    assert faults == {}


def test_a_relation_that_is_asked_for_is_seen():
    text = 'Place._meta.get_field("events")\nrows.filter(participations__event=1)\nprint("events")\nCount("events__id")'
    assert sorted(relations(text)) == [("events", 1), ("events", 4), ("participations", 2)]


def modules():
    """The modules of the house and the benchmarks: {name with dots: syntax tree}."""
    paths = [path for room in [*LEVEL, "benchmarks"] for path in tracked(f"{room}/*.py")]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(path.read_text())
        for path in paths
        if "migrations" not in path.parts
    }


def imported(tree, known):
    """The modules among ``known`` that a module imports, within functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def circles(graph):
    """What is left of {module: imported modules} when those that import nothing that is left are taken out in turn."""
    left = {name: set(others) & set(graph) - {name} for name, others in graph.items()}
    while done := [name for name, others in left.items() if not others]:
        left = {name: others.difference(done) for name, others in left.items() if name not in done}
    return left


def test_modules_do_not_import_each_other_in_a_circle():
    trees = modules()
    assert len(trees) > 200
    left = circles({name: set(imported(tree, trees)) for name, tree in trees.items()})
    # What only imports modules of a circle is no part of it.
    while outer := [name for name in left if not any(name in others for others in left.values())]:
        left = {name: others for name, others in left.items() if name not in outer}
    assert left == {}


def test_a_circle_is_seen():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}).keys() == {"a", "b", "c", "d"}
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == {}


def test_imports_are_absolute():
    relative = [
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


# Inside an app, from its bottom to its top.
DOORS = [("models",), ("filters", "serializers"), ("admin", "api", "views")]
DOOR = {name: level for level, names in enumerate(DOORS) for name in names}


def against_doors(graph):
    """Of {module: imported modules} the imports within an app that go up its doors: [(module, imported module)]."""
    found = []
    for name, others in graph.items():
        room, door = (*name.split("."), "")[:2]
        for other in sorted(others):
            its_room, its_door = (*other.split("."), "")[:2]
            if its_room == room and door in DOOR and DOOR.get(its_door, -1) > DOOR[door]:
                found.append((name, other))
    return found


def test_an_app_imports_from_its_models_up():
    trees = modules()
    assert against_doors({name: set(imported(tree, trees)) for name, tree in trees.items()}) == []


def test_an_import_down_an_app_is_seen():
    graph = {"experts.models.experts": {"experts.filters"}, "experts.admin": {"experts.models", "lib.admin"}}
    assert against_doors(graph) == [("experts.models.experts", "experts.filters")]


def test_accounts_stand_beside_the_records():
    """Only the settings and the desk may import them."""
    readers = {
        str(path.relative_to(ROOT))
        for room in LEVEL
        if room not in ("config", "desk", "accounts")
        for path in tracked(f"{room}/*.py")
        if any(other == "accounts" for other, _ in imports(path.read_text()))
    }
    assert readers == set()


@pytest.mark.parametrize(
    ("room", "text", "faults"),
    [
        ("lib", "from summits.models import Event", [("summits", 1)]),
        ("desk", "import intake.models", [("intake", 1)]),
        ("accounts", "import sources.models", [("sources", 1)]),
        ("experts", "def f():\n    from summits import models", [("summits", 2)]),
        ("summits", "from experts.models import Expert", []),
        ("topics", "from sources.models import Citation", []),
    ],
)
def test_an_import_up_or_sideways_is_seen(room, text, faults):
    assert upward(room, text) == faults


@pytest.mark.parametrize(
    ("pattern", "most"), [("*.py", 450), ("*.html", 450), ("*.js", 600), ("*.css", 600), ("*.yaml", 600)]
)
def test_no_source_file_is_too_long(pattern, most):
    """Scripts, styles and records may be longer than Python and templates."""
    long = {}
    for path in tracked(pattern):
        if "/vendor/" in str(path) or path.name.endswith(".min.js") or "/migrations/" in str(path):
            continue  # not ours, or as makemigrations writes it
        lines = path.read_text(errors="replace").count("\n")
        if lines > most:
            long[str(path.relative_to(ROOT))] = lines
    assert long == {}


def test_no_line_of_a_template_exceeds_160_characters():
    """Templates are read and compared by lines: an element per line, its attributes or its text on further ones."""
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 160
    ]
    assert long == []


def test_the_files_that_adding_names_are_there():
    text = (ROOT / "docs" / "adding.md").read_text().partition("## What trials took")[0]
    names = re.findall(r"`((?:\w+/)+[\w.]+)`", text)
    assert len(names) > 20
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_each_direct_requirement_is_used():
    """Each package of requirements.in is imported or named in the settings, and has its reason beside it."""
    text = "\n".join(path.read_text() for room in [*LEVEL, "tests"] for path in tracked(f"{room}/*.py"))
    module_of = {
        "django": "django",
        "djangorestframework": "rest_framework",
        "psycopg": "psycopg",
        "django-filter": "django_filters",
        "django-pghistory": "pghistory",
        "drf-spectacular": "drf_spectacular",
        "drf-spectacular-sidecar": "drf_spectacular_sidecar",
        "pillow": "PIL",
        "pyyaml": "yaml",
        "django-csp": "csp",
        "python-json-logger": "pythonjsonlogger",
        "django-cors-headers": "corsheaders",
        "django-allauth": "allauth",
    }
    missing, bare = [], []
    lines = (ROOT / "requirements.in").read_text().splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        if not line.strip() or line.startswith(("#", "-")):
            continue
        name = re.match(r"[A-Za-z0-9._-]+", line).group().lower()
        module = module_of.get(name, name.replace("-", "_"))
        if not re.search(rf"\b{module}\b", text):
            missing.append(name)
        if "#" not in line and not before.startswith("#"):
            bare.append(name)
    assert missing == [] and bare == []


def test_pins_have_hashes_and_no_index_host():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text and "--index" not in text
        pins = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line, re.IGNORECASE)]
        assert pins and all("==" in line for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)
