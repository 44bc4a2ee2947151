"""The image for link previews of a page: its subject in the fonts of the site, as PNG.

It is drawn here, from text alone. Text with characters that the site's fonts lack (Polish, Arabic, Chinese) is
transliterated in the image; the title beside it has the original characters.
"""

import functools
import io
import re

from anyascii import anyascii
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN, BAND = 1200, 630, 80, 24
# The colours of the light theme (static/parley/parley.css).
PAGE, INK, SOFT, BAIZE = "#fbfcfb", "#16201c", "#505d57", "#0e4a38"
# Sizes of a title with their maximum number of lines, (size, lines); the largest possible is used.
TITLES = ((76, 3), (60, 4), (48, 5))
# The most characters of a text that are considered.
LONGEST = 400
_CYRILLIC = re.compile("[\u0301\u0400-\u045f\u0490\u0491\u04b0\u04b1\u2116]")
_LATIN = re.compile(
    "[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2212]"
)


def _font(family, script, size, weight):
    path = settings.BASE_DIR / "static" / "parley" / "fonts" / f"{family}-{script}-wght-normal.woff2"
    font = ImageFont.truetype(str(path), size)
    font.set_variation_by_axes([weight])
    return font


class Pen:
    """Fonts of one size and weight for both scripts."""

    def __init__(self, family, size, weight=400):
        self.size = size
        self.fonts = {script: _font(family, script, size, weight) for script in ("latin", "cyrillic")}

    def runs(self, text):
        """The text as [(font, text of one script)]; punctuation belongs to the letters before it."""
        found, script = [], "latin"
        for sign in text:
            if _CYRILLIC.fullmatch(sign):
                script = "cyrillic"
            elif _LATIN.fullmatch(sign):
                script = "latin"
            if found and found[-1][0] is self.fonts[script]:
                found[-1] = (found[-1][0], found[-1][1] + sign)
            else:
                found.append((self.fonts[script], sign))
        return found

    def width(self, text):
        """The width of a line."""
        return sum(font.getlength(part) for font, part in self.runs(text))

    def lines(self, text, width, most):
        """The text in lines; None if it needs more than ``most``."""
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.width(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line] if len(lines) < most else None

    def cut(self, text, width):
        """The text, cut to fit on a line."""
        if self.width(text) <= width:
            return text
        while text and self.width(f"{text} …") > width:
            text = text[:-1]
        return f"{text.rstrip()} …"

    def write(self, draw, place, text, colour):
        """Draw a line with its baseline at ``place``."""
        x, y = place
        for font, part in self.runs(text):
            draw.text((x, y), part, font=font, fill=colour, anchor="ls")
            x += font.getlength(part)


def _written(text):
    """A text in characters that the fonts have."""
    text = " ".join(text.split())[:LONGEST]
    return "".join(sign if _LATIN.fullmatch(sign) or _CYRILLIC.fullmatch(sign) else anyascii(sign) for sign in text)


def _title(text, width):
    """The pen and the lines of a title; what does not fit in the smallest size is cut."""
    for size, most in TITLES:
        pen = Pen("source-serif-4", size, 600)
        if lines := pen.lines(text, width, most):
            return pen, [pen.cut(line, width) for line in lines]
    lines = pen.lines(text, width, LONGEST)[:most]
    return pen, [pen.cut(line, width) for line in [*lines[:-1], f"{lines[-1]} …"]]


@functools.lru_cache(maxsize=32)
def sharing(kind, title, facts, host):
    """The image as PNG (bytes): the kind of record, its title, ``facts``, and the host at the bottom."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAGE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, BAND), fill=BAIZE)
    width = WIDTH - 2 * MARGIN
    small, large = Pen("source-sans-3", 32, 500), Pen("source-sans-3", 36, 400)
    small.write(draw, (MARGIN, 112), small.cut(_written(kind), width), BAIZE)
    pen, lines = _title(_written(title), width)
    height = 112 + 34
    for line in lines:
        height += round(pen.size * 1.18)
        pen.write(draw, (MARGIN, height), line, INK)
    if facts:
        large.write(draw, (MARGIN, height + 66), large.cut(_written(facts), width), SOFT)
    brand = Pen("source-serif-4", 40, 600)
    brand.write(draw, (MARGIN, HEIGHT - 54), "Parley", BAIZE)
    where = small.cut(_written(host), width / 2)
    small.write(draw, (WIDTH - MARGIN - small.width(where), HEIGHT - 54), where, SOFT)
    file = io.BytesIO()
    # A small palette is enough for text, and reduces the size to a fifth.
    image.quantize(48).save(file, "PNG", optimize=True)
    return file.getvalue()
