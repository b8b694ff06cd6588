"""Value types that cross the floors of the house: what a card prints and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self


class PhoneType(StrEnum):
    """What a printed label says a phone number is for."""

    WORK = "work"
    FAX = "fax"
    MOBILE = "mobile"
    DIRECT = "direct"
    TOLL_FREE = "toll_free"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number: `number` as printed, `e164` when it parses, `ext` the extension's digits."""

    type: PhoneType
    number: str
    e164: str | None = None
    ext: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """One of several addresses on a card; `label` is the printed heading (本社, 工場)."""

    label: str | None
    postal_code: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Post:
    """A department and a title held together; more than one on a card is 兼務."""

    department: str | None
    title: str | None


# Left, top, right and bottom in shares (0..1) of the straightened card picture's width and height.
Place = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CardFields:
    """What one card prints, a confidence (0..1) per filled field, and the fields a person should check.

    Single values are None and lists empty where the card prints nothing or it could not be read.
    `department` joins its levels by one space; `country` is ISO 3166 alpha-2; `qr` is the exact payload.
    `places` tells where a value stands on the straightened picture, `candidates` what an unsure one may be,
    the likeliest first; both are keyed by field, an item of a list by field and number ("emails.0").
    """

    name: str | None = None
    name_kana: str | None = None
    name_romaji: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    company: str | None = None
    company_en: str | None = None
    department: str | None = None
    department_en: str | None = None
    title: str | None = None
    title_en: str | None = None
    posts: tuple[Post, ...] = ()
    qualifications: tuple[str, ...] = ()
    postal_code: str | None = None
    address: str | None = None
    address_en: str | None = None
    other_addresses: tuple[Office, ...] = ()
    country: str | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    qr: str | None = None
    remark: str | None = None
    confidence: Mapping[str, float] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready values, empty ones left out, `confidence` and `unsure` always there."""
        values = {f.name: _plain(getattr(self, f.name)) for f in fields(self)}
        kept = {name: value for name, value in values.items() if value not in (None, [], {})}
        return {**kept, "confidence": values["confidence"], "unsure": values["unsure"]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `to_dict`; unknown keys are ignored.

        Raises:
            ValueError: a phone has an unknown type.
        """
        known = {f.name for f in fields(cls)}
        return cls(**{name: _typed(name, value) for name, value in data.items() if name in known})


def _plain(value: Any) -> Any:
    if isinstance(value, Phone):
        return {**asdict(value), "type": value.type.value}
    if isinstance(value, (Office, Post)):
        return asdict(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _typed(name: str, value: Any) -> Any:
    if name == "phones":
        return tuple(Phone(**{**item, "type": PhoneType(item["type"])}) for item in value)
    if name == "other_addresses":
        return tuple(Office(**item) for item in value)
    if name == "posts":
        return tuple(Post(**item) for item in value)
    if name in ("places", "candidates"):
        return {key: tuple(item) for key, item in value.items()}
    if name == "confidence":
        return dict(value)
    return tuple(value) if isinstance(value, list) else value


class Kind(StrEnum):
    """How an interaction happened."""

    EXCHANGE = "exchange"
    MEETING = "meeting"
    VISIT = "visit"
    CALL = "call"
    EMAIL = "email"
    ONLINE = "online"
    EVENT = "event"
    MEAL = "meal"
    OTHER = "other"


class Side(StrEnum):
    """Whose promise a follow-up is: ours or theirs."""

    OURS = "ours"
    THEIRS = "theirs"


class FollowUpState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Person:
    """A stored contact as other floors see it: enough to name and recognise someone.

    `company_aliases` are other names the company goes by, beyond those that follow from its full name,
    `company_close` is the month (1 to 12) in which its fiscal year ends. `no_contact` says that the person
    asked not to be contacted (連絡不要).
    """

    id: int
    name: str
    company: str | None = None
    title: str | None = None
    department: str | None = None
    name_kana: str | None = None
    name_romaji: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    company_aliases: tuple[str, ...] = ()
    company_close: int | None = None
    no_contact: bool = False
