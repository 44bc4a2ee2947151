"""A report on paper becomes an event: what it takes at the keyboard, by the keystroke-level model.

A typist drives the real desk in Chromium as a person would who knows it: boxes that are near are
reached by Tab, others by a click; of a name as much is typed as finds it; what the desk carries
over is left alone. Keys, boxes, clicks, small windows are counted; a key takes 0.28 s, a click 1.1
s, and each box or choice one decision of 1.35 s. ``make typing`` runs it
(tests/benchmarks/test_typing.py) and writes benchmarks/results/<date>-typing.json.
"""

from collections import Counter
from contextlib import contextmanager

KEY, CLICK, DECISION = 0.28, 1.1, 1.35
# A box so many stops away is reached by Tab, one further off with the mouse.
NEAR = 3

# Invented, as are all people and institutions in it. Paragraphs as a citation counts them.
REPORT = """\
Islands and straits: a discussion at the Harbour Institute

On 17 September 2021 the Harbour Institute in Geneva asked four observers what the summit of the
two coastal powers had changed.

Ada Lindqvist, Director of the Harbour Institute, welcomed the agreement on fishing. She noted that
patrols had already been reduced. She proposed a joint register of incidents at sea.

Tomas Varga, Professor at the Northern University, doubted that the reduction would last. He argued
that no side had given up a claim. He rejected the idea of a treaty before the elections.

Ines Okoro, Head of Research of the Littoral Forum, supported the register. She warned of armed
drones over the straits. She called for talks on them within a year.

Pavel Stern, Fellow of the Harbour Institute, considered the summit a success for both. He opposed
new sanctions. He expected that fishing would stay the easiest subject.
"""

# (name, whether on record, billing as printed, (organisation, post))
SPEAKERS = [
    ("Ada Lindqvist", True, "Director of the Harbour Institute", ("Harbour Institute", "Director")),
    ("Tomas Varga", True, "Professor at the Northern University", ("Northern University", "Professor")),
    ("Ines Okoro", False, "Head of Research of the Littoral Forum", ("Littoral Forum", "Head of Research")),
    ("Pavel Stern", False, "Fellow of the Harbour Institute", ("Harbour Institute", "Fellow")),
]

# (speaker, verb, summary, topic as it is typed, its name, stance, paragraph, sentence)
STATEMENTS = [
    ("lindq", "welcomed", "The agreement on fishing is welcome.", "fish+", "Fishing", "supports", 3, 1),
    ("lindq", "noted", "Patrols have already been reduced.", "patr=", "Patrols", "neutral", 3, 2),
    ("lindq", "proposed", "Both sides should keep a joint register of incidents at sea.", "inci+", "Incidents at sea", "supports", 3, 3),
    ("varga", "doubted", "The reduction of patrols will not last.", "patr-", "Patrols", "opposes", 4, 1),
    ("varga", "argued", "No side has given up a claim.", "clai=", "Claims", "neutral", 4, 2),
    ("varga", "rejected", "There should be no treaty before the elections.", "trea-", "Treaty", "opposes", 4, 3),
    ("okoro", "supported", "A joint register of incidents is worth having.", "inci+", "Incidents at sea", "supports", 5, 1),
    ("okoro", "warned", "Armed drones over the straits are a danger.", "dron-", "Drones", "opposes", 5, 2),
    ("okoro", "called for", "Talks on drones should begin within a year.", "dron+", "Drones", "supports", 5, 3),
    ("stern", "considered", "The summit was a success for both sides.", "summ+", "Summitry", "supports", 6, 1),
    ("stern", "opposed", "There should be no new sanctions.", "sanc-", "Sanctions", "opposes", 6, 2),
    ("stern", "expected", "Fishing will stay the easiest subject.", "fish=", "Fishing", "neutral", 6, 3),
]  # fmt: skip

# How many stops of Tab lie between the box in focus and another; null if it lies before.
STOPS = """target => {
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter(one => one === target || one === document.activeElement
            || (!one.disabled && one.tabIndex >= 0 && one.type !== 'hidden' && one.checkVisibility()));
    const steps = stops.indexOf(target) - stops.indexOf(document.activeElement);
    return stops.includes(document.activeElement) && steps >= 0 ? steps : null;
}"""


def painted(page):
    """Wait until a page has been painted for the first time: before that, Chromium may drop keys."""
    page.wait_for_load_state()
    page.wait_for_function("() => performance.getEntriesByType('paint').length > 0")


class Typist:
    """Two hands at a page of the desk; ``counts`` has what they did: keys, boxes, clicks, windows."""

    def __init__(self, page, counts=None):
        self.page = page
        self.counts = Counter() if counts is None else counts

    def press(self, keys, times=1):
        """Press a key or a chord (``Control+Enter`` are two keys)."""
        for _ in range(times):
            self.page.keyboard.press(keys)
        self.counts["keys"] += times * len(keys.split("+"))

    def type(self, text):
        """Type a text."""
        self.page.keyboard.type(text)
        self.counts["keys"] += len(text)

    def click(self, target):
        """Click on something."""
        target.click()
        self.counts["clicks"] += 1

    def reach(self, target):
        """Bring the focus to a box."""
        target.wait_for(state="attached")
        if not target.is_visible():
            # It stands under a heading that opens.
            self.click(target.locator("xpath=ancestor::details[not(@open)][1]/summary"))
        steps = target.evaluate(STOPS)
        if steps is not None and steps <= NEAR:
            self.press("Tab", steps)
        if not target.evaluate("box => box === document.activeElement"):
            self.click(target)

    @contextmanager
    def box(self, target):
        """What is done in one box: it is reached, and decided about."""
        self.reach(target)
        self.counts["boxes"] += 1
        yield target

    def fill(self, selector, text):
        """Type into a box; what the desk has put there already is left, or replaced."""
        target = self.page.locator(selector)
        target.wait_for(state="attached")
        before = target.input_value()
        if before == text:
            return
        with self.box(target):
            # Tab marks what stands in a box, a click does not.
            if before and self.page.evaluate("getSelection().toString()") != before:
                self.press("Control+a")
            self.type(text)

    def complete(self, selector, text):
        """Type into a box that offers the rest of a word, until the rest is the right one."""
        target = self.page.locator(selector)
        before = target.input_value()
        if before == text:
            return
        with self.box(target):
            if before and self.page.evaluate("getSelection().toString()") != before:
                self.press("Control+a")
            for letter in text:
                self.type(letter)
                if target.input_value() == text:
                    return
            # Another word begins with this one.
            self.press("Delete")

    def choose(self, selector, value):
        """Choose in a list by its first letters."""
        target = self.page.locator(selector)
        if target.input_value() == value:
            return
        with self.box(target):
            target.select_option(value)
            self.counts["keys"] += 2

    def pick(self, selector, typed, text):
        """Choose a record in a box with search: type what finds it, go down to it, Enter."""
        if self.chosen(selector) == text:
            return
        with self.box(self.page.locator(f"{selector}_search")):
            self.type(typed)
            self.mark(selector, text)
            self.press("Enter")
        self.page.locator(f"{selector} ~ .pick-box .pick-text", has_text=text).first.wait_for()

    def mark(self, selector, text):
        """Go down to a suggestion with a text, once the list answers all that was typed."""
        listed = self.page.locator(f"{selector} ~ .pick-box")
        listed.locator(".pick-list:not([aria-busy])").wait_for()
        option = listed.get_by_role("option").filter(has_text=text).first
        option.wait_for()
        for _ in range(20):
            if option.get_attribute("aria-selected") == "true":
                return
            self.press("ArrowDown")
        raise AssertionError(f"“{text}” is not reached in the list of {selector}.")

    def chosen(self, selector):
        """The first choice of a box, in words."""
        chip = self.page.locator(f"{selector} ~ .pick-box .pick-chip .pick-text")
        return chip.first.inner_text() if chip.count() else ""

    @contextmanager
    def window(self, selector, name):
        """Add a record in a small window: a Typist there; it is saved and closed at the end."""
        with self.box(self.page.locator(f"{selector}_search")):
            self.type(name)
            with self.page.expect_popup() as opened:
                self.mark(selector, f"Add “{name}”")
                self.press("Enter")
        window = opened.value
        painted(window)
        self.counts["windows"] += 1
        inner = Typist(window, self.counts)
        yield inner
        with window.expect_event("close"):
            inner.press("Control+s")
        self.page.locator(f"{selector} ~ .pick-box .pick-text", has_text=name).first.wait_for()


def seconds(counts):
    """What counts take by the keystroke-level model."""
    return counts["keys"] * KEY + counts["clicks"] * CLICK + counts["boxes"] * DECISION


def enter(page, picture=lambda name: None):
    """Enter the report, beginning at the home page of the desk: [(part, counts)]; ``picture(name)`` is called on the way."""
    typist, parts = Typist(page), []

    def done(part):
        parts.append((part, Counter(typist.counts)))
        typist.counts.clear()

    typist.click(page.get_by_role("link", name="New event"))
    page.locator("#id_name").wait_for()
    painted(page)
    _head(typist)
    picture("event")
    done("event")
    for number, (name, known, billing, _) in enumerate(SPEAKERS):
        _speaker(typist, number, name, billing, name if known else f"New person: {name}")
        if not number:
            counted = Counter(typist.counts)
            typist.counts.clear()
            _source(typist, "#id_participations-0-cite_source")
            done("the source, once")
            typist.counts.update(counted)
        _place(typist, number)
        done("speaker on record" if known else "new speaker")
    picture("people")
    # From here on the new people are on record, and can be chosen.
    typist.press("Control+s")
    page.get_by_text("was added successfully").wait_for()
    painted(page)
    done("saving the people")
    for number, statement in enumerate(STATEMENTS):
        _statement(typist, number, *statement)
        done("further statement" if number else "first statement")
        if number == 3:
            picture("statements")
    typist.press("Control+s")
    page.get_by_text("was changed successfully").wait_for()
    done("saving")
    return parts


def _add(typist, what):
    typist.click(typist.page.get_by_role("button", name=f"Add another {what}"))


def _head(typist):
    typist.fill("#id_name", "Islands and straits: a discussion at the Harbour Institute")
    typist.choose("#id_kind", "discussion")
    typist.fill("#id_date", "2021-09-17")
    typist.pick("#id_place", "gene", "Geneva")


def _source(typist, selector):
    with typist.window(selector, "Islands and straits: a discussion") as inner:
        inner.choose("#id_kind", "report")
        inner.fill("#id_publisher", "Harbour Institute")
        inner.fill("#id_published", "2021-09-20")


def _speaker(typist, number, name, billing, found):
    """A participant, as printed: name, post, organisation, taken over from the list that reads it."""
    _add(typist, "Participant")
    row = f"#id_participations-{number}"
    with typist.box(typist.page.locator(f"{row}-who_search")):
        typist.type(f"{name}, {billing}")
    # To look at what is proposed, and to take it, is a decision of its own.
    with typist.box(typist.page.locator(f"{row}-who_search")):
        typist.mark(f"{row}-who", found)
        typist.press("Enter")
    typist.choose(f"{row}-role", "speaker")


def _place(typist, number):
    row = f"#id_participations-{number}"
    typist.fill(f"{row}-cite_paragraph", str(number + 3))
    typist.fill(f"{row}-cite_sentence", "1")


def _statement(typist, number, speaker, verb, summary, topic, topic_name, stance, paragraph, sentence):
    row = f"#id_positions-{number}"
    name = next(one[0] for one in SPEAKERS if speaker in one[0].lower())
    if number:
        typist.press("Control+Enter")
        typist.page.locator(f"{row}-summary").wait_for()
    else:
        _add(typist, "Position")
    typist.fill(f"{row}-summary", summary)
    _topic(typist, f"{row}-stances", topic, topic_name)
    typist.complete(f"{row}-verb", verb)
    typist.pick(f"{row}-holders", speaker, name)
    typist.choose(f"{row}-kind", "assessment")
    typist.pick(f"{row}-cite_source", "isla", "Islands and straits: a discussion")
    typist.fill(f"{row}-cite_paragraph", str(paragraph))
    typist.fill(f"{row}-cite_sentence", str(sentence))


def _topic(typist, selector, typed, name):
    """The topic with its stance, in the place of one that was carried over."""
    page = typist.page
    sign = typed[-1]
    if typist.chosen(selector) == name:
        with typist.box(page.locator(f"{selector}_search")):
            typist.type(sign)
            typist.press("Enter")
        return
    with typist.box(page.locator(f"{selector}_search")):
        typist.type(typed)
        typist.mark(selector, name)
        typist.press("Enter")
    page.locator(f"{selector} ~ .pick-box .pick-text", has_text=name).first.wait_for()


def table(parts):
    """The counts as a text: a line per part, the means of those that recur, and all of it."""
    groups = {}
    for part, counts in parts:
        groups.setdefault(part, []).append(counts)
    lines = [f"{'':24} {'n':>3} {'keys':>7} {'boxes':>7} {'clicks':>7} {'windows':>8} {'seconds':>8}"]
    for part, many in groups.items():
        mean = {name: sum(one[name] for one in many) / len(many) for name in ("keys", "boxes", "clicks", "windows")}
        lines.append(
            f"{part:24} {len(many):>3} {mean['keys']:>7.1f} {mean['boxes']:>7.1f} {mean['clicks']:>7.1f} "
            f"{mean['windows']:>8.1f} {seconds(Counter(mean)):>8.1f}"
        )
    total = sum((counts for _, counts in parts), Counter())
    lines.append(
        f"{'the whole report':24} {'':>3} {total['keys']:>7} {total['boxes']:>7} {total['clicks']:>7} "
        f"{total['windows']:>8} {seconds(total):>8.1f}  = {seconds(total) / 60:.1f} minutes"
    )
    return "\n".join(lines)


def result(parts):
    """The counts for a file of results."""
    total = sum((counts for _, counts in parts), Counter())
    mean = {
        part: round(sum(map(seconds, many)) / len(many), 1)
        for part in dict.fromkeys(part for part, _ in parts)
        if (many := [counts for name, counts in parts if name == part])
    }
    return {
        "model": {"key": KEY, "click": CLICK, "decision": DECISION},
        "total": {**total, "seconds": round(seconds(total), 1), "minutes": round(seconds(total) / 60, 1)},
        "mean_seconds": mean,
        "parts": [{"part": part, **counts} for part, counts in parts],
    }
