"""Lengths of time and dates in a text.

A ``Quantity`` is a length in whole months, or a month of a year that still has to be counted up
to the day of the talk. ``months`` is None when the words leave the month open (快两年, 两三年,
去年秋天): such a quantity is recognised, so that nothing else is read into it, and not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.reading.duration_grammar import GRAMMAR, HINT

MAX_MONTHS = 1200


@dataclass(frozen=True)
class Quantity:
    """A length (``kind`` span) or a date; positions are those of the normalised text.

    A date has either ``year`` or ``years_back`` (去年 = 1), or ``months_back`` (上个月 = 1);
    去年 alone has no ``month``, a month alone no year;
    ``until`` closes a period that is over (2022年3月到2024年5月).
    """

    start: int
    end: int
    kind: str
    months: int | None = None
    year: int | None = None
    years_back: int | None = None
    months_back: int | None = None
    month: int | None = None
    until: tuple[int, int] | None = None

    def months_until(self, as_of: date) -> int | None:
        """Whole months, by the calendar's months for a date; None when open or in the future."""
        if self.kind == "span":
            result = self.months
        elif self.months_back is not None:
            result = self.months_back
        elif self.month is None:
            return None
        else:
            end_year, end_month = self.until or (as_of.year, as_of.month)
            result = (end_year - self._year(as_of)) * 12 + end_month - self.month
        return result if result is not None and 0 <= result <= MAX_MONTHS else None

    def _year(self, as_of: date) -> int:
        if self.year is not None:
            return self.year
        if self.years_back is not None:
            return as_of.year - self.years_back
        # A month without a year is the latest one that has begun.
        return as_of.year if (self.month or 0) <= as_of.month else as_of.year - 1


def find_quantities(text: str) -> list[Quantity]:
    """Every length and date of a normalised text, left to right, none overlapping."""
    taken = bytearray(len(text))
    found: list[Quantity] = []
    if not HINT.search(text):
        return found
    for pattern, make in GRAMMAR:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            parts = make(match)
            if parts is not None:
                found.append(Quantity(start, end, parts.pop("kind", "span"), **parts))
    return sorted(found, key=lambda quantity: quantity.start)
