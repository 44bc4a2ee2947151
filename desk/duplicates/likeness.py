"""Compares two names word by word: whether they may name the same person or thing.

Pure functions over search keys (lib/names.py). By trigrams "Suslov" is as similar to "Susloparov" as two spellings of
Lukyanov are to each other. Here the usual transliterations of a sound are folded into one spelling first; then words are
compared, which may differ by a letter.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

# Shorter names are similar to nearly anything.
SHORTEST = 4
# The least length of words that may differ by a letter.
LONG_ENOUGH = 5
NEAR, INITIAL, UNSPACED = 0.9, 0.7, 0.95

# Sounds that transliterations write differently, in the order in which they are replaced.
_SOUNDS = [
    ("oe", "o"), ("ue", "u"), ("ae", "a"), ("aa", "a"), ("dj", "d"),
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("ks", "x"), ("ck", "k"), ("ph", "f"), ("tz", "ts"),
    ("ou", "u"), ("w", "v"), ("j", "i"), ("y", "i"), ("io", "e"), ("ie", "e"),
]  # fmt: skip
_TWICE = re.compile(r"([a-z])\1+")
# Words that do not identify a thing.
EMPTY = frozenset("a an and at by de der des die du for in la le of on the to und von zu i o v na po s iz".split())

# Numbers of rulers and popes. Not those of one letter, which are initials more often, nor the surname Xi.
REGNAL = frozenset("ii iii iv vi vii viii ix xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii".split())


def folded(key):
    """A search key with one spelling per sound: ``dmitriy``, ``dmitri`` and ``dmitry`` all give ``dmitri``."""
    for written, sound in _SOUNDS:
        if written in key:
            key = key.replace(written, sound)
    return _TWICE.sub(r"\1", key)


def words(key):
    """The folded words of a search key; a regnal number at its end stays as it is: ``elizabeth #ii``."""
    *said, last = key.split() or [""]
    if said and last in REGNAL:
        return (*map(folded, said), f"#{last}")
    return tuple(folded(word) for word in key.split())


def shortened(word):
    """A word, and the word without each of its letters; two similar words share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def near(one, other):
    """Whether two words differ by a missing, added or changed letter, or by two swapped letters."""
    if min(len(one), len(other)) < LONG_ENOUGH or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def abbreviated(name):
    """Whether a person's name has initials, or is a single word."""
    return len(name) == 1 or any(len(word) == 1 for word in name)


def persons(one, other, is_near=near):
    """The similarity of two persons' names (tuples of words, in any order), 0 to 1.

    Each word of the shorter name must be in the longer: equal, as an initial, or (one word, in names without initials)
    similar by ``is_near``. An initial does not stand for a surname: not if the longer name has words left, nor if each
    name has initials of the other's words.
    """
    short, long_ = sorted((one, other), key=len)
    left, total, nears, initials, whole = list(long_), 0.0, 0, set(), False
    for word in sorted(short, key=len, reverse=True):
        if word in left:
            left.remove(word)
            total += 1
            whole = whole or len(word) > 2
            continue
        found = next((w for w in left if is_near(word, w)), None)
        if found and not nears:
            nears, whole, worth = 1, True, NEAR
        else:
            found = next((w for w in left if w[0] == word[0] and 1 in (len(w), len(word))), None)
            worth = INITIAL
        if not found:
            return 0.0
        if worth == INITIAL:
            # which of the two names has the initial
            initials.add(len(word) == 1)
        left.remove(found)
        total += worth
    if not whole or nears + len(initials) > 1:
        return 0.0
    if initials and any(len(word) == 1 for word in long_) and any(len(word) > 1 for word in left):
        return 0.0
    alike = total / len(short) - min(0.15, 0.05 * len(left))
    # A surname alone is weak evidence for a person with a forename.
    return alike * 0.6 if len(short) == 1 and left else alike


def things(one, other, weight, is_near=near):
    """The similarity of the names of two things, 0 to 1; ``weight`` returns that of a word (the rarer, the greater).

    Numbers must be equal if both have some. A different word means another thing (the ministry of Russia, of Ukraine); an
    additional word may be a longer form of the name.
    """
    if one == other:
        return 1.0
    (first, numbers, joined), (second, other_numbers, other_joined) = _parts(one), _parts(other)
    if numbers and other_numbers and numbers != other_numbers:
        return 0.0
    if joined == other_joined:
        return 0.97
    common, rest, others = first & second, first - second, second - first
    total = sum(map(weight, common))
    for word in sorted(rest) if others else ():
        # In a name of one word nothing else confirms a similar word: Iceland is not Ireland.
        if len(first) > 1 or len(word) >= 2 * SHORTEST:
            found = next((w for w in others if is_near(word, w)), None)
            if found:
                total += NEAR * min(weight(word), weight(found))
                rest, others = rest - {word}, others - {found}
    if rest - EMPTY and others - EMPTY:
        return 0.0
    return total / max(sum(map(weight, first)), sum(map(weight, second)))


@lru_cache(50_000)
def _parts(name):
    """The words of a name as a set, those with digits in them, and all of them in one."""
    return frozenset(name), frozenset(word for word in name if any(map(str.isdigit, word))), "".join(name)
