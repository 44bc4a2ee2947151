"""Paragraphs and sentences of an attached text, for showing the passage of a citation."""

import re

# Not the end of a sentence: initials ("D. Shulman") and usual abbreviations.
_NO_END = re.compile(r"(?:\b[A-ZА-Я]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gen|St|No|vs|cf|e\.g|i\.e|U\.S|U\.K|U\.S\.S\.R))\.$")
_BREAK = re.compile(r"(?<=[.!?…])([»”’\")\]]*)\s+(?=[«“‘\"(\[]*[A-ZА-ЯЁ0-9])")


def paragraphs(text, first_words=""):
    """The paragraphs of ``text`` (blocks between blank lines).

    Paragraph 1 is the first one that begins with ``first_words``; without
    ``first_words`` or if none begins so, the first of all.
    """
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text or "") if block.strip()]
    if first_words:
        for index, block in enumerate(blocks):
            if block.startswith(first_words):
                return blocks[index:]
    return blocks


def sentences(paragraph):
    """The sentences of a paragraph, in order."""
    found, start = [], 0
    for match in _BREAK.finditer(paragraph):
        end = match.end(1)
        if _NO_END.search(paragraph[start:end]):
            continue
        found.append(paragraph[start:end].strip())
        start = match.end()
    rest = paragraph[start:].strip()
    return [*found, rest] if rest else found


def passage(text, first_words, paragraph, sentence=None):
    """The passage at a place in ``text``, "" if there is none. Places are counted from 1."""
    blocks = paragraphs(text, first_words)
    if not paragraph or paragraph > len(blocks):
        return ""
    block = blocks[paragraph - 1]
    if not sentence:
        return block
    parts = sentences(block)
    return parts[sentence - 1] if sentence <= len(parts) else ""


def no_such_place(text, first_words, paragraph, sentence=None):
    """The error about a place that ``text`` does not have, {"paragraph" or "sentence": message}; {} if it has it."""
    blocks = paragraphs(text, first_words)
    if not blocks or not paragraph:
        return {}
    if paragraph > len(blocks):
        return {"paragraph": f"The attached text has {_number(len(blocks), 'paragraph')}."}
    number = len(sentences(blocks[paragraph - 1]))
    if sentence and sentence > number:
        return {"sentence": f"Paragraph {paragraph} of the attached text has {_number(number, 'sentence')}."}
    return {}


def _number(number, word):
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
