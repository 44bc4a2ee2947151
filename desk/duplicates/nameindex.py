"""An index of all names of a kind of record, in memory, so that each record is compared with few others.

Equal names are one entry for all their records. Entries are compared only if they share words: persons two words, or a
word and an initial; things the rarest word of one of them. So the work grows with the number of pairs that have
something in common.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from desk.duplicates import sql
from desk.duplicates.likeness import (
    EMPTY,
    LONG_ENOUGH,
    SHORTEST,
    UNSPACED,
    abbreviated,
    near,
    persons,
    shortened,
    things,
    words,
)  # fmt: skip

# How many pairs of a record are kept, the likeliest.
NEAREST = 8
# A word of more records is not a typing error.
SLIPS = 3


@dataclass
class IndexedName:
    """A name for comparison: its words, its letters, and its records ({id: the name as written})."""

    words: tuple
    texts: dict = field(default_factory=dict)
    letters: set = field(default_factory=set)  # of the name as a whole, sorted


class NameIndex:
    """The names of all records of a kind at the time of its creation."""

    def __init__(self, search, cursor):
        self.search = search
        # The signatures first, so that a record that changes in the meantime is compared again.
        cursor.execute(sql.records(search))
        rows = cursor.fetchall()
        self.signatures = {row[0]: row[1] for row in rows}
        self.facts = {row[0]: row[4:] for row in rows}
        names = [(pk, key, text) for pk, _, key, text, *_ in rows]
        cursor.execute(sql.further_names(search))
        names += [row for row in cursor.fetchall() if row[0] in self.signatures]
        cursor.execute(sql.apart(search))
        self.apart = set(cursor.fetchall())
        self.entries, self.of, self._weights, self._found = {}, {}, {}, {}
        self._arrange(names)

    def _arrange(self, names):
        entries, known, of = self.entries, {}, defaultdict(dict)
        for pk, key, text in names:
            if len(key.replace(" ", "")) < SHORTEST:
                continue
            if key not in known:
                said = known[key] = words(key)
                # The order of a person's names does not matter.
                known[key] = tuple(sorted(said)) if self.search.persons else said
            said = known[key]
            entry = entries.get(said)
            if entry is None:
                entry = entries[said] = IndexedName(said)
            entry.texts.setdefault(pk, text)
            if self.search.persons:
                entry.letters.add("".join(sorted(key.replace(" ", ""))))
            of[pk][said] = entry
        for pk, mine in of.items():
            for said in self._abbreviations(mine) if self.search.persons else ():
                del mine.pop(said).texts[pk]
            self.of[pk] = list(mine.values())
        self.entries = {said: entry for said, entry in entries.items() if entry.texts}

    @staticmethod
    def _abbreviations(mine):
        """The names of a person that abbreviate another of theirs: “A. Berg” says no more than “Ada Berg”."""
        full = [said for said in mine if not abbreviated(said)]
        return [said for said in mine if abbreviated(said) and any(persons(said, other) for other in full)]

    # -- words ------------------------------------------------------------------------------------

    @cached_property
    def frequency(self):
        """The number of records by word."""
        return Counter(word for entry in self.entries.values() for word in set(entry.words) for _ in entry.texts)

    def weight(self, word):
        """The weight of a word: the rarer, the greater."""
        if word not in self._weights:
            rarity = math.log(2 + len(self.signatures) / max(1, self.frequency[word]))
            self._weights[word] = 0.3 * rarity if word in EMPTY else rarity
        return self._weights[word]

    @cached_property
    def _shortened(self):
        found = defaultdict(list)
        for word in self.frequency:
            if len(word) >= LONG_ENOUGH:
                for short in shortened(word):
                    found[short].append(word)
        return found

    def near(self, one, other):
        """Whether two words may be the same with a typing error: similar, one of them rare, and not both names of things."""
        if not self.search.persons and (one,) in self.entries and (other,) in self.entries:
            return False
        return min(self.frequency[one], self.frequency[other]) <= SLIPS and near(one, other)

    def _near_words(self, word):
        if len(word) < LONG_ENOUGH:
            return ()
        return {
            w for short in shortened(word) for w in self._shortened.get(short, ()) if w != word and self.near(word, w)
        }

    # -- which entries to compare ---------------------------------------------------------------------

    @cached_property
    def _index(self):
        return PersonIndex(self) if self.search.persons else ThingIndex(self)

    def alike(self, entry):
        """The entries similar to an entry, including itself: [(entry, similarity)]."""
        found = []
        for other in self._index.candidates(entry):
            if self.search.persons:
                score = persons(entry.words, other.words, self.near)
                # Some scripts have no spaces between a person's names: 习近平 is Xi Jinping.
                if not score and len(entry.words) != len(other.words) and not entry.letters.isdisjoint(other.letters):
                    score = UNSPACED
            else:
                score = things(entry.words, other.words, self.weight, self.near)
            if score >= self.search.alike:
                found.append((other, score))
        return [(entry, 1.0), *found]

    def nearest(self, pk):
        """Records with a name similar to one of a record's: {id: (similarity, name, other name)}, at most NEAREST."""
        found = {}
        for entry in self.of.get(pk, ()):
            for other, alike in self._known(entry):
                for their, text in other.texts.items():
                    if their != pk and alike > found.get(their, (0,))[0] and self.possible(pk, their, alike):
                        found[their] = (alike, entry.texts[pk], text)
        best = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
        return dict(best[:NEAREST])

    def _known(self, entry):
        # Namesakes share an entry, which is searched for once.
        if entry.words not in self._found:
            self._found[entry.words] = self.alike(entry)
        return self._found[entry.words]

    def possible(self, one, other, alike=0.0):
        """Whether the facts on record allow two records with this similarity of names to be one."""
        return (one, other) not in self.apart and self.search.may_be_one(
            one, self.facts[one], other, self.facts[other], alike
        )


class PersonIndex:
    """Finds persons by two words of their names, or a word and an initial."""

    def __init__(self, index):
        self.index = index
        self.pairs, self.full, self.initials, self.single, self.letters = (defaultdict(list) for _ in range(5))
        for entry in index.entries.values():
            for letters in entry.letters:
                self.letters[letters].append(entry)
            for pair in self._pairs(entry.words):
                self.pairs[pair].append(entry)
            for pair in self._initials(entry.words):
                (self.initials if abbreviated(entry.words) else self.full)[pair].append(entry)
            if len(entry.words) == 1:
                self.single[entry.words[0]].append(entry)

    @staticmethod
    def _pairs(name):
        return {tuple(sorted(pair)) for pair in combinations([word for word in name if len(word) > 1], 2)}

    @staticmethod
    def _initials(name):
        whole = [word for word in name if len(word) > 1]
        pairs = {(one[0], word) for word in whole for one in name if one is not word}
        return pairs if len(name) > 1 else {("", word) for word in whole}

    def candidates(self, entry):
        """Entries that share enough with one to be compared with it, each once, without itself."""
        index, name = self.index, entry.words
        found = {e.words: e for letters in entry.letters for e in self.letters[letters]}
        spellings = [name]
        for place, word in enumerate(name):
            spellings += [(*name[:place], other, *name[place + 1 :]) for other in index._near_words(word)]
        for said in spellings:
            for pair in self._pairs(said):
                found |= {e.words: e for e in self.pairs.get(pair, ())}
            short = abbreviated(said)
            for pair in self._initials(said):
                found |= {e.words: e for e in self.initials.get(pair, ())}
                if short:
                    found |= {e.words: e for e in self.full.get(pair, ())}
            if len(said) == 1:
                found |= {e.words: e for e in self.single.get(said[0], ())}
        found.pop(name, None)
        return found.values()


class ThingIndex:
    """Finds things that have the rarest word of the other's name."""

    def __init__(self, index):
        self.index = index
        self.rarest, self.any, self.joined = (defaultdict(list) for _ in range(3))
        for entry in index.entries.values():
            self.rarest[self._rarest(entry.words)].append(entry)
            for word in set(entry.words):
                self.any[word].append(entry)
            self.joined["".join(entry.words)].append(entry)

    def _rarest(self, name):
        return min(name, key=lambda word: (word in EMPTY, self.index.frequency[word], word))

    def candidates(self, entry):
        """Entries that share enough with one to be compared with it, each once, without itself."""
        index, found = self.index, {e.words: e for e in self.joined["".join(entry.words)]}
        for word in set(entry.words):
            for spelling in (word, *index._near_words(word)):
                found |= {e.words: e for e in self.rarest.get(spelling, ())}
        rarest = self._rarest(entry.words)
        for spelling in (rarest, *index._near_words(rarest)):
            found |= {e.words: e for e in self.any.get(spelling, ())}
        found.pop(entry.words, None)
        return found.values()
