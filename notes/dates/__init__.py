"""Dates in a note: our own grammar, Japanese and English, resolved against the day the note was written.

To teach it an expression, add a line to `japanese` or `english`.
"""

from notes.dates.find import FoundDate, find_dates
from notes.dates.moment import Moment

__all__ = ["FoundDate", "Moment", "find_dates"]
