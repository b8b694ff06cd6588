"""The form of the team's fiscal year (callback id `fiscal_year`) and what was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.texts import Texts
from bot.views.message import Block, Message, View, context, field, modal, option, value_of, words

FISCAL = "fiscal_year"
CALENDAR, OWN = "calendar", "fiscal"
_QUARTERS = {CALENDAR: "fiscal.quarters_calendar", OWN: "fiscal.quarters_own"}


def form(start: int, own_quarters: bool, t: Texts) -> View:
    """Asks for the month (1 to 12) the fiscal year begins in, and whether Q1 begins with it."""
    months = {month: option(t.month(month), str(month)) for month in range(1, 13)}
    choices = {name: option(t.plain(key), name) for name, key in _QUARTERS.items()}
    start_of_year: Block = {"type": "static_select", "options": list(months.values())}
    quarters: Block = {"type": "radio_buttons", "options": list(choices.values())}
    start_of_year["initial_option"] = months[start]
    quarters["initial_option"] = choices[OWN if own_quarters else CALENDAR]
    blocks = [
        field("start", t.plain("fiscal.start"), start_of_year, optional=False),
        field("quarters", t.plain("fiscal.quarters"), quarters, optional=False),
        context(t("fiscal.hint")),
    ]
    submit, close = t.plain("followup.submit"), t.plain("modal.cancel")
    return modal(FISCAL, t.plain("fiscal.title"), submit, close, blocks)


def sent(view: Mapping[str, Any]) -> tuple[int, bool]:
    """The month the fiscal year begins in, and whether the quarters are counted from it."""
    values = view["state"]["values"]
    start = int(value_of(values, "start")["selected_option"]["value"])
    return start, value_of(values, "quarters")["selected_option"]["value"] == OWN


def kept(start: int, own_quarters: bool, t: Texts) -> Message:
    """What was kept."""
    key = "fiscal.kept_own" if own_quarters else "fiscal.kept"
    return words(t(key, month=t.month(start)))
