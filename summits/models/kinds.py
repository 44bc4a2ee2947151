"""The enumerations of this app; each member has a line in docs/glossary.md."""

from django.db import models
from django.utils.translation import gettext_noop


class EventKind(models.TextChoices):
    """What an event is."""

    SUMMIT = "summit", gettext_noop("summit")
    BILATERAL_MEETING = "bilateral_meeting", gettext_noop("bilateral meeting")
    MULTILATERAL_MEETING = "multilateral_meeting", gettext_noop("multilateral meeting")
    VISIT = "visit", gettext_noop("visit")
    JOURNEY = "journey", gettext_noop("journey")
    NEGOTIATION_ROUND = "negotiation_round", gettext_noop("negotiation round")
    DIALOGUE = "dialogue", gettext_noop("dialogue")
    CONFERENCE = "conference", gettext_noop("conference")
    DISCUSSION = "discussion", gettext_noop("discussion")
    PRESS_CONFERENCE = "press_conference", gettext_noop("press conference")
    SERIES = "series", gettext_noop("series")
    INCIDENT = "incident", gettext_noop("incident")
    DECISION = "decision", gettext_noop("decision")
    STATEMENT = "statement", gettext_noop("statement")
    OTHER = "other", gettext_noop("other")


class EventStatus(models.TextChoices):
    """Whether an event took place."""

    PLANNED = "planned", gettext_noop("planned")
    HELD = "held", gettext_noop("held")
    CANCELLED = "cancelled", gettext_noop("cancelled")
    POSTPONED = "postponed", gettext_noop("postponed")
    UNKNOWN = "unknown", gettext_noop("unknown")


class Role(models.TextChoices):
    """In what role somebody takes part."""

    PRINCIPAL = "principal", gettext_noop("principal")
    DELEGATE = "delegate", gettext_noop("delegate")
    MODERATOR = "moderator", gettext_noop("moderator")
    CHAIR = "chair", gettext_noop("chair")
    SPEAKER = "speaker", gettext_noop("speaker")
    PANELLIST = "panellist", gettext_noop("panellist")
    DISCUSSANT = "discussant", gettext_noop("discussant")
    HOST = "host", gettext_noop("host")
    ORGANISER = "organiser", gettext_noop("organiser")
    PARTY = "party", gettext_noop("party")
    OBSERVER = "observer", gettext_noop("observer")
    INTERPRETER = "interpreter", gettext_noop("interpreter")
    ATTENDEE = "attendee", gettext_noop("attendee")


class Attendance(models.TextChoices):
    """Whether a participant was there."""

    PLANNED = "planned", gettext_noop("planned")
    ATTENDED = "attended", gettext_noop("attended")
    UNABLE = "unable", gettext_noop("unable to attend")


class PositionKind(models.TextChoices):
    """What kind of statement a position is."""

    STATEMENT = "statement", gettext_noop("statement")
    QUESTION = "question", gettext_noop("question")
    PROPOSAL = "proposal", gettext_noop("proposal")
    ASSESSMENT = "assessment", gettext_noop("assessment")


class Attribution(models.TextChoices):
    """How the source attributes a position to its holders."""

    VERBATIM = "verbatim", gettext_noop("verbatim")
    PARAPHRASE = "paraphrase", gettext_noop("paraphrase")
    COLLECTIVE = "collective", gettext_noop("collective")
    UNATTRIBUTED = "unattributed", gettext_noop("unattributed")


class Basis(models.TextChoices):
    """Whether the source names the holder, or it is inferred."""

    STATED = "stated", gettext_noop("stated")
    INFERRED = "inferred", gettext_noop("inferred")


class Stance(models.TextChoices):
    """The stance of a position towards a topic or an event."""

    SUPPORTS = "supports", gettext_noop("supports")
    OPPOSES = "opposes", gettext_noop("opposes")
    MIXED = "mixed", gettext_noop("mixed")
    NEUTRAL = "neutral", gettext_noop("neutral")
    UNCLEAR = "unclear", gettext_noop("unclear")


# The sign of each stance on pages, in drawings and in forms.
STANCE_SIGNS = {
    Stance.SUPPORTS: "+",
    Stance.OPPOSES: "−",
    Stance.MIXED: "±",
    Stance.NEUTRAL: "=",
    Stance.UNCLEAR: "?",
}


class OutcomeKind(models.TextChoices):
    """What an event produced."""

    AGREEMENT = "agreement", gettext_noop("agreement")
    TREATY = "treaty", gettext_noop("treaty")
    DECISION = "decision", gettext_noop("decision")
    JOINT_STATEMENT = "joint_statement", gettext_noop("joint statement")
    COMMITMENT = "commitment", gettext_noop("commitment")
    PROCESS = "process", gettext_noop("process begun")
    NO_AGREEMENT = "no_agreement", gettext_noop("no agreement")
    OTHER = "other", gettext_noop("other")


class OutcomeStatus(models.TextChoices):
    """What has become of an outcome."""

    IN_PRINCIPLE = "in_principle", gettext_noop("in principle")
    AGREED = "agreed", gettext_noop("agreed")
    SIGNED = "signed", gettext_noop("signed")
    IN_FORCE = "in_force", gettext_noop("in force")
    IMPLEMENTED = "implemented", gettext_noop("implemented")
    BROKEN = "broken", gettext_noop("broken")
    LAPSED = "lapsed", gettext_noop("lapsed")
    UNKNOWN = "unknown", gettext_noop("unknown")


class OutcomeRelation(models.TextChoices):
    """What a later event does to an outcome."""

    CONFIRMS = "confirms", gettext_noop("confirms")
    IMPLEMENTS = "implements", gettext_noop("implements")
    BREAKS = "breaks", gettext_noop("breaks")


class LinkKind(models.TextChoices):
    """The relation of one event to another, read from the first to the second."""

    DISCUSSES = "discusses", gettext_noop("discusses")
    FOLLOWS = "follows", gettext_noop("follows")
    PREPARES = "prepares", gettext_noop("prepares")
    PARALLEL_TO = "parallel_to", gettext_noop("parallel to")
    PART_OF = "part_of", gettext_noop("part of")
    REACTS_TO = "reacts_to", gettext_noop("reacts to")

    @property
    def inverse(self):
        """The name of the link, read from the second event to the first."""
        return INVERSE[self]


class TieReason(models.TextChoices):
    """Why an event belongs to the relation of two states."""

    MEETING = "meeting", gettext_noop("both took part")
    VISIT = "visit", gettext_noop("one came to the other")
    OUTCOME = "outcome", gettext_noop("both are parties of an outcome")


INVERSE = {
    LinkKind.DISCUSSES: gettext_noop("discussed by"),
    LinkKind.FOLLOWS: gettext_noop("followed by"),
    LinkKind.PREPARES: gettext_noop("prepared by"),
    LinkKind.PARALLEL_TO: gettext_noop("parallel to"),
    LinkKind.PART_OF: gettext_noop("has part"),
    LinkKind.REACTS_TO: gettext_noop("reacted to by"),
}


# Reporting verbs, offered for completion as they are typed; earlier ones take precedence.
VERBS = [
    "said", "noted", "argued", "stressed", "recalled", "warned", "added", "explained", "expressed", "emphasised",
    "pointed out", "proposed", "suggested", "believed", "called for", "considered", "doubted", "welcomed", "supported",
    "opposed", "rejected", "criticised", "expected", "predicted", "concluded", "asked", "agreed", "acknowledged",
    "admitted", "claimed", "denied", "described", "hoped", "insisted", "observed", "recommended", "regretted",
    "reminded", "remarked", "underlined", "urged", "told", "declared", "demanded", "favoured", "feared", "assessed",
]  # fmt: skip
