"""Two states, who sat for them at which events, and what the API says ties them."""

from tests import factories as make

PATH = "relations/north/south"


def state(slug, **fields):
    """A state."""
    return make.organisation(slug=slug, name=slug.title(), kind="state", **fields)


def sat(event, who, **fields):
    """Somebody (or a state itself) at an event as principal, for a state where it is a person."""
    return make.participation(event=event, **{"role": "principal", **fields, **make.actor(who)})


def met(w, slug, **fields):
    """A summit of Ada for North and Bo for South."""
    event = make.event(slug=slug, **{"date": "2000-05-01", **fields})
    sat(event, w.ada, on_behalf_of=w.north)
    sat(event, w.bo, on_behalf_of=w.south)
    return event


def reasons(api, path=PATH, **parameters):
    """{slug of an event: [(reason, visitor)]} of a relation."""
    rows = api.rows(path, **parameters)
    return {row["slug"]: [(one["reason"], one["visitor"]) for one in row["reasons"]] for row in rows}
