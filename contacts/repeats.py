"""The same person twice among cards that are not stored yet."""

from __future__ import annotations

from collections.abc import Sequence

from contacts import blocking
from contacts.profile import Profile
from contacts.values import CardFields
from contacts.verdict import Label, compare


def repeats(cards: Sequence[CardFields]) -> set[int]:
    """The places of cards that are, or may be, of the same person as a card before them."""
    profiles = [Profile.of_card(fields) for fields in cards]
    keys = [blocking.keys(profile) for profile in profiles]
    return {
        later
        for later in range(len(profiles))
        if any(
            keys[earlier] & keys[later] and _alike(profiles[earlier], profiles[later])
            for earlier in range(later)
        )
    }


def _alike(one: Profile, other: Profile) -> bool:
    verdict = compare(one, other, explained=False)
    return verdict.label is not Label.DIFFERENT or verdict.review
