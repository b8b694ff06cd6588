"""Forms for a follow-up, new or known, and the sentence that tells what was kept.

Callback ids: `followup_new`, `followup_edit`, `followup_date`. Action ids of buttons on contacts and
interactions: `contact.follow_up` and `interaction.follow_up`, with their id as value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views.message import (
    Block,
    Message,
    View,
    actions,
    button,
    field,
    modal,
    option,
    said,
    section,
    value_of,
)
from bot.views.reminder import UNDO, taps_of
from bot.views.review import person_with_company
from contacts.values import Person, Side

NEW, EDITED, DATED = "followup_new", "followup_edit", "followup_date"
OF_CONTACT, OF_INTERACTION = "contact.follow_up", "interaction.follow_up"
SIDES = {Side.OURS: "followup.ours", Side.THEIRS: "followup.theirs"}
MOST_TEXT = 500


@dataclass(frozen=True, slots=True)
class FollowUpForm:
    """What a form shows or was sent with; `owner_id` is a Slack id, `person` whom it is about."""

    text: str = ""
    due_on: date | None = None
    side: Side = Side.OURS
    owner_id: str = ""
    contact_id: int | None = None
    interaction_id: int | None = None
    follow_up_id: int | None = None
    person: Person | None = None


def form(shown: FollowUpForm, t: Texts, honorific: str = "様") -> View:
    """The form of a follow-up: its text, due date, whose promise it is, and who of ours has it."""
    blocks: list[Block] = []
    if shown.person:
        blocks.append(section([t("followup.about", person=person_with_company(shown.person, t, honorific))]))
    text: Block = {"type": "plain_text_input", "max_length": MOST_TEXT, "multiline": False}
    if shown.text:
        text["initial_value"] = shown.text[:MOST_TEXT]
    due: Block = {"type": "datepicker"}
    if shown.due_on:
        due["initial_date"] = shown.due_on.isoformat()
    blocks += [
        field("text", t.plain("followup.text"), text, optional=False),
        field("due", t.plain("followup.due"), due),
        field("side", t.plain("followup.side"), _sides(shown.side, t), optional=False),
        field(
            "owner",
            t.plain("followup.owner"),
            {"type": "users_select", "initial_user": shown.owner_id},
            optional=False,
        ),
    ]
    known = shown.follow_up_id is not None
    return modal(
        EDITED if known else NEW,
        t.plain("followup.edit_title" if known else "followup.title"),
        t.plain("followup.submit"),
        t.plain("modal.cancel"),
        blocks,
        json.dumps(
            {"f": shown.follow_up_id, "c": shown.contact_id, "i": shown.interaction_id},
        ),
    )


def sent(view: Mapping[str, Any]) -> FollowUpForm:
    """What a submitted form says."""
    values, ids = view["state"]["values"], json.loads(view["private_metadata"])
    due = value_of(values, "due").get("selected_date")
    return FollowUpForm(
        text=str(value_of(values, "text").get("value") or "").strip(),
        due_on=date.fromisoformat(due) if due else None,
        side=Side(value_of(values, "side")["selected_option"]["value"]),
        owner_id=str(value_of(values, "owner").get("selected_user") or ""),
        contact_id=ids["c"],
        interaction_id=ids["i"],
        follow_up_id=ids["f"],
    )


def date_form(follow_up_id: int, initial: date, t: Texts) -> View:
    """Asks for the date until which a follow-up rests."""
    picker = {"type": "datepicker", "initial_date": initial.isoformat()}
    blocks = [field("until", t.plain("followup.until"), picker, optional=False)]
    title, submit, close = (t.plain(key) for key in ("reminder.snooze", "followup.submit", "modal.cancel"))
    return modal(DATED, title, submit, close, blocks, str(follow_up_id))


def sent_date(view: Mapping[str, Any]) -> tuple[int, date]:
    """The follow-up and the date of a submitted date form."""
    chosen = value_of(view["state"]["values"], "until")["selected_date"]
    return int(view["private_metadata"]), date.fromisoformat(chosen)


def kept(
    follow_up_id: int, shown: FollowUpForm, owner: str, today: date, t: Texts, honorific: str = "様"
) -> Message:
    """What was understood and kept, with its taps; `owner` names the colleague when it is not the reader."""
    line = _line(shown, owner, today, t, honorific)
    undo = actions(button(t.plain("reminder.undo"), UNDO, follow_up_id))
    taps = [taps_of(follow_up_id, t)] if not owner else []
    return said(line, [section([line]), *taps, undo])


def _line(shown: FollowUpForm, owner: str, today: date, t: Texts, honorific: str) -> Mrkdwn:
    parts = (
        t("reminder.theirs") if shown.side is Side.THEIRS else "",
        escape(shown.text, 150),
        person_with_company(shown.person, t, honorific) if shown.person else "",
        t("followup.by", day=t.day(shown.due_on, today)) if shown.due_on else t("followup.no_date"),
        t("followup.given", colleague=t.colleague(owner)) if owner else "",
    )
    return t("followup.kept", what=join(t("list.comma"), parts))


def _sides(chosen: Side, t: Texts) -> Block:
    options = {side: option(t.plain(key), side.value) for side, key in SIDES.items()}
    return {"type": "radio_buttons", "options": list(options.values()), "initial_option": options[chosen]}
