"""Seeded random values with heavy-tailed distributions."""

import datetime
import random

from benchmarks import words

DAY = datetime.date(1985, 1, 1)
DAYS = (datetime.date(2024, 12, 31) - DAY).days


class Chance(random.Random):
    """A seeded source of random values for generated records."""

    def rank(self, n, tail=1.8):
        """A rank from 0 to n - 1; rank r comes up about as r ** -(1 - 1 / tail)."""
        return int(n * self.random() ** tail)

    def published(self, drafts):
        """The state of a record of which the share `drafts` is not published."""
        if self.random() >= drafts:
            return "published"
        return "draft" if self.random() < 0.7 else "submitted"

    def day(self):
        """A day between 1985 and 2024, later ones more often."""
        return DAY + datetime.timedelta(days=int(DAYS * (1 - self.random() ** 1.6)))

    def date(self, day=None, unknown=0.02):
        """A partial date around a day, in any of the forms; None (unknown) for the share `unknown`."""
        day = day or self.day()
        chance = self.random()
        if chance < unknown:
            return None
        chance = self.random()
        if chance < 0.66:
            return day.isoformat()
        if chance < 0.76:
            return f"{day:%Y-%m}"
        if chance < 0.81:
            return f"{day:%Y}"
        if chance < 0.84:
            return f"{day:%Y-%m}~"
        if chance < 0.87:
            return f"{day:%Y}?"
        if chance < 0.97:
            return f"{day.isoformat()}/{(day + datetime.timedelta(days=self.randint(1, 5))).isoformat()}"
        if chance < 0.985:
            return f"{day:%Y}/.."
        return f"{day:%Y-%m}/" if chance < 0.995 else f"/{day:%Y}"

    def sentence(self):
        """A sentence of a report."""
        text = f"{self.choice(words.SUBJECTS)} {self.choice(words.PREDICATES)} {self.choice(words.CLAUSES)}"
        if self.random() < 0.25:
            rare = words.RARE
            text += f", with regard to {rare[self.rank(len(rare))]} and {rare[self.rank(len(rare))]}"
        if self.random() < 0.15:
            text += f" in {words.CITIES[self.rank(len(words.CITIES))][0]}"
        return text[0].upper() + text[1:] + "."

    def paragraph(self, most):
        """One to `most` sentences."""
        return " ".join(self.sentence() for _ in range(1 + self.rank(most)))

    def shares(self, total, n, least=0, most=None, tail=1.25):
        """`total` split into n whole numbers with a heavy tail, each at least `least` and at most `most`."""
        weights = [self.paretovariate(tail) for _ in range(n)]
        most = most or total
        free = total - least * n
        scale = free / sum(weights)
        found = [min(most, least + int(w * scale)) for w in weights]
        rest = total - sum(found)
        while rest > 0:
            index = self.randrange(n)
            if found[index] < most:
                found[index] += 1
                rest -= 1
        return found


def public_id(kind, number):
    """A public id that looks like those of the product and is never given twice."""
    # An odd factor permutes the numbers below 2 ** 52.
    return f"r{kind}{(number * 0x9E3779B97F4A7 + 0x2545F4914F6CD) % 2**52:013x}"
