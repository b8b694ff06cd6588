"""連絡不要: the line on a contact, the form that notes it, and what is told afterwards.

Action ids, each with the contact's id as value: `contact.no_contact` opens the form, `contact.contact_again`
takes the flag back. Callback id of the form: `no_contact`, its metadata is as of `bot.views.edit_contact`.
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
    context,
    field,
    modal,
    said,
    section,
    value_of,
    words,
)

NOTE, AGAIN, CALLBACK = "contact.no_contact", "contact.contact_again", "no_contact"
MOST_REASON = 200


@dataclass(frozen=True, slots=True)
class NoContact:
    """A person is not to be contacted: since when, who of ours noted it (by name), why."""

    on: date
    by: str = ""
    reason: str = ""


def line(flag: NoContact, today: date | None, t: Texts) -> Mrkdwn:
    """🚫 連絡不要: ご本人のご希望(佐藤さん、11月20日(金))."""
    by = t.colleague(flag.by) if flag.by else ""
    who = join(t("list.comma"), (by, t.day(flag.on, today)))
    key = "no_contact.line_why" if flag.reason else "no_contact.line"
    return t(key, reason=escape(flag.reason, MOST_REASON), who=who)


def form(contact_id: int, name: str, place: str, t: Texts) -> View:
    """Asks why; `place` is "channel:ts" of the message tapped."""
    reason: Block = {"type": "plain_text_input", "max_length": MOST_REASON}
    blocks = [
        section([t("no_contact.about", name=name)]),
        field("reason", t.plain("no_contact.reason"), reason, hint=t.plain("no_contact.reason_hint")),
        context(t("no_contact.rule")),
    ]
    metadata = json.dumps({"contact": contact_id, "place": place})
    submit, cancel = t.plain("no_contact.submit"), t.plain("modal.cancel")
    return modal(CALLBACK, t.plain("no_contact.title"), submit, cancel, blocks, metadata)


def about(view: Mapping[str, Any]) -> tuple[int, str]:
    """The contact a form is about, and where it was opened."""
    kept = json.loads(view["private_metadata"])
    return int(kept["contact"]), str(kept["place"])


def reason_of(view: Mapping[str, Any]) -> str:
    """What was typed as the reason."""
    return str(value_of(view["state"]["values"], "reason").get("value") or "")


def noted(contact_id: int, name: str, promises: int, t: Texts) -> Message:
    """The flag stands; how many open follow-ups there are with the person, and the way back."""
    told = [t("no_contact.noted", name=name)]
    if promises:
        told.append(t("no_contact.promises", n=promises))
    back = actions(button(t.plain("no_contact.again"), AGAIN, contact_id))
    return said(told[0], [section(told), back])


def again(name: str, t: Texts) -> Message:
    """The flag is gone."""
    return words(t("no_contact.taken_back", name=name))
