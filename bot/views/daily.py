"""日報: a day's text to edit, and the message it becomes; callback id `daily_report`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from bot.texts import Mrkdwn, Texts, escape
from bot.texts.escaping import cut
from bot.views.contact import KINDS
from bot.views.log_actions import LoggedAction, action_line
from bot.views.message import (
    MOST_SECTION,
    Block,
    Message,
    View,
    field,
    fitted,
    modal,
    said,
    section,
    value_of,
)
from contacts.values import Kind

CALLBACK, TEXT, CHANNEL = "daily_report", "text", "channel"
MOST_NOTE, MOST_LINE = 200, 300


@dataclass(frozen=True, slots=True)
class Talk:
    """One interaction of the day: how, with whom and how much in words, the note."""

    kind: Kind
    people: str
    amount: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A colleague's day; people and promises in words."""

    day: date
    by: str
    talks: tuple[Talk, ...] = ()
    cards: tuple[str, ...] = ()
    promised: tuple[LoggedAction, ...] = ()
    kept: tuple[LoggedAction, ...] = ()


def text_of(report: Report, t: Texts) -> str:
    """The day as plain text, a line each, for its author to edit."""
    lines = [t.plain("daily.head", day=t.day(report.day), name=report.by)]
    lines += _part("daily.talks", [line for talk in report.talks for line in _talk(talk, t)], t)
    lines += _part("daily.cards", [t.plain("daily.item", text=one) for one in report.cards], t)
    lines += _part("daily.promised", _actions(report.promised, report.day, t), t)
    lines += _part("daily.kept", _actions(report.kept, report.day, t), t)
    if len(lines) == 1:
        lines.append(t.plain("daily.nothing"))
    # A line of its own keeps the parts apart where empty ones would be left out.
    return fitted([cut(line, MOST_LINE) or " " for line in lines], MOST_SECTION)


def form(report: Report, channel_id: str | None, t: Texts) -> View:
    """The text to edit and where to share it; nothing is posted before it is sent off."""
    words: Block = {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": MOST_SECTION,
        "initial_value": text_of(report, t),
    }
    where: Block = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }
    if channel_id:
        where["initial_conversation"] = channel_id
    blocks = [
        field(TEXT, t.plain("daily.text"), words, optional=False),
        field(CHANNEL, t.plain("daily.where"), where, optional=False),
    ]
    return modal(CALLBACK, t.plain("daily.title"), t.plain("daily.share"), t.plain("modal.cancel"), blocks)


def parse(view: Mapping[str, Any]) -> tuple[str, str]:
    """The text as edited and the channel to share it in."""
    values = view["state"]["values"]
    words, chosen = value_of(values, TEXT), value_of(values, CHANNEL)
    return str(words.get("value") or ""), str(chosen.get("selected_conversation") or "")


def message(text: str, colleague: str, t: Texts) -> Message:
    """The report as its author shares it."""
    head = t("daily.shared", colleague=t.colleague(colleague))
    lines = [escape(line, MOST_SECTION) or Mrkdwn(" ") for line in text.splitlines()]
    return said(head, [section([head]), section(lines)])


def _part(key: str, lines: Sequence[str], t: Texts) -> list[str]:
    return ["", t.plain(key), *lines] if lines else []


def _talk(talk: Talk, t: Texts) -> list[str]:
    what = " ".join(filter(None, (t.plain(KINDS[talk.kind]), talk.people, talk.amount)))
    note = " ".join(talk.note.split())[:MOST_NOTE]
    told = [t.plain("daily.note", text=note)] if note else []
    return [t.plain("daily.item", text=what), *told]


def _actions(actions: Sequence[LoggedAction], today: date, t: Texts) -> list[str]:
    return [t.plain("daily.item", text=unescape(action_line(one, today, t))) for one in actions]
