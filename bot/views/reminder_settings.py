"""The form behind `/goen reminders`: what a person wants to be told and, for admins, the team's rules.

Callback id `reminder_settings`; `reminder_settings_open` (value "1") opens it from the morning message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.texts import Texts
from bot.views.message import (
    Block,
    View,
    actions,
    button,
    context,
    divider,
    field,
    modal,
    option,
    section,
    value_of,
)
from contacts.workdays import closed_days
from reminders.hours import Hours
from storage.reminder_settings import ReminderSettings
from storage.switches import Switches

SETTINGS, OPEN = "reminder_settings", "reminder_settings_open"
SWITCHES = {
    "morning": "settings.morning",
    "stale": "settings.stale",
    "cards": "settings.cards",
    "met": "settings.met",
    "mentions": "settings.mentions",
}
OBON = {"yes": "settings.obon_yes", "no": "settings.obon_no"}
ERRORS = {
    "closed": "settings.error_closed",
    "ranks": "settings.error_ranks",
    "tags": "settings.error_tags",
}
MOST_ASKS, MOST_DAYS = 7, 3_650
_TAG = re.compile(r"(?P<tag>.+?)[\s=:：]+(?P<days>\d{1,4})")


@dataclass(frozen=True, slots=True)
class TeamForm:
    """The team's rules as the form shows them: reminder settings, the morning hour, own closed days."""

    reminders: ReminderSettings
    morning: time
    closed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A submitted form; `team` is None when the sender is no admin."""

    switches: Switches
    team: TeamForm | None = None


class Wrong(ValueError):
    """What was typed cannot be taken; `errors` are sentences by block id."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


def obon_question(t: Texts) -> list[Block]:
    """Asks an admin, until it is answered, whether the company closes for お盆."""
    open_form = button(t.plain("settings.open"), OPEN, 1)
    return [section([t("settings.obon_ask")]), actions(open_form)]


def form(switches: Switches, team: TeamForm | None, t: Texts) -> View:
    """The person's switches, then the team's rules when `team` is given."""
    options = {name: option(t.plain(key), name) for name, key in SWITCHES.items()}
    on = [options[name] for name in SWITCHES if getattr(switches, name)]
    boxes: Block = {"type": "checkboxes", "options": list(options.values())}
    if on:
        boxes["initial_options"] = on
    blocks = [field("mine", t.plain("settings.mine"), boxes)]
    if team:
        blocks += [divider(), *_team(team, t)]
    submit, close = t.plain("followup.submit"), t.plain("modal.cancel")
    return modal(SETTINGS, t.plain("settings.title"), submit, close, blocks, "team" if team else "")


def _team(team: TeamForm, t: Texts) -> list[Block]:
    mine = team.reminders
    obon = {name: option(t.plain(key), name) for name, key in OBON.items()}
    radio: Block = {"type": "radio_buttons", "options": list(obon.values())}
    if mine.obon is not None:
        radio["initial_option"] = obon["yes" if mine.obon else "no"]
    days = "\n".join(day.isoformat() for day in team.closed)
    tags = "\n".join(f"{tag} {number}" for tag, number in mine.tag_days.items())
    ranks = "/".join(str(mine.rank_days.get(rank, mine.stale_days)) for rank in "ABC")
    return [
        field("hour", t.plain("settings.hour"), _time(team.morning), optional=False),
        field("quiet_from", t.plain("settings.quiet_from"), _time(mine.quiet_from), optional=False),
        field("quiet_until", t.plain("settings.quiet_until"), _time(mine.quiet_until), optional=False),
        field("obon", t.plain("settings.obon"), radio, optional=False),
        field(
            "closed", t.plain("settings.closed"), _text(days, tall=True), hint=t.plain("settings.closed_hint")
        ),
        field("days", t.plain("settings.days"), _number(mine.stale_days, MOST_DAYS), optional=False),
        field("ranks", t.plain("settings.ranks"), _text(ranks), optional=False),
        field("tags", t.plain("settings.tags"), _text(tags, tall=True), hint=t.plain("settings.tags_hint")),
        field("asks", t.plain("settings.asks"), _number(mine.asks_a_day, MOST_ASKS, 0), optional=False),
        context(t("settings.managers")),
    ]


def sent(view: Mapping[str, Any], t: Texts) -> Sent:
    """What a submitted form says.

    Raises:
        Wrong: something typed cannot be taken.
    """
    values = view["state"]["values"]
    chosen = {one["value"] for one in value_of(values, "mine").get("selected_options") or ()}
    switches = Switches(**{name: name in chosen for name in SWITCHES})
    return Sent(switches, _sent_team(values, t) if view["private_metadata"] else None)


def _sent_team(values: Mapping[str, Any], t: Texts) -> TeamForm:
    errors: dict[str, str] = {}
    closed, ranks, tags = (
        _taken(name, parse, values, errors, t)
        for name, parse in (("closed", _closed), ("ranks", _ranks), ("tags", _tags))
    )
    hour, quiet_from, quiet_until = (
        time.fromisoformat(value_of(values, name)["selected_time"])
        for name in ("hour", "quiet_from", "quiet_until")
    )
    if Hours(hour, quiet_from, quiet_until).is_quiet(hour):
        errors["hour"] = t.plain("settings.error_hour")
    if errors:
        raise Wrong(errors)
    reminders = ReminderSettings(
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        obon=value_of(values, "obon")["selected_option"]["value"] == "yes",
        stale_days=int(value_of(values, "days")["value"]),
        rank_days=ranks,
        tag_days=tags,
        asks_a_day=int(value_of(values, "asks")["value"]),
    )
    return TeamForm(reminders, hour, tuple(sorted(closed)))


def _taken(name: str, parse: Any, values: Mapping[str, Any], errors: dict[str, str], t: Texts) -> Any:
    text = value_of(values, name).get("value") or ""
    try:
        return parse(text)
    except ValueError:
        errors[name] = t.plain(ERRORS[name])
        return None


def _closed(text: str) -> frozenset[date]:
    return closed_days([line for line in re.split(r"[\n,、]+", text) if line.strip()])


def _ranks(text: str) -> dict[str, int]:
    numbers = [_days(one) for one in re.split(r"[/／,、\s]+", text.strip())]
    if len(numbers) != 3:
        raise ValueError(text)
    return dict(zip("ABC", numbers, strict=True))


def _tags(text: str) -> dict[str, int]:
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _TAG.fullmatch(line)
        if match is None:
            raise ValueError(line)
        found[match["tag"].lstrip("#")] = _days(match["days"])
    return found


def _days(text: str) -> int:
    number = int(text)
    if not 0 < number <= MOST_DAYS:
        raise ValueError(text)
    return number


def _time(value: time) -> Block:
    return {"type": "timepicker", "initial_time": value.strftime("%H:%M")}


def _text(value: str, *, tall: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": tall}
    return {**element, "initial_value": value[:3_000]} if value else element


def _number(value: int, most: int, least: int = 1) -> Block:
    return {
        "type": "number_input",
        "is_decimal_allowed": False,
        "initial_value": str(value),
        "min_value": str(least),
        "max_value": str(most),
    }
