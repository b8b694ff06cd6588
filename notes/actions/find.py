"""All actions of a note."""

from __future__ import annotations

from collections.abc import Collection

from notes.dates import Moment
from notes.draft import Action


def find_actions(
    text: str, at: Moment, *, colleagues: Collection[str] = (), customers: Collection[str] = ()
) -> list[Action]:
    """The commitments a note makes for after it, in its order.

    `at` is the moment dates are resolved against, `colleagues` the names of our own people as the note may
    write them, `customers` those of the other side; who is in neither is told from the words around.
    """
    return []
