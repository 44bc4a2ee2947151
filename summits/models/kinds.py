"""The enumerations of the field; each member has a line in docs/glossary.md."""

from django.db import models


class EventKind(models.TextChoices):
    """What an event is."""

    SUMMIT = "summit", "summit"
    BILATERAL_MEETING = "bilateral_meeting", "bilateral meeting"
    MULTILATERAL_MEETING = "multilateral_meeting", "multilateral meeting"
    VISIT = "visit", "visit"
    JOURNEY = "journey", "journey"
    NEGOTIATION_ROUND = "negotiation_round", "negotiation round"
    DIALOGUE = "dialogue", "dialogue"
    CONFERENCE = "conference", "conference"
    DISCUSSION = "discussion", "discussion"
    PRESS_CONFERENCE = "press_conference", "press conference"
    SERIES = "series", "series"
    INCIDENT = "incident", "incident"
    DECISION = "decision", "decision"
    STATEMENT = "statement", "statement"
    OTHER = "other", "other"


class EventStatus(models.TextChoices):
    """Whether an event took place."""

    PLANNED = "planned", "planned"
    HELD = "held", "held"
    CANCELLED = "cancelled", "cancelled"
    POSTPONED = "postponed", "postponed"
    UNKNOWN = "unknown", "unknown"


class Role(models.TextChoices):
    """In what role somebody takes part."""

    PRINCIPAL = "principal", "principal"
    DELEGATE = "delegate", "delegate"
    MODERATOR = "moderator", "moderator"
    CHAIR = "chair", "chair"
    SPEAKER = "speaker", "speaker"
    PANELLIST = "panellist", "panellist"
    DISCUSSANT = "discussant", "discussant"
    HOST = "host", "host"
    ORGANISER = "organiser", "organiser"
    PARTY = "party", "party"
    OBSERVER = "observer", "observer"
    INTERPRETER = "interpreter", "interpreter"
    ATTENDEE = "attendee", "attendee"


class Attendance(models.TextChoices):
    """Whether a participant was there."""

    PLANNED = "planned", "planned"
    ATTENDED = "attended", "attended"
    UNABLE = "unable", "unable to attend"


class PositionKind(models.TextChoices):
    """What kind of utterance a position is."""

    STATEMENT = "statement", "statement"
    QUESTION = "question", "question"
    PROPOSAL = "proposal", "proposal"
    ASSESSMENT = "assessment", "assessment"


class Attribution(models.TextChoices):
    """How the source gives it to its holders."""

    VERBATIM = "verbatim", "verbatim"
    PARAPHRASE = "paraphrase", "paraphrase"
    COLLECTIVE = "collective", "collective"
    UNATTRIBUTED = "unattributed", "unattributed"


class Basis(models.TextChoices):
    """Whether the source says whose it is, or we infer it."""

    STATED = "stated", "stated"
    INFERRED = "inferred", "inferred"


class Stance(models.TextChoices):
    """What a position says to a topic or an event."""

    SUPPORTS = "supports", "supports"
    OPPOSES = "opposes", "opposes"
    MIXED = "mixed", "mixed"
    NEUTRAL = "neutral", "neutral"
    UNCLEAR = "unclear", "unclear"


# What is read, drawn and typed for a stance.
STANCE_SIGNS = {
    Stance.SUPPORTS: "+",
    Stance.OPPOSES: "−",
    Stance.MIXED: "±",
    Stance.NEUTRAL: "=",
    Stance.UNCLEAR: "?",
}


class OutcomeKind(models.TextChoices):
    """What an event produced."""

    AGREEMENT = "agreement", "agreement"
    TREATY = "treaty", "treaty"
    DECISION = "decision", "decision"
    JOINT_STATEMENT = "joint_statement", "joint statement"
    COMMITMENT = "commitment", "commitment"
    PROCESS = "process", "process begun"
    NO_AGREEMENT = "no_agreement", "no agreement"
    OTHER = "other", "other"


class OutcomeStatus(models.TextChoices):
    """What has become of an outcome."""

    IN_PRINCIPLE = "in_principle", "in principle"
    AGREED = "agreed", "agreed"
    SIGNED = "signed", "signed"
    IN_FORCE = "in_force", "in force"
    IMPLEMENTED = "implemented", "implemented"
    BROKEN = "broken", "broken"
    LAPSED = "lapsed", "lapsed"
    UNKNOWN = "unknown", "unknown"


class OutcomeRelation(models.TextChoices):
    """What a later event does to an outcome."""

    CONFIRMS = "confirms", "confirms"
    IMPLEMENTS = "implements", "implements"
    BREAKS = "breaks", "breaks"


class LinkKind(models.TextChoices):
    """How one event stands to another, read from the first to the second."""

    DISCUSSES = "discusses", "discusses"
    FOLLOWS = "follows", "follows"
    PREPARES = "prepares", "prepares"
    PARALLEL_TO = "parallel_to", "parallel to"
    PART_OF = "part_of", "part of"
    REACTS_TO = "reacts_to", "reacts to"

    @property
    def inverse(self):
        """The name of the link, read from the second event to the first."""
        return INVERSE[self]


class TieReason(models.TextChoices):
    """Why an event stands in the relation of two states."""

    MEETING = "meeting", "both took part"
    VISIT = "visit", "one came to the other"
    OUTCOME = "outcome", "both are parties of an outcome"


INVERSE = {
    LinkKind.DISCUSSES: "discussed by",
    LinkKind.FOLLOWS: "followed by",
    LinkKind.PREPARES: "prepared by",
    LinkKind.PARALLEL_TO: "parallel to",
    LinkKind.PART_OF: "has part",
    LinkKind.REACTS_TO: "reacted to by",
}


# Verbs of saying as sources print them: the rest of one is offered as it is typed, of the earlier ones first.
VERBS = [
    "said", "noted", "argued", "stressed", "recalled", "warned", "added", "explained", "expressed", "emphasised",
    "pointed out", "proposed", "suggested", "believed", "called for", "considered", "doubted", "welcomed", "supported",
    "opposed", "rejected", "criticised", "expected", "predicted", "concluded", "asked", "agreed", "acknowledged",
    "admitted", "claimed", "denied", "described", "hoped", "insisted", "observed", "recommended", "regretted",
    "reminded", "remarked", "underlined", "urged", "told", "declared", "demanded", "favoured", "feared", "assessed",
]  # fmt: skip
