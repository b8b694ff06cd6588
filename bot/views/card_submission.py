"""What a person sent with the form of a card: corrected fields, or what is wrong with which input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from bot.texts import Texts
from bot.texts.escaping import cut
from bot.views.card_choices import with_choices
from bot.views.card_inputs import FIELDS, Unreadable, as_text, from_text
from bot.views.edit_card import DISCARD, LATER, MOST_INITIAL, SAVE
from bot.views.message import value_of
from contacts.names import split_name
from contacts.phones import DEFAULT_COUNTRY
from contacts.values import CardFields, Post

Errors: TypeAlias = dict[str, str]
"""A sentence for each input that is wrong, by block id: the `errors` of a `response_action`."""


class Submission(NamedTuple):
    """A form that can be taken; `decision` is "save", "discard", "later", or "add:contact" and the like."""

    fields: CardFields
    exchanged_on: date
    received_by: str
    decision: str = SAVE


def parse_submission(
    values: Mapping[str, Any], before: CardFields, t: Texts, today: date | None = None
) -> Submission | Errors:
    """The `state.values` of a submitted form as a `Submission`, or the errors to show in it.

    `before` are the card's fields so far: what was not touched stays exactly as it was. Everything
    counts as checked by a person: nothing is unsure, what was changed has confidence 1. `today`, the
    reader's date, refuses an exchange in the future.
    """
    blocks = {block.partition(":")[0]: block for block in values}
    changed, errors = _typed(values, blocks, before, t)
    exchanged_on, received_by = _exchange(values, blocks)
    decision = _decision(values, blocks)
    if decision in (DISCARD, LATER) and exchanged_on and received_by:
        return Submission(before, exchanged_on, received_by, decision)
    errors.update(_missing(changed, before, blocks, exchanged_on, received_by, t, today))
    if errors or exchanged_on is None or received_by is None:
        return errors
    chosen = with_choices(values, before, changed)
    return Submission(_corrected(chosen, changed), exchanged_on, received_by, decision)


def corrections(values: Mapping[str, Any], before: CardFields, t: Texts) -> CardFields | Errors:
    """The fields alone of a submitted form; or what is wrong with which input."""
    blocks = {block.partition(":")[0]: block for block in values}
    changed, errors = _typed(values, blocks, before, t)
    if not any(changed.get(name, getattr(before, name)) for name in ("name", "name_romaji", "company")):
        errors[blocks["name"]] = t.plain("edit.error_no_name")
    return errors or _corrected(before, changed)


def _typed(
    values: Mapping[str, Any], blocks: Mapping[str, str], before: CardFields, t: Texts
) -> tuple[dict[str, Any], Errors]:
    """The fields whose text is no longer what the form showed, and what cannot be taken of them."""
    changed: dict[str, Any] = {}
    errors: Errors = {}
    for name in (name for name in FIELDS if name in blocks):
        text = value_of(values, blocks[name]).get("value") or ""
        if _same(text, as_text(name, before, t)[:MOST_INITIAL]):
            continue
        try:
            changed[name] = from_text(name, text, before.country or DEFAULT_COUNTRY)
        except Unreadable as error:
            errors[blocks[name]] = t.plain(error.key, line=cut(error.line, 60))
    return changed, errors


def _same(text: str, shown: str) -> bool:
    return text.replace("\r\n", "\n").strip() == shown.strip()


def _exchange(values: Mapping[str, Any], blocks: Mapping[str, str]) -> tuple[date | None, str | None]:
    day = value_of(values, blocks.get("exchanged_on", "")).get("selected_date")
    user = value_of(values, blocks.get("received_by", "")).get("selected_user")
    return date.fromisoformat(day) if day else None, user


def _decision(values: Mapping[str, Any], blocks: Mapping[str, str]) -> str:
    chosen = value_of(values, blocks.get("decision", "")).get("selected_option") or {}
    return str(chosen.get("value") or SAVE)


def _missing(
    changed: Mapping[str, Any],
    before: CardFields,
    blocks: Mapping[str, str],
    exchanged_on: date | None,
    received_by: str | None,
    t: Texts,
    today: date | None,
) -> Errors:
    names = [changed.get(name, getattr(before, name)) for name in ("name", "name_romaji", "company")]
    errors: Errors = {}
    if "name" in blocks and not any(names):
        errors[blocks["name"]] = t.plain("edit.error_no_name")
    if exchanged_on is None:
        errors[blocks.get("exchanged_on", "exchanged_on")] = t.plain("edit.error_no_date")
    elif today and exchanged_on > today:
        errors[blocks["exchanged_on"]] = t.plain("edit.error_future")
    if received_by is None:
        errors[blocks.get("received_by", "received_by")] = t.plain("edit.error_no_receiver")
    return errors


def _corrected(before: CardFields, changed: Mapping[str, Any]) -> CardFields:
    """The fields with the corrections, and what follows from them."""
    values = dict(changed)
    if {"name", "name_kana"} & set(changed):
        values |= _name_parts(changed.get("name", before.name), changed.get("name_kana", before.name_kana))
    if {"department", "title"} & set(changed):
        values["posts"] = _posts(before, changed)
    confidence = {name: value for name, value in before.confidence.items() if name not in values}
    confidence |= {name: 1.0 for name, value in values.items() if value}
    return replace(before, **values, confidence=MappingProxyType(confidence), unsure=())


def _name_parts(name: str | None, kana: str | None) -> dict[str, str | None]:
    parts = split_name(name, kana) if name else None
    return {
        "family_name": (parts.family or None) if parts else None,
        "given_name": (parts.given or None) if parts else None,
    }


def _posts(before: CardFields, changed: Mapping[str, Any]) -> tuple[Post, ...]:
    """The posts after a change of the main one: what else is held at the same time stays."""
    department = changed.get("department", before.department)
    title = changed.get("title", before.title)
    main = (Post(department, title),) if department or title else ()
    return (*main, *before.posts[1:]) if before.posts else ()
