"""Who sees the passages of attached texts: editors; strangers where the installation says so."""

import pytest

from sources.models import Source
from tests import factories as f
from tests.desk.pages import researcher

pytestmark = pytest.mark.django_db
WORDS = "They met in the palace."


@pytest.fixture
def addresses():
    """The pages and answers that name the passage, with the words that they show."""
    source = f.source(title="Report", publication="published")
    Source.objects.filter(pk=source.pk).update(archived_text=f"{WORDS} Both came.")
    one = f.expert(name="Vera Novikova", publication="published")
    event = f.event(name="Discussion", date="2021-06-16", publication="published")
    said = f.position(event=event, summary="It was a palace.", holders=[one], publication="published")
    for record in (event, said):
        record.citations.create(source=source, paragraph=1, sentence=1)
    api = f"/api/v1/experts/{one.slug}/timeline/"
    return [*(r.get_absolute_url() for r in (event, source, one)), f"{api}?format=json", f"{api}?format=md"]


@pytest.mark.parametrize("shown", [True, False])
def test_strangers_see_passages_where_the_installation_says_so(client, settings, addresses, shown):
    settings.PARLEY_PASSAGES = shown
    seen = {address: WORDS in client.get(address).content.decode() for address in addresses}
    assert list(seen.values())[:4] == [shown] * 4, seen
    if not shown:
        assert not any(seen.values())
        assert "attached, for editors alone" in client.get(addresses[1]).content.decode()


def test_editors_see_them_in_any_case(client, settings, addresses):
    settings.PARLEY_PASSAGES = False
    client.force_login(researcher())
    assert all(WORDS in client.get(address).content.decode() for address in addresses[:4])


def test_it_is_off_unless_it_is_chosen():
    from config import settings

    assert settings.PARLEY_PASSAGES is False


def test_the_whole_text_is_read_in_the_desk_alone(client, settings, addresses):
    settings.PARLEY_PASSAGES = True
    text = f"/admin/source-text/{Source.objects.get().pk}/"
    assert client.get(text).status_code == 302
    client.force_login(researcher())
    assert client.get(text).json()["paragraphs"] == [[WORDS, "Both came."]]
