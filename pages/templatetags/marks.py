"""Marks of pictures and choices of forms, of which a page has hundreds: made in Python, as in pages.templatetags.often."""

from django import template
from django.utils.safestring import SafeString

from lib.languages import counted, gettext, is_foreign, several, translated
from lib.templatetags.words import ENGLISH
from pages.templatetags.often import filled, joined

register = template.Library()

OPTION = '<option value="{}"{}>{}</option>\n'
SHAPE = '<svg class="k-{}" viewBox="-8 -8 16 16" aria-hidden="true"><path d="{}" fill="currentcolor"/></svg>\n'
CHOICE = """<li><a class="choice" href="{}" rel="nofollow"{}>
{}<span>{}</span> <span class="count">{}</span>{}</a></li>
"""
# How large a block is, and how it stands to the line of its lane, is the style sheet's.
BEAT = '<a class="{}" href="{}"><title>{}</title><rect x="{}"/><text x="{}">{}</text></a>\n'
BRIEF = """<li class="{}"><span class="sign" aria-hidden="true">{}</span>
<span><span class="unseen">{}:</span> <a class="plain serif" href="{}"{}>{}</a>
<span class="soft small">{}{}</span></span></li>
"""
BAR = """<a href="{address}{anchor}" aria-label="{number}, {words}"><title>{words}: {number}</title>
<rect class="reach" x="{x}%" width="{width}%" y="0" height="100"/>
<rect class="bar{on}" x="{x}%" width="{bar}%" y="{y}" height="{height}"/>
{most}</a>"""
MOST = '<text class="middle strong" x="{}%" y="12">{}</text>'
TICK = '<text class="quiet" x="{}%" y="118">{}</text>\n'
BAR_ROW = '<tr><th scope="row"><a href="{}{}">{}</a></th><td class="figure">{}</td></tr>\n'
SPOT = """<a href="{page}" class="{classes}" aria-label="{words}: {events}{off}">
<title>{places}</title>
<circle class="reach" cx="{x}%" cy="{y}%" r="12"/><circle class="spot" cx="{x}%" cy="{y}%" r="{radius}"/>
{label}</a>
"""
SPOT_LABEL = '<text class="halo {}" x="{}%" dx="{}" y="{}%" dy="{}">{}</text>'
SPOT_ROW = '<tr><th scope="row"><a href="{}">{}</a>{}{}</th>\n<td class="figure">{}{}</td></tr>\n'
TERM = """<a href="{0}"><title>{1}</title>
<rect class="reach" x="{2}%" width="24" y="15" height="24"/>
<rect class="post{3}" x="{2}%" width="{4}%" y="15" height="24"/>
{5}</a>
"""
TERM_LINE = '<line class="grid" x1="{0}%" x2="{0}%" y1="0" y2="40"/>'
TERM_LABEL = '<text x="{}%" dx="5" y="31">{}{}</text>'
MEETING = """<a href="{page}" aria-label="{words}"><title>{words}</title>
<svg class="k-{kind}" x="{x}%" y="{y}"><rect class="reach" x="-12" y="-12" width="24" height="24"/>
{drawn}</svg></a>
"""
SEVERAL = '<rect class="several" x="-12" y="-11" width="24" height="22" rx="3"/>\n<text class="number" y="5">{}</text>'
ALONE = '<path d="{}" fill="currentcolor"/>'
TIED = """<a href="{page}" aria-label="{words}" class="{of}"><title>{words}</title>
<svg viewBox="0 0 100 {height}" preserveAspectRatio="none" height="{height}"><path d="{lines}"/></svg>
{drawn}</a>
"""
TIED_DRAWN = {
    "event": """<rect class="box{off}" x="35%" width="30%" y="{top}" height="24" rx="3"/>
<text class="middle" x="50%" y="{base}">{label}</text>""",
    "expert": """<rect class="reach" width="24.5%" y="{top}" height="24"/>
<circle cx="24%" cy="{y}" r="5"/><text class="end" x="23%" y="{base}">{label}</text>""",
    "organisation": """<rect class="reach" x="75.5%" width="24.5%" y="{top}" height="24"/>
<circle cx="76%" cy="{y}" r="5"/><text x="77%" y="{base}">{label}</text>""",
}


@register.simple_tag
def options(rows, chosen):
    """The options of a choice of ``rows``, [(value, words)], with the one that is ``chosen``."""
    selected = SafeString(" selected")
    return joined("", OPTION, ((value, selected if value == chosen else "", words) for value, words in rows))


@register.simple_tag
def symbol(family):
    """The symbol of a pages.families.Family."""
    return filled(SHAPE, family.name, family.path)


@register.simple_tag
def beats(lane, base):
    """The blocks of a lane of a pages.pictures.score; ``base``: the page where the statements stand."""
    return joined("", BEAT, (_beat(beat, base or "") for beat in lane["beats"]))


def _beat(beat, base):
    return beat["stance"], f"{base}#{beat['id']}", beat["title"], beat["x"], beat["middle"], beat["sign"]


@register.simple_tag
def brief(statements):
    """A line for each of [(stance, sign, told position)] (pages.rows.describe_position)."""
    lang = ENGLISH if is_foreign() else ""
    return SafeString("".join(_brief(*row, lang) for row in statements))


def _brief(stance, sign, p, lang):
    inferred = f", {gettext('inferred')}" if p["inferred"] else ""
    return filled(BRIEF, stance, sign, translated(stance), p["page"], lang, p["summary"], p["who"], inferred)


@register.simple_tag
def choices(facet):
    """The items of a pages.facets.Facet."""
    return joined("", CHOICE, (_choice(*row) for row in facet.choices))


def _choice(words, number, query, chosen, family):
    shape = symbol(family) if family else ""
    current, all_ = "", ""
    if chosen:
        current = SafeString(' aria-current="true"')
        all_ = filled(' <span class="unseen">,\n{}</span>', gettext("chosen: show all"))
    return query, current, shape, words, counted(number), all_


@register.simple_tag
def bars(histogram, anchor):
    """The bars of a pages.pictures.histogram, with the years below them; ``anchor``: where on the page their list stands."""
    return SafeString("".join(_bar(bar, histogram["most"], anchor) for bar in histogram["bars"]))


def _bar(bar, most, anchor):
    drawn = ""
    if bar["number"]:
        number = counted(bar["number"])
        top = filled(MOST, bar["middle"], number) if bar["first"] == most["first"] else ""
        drawn = filled(BAR, **{**bar, "number": number, "on": " on" if bar["on"] else ""}, anchor=anchor, most=top)
    return drawn + (filled(TICK, bar["x"], bar["label"]) if bar["label"] else "")


@register.simple_tag
def bar_rows(histogram, anchor):
    """The rows of its table."""
    there = (bar for bar in histogram["bars"] if bar["number"])
    return joined("", BAR_ROW, ((bar["address"], anchor, bar["words"], counted(bar["number"])) for bar in there))


@register.simple_tag
def spots(marks):
    """The marks of a pages.pictures.map."""
    return SafeString("".join(map(_spot, marks)))


def _spot(mark):
    off = f", {mark.off} {gettext('called off')}" if mark.off else ""
    label = filled(SPOT_LABEL, mark.side, mark.x, mark.away, mark.y, mark.down, mark.label) if mark.label else ""
    return filled(
        SPOT,
        page=mark.page,
        classes=mark.classes,
        words=mark.words,
        events=several(mark.number, "event"),
        off=off,
        places=mark.places,
        x=mark.x,
        y=mark.y,
        radius=mark.radius,
        label=label,
    )


@register.simple_tag
def spot_rows(rows):
    """The rows of its table, [(spot, address)]."""
    return joined("", SPOT_ROW, (_spot_row(*row) for row in rows))


def _spot_row(spot, address):
    country = f", {spot.country}" if spot.country else ""
    vague = filled('\n<span class="soft">{}</span>', gettext("no town known")) if spot.vague else ""
    off = filled(' <span class="soft">{}\n{}</span>', spot.off, gettext("called off")) if spot.off else ""
    return address, spot.name, country, vague, counted(spot.number), off


@register.simple_tag
def meeting_marks(marks, anchor):
    """The marks of a pages.pictures.meetings; ``anchor``: where on the page the list stands to which several lead."""
    return SafeString("".join(_meeting(mark, anchor) for mark in marks))


def _meeting(mark, anchor):
    family, page = mark["family"], mark["page"]
    if mark["number"] > 1:
        page, drawn = f"{page}{anchor}", filled(SEVERAL, mark["number"])
    else:
        drawn = filled(ALONE, family.path)
    return filled(MEETING, page=page, words=mark["words"], kind=family.name, x=mark["x"], y=mark["y"], drawn=drawn)


@register.simple_tag
def terms(lane, lines):
    """The lines and the bars of a lane of pages.pictures.bars."""
    return joined("", TERM_LINE, lines) + joined("", TERM, map(_term, lane["bars"]))


def _term(bar):
    label = filled(TERM_LABEL, bar["x"], bar["label"], " →" if bar["open"] else "") if bar["label"] else ""
    return bar["page"], bar["words"], bar["x"], "" if bar["sure"] else " rough", bar["width"], label


@register.simple_tag
def tied_marks(network):
    """The marks of a pages.pictures.network, column by column."""
    height = network["height"]
    return SafeString("".join(_tied(of, mark, height) for of, marks in network["columns"] for mark in marks))


def _tied(of, mark, height):
    y, off = mark.y, " off" if mark.off else ""
    drawn = filled(TIED_DRAWN[of], y=y, top=y - 12, base=y + 5, label=mark.label, off=off)
    lines = "".join(mark.lines)
    return filled(TIED, page=mark.node.page, words=mark.words, of=of, height=height, lines=lines, drawn=drawn)
