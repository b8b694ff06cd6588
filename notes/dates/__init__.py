"""Dates in a note: our own grammar, Japanese and English, resolved against the day the note was written."""

from notes.dates.find import FoundDate, find_dates
from notes.dates.grammar import Moment

__all__ = ["FoundDate", "Moment", "find_dates"]
