"""Where people stand in a note, whoever they are: the values that finding and deciding share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """Words that name a person; places are those of the plain text.

    `said` are the words with title and honorific, `name` the bare name ("" for a role alone), `fits` the
    places in the list of people whom the name fits, `full` that family and given name are both said, `title`
    the title as written. `companies` are the stored companies said with the person, `company_words` a
    company said with them that is not stored; `own` is one of our people; `bare` has neither title nor
    honorific.
    """

    start: int
    end: int
    said: str
    name: str
    fits: frozenset[int] = frozenset()
    full: bool = False
    title: str | None = None
    bare: bool = False
    own: bool = False
    companies: frozenset[str] = field(default_factory=frozenset)
    company_words: str | None = None

    def but(self, **changes: object) -> Self:
        """The span with some values changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # keys are checked by replace itself
