"""Parses pages: outline, ids, links, and rules for all pages."""

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    """The parts of a page that tests use; ``text`` is what a reader sees or hears."""

    def __init__(self, html):
        super().__init__()
        self.html, self.tags, self.ids, self.links, self.labels, self.controls = html, [], [], [], set(), []
        self.headings, self.lang, self.title, self.inline = [], None, "", []
        self._open, self.words = [], []
        self.feed(html)
        text = " ".join(" ".join(self.words).split())
        self.text = re.sub(r" ([,.;:)])", r"\1", text).replace("( ", "(")

    def handle_starttag(self, tag, attributes):
        got = dict(attributes)
        self.tags.append(tag)
        self._open.append(tag)
        if "id" in got:
            self.ids.append(got["id"])
        if tag == "html":
            self.lang = got.get("lang")
        if tag in ("a", "form") and (got.get("href") or got.get("action")):
            self.links.append(got.get("href") or got.get("action"))
        if tag == "label" and "for" in got:
            self.labels.add(got["for"])
        if tag in ("input", "select", "textarea") and got.get("type") != "hidden":
            self.controls.append((got.get("id"), "label" in self._open))
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if "style" in got or any(name.startswith("on") for name in got) or tag == "style":
            self.inline.append((tag, attributes))
        if (
            tag == "script"
            and not got.get("src")
            and got.get("type") not in ("application/json", "application/ld+json")
        ):
            self.inline.append((tag, attributes))

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1] == "title":
            self.title += data
        if "script" not in self._open:
            self.words.append(data)


def check(page):
    """Check the rules for all pages: language, title, landmarks, one h1, no skipped level, labels, no inline code."""
    assert page.lang == "en" and page.title.strip()
    assert page.tags.count("h1") == 1 and page.tags.count("main") == 1
    assert {"header", "nav", "footer"} <= set(page.tags)
    assert page.links[0] == "#main" and "main" in page.ids
    assert len(page.ids) == len(set(page.ids)), [name for name in page.ids if page.ids.count(name) > 1]
    assert page.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), (
        page.headings
    )
    assert all(inside or name in page.labels for name, inside in page.controls), page.controls
    assert page.inline == []


def get(client, address, status=200):
    """The page at an address, which must answer with a status."""
    response = client.get(address)
    assert response.status_code == status, address
    return Page(response.content.decode())
