"""Generated events with their panels, participations, positions, outcomes and links."""

from dataclasses import dataclass

from benchmarks import words
from benchmarks.base import BUSIEST, BUSIEST_POSTS, CITATION, NAME, RECORD, slugify
from benchmarks.chance import public_id
from lib.names import search_key

BUSIEST_ENTRIES = 5000
KINDS = (
    ("summit", 6), ("bilateral_meeting", 18), ("multilateral_meeting", 12), ("visit", 8), ("negotiation_round", 14),
    ("dialogue", 8), ("conference", 14), ("discussion", 16), ("press_conference", 3), ("other", 1),
)  # fmt: skip
ROLES = ("speaker", "delegate", "panellist", "attendee", "moderator", "principal", "discussant", "chair", "observer")
ACTORS = ("organiser", "host", "party")
LINKS = ("discusses", "follows", "prepares", "parallel_to", "part_of", "reacts_to")
STANCES = (("supports", 40), ("opposes", 25), ("mixed", 12), ("neutral", 15), ("unclear", 8))
CYRILLIC_KINDS = ("Встреча", "Саммит", "Переговоры", "Дискуссия", "Конференция")


@dataclass
class Numbers:
    """The last id given in each table."""

    panel: int = 0
    participation: int = 0
    resolved: int = 0
    position: int = 0
    holder: int = 0
    endorser: int = 0
    topic: int = 0
    about: int = 0
    outcome: int = 0
    party: int = 0
    later: int = 0
    link: int = 0
    name: int = 0
    event_topic: int = 0


class Happenings:
    """Makes all events in one pass, each with what hangs on it."""

    def __init__(self, world):
        self.world, self.chance, self.size = world, world.chance, world.size
        self.n = Numbers()
        table = world.copies.table
        self.event = table(
            "summits_event",
            (*RECORD, "slug", "kind", "name", "name_key", "status", "date", "start_time", "end_time", "timezone",
             "place_id", "summary", "website"),
        )  # fmt: skip
        self.name = table("summits_eventname", NAME)
        self.former = table("summits_formereventslug", ("id", "slug", "record_id"))
        self.event_topic = table("summits_eventtopic", ("id", "event_id", "topic_id"))
        self.event_citation = table("summits_eventcitation", CITATION)
        self.panel = table("summits_panel", (*RECORD, "event_id", "title", "number", "date", "summary"))
        self.participation = table(
            "summits_participation",
            (*RECORD, "event_id", "panel_id", "expert_id", "organisation_id", "role", "billing", "name_as_printed",
             "on_behalf_of_id", "attendance", "order"),
        )  # fmt: skip
        self.resolved = table("summits_participationappointment", ("id", "participation_id", "appointment_id"))
        self.participation_citation = table("summits_participationcitation", CITATION)
        self.position = table(
            "summits_position",
            (*RECORD, "kind", "summary", "quotation", "attribution", "basis", "verb", "date", "effective_date",
             "event_id", "panel_id", "in_reply_to_id", "order"),
        )  # fmt: skip
        holder = ("id", "position_id", "expert_id", "organisation_id")
        self.holder = table("summits_positionholder", (*holder, "name_as_printed"))
        self.endorser = table("summits_positionendorser", holder)
        self.topic = table("summits_positiontopic", ("id", "position_id", "topic_id", "stance"))
        self.about = table("summits_positionevent", ("id", "position_id", "event_id", "stance"))
        self.position_citation = table("summits_positioncitation", CITATION)
        self.outcome = table(
            "summits_outcome",
            (*RECORD, "event_id", "kind", "title", "summary", "status", "date", "effective_date"),
        )
        self.party = table("summits_outcomeparty", ("id", "outcome_id", "expert_id", "organisation_id"))
        self.later = table("summits_outcomeevent", ("id", "outcome_id", "event_id", "relation"))
        self.outcome_citation = table("summits_outcomecitation", CITATION)
        self.link = table("summits_eventlink", (*RECORD, "from_event_id", "to_event_id", "kind", "note"))
        self.link_citation = table("summits_linkcitation", CITATION)
        self.weights = [weight for _, _, weight in world.places]
        self.subjects = {}  # topics of recent events, for what later ones are about
        self.links_made = set()

    def make(self):
        """All events, then the positions that belong to none."""
        size = self.size
        apart = size.positions // 10
        attending = self.chance.shares(size.participations, size.events, least=1, most=size.participations // 50 + 20)
        speaking = self.chance.shares(size.positions - apart, size.events, least=0, most=max(size.positions // 400, 40))
        # The busiest expert's share: all entries that are no posts, a sixth of them participations.
        entries = min(BUSIEST_ENTRIES, size.positions // 60) - BUSIEST_POSTS
        present = min(entries // 6, size.events // 2)
        self.busy = dict.fromkeys(self.chance.sample(range(1, size.events + 1), present), 0)
        left = entries - present
        for number in self.busy:
            self.busy[number] = left // present
        for number in list(self.busy)[: left % present]:
            self.busy[number] += 1
        for number in range(1, size.events + 1):
            said = max(speaking[number - 1], self.busy.get(number, 0))
            self.make_event(number, attending[number - 1], said)
        while self.n.position < size.positions:
            owner = 2 + self.chance.rank(self.world.experts - 1)
            self.make_position(None, None, self.chance.date(), [owner], [self.topic_like(None)], None)

    # -- an event --------------------------------------------------------------------------

    def topic_like(self, topics):
        """A topic; often one of `topics` or from the same field."""
        chance, families = self.chance, self.world.families
        if topics and chance.random() < 0.7:
            return chance.choice(topics)
        family = families[chance.rank(len(families), 1.6)]
        return family[chance.rank(len(family), 2.2)]

    def make_event(self, number, attending, speaking):
        chance, world = self.chance, self.world
        day = chance.day()
        date = chance.date(day)
        kind = chance.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
        place, where, _ = chance.choices(world.places, self.weights)[0]
        if chance.random() < 0.04:
            place = None
        topics = list(dict.fromkeys(self.topic_like(None) for _ in range(1 + chance.rank(4))))
        subject = world.topics[topics[0] - 1]
        title = kind.replace("_", " ").capitalize()
        name = f"{title} on {subject} in {where}, {day:%Y}"[:300]
        timed = date and len(date) == 10 and chance.random() < 0.3
        state = chance.published(0.05)
        self.event(
            number, public_id("e", number), state, f"{slugify(name)[:70]}-{number}", kind, name, search_key(name),
            "held" if chance.random() < 0.94 else chance.choice(("cancelled", "postponed", "unknown")), date,
            f"{chance.randint(8, 17):02d}:00:00" if timed else None, None, "Europe/Zurich" if timed else "", place,
            chance.paragraph(4) if chance.random() < 0.7 else "", "https://example.org/" if chance.random() < 0.2 else "",
        )  # fmt: skip
        if chance.random() < 0.2:
            self.n.name += 1
            text = f"{chance.choice(CYRILLIC_KINDS)} {number}, {day:%Y}"
            self.name(self.n.name, number, text, "ru", "Cyrl", "translation", None, search_key(text))
        if chance.random() < 0.02:
            self.former(number, f"former-event-{number}", number)
        for topic in topics:
            self.n.event_topic += 1
            self.event_topic(self.n.event_topic, number, topic)
        world.cite(self.event_citation, "event", number, 0.9, ("date", "place"))
        panels = []
        for index in range(chance.rank(5, 2.5) if attending > 3 else 0):
            self.n.panel += 1
            panels.append(self.n.panel)
            self.panel(
                self.n.panel, public_id("n", self.n.panel), chance.published(0.03), number,
                f"Session {index + 1}: {world.topics[chance.choice(topics) - 1]}"[:300], index + 1,
                day.isoformat() if chance.random() < 0.1 else None, chance.sentence() if chance.random() < 0.4 else "",
            )  # fmt: skip
        people = self.make_participations(number, attending, panels)
        self.make_positions(number, date, people, panels, topics, speaking)
        self.make_outcomes(number, date, people)
        self.make_links(number)
        self.subjects[number] = topics

    def make_participations(self, event, wanted, panels):
        """Who was there: experts mostly, then organisations. Returns the experts."""
        chance, world, n = self.chance, self.world, self.n
        seen, people = set(), []
        bodies = min(wanted // 8 + (chance.random() < 0.4), wanted - 1)
        if event in self.busy:
            people.append(BUSIEST)
            seen.add(BUSIEST)
        while len(people) < wanted - bodies:
            expert = 2 + chance.rank(world.experts - 1)
            if expert in seen:
                if len(seen) > world.experts // 2:
                    break
                continue
            seen.add(expert)
            people.append(expert)
        for order, expert in enumerate(people, 1):
            n.participation += 1
            panel = chance.choice(panels) if panels and chance.random() < 0.6 else None
            posts = world.posts.get(expert, ())
            billing, behalf, posting = "", None, None
            if posts and chance.random() < 0.8:
                posting = chance.choice(posts)
                billing = f"{posting[2]}, organisation {posting[1]}"
            if chance.random() < 0.12:
                behalf = 1 + chance.rank(world.organisations)
            role = ROLES[chance.rank(len(ROLES), 2)]
            attendance = "attended" if chance.random() < 0.93 else chance.choice(("planned", "unable"))
            state = "published" if expert == BUSIEST else chance.published(0.03)
            self.participation(
                n.participation, public_id("q", n.participation), state, event, panel, expert, None, role, billing,
                "", behalf, attendance, order,
            )  # fmt: skip
            if posting:
                n.resolved += 1
                self.resolved(n.resolved, n.participation, posting[0])
            world.cite(self.participation_citation, "participation", n.participation, 0.2, ("role",))
        there = set()
        for _ in range(bodies):
            body, role = 1 + chance.rank(world.organisations), ACTORS[chance.rank(len(ACTORS))]
            if (body, role) in there:
                continue
            there.add((body, role))
            n.participation += 1
            self.participation(
                n.participation, public_id("q", n.participation), chance.published(0.03), event, None, None, body,
                role, "", "", None, "attended", 0,
            )  # fmt: skip
        return people

    # -- what was said ---------------------------------------------------------------------

    def make_positions(self, event, date, people, panels, topics, wanted):
        chance, last = self.chance, None
        of_busiest = self.busy.get(event, 0)
        others = [expert for expert in people if expert != BUSIEST]
        for order in range(1, wanted + 1):
            if order <= of_busiest:
                holders = [BUSIEST]
            elif not others or chance.random() < 0.04:
                holders = []
            else:
                many = 2 if chance.random() < 0.04 and len(others) > 2 else 1
                holders = list(dict.fromkeys(others[chance.rank(len(others), 1.5)] for _ in range(many)))
            own = date
            if chance.random() < 0.03:
                own = chance.date(unknown=0)
            said = list(dict.fromkeys(self.topic_like(topics) for _ in range(1 + (chance.random() < 0.35))))
            panel = chance.choice(panels) if panels and chance.random() < 0.6 else None
            reply = last if last and chance.random() < 0.06 else None
            last = self.make_position(event, panel, date, holders, said, reply, own, order, others)

    def make_position(self, event, panel, date, holders, topics, reply, own=None, order=0, others=()):
        """A position; its effective date is its own or, without one, its event's. Returns its id."""
        chance, n, world = self.chance, self.n, self.world
        n.position += 1
        number = n.position
        mine = (own if own != date else None) if event else date
        kind = ("statement", "assessment", "proposal", "question")[chance.rank(4, 2.2)]
        quoted = chance.random() < 0.15
        quote = chance.choice(words.QUOTES) if quoted else ""
        if len(holders) > 1:
            attribution = "collective"
        elif not holders:
            attribution = "unattributed"
        else:
            attribution = "verbatim" if quoted and chance.random() < 0.5 else "paraphrase"
        state = chance.published(0.0 if BUSIEST in holders else 0.05)
        self.position(
            number, public_id("v", number), state, kind, chance.paragraph(3), quote, attribution,
            "stated" if chance.random() < 0.9 else "inferred", words.VERBS[chance.rank(len(words.VERBS))], mine,
            mine or date, event, panel, reply, order,
        )  # fmt: skip
        for holder in holders:
            n.holder += 1
            self.holder(n.holder, number, holder, None, "")
        if not holders and event and chance.random() < 0.5:
            pass  # nobody's: the report itself says it
        elif chance.random() < 0.02 and attribution != "unattributed":
            n.holder += 1
            self.holder(n.holder, number, None, 1 + chance.rank(world.organisations), "")
        if others and chance.random() < 0.03:
            endorser = chance.choice(others)
            if endorser not in holders:
                n.endorser += 1
                self.endorser(n.endorser, number, endorser, None)
        for topic in topics:
            n.topic += 1
            self.topic(n.topic, number, topic, chance.choices([s for s, _ in STANCES], [w for _, w in STANCES])[0])
        if chance.random() < 0.25:
            about = self.other_event(event)
            if about:
                n.about += 1
                self.about(n.about, number, about, chance.choices([s for s, _ in STANCES], [w for _, w in STANCES])[0])
        world.cite(self.position_citation, "position", number, 0.95, ("summary",))
        return number

    def other_event(self, event):
        """Another event, the much discussed ones more often; None if that fails."""
        other = 1 + self.chance.rank(self.size.events, 2.4)
        return other if other != event else None

    # -- what came of it, and what it is tied to -------------------------------------------

    def make_outcomes(self, event, date, people):
        chance, n = self.chance, self.n
        for _ in range(chance.choices((0, 1, 2, 3), (65, 22, 9, 4))[0]):
            n.outcome += 1
            title = chance.choice(words.OUTCOMES)
            kind = ("agreement", "joint_statement", "decision", "process", "commitment", "treaty")[chance.rank(6)]
            own = chance.date(unknown=0) if chance.random() < 0.1 else None
            self.outcome(
                n.outcome, public_id("u", n.outcome), chance.published(0.05), event, kind, f"{title} ({event})",
                chance.paragraph(2), ("agreed", "signed", "in_principle", "in_force", "lapsed")[chance.rank(5)], own,
                own or date,
            )  # fmt: skip
            for index in range(chance.rank(3)):
                n.party += 1
                # States stand at the head of the organisations; each at most once here.
                self.party(n.party, n.outcome, None, 1 + index * 20 + chance.rank(20))
            if people and chance.random() < 0.1:
                n.party += 1
                self.party(n.party, n.outcome, people[0], None)
            later = self.other_event(event)
            if later and chance.random() < 0.2:
                n.later += 1
                self.later(n.later, n.outcome, later, chance.choice(("confirms", "implements", "breaks")))
            self.world.cite(self.outcome_citation, "outcome", n.outcome, 0.8, ("date", "status"))

    def make_links(self, event):
        """Links to earlier events, so that none is part of itself; some events have many."""
        chance, n = self.chance, self.n
        for _ in range(chance.choices((0, 1, 2, 4), (35, 35, 20, 10))[0]):
            other = 1 + chance.rank(event, 2.4)
            if other >= event:
                continue
            kind = LINKS[chance.rank(len(LINKS))]
            if (event, other, kind) in self.links_made:
                continue
            self.links_made.add((event, other, kind))
            n.link += 1
            note = chance.sentence() if chance.random() < 0.1 else ""
            self.link(n.link, public_id("l", n.link), chance.published(0.04), event, other, kind, note)
            self.world.cite(self.link_citation, "link", n.link, 0.5)
