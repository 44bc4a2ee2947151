"""The base of all identifiers: the catalogue, the value, and the rules of each scheme."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Concat

from lib import digits
from lib.choices import choices_constraint


class IdentifierScheme(models.TextChoices):
    """The catalogue that issues an identifier."""

    WIKIDATA = "wikidata", "Wikidata"
    VIAF = "viaf", "VIAF"
    ISNI = "isni", "ISNI"
    ORCID = "orcid", "ORCID"
    ROR = "ror", "ROR"
    GEONAMES = "geonames", "GeoNames"
    DOI = "doi", "DOI"
    ISBN = "isbn", "ISBN"
    ISSN = "issn", "ISSN"
    ISO_3166 = "iso3166", "ISO 3166"
    HSG = "hsg", "Office of the Historian"
    OTHER = "other", "other"


def _compact(text):
    return re.sub(r"[\s\-\u2010-\u2013]", "", text).upper()


def _in_fours(text):
    return re.sub(r"(.{4})(?=.)", r"\1-", _compact(text))


def _number(text):
    """The number at the start of a path: …/2660646/geneva.html."""
    return re.sub(r"/[^/]*\.html$", "", text).strip()


def _mod_11_2(value):
    """ISO 7064, mod 11-2: ISNI and ORCID."""
    total = 0
    for digit in _compact(value)[:-1]:
        total = (total + int(digit)) * 2
    return value[-1] == "0123456789X"[(12 - total % 11) % 11]


def _mod_97_10(value):
    """ISO 7064, mod 97-10, of a number in Crockford's base 32: ROR."""
    number = 0
    for letter in value[:-2]:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(letter)
    return int(value[-2:]) == 98 - number * 100 % 97


def _weighted(value):
    """ISBN with 10 digits and ISSN: mod 11, the weights count down to 1. ISBN with 13: mod 10, 1 and 3 in turn."""
    digits = [10 if letter == "X" else int(letter) for letter in _compact(value)]
    if len(digits) == 13:
        return sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10 == 0
    return sum(digit * weight for digit, weight in zip(digits, range(len(digits), 0, -1), strict=True)) % 11 == 0


# Catalogues that list some things twice: the Office of the Historian has George H. W. Bush under two numbers.
SEVERAL = [IdentifierScheme.HSG, IdentifierScheme.OTHER]


@dataclass(frozen=True)
class Rule:
    """How a scheme writes its identifiers."""

    pattern: str
    example: str
    uri: str = ""  # with {} for the value; "" if the value does not determine the URL
    tidy: Callable = str.strip  # converts another notation of an identifier to the scheme's own
    check: Callable = lambda value: True  # whether its check digits are right
    host: str = ""  # the host of its URLs, without a prefix such as www.


# Longer URLs are not parsed: the time would grow with the square of their length.
LONGEST = 1000

RULES = {
    "wikidata": Rule(r"Q[1-9][0-9]*", "Q9671", "http://www.wikidata.org/entity/{}", str.upper, host="wikidata.org"),
    "viaf": Rule(r"[1-9][0-9]*", "102333412", "http://viaf.org/viaf/{}", host="viaf.org"),
    "isni": Rule(r"[0-9]{15}[0-9X]", "0000000121032683", "https://isni.org/isni/{}", _compact, _mod_11_2, "isni.org"),
    "orcid": Rule(
        r"([0-9]{4}-){3}[0-9]{3}[0-9X]", "0000-0002-1825-0097", "https://orcid.org/{}", _in_fours, _mod_11_2, "orcid.org",
    ),
    "ror": Rule(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}", "03yrm5c26", "https://ror.org/{}", str.lower, _mod_97_10, "ror.org"),
    "geonames": Rule(r"[1-9][0-9]*", "2660646", "https://sws.geonames.org/{}/", _number, host="geonames.org"),
    "doi": Rule(r'10\.[0-9]{4,9}/[^\s"<>#?%]+', "10.1000/182", "https://doi.org/{}", str.lower, host="doi.org"),
    "isbn": Rule(r"97[89][0-9]{10}|[0-9]{9}[0-9X]", "9780306406157", "urn:isbn:{}", _compact, _weighted),
    "issn": Rule(
        r"[0-9]{4}-[0-9]{3}[0-9X]", "0317-8471", "https://portal.issn.org/resource/ISSN/{}", _in_fours, _weighted, "issn.org",
    ),
    # Two letters for a current country, four for a former one (part 3 of the standard).
    "iso3166": Rule(r"[A-Z]{2}|[A-Z]{4}", "CH", tidy=str.upper),
    # Its people and travelling presidents have different URLs, so there is no link.
    "hsg": Rule(r"[a-z0-9]+(-[a-z0-9]+)*", "reagan-ronald", tidy=str.lower, host="history.state.gov"),
    "other": Rule(r".*\S.*", "the catalogue and its number"),
}  # fmt: skip


def plain(scheme, text):
    """An identifier in the notation of its scheme, from a URL or another notation, in digits of any script.

    A text that cannot be read is returned stripped; ``refuse_mistyped`` says what is wrong.
    """
    # Text copied from a page or a PDF may contain invisible characters.
    text = " ".join(digits.without_marks(text).split())
    if scheme not in RULES or scheme == IdentifierScheme.OTHER or len(text) > LONGEST:
        return text
    rule = RULES[scheme]
    # URLs and prefixes: https://orcid.org/…, urn:isbn:…, doi:…, ISSN 0317-8471, ….html?ID=…, …/Q42?uselang=de#P31
    rest = digits.plain(text)
    while rest:
        for part in (rest, re.split(r"[?#&]", rest, maxsplit=1)[0]):
            if re.fullmatch(rule.pattern, tidied := rule.tidy(part.rstrip("/"))):
                return tidied
        rest = re.split(r"[/:=\s]", rest, maxsplit=1)[1] if re.search(r"[/:=\s]", rest) else ""
    return text


def refuse_mistyped(scheme, value):
    """Raise ValidationError if a value is no identifier of its scheme, or not in the scheme's notation."""
    rule = RULES[scheme]
    own = plain(scheme, value)
    label = IdentifierScheme(scheme).label
    if not re.fullmatch(rule.pattern, own):
        raise ValidationError(
            {"value": f"“{value}” is not a valid identifier of {label}; an example is {rule.example}."}
        )
    if not rule.check(own):
        raise ValidationError(
            {
                "value": f"“{value}” is not a valid identifier of {label}: its check digits do not match. Is a digit mistyped?"
            }
        )
    if own != value:
        raise ValidationError({"value": f"Write “{value}” as {label} does: {own}"})


def parse_identifier(text):
    """(scheme, value) of ``scheme:value``, in any notation, or of a URL in a catalogue.

    Raises ValidationError for an unknown scheme or an invalid identifier.
    """
    known = ", ".join(RULES)
    if "\x00" in text:
        raise ValidationError(f"This cannot be an identifier: give scheme:value. The schemes: {known}.")
    if address := re.match(r"https?://([^/?#]+)", text, re.IGNORECASE):
        host = f".{address[1].lower()}"
        scheme = next((name for name, rule in RULES.items() if rule.host and host.endswith(f".{rule.host}")), "other")
        value = text
    else:
        # A URN begins with a scheme, too: urn:isbn:…
        scheme, _, value = re.sub(r"^urn:", "", text, flags=re.IGNORECASE).partition(":")
        scheme = scheme.strip().lower()
        if scheme not in RULES or not value.strip():
            raise ValidationError(
                f"“{text}” is not an identifier: give scheme:value, e.g. wikidata:Q9671. The schemes: {known}."
            )
    value = plain(scheme, value)
    try:
        refuse_mistyped(scheme, value)
    except ValidationError as error:
        raise ValidationError(error.message_dict["value"]) from error
    return scheme, value


class Identifier(models.Model):
    """The identifier of a record in an external catalogue.

    Concrete tables stand beside each kind of record, with a foreign key named
    ``record`` (related name ``identifiers``).
    """

    scheme = models.CharField(max_length=12, choices=IdentifierScheme)
    value = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ["scheme", "value", "id"]

    def __str__(self):
        return f"{self.scheme}:{self.value}"

    plain = staticmethod(plain)

    @property
    def uri(self):
        """The URI of the record in the catalogue, mostly a link too; or ""."""
        if self.scheme == IdentifierScheme.OTHER:
            return self.value if re.match(r"https?://\S+$", self.value) else ""
        return RULES[self.scheme].uri.format(self.value)

    @staticmethod
    def several(record):
        """Warnings about schemes with several identifiers of a record, one of which may belong to another record."""
        found = {}
        for one in record.identifiers.all():
            if one.scheme not in SEVERAL:
                found.setdefault(one.get_scheme_display(), []).append(one.value)
        for scheme, values in found.items():
            if len(values) > 1:
                listed = f"{', '.join(values[:-1])} and {values[-1]}"
                yield f"“{record}” has {len(values)} identifiers of {scheme}: {listed}. Does one of them name something else?"

    @property
    def words(self):
        """The identifier in words: catalogue and value."""
        # The value of the scheme “other” names its catalogue.
        return self.value if self.scheme == IdentifierScheme.OTHER else f"{self.get_scheme_display()} {self.value}"

    @property
    def link(self):
        """The link for a browser, by https if the catalogue has it; or ""."""
        if not self.uri.startswith("http"):
            return ""
        return self.uri if self.scheme == IdentifierScheme.OTHER else self.uri.replace("http:", "https:", 1)

    @staticmethod
    def uri_expression(prefix=""):
        """``uri`` in SQL, for the identifier at ``prefix``. A test compares the two."""
        value, scheme = f"{prefix}value", f"{prefix}scheme"
        ways = [(Q(**{scheme: name}), rule.uri.split("{}")) for name, rule in RULES.items() if rule.uri]
        return Case(
            *(When(is_of, then=Concat(Value(before), F(value), Value(after))) for is_of, (before, after) in ways),
            When(Q(**{scheme: "other", f"{value}__regex": r"^https?://\S+$"}), then=F(value)),
            default=Value(""),
            output_field=models.TextField(),
        )

    def clean(self):
        """The value is valid, in the notation of its scheme."""
        super().clean()
        # An empty value or unknown scheme is reported by its own field.
        if self.scheme in RULES and self.value:
            refuse_mistyped(self.scheme, self.value)


def with_several(records):
    """Records with more than one identifier of a scheme, except the schemes in ``SEVERAL``."""
    rows = records.model._meta.get_field("identifiers").related_model.objects.exclude(scheme__in=SEVERAL)
    twice = rows.order_by().values("record", "scheme").annotate(number=Count("pk")).filter(number__gt=1)
    return records.filter(pk__in=twice.values("record"))


def identifier_constraints(model):
    """Constraints of a concrete identifier table: one record per identifier."""
    return [
        models.UniqueConstraint(
            fields=["scheme", "value"],
            name=f"{model}_once",
            violation_error_message="Another record already has this identifier: is it the same one?",
        ),
        models.CheckConstraint(
            condition=~Q(value=""), name=f"{model}_value", violation_error_message="An identifier needs a value."
        ),
        choices_constraint("scheme", IdentifierScheme, "The scheme of an identifier"),
    ]
