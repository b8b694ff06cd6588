"""What an import is made of: records read from a file, and what is wrong with some of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contacts.values import CardFields

# How files say that a person is not to be contacted.
NO_CONTACT = "連絡不要"


class Fault(StrEnum):
    """Why a row, or one value of it, could not be taken in."""

    NOBODY = "nobody"
    DATE = "date"
    MAIL = "mail"
    PHONE = "phone"
    TOO_LONG = "too_long"
    TOO_MANY_CELLS = "too_many_cells"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the row with this number, counted from 1 with the heading row; `detail` is its heading."""

    row: int
    fault: Fault
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Not to be contacted (連絡不要), since when and why as far as that is written."""

    since: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One person of a file, ready to become a contact.

    `owner` is a colleague's name, mail address or Slack id as written. `problems` tell of values that were
    not understood; these stand in the remark, so that nothing is lost.
    """

    row: int
    fields: CardFields
    exchanged_on: date | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    no_contact: Wish | None = None
    problems: tuple[Problem, ...] = ()


class Form(StrEnum):
    """What an export looks like; `csv` is UTF-8 with a byte order mark, `cp932` CSV for old programs."""

    CSV = "csv"
    CP932 = "cp932"
    XLSX = "xlsx"
    VCARD = "vcard"
    JSON = "json"


class UnreadableFile(Exception):
    """The file as a whole cannot be imported; the message is one sentence that says why."""
