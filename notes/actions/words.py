"""The words of actions: what a noun or verb means for who has to do what, from the tables in `notes/data`."""

from __future__ import annotations

import re
from functools import cache

from notes.data import grouped


@cache
def pattern(table: str, group: str) -> re.Pattern[str]:
    """Any of the regular expressions of a group."""
    return re.compile("|".join(grouped(table)[group]), re.IGNORECASE)


def says(group: str, words: str, table: str = "action_words") -> bool:
    """Whether the words hold any expression of a group."""
    return bool(pattern(table, group).search(words))


@cache
def _nouns() -> dict[str, str]:
    return {
        noun.casefold(): group
        for group, nouns in grouped("action_nouns").items()
        if group != "generic"
        for noun in nouns
    }


@cache
def noun_group(noun: str) -> str | None:
    """The group of a noun by its longest known ending: ours, event, theirs, customer, fact."""
    noun = re.sub(
        r"[\s#]*(?:v|ver\.?|rev\.?|第)?\d+(?:\.\d+)*(?:版|稿|回|回目)?$", "", noun.casefold().strip()
    ).strip()
    for start in range(len(noun)):
        ending = noun[start:]
        whole = start == 0 or not (
            ending[0].isascii() and noun[start - 1].isascii() and noun[start - 1].isalnum()
        )
        if whole and (len(ending) > 1 or start == 0 or ending in "案図") and ending in _nouns():
            return _nouns()[ending]
    return None


@cache
def verbs(group: str) -> frozenset[str]:
    """The verbs of a group in dictionary form."""
    return frozenset(grouped("action_verbs")[group])
