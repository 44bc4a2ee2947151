"""Pages are compressed where no proxy does it."""

import pytest

ZIPPED = {"accept-encoding": "gzip"}


@pytest.mark.parametrize(
    ("address", "headers", "compressed"),
    [
        ("/about/", ZIPPED, True),
        ("/about/", {}, False),
        ("/about/", {**ZIPPED, "x-forwarded-for": "192.0.2.1"}, False),
        ("/api/v1/events/", ZIPPED, False),
    ],
)
def test_a_page_is_compressed_for_whom_asks_parley_itself(db, client, address, headers, compressed):
    answer = client.get(address, headers=headers)
    assert (answer.get("Content-Encoding") == "gzip") is compressed


def test_a_browser_that_has_the_compressed_page_gets_no_body(db, client):
    first = client.get("/about/", headers=ZIPPED)
    again = client.get("/about/", headers={**ZIPPED, "if-none-match": first["ETag"]})
    assert first["ETag"].startswith("W/") and again.status_code == 304 and not again.content
