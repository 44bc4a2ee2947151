"""The shape of a constraint's case, and the cases that tables made by one pattern share.

A case is a function that returns a record which is valid but for one constraint: not
saved yet, or saved and changed. The modules ``tests/<app>/constraint_cases.py`` give
the cases of each app, by the constraint's name.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests import factories as make


@dataclass
class Case:
    """``build`` returns the broken record; ``field``, ``says``: where full_clean() says it first, with what words.

    Without ``says`` the constraint's own message must come, for the record as a whole.
    """

    build: Callable
    field: str = ""
    says: str = ""


BLANK = "This field cannot be blank."


def member_cases(record, model, *fields):
    """The cases of the fields of a kind of record that hold a member of an enumeration."""
    return {
        f"{model._meta.model_name}_{field}_known": Case(
            lambda field=field: changed(record(), **{field: "nosuch"}), field, "Value 'nosuch' is not a valid choice."
        )
        for field in fields
    }


def name_cases(model, record):
    """The cases of a table of names; ``record`` makes the record that has the name."""
    prefix = model._meta.model_name

    def twice():
        fields = {"record": record(), "text": "Имя", "language": "ru", "kind": "variant"}
        model.objects.create(**fields)
        return model(**fields)

    return {
        f"{prefix}_once": Case(twice),
        f"{prefix}_script": Case(lambda: model(record=record(), text="Имя", script="ru")),
        **member_cases(lambda: model(record=record(), text="Имя"), model, "kind"),
    }


def citation_cases(model, record):
    """The cases of a table of citations; ``record`` makes the record that is cited."""
    prefix = model._meta.model_name

    def cite(**fields):
        return model(record=record(), source=make.source(), **fields)

    def twice():
        # Empty places count as equal: the same source for the whole record, twice.
        fields = {"record": record(), "source": make.source()}
        model.objects.create(**fields)
        return model(**fields)

    return {
        f"{prefix}_once": Case(twice),
        f"{prefix}_sentence_in_paragraph": Case(lambda: cite(sentence=2)),
        f"{prefix}_paragraph_from_1": Case(lambda: cite(paragraph=0)),
        f"{prefix}_sentence_from_1": Case(lambda: cite(paragraph=1, sentence=0)),
        f"{prefix}_value_of_field": Case(lambda: cite(value="16 June")),
    }


def identifier_cases(model, record):
    """The cases of a table of identifiers."""
    prefix = model._meta.model_name

    def twice():
        model.objects.create(record=record(), scheme="wikidata", value="Q1")
        return model(record=record(), scheme="wikidata", value="Q1")

    return {
        f"{prefix}_once": Case(twice),
        f"{prefix}_value": Case(lambda: model(record=record(), scheme="wikidata", value=""), "value", BLANK),
        **member_cases(lambda: model(record=record(), value="Q1"), model, "scheme"),
    }


def actor_cases(model, owner):
    """The cases of a table whose rows name one expert or organisation; ``owner`` makes the other fields."""
    prefix = model._meta.model_name

    def twice():
        fields = {**owner(), "expert": make.expert()}
        model.objects.create(**fields)
        return model(**fields)

    return {
        f"{prefix}_one_actor": Case(lambda: model(**owner(), expert=make.expert(), organisation=make.organisation())),
        f"{prefix}_once": Case(twice),
    }


def twice(model, **makers):
    """A case: the same row a second time; ``makers`` give the fields (functions are called)."""

    def build():
        fields = {name: value() if callable(value) else value for name, value in makers.items()}
        model.objects.create(**fields)
        return model(**fields)

    return Case(build)


def changed(record, **fields):
    """A saved record with other values, not yet written."""
    for name, value in fields.items():
        setattr(record, name, value)
    return record
