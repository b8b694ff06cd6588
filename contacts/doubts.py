"""The doubts of a card: which values a person is asked about, what they may be, what an answer changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from contacts import phones
from contacts.names import split_name
from contacts.values import CardFields, Phone, Place, Post

MOST_AT_ONCE, MOST_CANDIDATES = 3, 3
# What a person is known and reached by comes first.
FIRST = ("name", "company", "emails", "phones", "title", "department", "address", "postal_code")
LISTS = ("emails", "phones", "urls", "handles", "qualifications", "other_addresses")
# What is printed as a part of another field is settled with it.
_PARTS = {"family_name": ("name",), "given_name": ("name",), "posts": ("title", "department")}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One value a person should look at.

    `key` is its field, for an item of a list with its number ("emails.0"); a list none of whose items is
    more doubtful than the others is asked about as a whole. `candidates` hold the present value, the
    likeliest first; there is only that one where it can only be confirmed. `number` (from 1) is its place
    among those asked at once.
    """

    key: str
    value: str
    candidates: tuple[str, ...]
    place: Place | None = None
    number: int = 1

    @property
    def field(self) -> str:
        return field_of(self.key)


def asked(reading: CardFields, fields: CardFields) -> tuple[Doubt, ...]:
    """The open doubts to ask about now: of the first group of three that was not settled yet.

    `reading` is the card as read, which decides the groups and their numbers; `fields` its present state.
    """
    keys = _keys(reading)
    groups = [keys[start : start + MOST_AT_ONCE] for start in range(0, len(keys), MOST_AT_ONCE)]
    opened = ([*_open(group, reading, fields)] for group in groups)
    return tuple(next((group for group in opened if group), ()))


def group_of(reading: CardFields, key: str) -> tuple[str, ...]:
    """The keys that are asked about together with this one."""
    keys = _keys(reading)
    start = keys.index(key) // MOST_AT_ONCE * MOST_AT_ONCE
    return tuple(keys[start : start + MOST_AT_ONCE])


def settled(reading: CardFields, fields: CardFields, key: str, value: str | None) -> CardFields:
    """The fields after a person's answer: `value` is right, or with None the present value is.

    The answered value gets confidence 1; its field is unsure no more once all its doubts are settled.
    A phone keeps its type and extension; a name is parted anew.
    """
    name = field_of(key)
    changed = fields if value is None else with_value(fields, key, value)
    left = {one: texts for one, texts in changed.candidates.items() if one != key}
    changed = replace(changed, candidates=left)
    others = [one for one in _keys(reading) if field_of(one) == name and one != key]
    if any(_is_open(one, reading, changed) for one in others):
        return changed
    done = [one for one in (name, *_parts_of(name)) if getattr(changed, one)]
    unsure = tuple(one for one in changed.unsure if _leader(one, changed) != name)
    return replace(changed, unsure=unsure, confidence={**changed.confidence, **dict.fromkeys(done, 1.0)})


def not_asked(fields: CardFields, asked_now: Iterable[Doubt]) -> tuple[str, ...]:
    """The unsure fields that none of these doubts is about."""
    names = {doubt.field for doubt in asked_now}
    return tuple(name for name in fields.unsure if _leader(name, fields) not in names)


def value_of(fields: CardFields, key: str) -> str:
    """A value in words, items of a list with 、 between them; "" when there is none."""
    value = getattr(fields, field_of(key))
    if not isinstance(value, tuple):
        return value or ""
    number = key.partition(".")[2]
    items = value[int(number) : int(number) + 1] if number else value
    return "、".join(_text(item) for item in items)


def field_of(key: str) -> str:
    """The field of a key: "emails.0" -> emails."""
    return key.partition(".")[0]


def place_of(reading: CardFields, key: str) -> Place | None:
    """Where on the card a value was read; of a whole list the frame around all its items."""
    if key in reading.places:
        return reading.places[key]
    found = [place for one, place in reading.places.items() if one.startswith(f"{key}.")]
    if not found:
        return None
    left, top, right, bottom = zip(*found, strict=True)
    return min(left), min(top), max(right), max(bottom)


def with_candidates(fields: CardFields, key: str, likely: tuple[str, ...]) -> CardFields:
    """The fields with further candidates of a value before those it has, at most three of them all."""
    present = value_of(fields, key)
    known = fields.candidates.get(key, ()) or (present,)
    merged = tuple(dict.fromkeys((*likely, *known)))[:MOST_CANDIDATES]
    if present not in merged:
        merged = (*merged[: MOST_CANDIDATES - 1], present)
    return replace(fields, candidates={**fields.candidates, key: merged})


def items(fields: CardFields, name: str) -> Iterator[str]:
    """The keys of a field's values: its own name, or one for each item of a list."""
    value = getattr(fields, name)
    if isinstance(value, tuple):
        yield from (f"{name}.{number}" for number in range(len(value)))
    elif value:
        yield name


def candidates_of(fields: CardFields, key: str) -> tuple[str, ...]:
    """What a value may be, the likeliest first, the present value among them."""
    value = value_of(fields, key)
    found = tuple(dict.fromkeys(filter(None, fields.candidates.get(key, ()))))[:MOST_CANDIDATES]
    return found if value in found else (value, *found[: MOST_CANDIDATES - 1])


def with_value(fields: CardFields, key: str, value: str) -> CardFields:
    """The fields with another value, and what follows from it: a name's parts, a phone's normal form."""
    name, _, number = key.partition(".")
    if name == "name":
        parts = split_name(value, fields.name_kana, fields.country)
        family, given = parts.family or None, parts.given or None
        return replace(fields, name=value, family_name=family, given_name=given)
    changed: dict[str, Any] = {name: value}
    if name in ("department", "title"):
        changed["posts"] = _posts(fields, name, value)
    if number:
        every = list(getattr(fields, name))
        every[int(number)] = _item(every[int(number)], value, fields.country)
        changed = {name: tuple(every)}
    return replace(fields, **changed)


def _keys(reading: CardFields) -> list[str]:
    names = dict.fromkeys(_leader(name, reading) for name in reading.unsure if hasattr(reading, name))
    known = [name for name in names if any(True for _ in items(reading, name))]
    known.sort(key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    return [key for name in known for key in _keys_of(name, reading)]


def _keys_of(name: str, reading: CardFields) -> list[str]:
    every = list(items(reading, name))
    doubtful = [key for key in every if len(candidates_of(reading, key)) > 1]
    return doubtful or (every if len(every) == 1 else [name])


def _leader(name: str, fields: CardFields) -> str:
    leaders = _PARTS.get(name, (name,))
    return next((leader for leader in leaders if getattr(fields, leader, None)), leaders[0])


def _parts_of(name: str) -> list[str]:
    return [part for part, leaders in _PARTS.items() if name in leaders]


def _open(group: list[str], reading: CardFields, fields: CardFields) -> Iterator[Doubt]:
    for number, key in enumerate(group, 1):
        value = value_of(fields, key)
        if value and _is_open(key, reading, fields):
            yield Doubt(key, value, candidates_of(fields, key), place_of(reading, key), number)


def _is_open(key: str, reading: CardFields, fields: CardFields) -> bool:
    name = field_of(key)
    unsure = any(_leader(one, fields) == name for one in fields.unsure)
    return unsure and (key in fields.candidates or key not in reading.candidates)


def _item(before: object, value: str, country: str | None) -> object:
    if isinstance(before, Phone):
        return replace(before, number=value, e164=phones.e164(value, country or phones.DEFAULT_COUNTRY))
    return value if isinstance(before, str) else before


def _posts(fields: CardFields, name: str, value: str) -> tuple[Post, ...]:
    """The main post follows its department and title; what else is held at the same time stays."""
    if not fields.posts:
        return ()
    return (replace(fields.posts[0], **{name: value}), *fields.posts[1:])


def _text(item: object) -> str:
    if isinstance(item, Phone):
        return item.number
    if isinstance(item, Post):
        return " ".join(filter(None, (item.department, item.title)))
    return str(getattr(item, "address", item))
