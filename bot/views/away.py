"""The form of a leave (callback id `away`) and what was kept of it; `away_back` (value: "1") ends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.texts import Texts
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
from storage.away import Leave

AWAY, BACK = "away", "away_back"


def form(today: date, leave: Leave | None, t: Texts) -> View:
    """Asks from when, until when, and who looks after things meanwhile; a leave that is over is forgotten."""
    if leave and leave.until_on and leave.until_on < today:
        leave = None
    start: Block = {"type": "datepicker", "initial_date": (leave.from_on if leave else today).isoformat()}
    end: Block = {"type": "datepicker"}
    if leave and leave.until_on:
        end["initial_date"] = leave.until_on.isoformat()
    deputy: Block = {"type": "users_select"}
    if leave and leave.deputy_id:
        deputy["initial_user"] = leave.deputy_id
    blocks = [
        field("from", t.plain("away.from"), start, optional=False),
        field("until", t.plain("away.until"), end, optional=False),
        field("deputy", t.plain("away.deputy"), deputy, hint=t.plain("away.deputy_hint")),
    ]
    submit, close = t.plain("followup.submit"), t.plain("modal.cancel")
    return modal(AWAY, t.plain("away.title"), submit, close, blocks)


def sent(view: Mapping[str, Any]) -> Leave:
    """The submitted form's leave."""
    values = view["state"]["values"]
    start, end = (value_of(values, name)["selected_date"] for name in ("from", "until"))
    deputy = value_of(values, "deputy").get("selected_user")
    return Leave(date.fromisoformat(start), date.fromisoformat(end), deputy or None)


def errors(leave: Leave, today: date, t: Texts) -> dict[str, str]:
    """What is wrong with a leave, by block id."""
    if leave.until_on and leave.until_on < max(today, leave.from_on):
        return {"until": t.plain("away.error_until")}
    return {}


def kept(leave: Leave, deputy: str, today: date, t: Texts) -> Message:
    """What was kept, with the button that ends it."""
    start = t.day(leave.from_on, today)
    end = t.day(leave.until_on, today) if leave.until_on else ""
    if deputy:
        line = t("away.kept_deputy", start=start, end=end, colleague=t.colleague(deputy))
    else:
        line = t("away.kept", start=start, end=end)
    return said(line, [section([line]), actions(button(t.plain("away.back"), BACK, 1))])


def back(t: Texts, *, was_away: bool) -> Message:
    """The leave ended, or there was none."""
    return words(t("away.ended" if was_away else "away.was_not"))
