"""The founding report, held sentence by sentence: who says what, how it is attributed, where it stands.

The table was made from the report itself. 42 sentences in 13 paragraphs; paragraph 1 begins
"Several years ago". A verb means that the sentence says who speaks; without one it belongs
to the speaker before it, and the record says that this is inferred.
"""

from collections import Counter, defaultdict

import pytest

from experts.models import Expert
from sources.models import Source
from summits.models import Event, Position
from timelines.entries import load
from topics.models import Topic

pytestmark = pytest.mark.django_db

DISCUSSION = "valdai-discussion-geneva-summit-2021"
SUMMIT = "geneva-summit-2021"
PREFIX = "valdai-2021-"

SENTENCES = dict(enumerate((3, 1, 2, 4, 4, 4, 4, 1, 6, 7, 1, 2, 3), 1))  # paragraph → its sentences

LUKYANOV, SIMES, POMERANTZ = "fyodor-lukyanov", "dimitri-simes", "william-pomerantz"
SAFRANCHUK, SUSLOV, LEGVOLD = "ivan-safranchuk", "dmitry-suslov", "robert-legvold"
SIX = frozenset({LUKYANOV, SIMES, POMERANTZ, SAFRANCHUK, SUSLOV, LEGVOLD})
NOBODY = frozenset()

# position → (holders, reporting verb or "", stated or inferred); in the order of the report.
WHO = {
    "1.1": (NOBODY, "", "stated"),
    "1.2": (NOBODY, "", "stated"),
    "2.1": ({LUKYANOV}, "said", "stated"),
    "3.1": ({LUKYANOV}, "", "inferred"),
    "3.2": ({LUKYANOV}, "", "inferred"),
    "4.1": ({SIMES}, "noted", "stated"),
    "4.2": ({SIMES}, "", "inferred"),
    "4.3": ({SIMES}, "", "inferred"),
    "4.4": ({SIMES}, "", "inferred"),
    "5.1": ({POMERANTZ}, "recalled", "stated"),
    "5.2a": ({POMERANTZ}, "", "inferred"),
    "5.2b": ({POMERANTZ}, "", "inferred"),
    "5.2c": ({POMERANTZ}, "", "inferred"),
    "5.2d": ({POMERANTZ}, "", "inferred"),
    "5.3": ({POMERANTZ}, "stressed", "stated"),
    "5.4": ({POMERANTZ}, "", "inferred"),
    "6.1": ({SAFRANCHUK}, "noted", "stated"),
    "6.2": ({SAFRANCHUK}, "according to", "stated"),
    "6.3": ({SAFRANCHUK}, "", "inferred"),
    "6.4": ({SAFRANCHUK}, "", "inferred"),
    "7.1": ({SAFRANCHUK}, "said", "stated"),
    "7.2": ({SAFRANCHUK}, "", "inferred"),
    "7.3": ({SAFRANCHUK}, "", "inferred"),
    "7.4": ({SAFRANCHUK}, "", "inferred"),
    "8.1a": (SIX, "identified", "stated"),
    "8.1b": (SIX, "identified", "stated"),
    "9.1": ({SUSLOV}, "said", "stated"),
    "9.2": ({SUSLOV}, "", "inferred"),
    "9.3": ({SUSLOV}, "said", "stated"),
    "9.4": ({SUSLOV}, "", "inferred"),
    "9.5": ({SUSLOV}, "stressed", "stated"),
    "9.6": ({SUSLOV}, "", "inferred"),
    "10.1": ({SAFRANCHUK}, "added", "stated"),
    "10.2": ({SAFRANCHUK}, "", "inferred"),
    "10.3": ({SAFRANCHUK}, "", "inferred"),
    "10.4": ({SAFRANCHUK}, "", "inferred"),
    "10.5": ({SAFRANCHUK}, "", "inferred"),
    "10.6": ({SAFRANCHUK}, "", "inferred"),
    "10.7": ({SAFRANCHUK}, "", "inferred"),
    "11.1q": ({LUKYANOV}, "", "stated"),  # the report has a noun for it: his question
    "11.1": ({SAFRANCHUK}, "suggested", "stated"),
    "12.1": ({LEGVOLD}, "according to", "stated"),
    "12.2": ({LEGVOLD}, "", "inferred"),
    "13.1": ({LEGVOLD}, "stressed", "stated"),
    "13.2": ({LEGVOLD}, "", "inferred"),
    "13.3": ({LEGVOLD}, "", "inferred"),
}

# The names as the sentences print them.
PRINTED = {
    "2.1": "Fyodor Lukyanov", "4.1": "Dimitri Simes", "5.1": "William Pomerantz", "5.3": "Pomerants",
    "6.1": "Ivan Safranchuk", "6.2": "Safranchuk", "9.1": "Dmitry Suslov", "9.5": "Suslov", "10.1": "Ivan Safranchuk",
    "11.1q": "Fyodor Lukyanov", "11.1": "Safranchuk", "12.1": "Robert Legvold", "13.1": "Legvold",
}  # fmt: skip

# What the statements say: position → topics and stances that they must have, and events that they are about.
SAYS = {
    "2.1": ({"summit-expectations": "opposes"}, {SUMMIT}),
    "3.2": ({"summit-expectations": "neutral"}, {SUMMIT}),
    # "Nevertheless, both presidents have arrived": a fact, no praise.
    "4.2": ({"summit-diplomacy": "neutral"}, {SUMMIT}),
    "4.1": ({"summit-diplomacy": "neutral"}, {SUMMIT}),
    "4.3": ({"summit-diplomacy": "neutral"}, {SUMMIT, "biden-summit-proposal"}),
    "4.4": ({"rhetoric": "neutral"}, {SUMMIT, "putin-summit-acceptance", "personal-attacks-on-putin"}),
    "5.2a": ({"nord-stream-2": "neutral"}, {"nord-stream-2-sanctions-waiver"}),
    "5.2b": ({"human-rights": "neutral"}, set()),
    "5.2c": ({"belarus": "neutral"}, {"belarus-plane-landing"}),
    "5.2d": ({"ukraine": "neutral", "nato-enlargement": "neutral"}, {"ukraine-nato-entry-postponement"}),
    # "there would be no reset of relations": not of normalisation, which is something else.
    "5.3": ({"summit-expectations": "neutral", "bilateral-relations": "neutral", "normalisation": None}, {SUMMIT}),
    "5.4": ({"stabilisation": "supports"}, {SUMMIT}),
    "6.4": ({"political-mandate": "supports"}, set()),
    "7.1": ({"summit-diplomacy": "supports"}, {SUMMIT}),
    "7.4": ({"diplomatic-missions": "supports"}, {SUMMIT}),
    "8.1a": ({"strategic-stability": "supports", "expert-dialogue": "supports"}, set()),
    "8.1b": ({"cybersecurity": "supports", "expert-dialogue": "supports"}, set()),
    "9.1": (
        {"strategic-stability": "supports", "nuclear-deterrence": "supports", "de-escalation": "supports"},
        {SUMMIT},
    ),
    # "In principle, it was agreed to start such work": what was agreed, not what he thinks of it.
    "9.2": (
        {"strategic-stability": "neutral", "nuclear-deterrence": "neutral", "de-escalation": "neutral"},
        {SUMMIT},
    ),
    "9.3": ({"cybersecurity": "neutral"}, set()),
    "9.4": ({"cyber-norms": "supports"}, set()),
    # "the issues that Putin focused on after the negotiations with Biden do not require concessions"
    "9.5": (
        {"national-interests": "neutral", "bilateral-relations": "neutral"},
        {SUMMIT, "putin-press-conference-geneva-2021"},
    ),
    # "the aforementioned topics are undoubtedly indispensable"
    "10.1": (
        dict.fromkeys(["strategic-stability", "nuclear-deterrence", "de-escalation", "cybersecurity"], "supports"),
        set(),
    ),
    "10.4": ({"regional-issues": "neutral"}, set()),
    "10.5": (
        {"syria": "neutral", "afghanistan": "neutral", "middle-east": "neutral", "eastern-europe": "neutral"},
        set(),
    ),
    "10.7": ({"regional-issues": "mixed"}, set()),
    "11.1": ({"domestic-foreign-linkage": "mixed"}, set()),
    "12.1": ({"summit-diplomacy": "supports"}, {SUMMIT}),
    "13.1": ({"rhetoric": "opposes", "bilateral-relations": "supports"}, set()),
    "13.3": ({"mutual-respect": "supports"}, {SUMMIT}),
}

# What they say to the events that they are about; "supports" only where the sentence welcomes the event.
ABOUT = {
    # "the success of the Geneva summit would be the launch of broad … consultations": a condition.
    "4.2": {"neutral"}, "9.1": {"neutral"}, "9.2": {"neutral"}, "9.5": {"neutral"},
    # "The most important thing … is that the leaders' dialogue has taken place", "A good result of this summit",
    # "unusual and very important", "the important thing is that the meeting … really took place", "the beginning of
    # the restoration of this respect"
    "7.1": {"supports"}, "7.4": {"supports"}, "12.1": {"supports"}, "12.2": {"supports"}, "13.3": {"supports"},
}  # fmt: skip

# Words that a summary must not have, since its sentence has another or none: (position, word, the sentence).
TOO_MUCH = [
    ("1.1", "hardly", "there was nothing to talk about"),
    ("2.1", "excessive", "somewhat surprised by the degree of exaltation"),
    ("5.2c", "blame", "he did not criticise Russia in connection with the plane landing in Belarus"),
    ("6.1", "only", "they need a new impulse - moreover, coming from the highest level"),
    ("6.2", "officials", "there are professionals who are convinced that they are right"),
    ("6.4", "gets past", "authorise a series of decisions that will help break the deadlock"),
    ("9.5", "can be pursued", "do not require concessions"),
    ("10.3", "should", "But there is more."),
    ("10.4", "conflict", "all this stems from regional issues"),
    ("10.5", "wider", "Syria, Afghanistan, the Middle East, Eastern Europe"),
    ("10.7", "conflict", "dialogue on regional issues is also needed"),
    ("12.2", "Hopes", "Much was expected from it"),
]


def position(number):
    return Position.objects.get(public_id=PREFIX + number)


# -- the statements ---------------------------------------------------------------------------


@pytest.mark.parametrize("number", WHO)
def test_who_says_it_with_which_verb_and_on_what_basis(number):
    holders, verb, basis = WHO[number]
    found = position(number)
    assert {holder.expert.slug for holder in found.holders.all()} == set(holders)
    assert (found.verb, found.basis) == (verb, basis)
    assert found.attribution == {0: "unattributed", 1: "paraphrase", 6: "collective"}[len(holders)]
    printed = {holder.name_as_printed for holder in found.holders.all()} - {""}
    assert printed == ({PRINTED[number]} if number in PRINTED else set())


@pytest.mark.parametrize("number", WHO)
def test_where_it_was_said_and_where_the_report_says_so(number):
    found = position(number)
    assert found.event.slug == DISCUSSION
    # 1.1 and 1.2 are the reporter's own words, not said on the panel.
    assert (found.panel is None) == (WHO[number][0] == NOBODY)
    places = [(c.source.slug, c.paragraph, c.sentence) for c in found.citations.all()]
    paragraph, sentence = number.rstrip("abcdq").split(".")
    # That Safranchuk agrees with 9.1 is said in another sentence.
    expected = [("valdai-report-2021", int(paragraph), int(sentence))]
    assert places == expected + [("valdai-report-2021", 10, 1)] * (number == "9.1")
    assert found.position_topics.exists()
    assert str(found.effective_date) == "2021-06-16"


@pytest.mark.parametrize("number", SAYS)
def test_what_it_says(number):
    topics, events = SAYS[number]
    found = position(number)
    stances = {row.topic.slug: row.stance for row in found.position_topics.all()}
    assert {topic: stances.get(topic) for topic in topics} == topics
    assert {row.event.slug for row in found.position_events.all()} == events


@pytest.mark.parametrize("number", ABOUT)
def test_what_it_says_to_the_events_that_it_is_about(number):
    assert {row.stance for row in position(number).position_events.all()} == ABOUT[number]


def test_no_other_position_takes_sides_on_an_event():
    taken = Position.objects.filter(event__slug=DISCUSSION).exclude(position_events__stance="neutral")
    found = {row.public_id.removeprefix(PREFIX) for row in taken.filter(position_events__isnull=False)}
    assert found == {number for number, stances in ABOUT.items() if stances == {"supports"}}


@pytest.mark.parametrize(("number", "word", "sentence"), TOO_MUCH)
def test_a_summary_says_no_more_than_its_sentence(number, word, sentence):
    assert word.lower() not in position(number).summary.lower(), sentence


def test_reset_is_no_name_of_normalisation_and_a_round_of_governments_no_dialogue_of_experts():
    assert not Topic.objects.get(slug="normalisation").names.filter(text__in=["Reset", "Перезагрузка"]).exists()
    tagged = Event.objects.filter(event_topics__topic__slug="expert-dialogue")
    assert not tagged.filter(kind__in=["dialogue", "negotiation_round"]).exists()


def test_the_positions_are_these_in_the_order_of_the_report():
    found = Position.objects.filter(event__slug=DISCUSSION).order_by("order")
    assert [row.public_id.removeprefix(PREFIX) for row in found] == list(WHO)
    assert [row.order for row in found] == list(range(1, len(WHO) + 1))


def test_every_sentence_that_claims_something_is_a_position():
    held = defaultdict(set)
    for found in Position.objects.filter(event__slug=DISCUSSION):
        for citation in found.citations.all():
            held[citation.paragraph].add(citation.sentence)
    expected = {paragraph: set(range(1, count + 1)) for paragraph, count in SENTENCES.items()}
    assert sum(SENTENCES.values()) == 42
    # 1.3 says that the discussion took place: an event, not a claim of anybody.
    expected[1].remove(3)
    assert held == expected
    assert Event.objects.get(slug=DISCUSSION).citations.filter(paragraph=1, sentence=3).exists()


def test_how_much_each_of_them_says():
    alone = Counter(next(iter(holders)) for holders, _, _ in WHO.values() if len(holders) == 1)
    for slug, count in alone.items():
        held = Position.objects.held_by(Expert.objects.get(slug=slug)).filter(event__slug=DISCUSSION)
        assert held.filter(attribution="paraphrase").count() == count
        assert held.filter(attribution="collective").count() == 2


def test_pomerantz_has_5_4_and_the_other_five_endorse_it():
    # "The main task is to stabilise relations, with which all the experts of the Valdai discussion agreed."
    assert {row.expert.slug for row in position("5.4").endorsers.all()} == SIX - {POMERANTZ}


def test_safranchuk_agrees_with_the_topics_that_suslov_named():
    # "Ivan Safranchuk added that the aforementioned topics are undoubtedly indispensable in Russian-American relations."
    assert [row.expert.slug for row in position("9.1").endorsers.all()] == [SAFRANCHUK]
    said = position("9.1").citations.get(field="endorsers")
    assert (said.paragraph, said.sentence) == (10, 1)
    endorsed = Position.objects.filter(event__slug=DISCUSSION, endorsers__isnull=False).distinct()
    assert {row.public_id for row in endorsed} == {PREFIX + "5.4", PREFIX + "9.1"}


def test_nobody_endorses_what_he_holds():
    for found in Position.objects.all():
        holders = {(row.expert_id, row.organisation_id) for row in found.holders.all()}
        assert not holders & {(row.expert_id, row.organisation_id) for row in found.endorsers.all()}, found.public_id


def test_the_question_and_its_answer():
    question, answer = position("11.1q"), position("11.1")
    assert question.kind == "question"
    assert answer.in_reply_to == question
    assert list(question.replies.all()) == [answer]
    assert question.order < answer.order
    assert {row.public_id for row in Position.objects.exclude(in_reply_to=None)} == {answer.public_id}


def test_the_answer_says_to_what_it_replies_on_the_page_and_on_the_timeline(client):
    asked = position("11.1q")
    page = " ".join(client.get(f"/events/{DISCUSSION}/").content.decode().split())
    assert f'In reply to <a href="{asked.get_absolute_url()}">' in page
    found = {entry.id: entry.in_reply_to for entry in load(SAFRANCHUK).entries}
    assert found[PREFIX + "11.1"]["id"] == asked.public_id and found[PREFIX + "10.1"] is None


def test_the_kinds_of_statement():
    kinds = dict(Position.objects.filter(event__slug=DISCUSSION).values_list("public_id", "kind"))
    by_kind = defaultdict(set)
    for public_id, kind in kinds.items():
        by_kind[kind].add(public_id.removeprefix(PREFIX))
    assert by_kind["question"] == {"3.2", "11.1q"}
    assert by_kind["proposal"] == {"6.4", "9.4", "10.7", "13.1", "13.2"}
    assert {"5.2a", "5.2b", "5.2c", "5.2d", "9.2"} <= by_kind["statement"]
    assert {"1.1", "1.2", "5.4", "8.1a", "8.1b", "12.1"} <= by_kind["assessment"]


def test_the_text_is_not_shipped_and_quotations_are_few_and_short():
    source = Source.objects.get(slug="valdai-report-2021")
    assert (source.archived_text, source.first_words) == ("", "Several years ago")
    quotations = [row.quotation for row in Position.objects.filter(event__slug=DISCUSSION) if row.quotation]
    assert 0 < len(quotations) <= 8
    assert max(len(quotation.split()) for quotation in quotations) <= 12
    assert position("9.2").quotation == "In principle, it was agreed to start such work."


def test_a_text_that_a_user_attaches_is_shown_beside_the_position():
    source = Source.objects.get(slug="valdai-report-2021")
    paragraphs = ["A title", "Several years ago, a thing shrank. It grows. They met."]
    paragraphs += [
        " ".join(f"Sentence {p}.{s} says it!" for s in range(1, n + 1)) for p, n in SENTENCES.items() if p > 1
    ]
    source.archived_text = "\n\n".join(paragraphs)
    for number in WHO:
        citation = position(number).citations.first()
        citation.source = source
        place = number.rstrip("abcdq")
        shown = {"1.1": "Several years ago, a thing shrank.", "1.2": "It grows."}.get(
            place, f"Sentence {place} says it!"
        )
        assert citation.passage() == shown
