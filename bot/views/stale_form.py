"""Forms about a contact whose data is asked about: what changed (`stale_update`), and where the person went
(`stale_moved`). The first also sets the contact's rank and its own period.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.texts import Texts
from bot.texts.escaping import cut
from bot.views.card_inputs import TALL, Unreadable, as_text, from_text
from bot.views.fields import LABELS
from bot.views.message import Block, View, field, modal, option, section, value_of
from bot.views.review import person_with_company
from contacts.phones import DEFAULT_COUNTRY
from contacts.values import CardFields, Person

UPDATE, MOVED = "stale_update_form", "stale_moved_form"
UPDATED = ("department", "title", "phones", "emails", "postal_code", "address")
WENT = ("company", "department", "title")
RANKS = ("A", "B", "C", "-")
TRANSFER, OTHER_COMPANY, LEFT = "transfer", "moved", "left"
KINDS = {TRANSFER: "stale.transfer", OTHER_COMPANY: "stale.other_company", LEFT: "stale.left"}
MOST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class Updated:
    """A submitted form: the contact, its fields, its rank (None: none) and own period in days."""

    contact_id: int
    fields: CardFields
    rank: str | None
    days: int | None


def update_form(
    contact_id: int, person: Person, fields: CardFields, rank: str | None, days: int | None, t: Texts
) -> View:
    """What most often changes of a contact, as it is now."""
    chosen = rank if rank in RANKS else "-"
    ranks = {one: option(one if one != "-" else t.plain("stale.no_rank"), one) for one in RANKS}
    period: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(MOST_DAYS),
    }
    if days:
        period["initial_value"] = str(days)
    select = {"type": "static_select", "options": list(ranks.values()), "initial_option": ranks[chosen]}
    blocks = [
        section([person_with_company(person, t)]),
        *(_input(name, fields, t) for name in UPDATED),
        field("rank", t.plain("stale.rank"), select, optional=False),
        field("days", t.plain("stale.period"), period, hint=t.plain("stale.period_hint")),
    ]
    return _modal(UPDATE, "stale.update_title", blocks, contact_id, t)


def moved_form(contact_id: int, person: Person, fields: CardFields, t: Texts) -> View:
    """Whether the person changed post, changed company, or left; with the new post where it is known."""
    kinds = [option(t.plain(key), kind) for kind, key in KINDS.items()]
    radio = {"type": "radio_buttons", "options": kinds, "initial_option": kinds[0]}
    blocks = [
        section([person_with_company(person, t)]),
        field("kind", t.plain("stale.kind"), radio, optional=False),
        *(_input(name, fields, t) for name in WENT),
    ]
    return _modal(MOVED, "stale.moved_title", blocks, contact_id, t)


def sent_update(view: Mapping[str, Any], before: CardFields, t: Texts) -> Updated | dict[str, str]:
    """The submitted form, or its errors by block id."""
    values = view["state"]["values"]
    changed, errors = _typed(values, UPDATED, before, t)
    if errors:
        return errors
    rank = value_of(values, "rank")["selected_option"]["value"]
    days = value_of(values, "days").get("value")
    return Updated(
        contact_id=int(view["private_metadata"]),
        fields=replace(before, **changed),
        rank=None if rank == "-" else rank,
        days=int(days) if days else None,
    )


def sent_move(
    view: Mapping[str, Any], before: CardFields, t: Texts
) -> tuple[str, CardFields] | dict[str, str]:
    """What happened to the person (transfer, moved or left) and the fields then, or errors by block id."""
    values = view["state"]["values"]
    kind = str(value_of(values, "kind")["selected_option"]["value"])
    changed, errors = _typed(values, WENT, before, t)
    if kind == OTHER_COMPANY and "company" not in changed and not errors:
        errors["company"] = t.plain("stale.error_company")
    return errors or (kind, replace(before, **changed))


def contact_id_of(view: Mapping[str, Any]) -> int:
    """The contact a form is about."""
    return int(view["private_metadata"])


def _typed(
    values: Mapping[str, Any], names: tuple[str, ...], before: CardFields, t: Texts
) -> tuple[dict[str, Any], dict[str, str]]:
    changed: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name in names:
        text = (value_of(values, name).get("value") or "").replace("\r\n", "\n").strip()
        if text == as_text(name, before, t).strip():
            continue
        try:
            changed[name] = from_text(name, text, before.country or DEFAULT_COUNTRY)
        except Unreadable as error:
            errors[name] = t.plain(error.key, line=cut(error.line, 60))
    return changed, errors


def _input(name: str, fields: CardFields, t: Texts) -> Block:
    shown = as_text(name, fields, t)[:3_000]
    element: Block = {"type": "plain_text_input", "multiline": name in TALL}
    if shown:
        element["initial_value"] = shown
    return field(name, t.plain(LABELS[name]), element)


def _modal(callback_id: str, title: str, blocks: list[Block], contact_id: int, t: Texts) -> View:
    submit, close = t.plain("followup.submit"), t.plain("modal.cancel")
    return modal(callback_id, t.plain(title), submit, close, blocks, str(contact_id))
