"""A note in, an interaction draft out: pure, offline."""

from notes.draft import Action, Ambiguous, Amount, Ask, Draft, Unknown
from notes.mentioned import Form, Mention, mentions
from notes.understanding import understand

__all__ = [
    "Action",
    "Ambiguous",
    "Amount",
    "Ask",
    "Draft",
    "Form",
    "Mention",
    "Unknown",
    "mentions",
    "understand",
]
