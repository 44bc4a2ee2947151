"""HEAD has the headers of GET, at every address."""

import pytest
from django.test import Client

from tests import factories as make
from tests.routes import addresses

RECORDS = [
    "/", "/events/", "/events/mark-event/", "/experts/mark-expert/", "/positions/mark-position/", "/topics/mark-topic/",
    "/places/mark-land/", "/search/?q=mark", "/api/v1/events/", "/api/v1/events/?format=csv", "/api/v1/events/?format=ics",
    "/api/v1/events/mark-event/", "/api/v1/events/mark-event/related/", "/api/v1/events/?format=api",
    *(f"/api/v1/experts/mark-expert/timeline/?format={name}" for name in ("json", "csv", "ics", "timelinejs")),
    "/api/v1/events/?nonsense=1", "/api/v1/nothing/",
]  # fmt: skip
# What another request gets anew.
PASSING = {"Set-Cookie", "Date", "Expires"}


def heads(response):
    return {name: value for name, value in response.items() if name not in PASSING}


def compare(client, address):
    """What HEAD answers otherwise than GET; {} for nothing. What two GET do not have in common counts for nothing."""
    first, second = heads(client.get(address)), heads(client.get(address))
    answer = client.head(address)
    assert not (answer.getvalue() if answer.streaming else answer.content)
    wanted = {"status": client.get(address).status_code, **first}
    given = {"status": answer.status_code, **heads(answer)}
    moving = {name for name in first if first[name] != second.get(name)}
    return {
        name: (wanted.get(name), given.get(name))
        for name in wanted.keys() | given.keys()
        if name not in moving and wanted.get(name) != given.get(name)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address, _ in addresses()])
def test_head_at_every_address(address):
    assert compare(Client(), address) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("address", RECORDS)
def test_head_of_what_is_on_record(address):
    make.world()
    assert compare(Client(), address) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/events/", "/events/mark-event/", "/api/v1/events/mark-event/"])
def test_head_knows_what_a_client_has(address):
    make.world()
    etag = Client().get(address)["ETag"]
    assert Client().head(address, headers={"if-none-match": etag}).status_code == 304
    assert Client().head(address, headers={"if-none-match": '"other"'}).status_code == 200
