"""Popolo JSON (popoloproject.com): persons, organizations, posts and memberships as experts, organisations and appointments.

Every object of the four lists is a row, including memberships nested in a person or organization. A post is recorded
only with a holder, so the row of a post is recognised if a membership names it, and waits otherwise.
"""

import re

from django.core.exceptions import ValidationError

from experts.models import OrganisationKind
from intake.datasets import documents
from intake.datasets.documents import objects, text
from intake.datasets.rows import Importer, Proposed, RowWaits, Tie
from intake.errors import Unreadable
from lib.partialdates.core import PartialDateError, parse
from sources.models import IdentifierScheme
from sources.models.identifiers import plain, refuse_mistyped

LISTS = ("persons", "organizations", "posts", "memberships")
# Lists that may be nested in objects of another list, with the key that refers to the outer object.
NESTED = {
    "memberships": (("persons", "person_id"), ("organizations", "organization_id")),
    "posts": (("organizations", "organization_id"),),
}
# The kinds of organisation for known classifications; all else is “other”.
KINDS = {
    "party": OrganisationKind.PARTY, "political party": OrganisationKind.PARTY, "state": OrganisationKind.STATE,
    "country": OrganisationKind.STATE, "government": OrganisationKind.GOVERNMENT, "executive": OrganisationKind.GOVERNMENT,
    "legislature": OrganisationKind.GOVERNMENT, "cabinet": OrganisationKind.GOVERNMENT, "chamber": OrganisationKind.UNIT,
    "committee": OrganisationKind.UNIT, "commission": OrganisationKind.UNIT, "department": OrganisationKind.UNIT,
    "ministry": OrganisationKind.MINISTRY, "university": OrganisationKind.UNIVERSITY, "company": OrganisationKind.COMPANY,
    "corporation": OrganisationKind.COMPANY, "think tank": OrganisationKind.THINK_TANK, "institute": OrganisationKind.INSTITUTE,
}  # fmt: skip


def recognises(path):
    """Whether a file is Popolo JSON."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    try:
        root = documents.read(path, path.name)
    except Unreadable:
        return False
    return any(isinstance(root.get(name), list) for name in LISTS)


def propose(path, watch):
    """The rows of a file and the records proposed for them."""
    root = documents.read(path, path.name)
    if not any(isinstance(root.get(name), list) for name in LISTS):
        raise Unreadable(f"{path.name} has none of the lists {', '.join(LISTS)}, so it is not Popolo.")
    return _File(path, root, watch).propose()


class _File:
    def __init__(self, path, root, watch):
        self.path, self.root, self.watch = path, root, watch
        self.made = Proposed()
        self.made.part = documents.key(path.stem, longest=30)
        self.rows = {}  # (list, id) → row
        self.objects = {}  # (list, id) → object
        self.held = set()  # ids of posts that memberships name

    def propose(self):
        for name in LISTS:
            self._list(name)
            self.watch.read(self.path.name, len(self.made.rows))
        for name, build in (
            ("organizations", self._organisation),
            ("persons", self._person),
            ("memberships", self._membership),
        ):
            for (kind, id_), one in self.objects.items():
                if kind == name and not self.rows[kind, id_].reason:
                    self._build(build, self.rows[kind, id_], one)
        for (kind, id_), row in self.rows.items():
            if kind == "posts" and not row.reason:
                if id_ in self.held:
                    row.same_as = "memberships"
                else:
                    row.reason = "No membership names this post: a post is on record with who held it."
        for name in sorted(set(self.root) - {*LISTS, "meta"}):
            if count := len(objects(self.root[name])):
                self.made.notes.append(f"{name} ({count:,}) are not taken in.")
        return self.made

    def _list(self, name):
        for number, one, owner in self._of(name):
            row = self.made.row(
                f"{name} {text(one.get('id')) or number}", f"{self.path.name}, {name}", number, _passage(one)
            )
            row.reason = documents.unstorable(one)
            id_, one = text(one.get("id")), {**owner, **one}
            if name == "memberships":
                # Memberships need no id.
                id_ = id_ or _unnamed(one)
            if not id_:
                row.reason = "It has no id."
                id_ = f"no. {number}"
            elif (name, id_) in self.objects:
                first = self.rows[name, id_]
                if self.objects[name, id_] == one:
                    row.same_as = first.place
                else:
                    row.reason = f"This id stands twice, first at {first.file}, no. {first.line}, for something else."
                continue
            self.rows[name, id_], self.objects[name, id_] = row, one

    def _of(self, name):
        """Yield (number, object, implied values) of a list, then of the objects nested in other lists."""
        number = 0
        whole = self.root.get(name)
        for one in whole if isinstance(whole, list) else ():
            number += 1
            yield number, one if isinstance(one, dict) else {}, {}
        for above, reference in NESTED.get(name, ()):
            for owner in objects(self.root.get(above)):
                for one in objects(owner.get(name)):
                    number += 1
                    yield number, one, {reference: owner.get("id")}

    def _build(self, build, row, one):
        try:
            build(row, one)
        except (RowWaits, PartialDateError) as error:
            row.reason = str(error)

    def _key(self, kind, id_):
        return documents.key(self.made.part, kind, id_)

    def _cite(self, row, one):
        """Cite the file as the source, and the pages that the object names."""
        source = self.made.shared(
            "sources", documents.key("popolo", self.made.part), row, [Tie("address")], kind="dataset",
            title=f"{self.path.stem} (Popolo data)",
        )  # fmt: skip
        found = [{"source": source, "locator": row.place[:200]}]
        for said in objects(one.get("sources")):
            if url := text(said.get("url")):
                page = self.made.shared(
                    "sources", documents.key("page", url.split("://")[-1]), row, [Tie("address")], kind="web_page",
                    title=text(said.get("note"))[:500] or url[:500], url=url,
                )  # fmt: skip
                found.append({"source": page})
        return found

    def _organisation(self, row, one):
        parent, id_ = text(one.get("parent_id")), text(one.get("id"))
        if parent and ("organizations", parent) not in self.objects:
            raise RowWaits(f"parent_id “{parent}” leads to no organization of this file.")
        self.made.own(
            row,
            "organisations",
            self._key("org", id_),
            name=_name(one),
            kind=KINDS.get(text(one.get("classification")).lower(), "other"),
            parent=self._key("org", parent) if parent else None,
            start=_date(one, "founding_date"),
            end=_date(one, "dissolution_date"),
            website=next(iter(_links(one)), ""),
            notes=_about(one, "description"),
            names=_names(one),
            identifiers=self._identifiers("org", id_, one),
            citations=self._cite(row, one),
        )

    def _person(self, row, one):
        id_ = text(one.get("id"))
        self.made.own(
            row,
            "experts",
            self._key("person", id_),
            name=_name(one),
            born=_date(one, "birth_date"),
            died=_date(one, "death_date"),
            website=next(iter(_links(one)), ""),
            notes=_about(one, "biography"),
            names=_names(one),
            identifiers=self._identifiers("person", id_, one),
            citations=self._cite(row, one),
        )

    def _membership(self, row, one):
        post_id, behalf = text(one.get("post_id")), text(one.get("on_behalf_of_id"))
        post = self.objects.get(("posts", post_id), {})
        if post_id and not post:
            raise RowWaits(f"post_id “{post_id}” leads to no post of this file.")
        whole = one if text(one.get("organization_id")) else {**one, "organization_id": post.get("organization_id")}
        said = (post.get("label"), one.get("role"), post.get("role"), one.get("label"), "member")
        label = next(text(words) for words in said if text(words))
        note = [text(one.get("label"))] if text(one.get("label")) != label else []
        if behalf:
            party = text(self.objects.get(("organizations", behalf), {}).get("name"))
            note.append(f"On behalf of {party or behalf}.")
        self.made.own(
            row,
            "appointments",
            self._key("membership", text(one.get("id")) or _unnamed(one)),
            expert=self._reference(one, "person_id", "persons", "person"),
            organisation=self._reference(whole, "organization_id", "organizations", "organization"),
            post=label[:300],
            start=_date(one, "start_date"),
            end=_date(one, "end_date"),
            note=" ".join(filter(None, note))[:500],
            citations=self._cite(row, one),
        )
        self.held.add(post_id)

    def _reference(self, one, name, kind, word):
        id_ = text(one.get(name))
        if not id_:
            raise RowWaits(f"It has no {name}.")
        if (kind, id_) not in self.objects:
            raise RowWaits(f"{name} “{id_}” leads to no {word} of this file.")
        if self.rows[kind, id_].reason:
            raise RowWaits(f"{name} “{id_}” waits itself: {self.rows[kind, id_].reason}")
        return self._key("person" if kind == "persons" else "org", id_)

    def _identifiers(self, kind, id_, one):
        """The identifiers of an object: those of known schemes, and others prefixed with their scheme."""
        found = {("other", f"popolo:{self.made.part}/{kind}/{id_}"[:200]): None}
        for said in objects(one.get("identifiers")):
            scheme, value = text(said.get("scheme")), text(said.get("identifier"))
            if not value:
                continue
            known = scheme.lower() if scheme.lower() in IdentifierScheme.values else "other"
            own = plain(known, value)
            try:
                refuse_mistyped(known, own)
            except ValidationError:
                known = "other"
            found[known, own if known != "other" else f"{scheme}:{value}"[:200] if scheme else value[:200]] = None
        return [{"scheme": scheme, "value": value} for scheme, value in found]


def _unnamed(one):
    """A substitute for the missing id of a membership."""
    parts = ("person_id", "organization_id", "post_id", "role", "start_date")
    return documents.key(*(text(one.get(part)) for part in parts))


def _links(one):
    return [url for link in objects(one.get("links")) if (url := text(link.get("url")))]


def _about(one, key):
    """The summary, the text under a key, and the links beyond the first, which is the website."""
    return "\n\n".join(filter(None, [text(one.get("summary")), text(one.get(key)), *_links(one)[1:]]))


def _passage(one):
    said = (f"{name}: {text(value)}" for name, value in one.items() if text(value))
    return "; ".join(said)


def _name(one):
    name = text(one.get("name")) or " ".join(filter(None, (text(one.get("given_name")), text(one.get("family_name")))))
    if not name:
        raise RowWaits("It has no name.")
    if len(name) > 300:
        raise RowWaits("Its name has more than 300 letters.")
    return name


def _names(one):
    found = {}
    for said in objects(one.get("other_names")):
        name, sides = text(said.get("name"))[:300], (text(said.get("start_date")), text(said.get("end_date")))
        if name and name != text(one.get("name")):
            kind = "former" if sides[1] else "variant"
            period = str(parse("/".join(sides))) if all(sides) else None
            found.setdefault((name, kind), {"text": name, "kind": kind, "period": period})
    return list(found.values())


def _date(one, name):
    said = one.get(name)
    if said in (None, "", False):
        return None
    # Some write 2021-6 for June.
    return str(parse(re.sub(r"-(\d)(?=-|$)", r"-0\1", text(said)) or repr(said)))


IMPORTER = Importer("popolo", "people, organisations and posts as Popolo JSON", recognises, propose)
