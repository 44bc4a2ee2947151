"""Kill the database, the worker, the server or all of them at random moments, again and again, while people work.

    .venv/bin/python -m tests.trials.kills 1000        `make kill-test KILLS=1000`; PORT, SEED, MINUTES at most

Three work meanwhile as people do, in the desk's own pages: one enters events and publishes them, two import tables and
merge two of their experts. What Parley has said is done goes into a ledger. Now and then all rest, and the ledger is
held against the database: nothing acknowledged may be missing, nothing half-written, no job stuck. What was killed
comes back by itself or is started again by what stands in for systemd here (tests/trials/site.py). Kills come alone and
in a row, the next one while all is still starting.
"""

import itertools
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import psycopg
import requests

from tests.desk.pages import FormPage
from tests.trials.site import Site, kill, of_database

TARGETS = ("database", "one of its processes", "worker", "server", "a process that answers", "all at once")
EVERY = 50  # kills between two looks at the ledger
PANELS, EXPERTS = 2, 20  # of an event that is entered, of a table that is imported
BACK = 90  # seconds within which all must be back
BROKEN = (requests.RequestException, AssertionError)


class Browser:
    """What FormPage needs of a client, over HTTP; an answer of the server's that is no page is an error."""

    def __init__(self, site):
        self.site, self.session = site, None

    def _ask(self, method, path, **more):
        if self.session is None:
            self.session = self.site.session()
        address = path if path.startswith("http") else f"{self.site.address}{path}"
        answer = self.session.request(method, address, allow_redirects=False, timeout=60, **more)
        if answer.status_code >= 500:
            raise requests.RequestException(str(answer.status_code))
        if answer.status_code == 302 and "/login/" in answer.headers["Location"]:
            self.session = None
            raise requests.RequestException("logged out")
        return answer

    def get(self, path):
        """A page."""
        return self._ask("GET", path)

    def post(self, path, form, **more):
        """The answer to a form."""
        form = form | {"csrfmiddlewaretoken": self.session.cookies.get("csrftoken", "")}
        return self._ask("POST", path, data=form, **more)


class Person(threading.Thread):
    """Does the same thing over and over. ``done``: {number: what was acknowledged of it}."""

    def __init__(self, site, numbers):
        super().__init__(daemon=True)
        self.browser, self.numbers, self.site = Browser(site), numbers, site
        self.done, self.last, self.faults, self.errors = {}, 0, [], Counter()
        self.may_work, self.resting, self.over = threading.Event(), threading.Event(), False

    def run(self):
        """Work, unless it is time to rest."""
        while not self.over:
            if not self.may_work.is_set():
                self.resting.set()
                self.may_work.wait(1)
                continue
            self.resting.clear()
            self.work(next(self.numbers))
        self.resting.set()

    def until_done(self, act, seconds=180):
        """What ``act`` returns once it goes through; what breaks off is tried again, as a person would."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                found = act()
                self.last = time.monotonic()
                return found
            except BROKEN as error:
                self.errors[f"{type(error).__name__}: {error}"[:60]] += 1
                if time.monotonic() > deadline:
                    self.faults.append(f"{act.__name__}: not done within {seconds} seconds: {error!r}"[:300])
                    return None
                time.sleep(0.3)

    def sent(self, page, button="_continue"):
        """Send a form, which must be taken."""
        answer = page.send(button)
        assert answer.status_code == 302, f"{page.url} is answered with {answer.status_code}"
        return True

    def number(self, query, value):
        """The id that a statement finds, or None."""
        try:
            return next((number for (number,) in self.site.rows(query, value)), None)
        except psycopg.Error as error:
            raise AssertionError(type(error).__name__) from None


class Editor(Person):
    """Enters events with their panels, and publishes them."""

    def work(self, n):
        """One event: the form is opened, and sent until it is taken, the same form each time."""

        def open_form():
            page = FormPage(self.browser, "/admin/summits/event/add/")
            page.set(name=f"Entry {n}", kind="conference", date="2021")
            for number in range(PANELS):
                page.add("panels", number=number + 1, title=f"Panel {number}")
            return page

        if page := self.until_done(open_form):
            if self.until_done(lambda: self.sent(page)):
                self.done[n] = "entered"
                if self.until_done(lambda: self.publish(n)):
                    self.done[n] = "published"

    def publish(self, n):
        """Publish the event with what hangs on it."""
        query = "SELECT id FROM summits_event WHERE publication <> 'published' AND name = %s"
        if (event := self.number(query, f"Entry {n}")) is None:
            return True  # the answer was lost
        page = FormPage(self.browser, f"/admin/review/publish/?unit=event:{event}")
        page.url = "/admin/review/publish/"
        return self.sent(page)


class Importer(Person):
    """Imports a table of experts, and merges two of them."""

    def work(self, n):
        """One table."""
        if self.until_done(lambda: self.take_in(n)):
            self.done[n] = "imported"
            if self.until_done(lambda: self.merge(n)):
                self.done[n] = "merged"

    def take_in(self, n):
        """Upload, wait for the check, begin, wait for the end."""
        table = "slug,name\n" + "".join(f"t-{n}-{e},Person {n} {e}\n" for e in range(EXPERTS))
        page = FormPage(self.browser, "/admin/bulk/")
        form = page.values | {"kind": "experts"}
        answer = self.browser.post(page.url, form, files={"file": (f"t-{n}.csv", table.encode())})
        assert answer.status_code == 302, f"upload {answer.status_code}"
        place = answer.headers["Location"]
        self.ended(place, "checked")
        self.until_done(lambda: self.browser.post(f"{place}begin/", {}))
        self.ended(place, "done")
        return True

    def ended(self, place, state):
        """Wait until the worker has come so far."""
        deadline = time.monotonic() + 120
        while True:
            found = self.until_done(lambda: self.browser.get(f"{place}state/").json()) or {}
            if found.get("state") in (state, "done"):
                return
            if found.get("state") == "failed" or time.monotonic() > deadline:
                self.faults.append(f"{place} is {found} and not {state}")
                raise AssertionError(f"{place} is not {state}")
            time.sleep(0.2)

    def merge(self, n):
        """Merge two of the experts; one that is gone already was merged by a form whose answer was lost."""
        stays, goes = (self.number("SELECT id FROM experts_expert WHERE slug = %s", f"t-{n}-{e}") for e in (0, 1))
        return goes is None or self.sent(FormPage(self.browser, f"/admin/merge/expert/{stays}/{goes}/"), "_merge")


def strike(site, target):
    """SIGKILL to what the target is; returns whether there was any."""
    database = of_database(site.home)
    if target == "one of its processes":
        pids = random.sample(database[1:], 1) if database[1:] else []
    elif target == "a process that answers":
        children = [pid for pid in site.server.children() if pid not in database]
        pids = random.sample(children, 1) if children else []
    else:
        pids = database if target in ("database", "all at once") else []
        for service, name in ((site.worker, "worker"), (site.server, "server")):
            if target in (name, "all at once"):
                pids = [*pids, service.process.pid, *(pid for pid in service.children() if pid not in database)]
    kill(pids)
    return bool(pids)


def held_against(site, people):
    """What of the ledger is not as it was acknowledged, what is half-written, and what is stuck; in words."""
    faults = [fault for person in people for fault in person.faults]
    for person in people:
        person.faults = []
    entered, taken_in = (
        {n: what for person in people if isinstance(person, kind) for n, what in person.done.items()}
        for kind in (Editor, Importer)
    )
    events = site.rows(
        "SELECT event.name, event.publication, count(panel.id), count(panel.id) FILTER (WHERE panel.publication = 'published')"
        " FROM summits_event AS event LEFT JOIN summits_panel AS panel ON panel.event_id = event.id"
        " WHERE event.name LIKE 'Entry %%' GROUP BY event.id"
    )
    times = Counter(name for name, *_ in events)
    for name, publication, panels, public in events:
        # All of it is public or none (a panel is as visible as its event, whatever it says itself), and the form that was
        # sent again and again has made it once.
        if panels != PANELS or (publication == "published" and public != PANELS) or times[name] > 1:
            faults.append(
                f"{name}, {publication}, has {panels} panels, {public} public, and is there {times[name]} times"
            )
        if entered.get(int(name.removeprefix("Entry "))) == "published" != publication:
            faults.append(f"{name} was published, and is not")
    faults += [f"Entry {n} was {what}, and is lost" for n, what in entered.items() if f"Entry {n}" not in times]
    there = dict(
        site.rows(
            "SELECT split_part(slug, '-', 2)::int, count(*) FROM experts_expert WHERE slug ~ '^t-[0-9]+-' GROUP BY 1"
        )
    )
    merged = Counter(int(slug.split("-")[1]) for (slug,) in site.rows(
        "SELECT expert.slug FROM desk_merge AS merge JOIN experts_expert AS expert"
        " ON expert.public_id::text = merge.survivor::text"
    ) if slug.startswith("t-"))  # fmt: skip
    for n, experts in there.items():
        if merged[n] > 1 or experts != EXPERTS - merged[n]:
            faults.append(f"table {n}: {experts} experts, {merged[n]} merges")
        if taken_in.get(n) == "merged" and not merged[n]:
            faults.append(f"table {n} was merged, and is not")
    faults += [f"table {n} was {what}, and is lost" for n, what in taken_in.items() if n not in there]
    return faults


def stuck(site):
    """Jobs that wait or are under way, and uploads that say so."""
    jobs = "SELECT task_name FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name LIKE 'bulk.%%'"
    uploads = "SELECT state FROM intake_bulkimport WHERE state IN ('checking', 'importing')"
    return site.rows(jobs) + site.rows(uploads)


def look(site, people):
    """Let all rest, wait for the worker, and hold the ledger against the database; the faults."""
    for person in people:
        person.may_work.clear()
    faults = []
    for person in people:
        if not person.resting.wait(400):
            faults.append(f"{type(person).__name__} has not come to an end within 400 seconds")
    moment = time.time()
    if Site.wait(lambda: site.worker_lives_since(moment), BACK) is None:
        return [*faults, "database or worker are not there"]
    if Site.wait(lambda: not stuck(site), 120) is None:
        faults.append(f"stuck: {stuck(site)}")
    faults += held_against(site, people)
    return faults


def say(text):
    """A line, at once."""
    print(text, flush=True)  # noqa: T201 - a trial is run by hand


def main(kills, seed):
    """Kill so often; exits with 1 if a fault was found, and leaves the home to be looked at."""
    random.seed(seed)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    folder = Path(tempfile.mkdtemp(prefix="parley-kills-"))
    site = Site(folder / "home", int(os.environ.get("PORT", "8000")))
    numbers, faults, took, count = itertools.count(1), [], {target: [] for target in TARGETS}, Counter()
    until = time.monotonic() + 60 * float(os.environ.get("MINUTES", "1440"))
    people = [Editor(site, numbers), Importer(site, numbers), Importer(site, numbers)]
    try:
        site.start()
        for person in people:
            person.may_work.set()
            person.start()
        number = looked = 0
        while number < kills and time.monotonic() < until:
            time.sleep(random.uniform(0, 2))
            for again in range(random.choice((1, 1, 2, 3, 4))):
                time.sleep(random.uniform(0, 3) if again else 0)
                target = random.choice(TARGETS)
                struck, moment = time.monotonic(), time.time()
                if strike(site, target):
                    number += 1
                    count[target] += 1

            # All is back when somebody's work has been acknowledged since, and the worker lives.
            def back(struck=struck, moment=moment):
                acknowledged = any(person.last > struck + 0.2 for person in people)
                return acknowledged and site.worker_lives_since(moment + 0.2)

            if (seconds := Site.wait(back, BACK)) is None:
                faults.append(f"{number}. {target}: not back within {BACK} seconds")
                say(faults[-1])
            elif not again:
                took[target].append(seconds)
            if number - looked >= EVERY or number >= kills or time.monotonic() > until:
                looked = number
                found = look(site, people)
                faults += found
                for person in people:
                    person.may_work.set()
                events, tables = len(people[0].done), sum(len(person.done) for person in people[1:])
                say(f"{number} kills: {events} events, {tables} tables; {found or 'all as acknowledged'}")
    finally:
        for person in people:
            person.over = True
        left = site.stop()
        if left:
            faults.append(f"left running: {left}")
    say(
        "\n| killed | times | alone: seconds until work was acknowledged and the worker lived: median, worst |\n|---|---|---|"
    )
    for target in TARGETS:
        if took[target]:
            say(f"| {target} | {count[target]} | {statistics.median(took[target]):.1f}, {max(took[target]):.1f} |")
    stages = Counter(what for person in people for what in person.done.values())
    met = sum((person.errors for person in people), Counter())
    say(f"\nSeed {seed}, {number} kills. Acknowledged: {dict(stages)}. What people met: {met.most_common(12)}")
    say(f"Faults: {faults or 'none'}")
    if faults:
        sys.exit(f"The home is left at {folder}.")
    site.log.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(os.environ.get("SEED", "1")))
