"""Handing a colleague's contacts over: the form, the message about a leaver, and what was done.

Action ids: `handover_open` (value: the colleague's user id), `handover_undo` (value: the act's id).
Callback id of the form: `handover`; the block id of a company's input is `company:` and its id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from bot.texts import Mrkdwn, Texts, join
from bot.views.message import (
    Block,
    Message,
    View,
    actions,
    button,
    field,
    modal,
    said,
    section,
    value_of,
    words,
)

OPEN, UNDO, CALLBACK = "handover_open", "handover_undo", "handover"
COMPANY = "company:"
MOST_TAKERS = 10


@dataclass(frozen=True, slots=True)
class CompanyShare:
    """A company with the number of contacts there."""

    company_id: int
    name: str
    contacts: int


class Sent(NamedTuple):
    """A submitted form, by Slack user ids; `by_company` is keyed by company id."""

    from_user: str
    to_users: tuple[str, ...]
    by_company: Mapping[int, str]
    place: str


class Given(Protocol):
    """How much changes hands."""

    @property
    def contacts(self) -> int: ...

    @property
    def follow_ups(self) -> int: ...


def form(from_user: str, companies: Sequence[CompanyShare], place: str, t: Texts) -> View:
    """From whom, to whom, and for the largest companies somebody of their own."""
    takers: Block = {"type": "multi_users_select", "max_selected_items": MOST_TAKERS}
    blocks = [
        field(
            "from_user",
            t.plain("handover.from"),
            {"type": "users_select", "initial_user": from_user},
            optional=False,
        ),
        field("to_users", t.plain("handover.to"), takers, optional=False, hint=t.plain("handover.to_hint")),
    ]
    blocks += [_company(one, t) for one in companies]
    title, submit = t.plain("handover.title"), t.plain("handover.submit")
    return modal(CALLBACK, title, submit, t.plain("modal.cancel"), blocks, json.dumps({"place": place}))


def _company(one: CompanyShare, t: Texts) -> Block:
    label = t.plain("handover.company", company=one.name, n=one.contacts)
    return field(f"{COMPANY}{one.company_id}", label, {"type": "users_select"})


def parse(view: Mapping[str, Any]) -> Sent:
    """What was submitted with the form."""
    values = view["state"]["values"]
    chosen = {block: value_of(values, block).get("selected_user") for block in values}
    by_company = {
        int(block.removeprefix(COMPANY)): str(user)
        for block, user in chosen.items()
        if block.startswith(COMPANY) and user
    }
    takers = value_of(values, "to_users").get("selected_users") or ()
    place = str(json.loads(view.get("private_metadata") or "{}").get("place") or "")
    return Sent(str(chosen["from_user"]), tuple(takers), by_company, place)


def blocks_of(by_company: Mapping[int, str]) -> list[tuple[str, str]]:
    """(block id of its input, who takes over) of each company."""
    return [(f"{COMPANY}{company_id}", user) for company_id, user in by_company.items()]


def leaver(user_id: str, name: str, held: Given, t: Texts) -> Message:
    """A colleague's account was deactivated: what they look after, and one button while they do."""
    values = {"colleague": t.colleague(name), "contacts": held.contacts, "follow_ups": held.follow_ups}
    if not held.contacts and not held.follow_ups:
        return words(t("handover.leaver_done", colleague=t.colleague(name)))
    text = t("handover.leaver", **values)
    return said(text, [section([text]), actions(button(t.plain("handover.open"), OPEN, user_id, "primary"))])


def done(
    from_name: str, to_names: Sequence[str], given: Given, act_id: int, undone: bool, t: Texts
) -> Message:
    """What was handed over, with one tap to take it back; names as Slack shows them."""
    takers: Mrkdwn = join(t("list.comma"), [t.colleague(name) for name in to_names])
    values = {"colleague": t.colleague(from_name), "takers": takers, **_counts(given)}
    if undone:
        return words(t("handover.undone", **values))
    text = t("handover.done", **values)
    return said(text, [section([text]), actions(button(t.plain("review.undo"), UNDO, act_id))])


def taken_over(by: str, from_name: str, given: Given, undone: bool, t: Texts) -> Message:
    """To who takes over: what is theirs from now on."""
    key = "handover.taken_back" if undone else "handover.taken"
    return words(t(key, colleague=t.colleague(by), from_colleague=t.colleague(from_name), **_counts(given)))


def _counts(given: Given) -> dict[str, int]:
    return {"contacts": given.contacts, "follow_ups": given.follow_ups}
