"""The form for an export, and what admins are told of one.

Callback id of the form: `export`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from bot.texts import Texts
from bot.views.message import Block, Message, View, field, modal, option, value_of, words
from storage.exchange.values import Form

CALLBACK = "export"
MOST_TEXT = 100
FORMS = {
    Form.CSV: "export.csv",
    Form.XLSX: "export.xlsx",
    Form.CP932: "export.cp932",
    Form.VCARD: "export.vcard",
    Form.JSON: "export.json",
}


class Sent(NamedTuple):
    """A submitted form; `owner_id` is a Slack id, the days are those of the asker's zone."""

    form: Form
    tag: str | None
    company: str | None
    owner_id: str | None
    since: date | None
    until: date | None

    @property
    def is_filtered(self) -> bool:
        return any((self.tag, self.company, self.owner_id, self.since, self.until))


def form(t: Texts) -> View:
    """What to write out, in which form."""
    options = [option(t.plain(key), kind.value) for kind, key in FORMS.items()]
    forms: Block = {"type": "static_select", "options": options, "initial_option": options[0]}
    blocks = [
        field("form", t.plain("export.form"), forms, optional=False, hint=t.plain("export.form_hint")),
        field("company", t.plain("export.company"), _text()),
        field("tag", t.plain("export.tag"), _text()),
        field("owner", t.plain("export.owner"), {"type": "users_select"}),
        field("since", t.plain("export.since"), {"type": "datepicker"}),
        field("until", t.plain("export.until"), {"type": "datepicker"}),
    ]
    title, submit, cancel = t.plain("export.title"), t.plain("export.submit"), t.plain("modal.cancel")
    return modal(CALLBACK, title, submit, cancel, blocks)


def _text() -> Block:
    return {"type": "plain_text_input", "max_length": MOST_TEXT}


def parse(view: Mapping[str, Any]) -> Sent:
    """The submitted form."""
    values = view["state"]["values"]
    return Sent(
        Form((value_of(values, "form").get("selected_option") or {}).get("value") or Form.CSV),
        _typed(values, "tag"),
        _typed(values, "company"),
        value_of(values, "owner").get("selected_user"),
        _day(values, "since"),
        _day(values, "until"),
    )


def _typed(values: Mapping[str, Any], block_id: str) -> str | None:
    return str(value_of(values, block_id).get("value") or "").strip() or None


def _day(values: Mapping[str, Any], block_id: str) -> date | None:
    day = value_of(values, block_id).get("selected_date")
    return date.fromisoformat(day) if day else None


def told(name: str, t: Texts) -> Message:
    """What the other admins hear of an export."""
    return words(t("export.told", colleague=t.colleague(name)))


def nothing(t: Texts) -> Message:
    """No contact was among the chosen ones."""
    return words(t("export.nothing"))
