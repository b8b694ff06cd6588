"""A company: what is known of it, its people by department and rank, and the form for it.

Action ids: `company_open`, `company_edit` (value: the company's id). Callback id of the form: `company`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from daichodo_validate import validate_corporate_number

from bot.texts import Mrkdwn, Texts, escape, join
from bot.texts.escaping import bold
from bot.views import company_merging
from bot.views.contact import KINDS
from bot.views.message import (
    Block,
    Message,
    View,
    actions,
    button,
    field,
    modal,
    picture,
    said,
    section,
    value_of,
)
from contacts.normal import clean
from contacts.org_chart import Department
from contacts.values import Kind

OPEN, EDIT, CALLBACK = "company_open", "company_edit", "company"
MOST_DEPARTMENTS, MOST_PEOPLE, MOST_TEXT, MOST_DAYS, MOST_NOTE = 12, 8, 200, 3650, 120
LABELS = {
    "corporate_number": "company.corporate_number",
    "industry": "company.industry",
    "headcount": "company.headcount",
    "capital": "company.capital",
    "listing": "company.listing",
    "fiscal_close": "company.fiscal_close",
    "contract_state": "company.contract_state",
    "source": "company.source",
    "address": "field.address",
    "stale_days": "stale.period",
    "aliases": "company.aliases",
}


@dataclass(frozen=True, slots=True)
class CompanyTouch:
    """One interaction with people of the company: when, how, who of ours, with whom (plain), the note."""

    on: date
    kind: Kind
    by: str = ""
    people: tuple[str, ...] = ()
    note: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """A company as it is shown: plain facts by their names in LABELS, its people, the uploaded org chart.

    `touches` are its interactions, newest first; `alike` other companies, by id and name, that may be the
    same one.
    """

    id: int
    name: str
    facts: Mapping[str, Any]
    departments: tuple[Department, ...] = ()
    file_id: str | None = None
    touches: tuple[CompanyTouch, ...] = ()
    alike: tuple[tuple[int, str], ...] = ()
    today: date | None = None


def company(card: CompanyCard, t: Texts) -> Message:
    """The company with its facts, its people and its org chart."""
    known = [
        t("company.fact", label=t.plain(LABELS[name]), value=_shown(name, value, t))
        for name, value in card.facts.items()
        if value not in (None, "", [], ())
    ]
    people = [_department(one, t) for one in card.departments[:MOST_DEPARTMENTS]]
    blocks: list[Block] = [section([Mrkdwn(f"🏢 {bold(card.name)}"), *known])]
    blocks += [picture(card.file_id, t.plain("company.chart"))] if card.file_id else []
    blocks.append(section(people or [t("company.nobody")]))
    if card.touches:
        touches = [_touch(one, card, t) for one in card.touches]
        blocks.append(section([t("contact.interactions"), *touches]))
    blocks += [_alike(card.id, *other, t) for other in card.alike]
    edit = button(t.plain("review.edit"), EDIT, card.id)
    merge = button(t.plain("company_merge.ask"), company_merging.ASK, card.id)
    blocks.append(actions(edit, merge))
    return said(t("company.title", name=card.name), blocks)


def _touch(one: CompanyTouch, card: CompanyCard, t: Texts) -> Mrkdwn:
    who = t.colleague(one.by) if one.by else ""
    what = join(t("list.comma"), (t(KINDS[one.kind]), who, *(escape(name, 60) for name in one.people)))
    line = t("contact.step", day=t.day(one.on, card.today), what=what)
    sign = Mrkdwn("🔒") if one.private else ""
    return join("  ", (line, sign, escape(one.note, MOST_NOTE) if one.note else ""))


def _alike(company_id: int, other_id: int, name: str, t: Texts) -> Block:
    """Another company that may be the same, with the way to merge the two."""
    compare = button(t.plain("merge.open"), company_merging.OPEN, f"{company_id}:{other_id}")
    return section([t("company_merge.alike", name=name)], compare)


def in_words(name: str, value: Any, t: Texts) -> str:
    """A fact in words, for plain text."""
    if name == "capital":
        return t.money(int(value))
    if name in _COUNTED:
        return t.plain(_COUNTED[name], n=value)
    return t.plain("list.comma").join(value) if isinstance(value, list) else str(value)


def _shown(name: str, value: Any, t: Texts) -> Mrkdwn:
    if name == "capital":
        return escape(t.money(int(value)))
    if name in _COUNTED:
        return t(_COUNTED[name], n=value)
    return join(t("list.comma"), value) if isinstance(value, list) else escape(value, MOST_TEXT)


_COUNTED = {"fiscal_close": "company.month", "stale_days": "company.days"}


def _department(one: Department, t: Texts) -> Mrkdwn:
    names = [join(" ", (person.title, person.name)) for person in one.people[:MOST_PEOPLE]]
    if len(one.people) > MOST_PEOPLE:
        names.append(t("list.more", n=len(one.people) - MOST_PEOPLE))
    head = bold(one.name or t.plain("company.no_department"))
    return Mrkdwn(f"{head}  {join(t('list.comma'), names)}")


def form(card: CompanyCard, place: str, t: Texts) -> View:
    """One input a fact; `place` ("channel:ts") is the message it was opened from."""
    blocks = [_input(name, card.facts.get(name), t) for name in LABELS]
    metadata = json.dumps({"company": card.id, "place": place})
    title, save, cancel = t.plain("company.form"), t.plain("edit.save"), t.plain("modal.cancel")
    return modal(CALLBACK, title, save, cancel, blocks, metadata)


def _input(name: str, value: Any, t: Texts) -> Block:
    shown = t.plain("list.comma").join(value) if isinstance(value, list) else str(value or "")
    element: Block = {"type": "plain_text_input", "max_length": MOST_TEXT}
    if shown:
        element["initial_value"] = shown[:MOST_TEXT]
    return field(name, t.plain(LABELS[name]), element)


def about(view: Mapping[str, Any]) -> tuple[int, str]:
    """The company a form is about, and where it was opened."""
    kept = json.loads(view["private_metadata"])
    return int(kept["company"]), str(kept["place"])


def parse(view: Mapping[str, Any], t: Texts) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts as typed, and a sentence for each input that cannot be taken."""
    values, facts, errors = view["state"]["values"], {}, {}
    for name in LABELS:
        typed = clean(value_of(values, name).get("value") or "")
        try:
            facts[name] = _READERS.get(name, str)(typed) if typed else ((), None)[name != "aliases"]
        except ValueError:
            errors[name] = t.plain(_WRONG[name])
    return facts, errors


def _number(typed: str) -> int:
    return int(re.sub(r"[,，人名\s]", "", typed))


def _capital(typed: str) -> int:
    """Yen: 1,000万円, 3億円, 10000000."""
    found = re.fullmatch(r"(?:(\d+(?:\.\d+)?)億)?(?:(\d+(?:\.\d+)?)万)?(\d+)?円?", typed.replace(",", ""))
    if not found or not any(found.groups()):
        raise ValueError(typed)
    large, small, rest = (float(part or 0) for part in found.groups())
    return round(large * 10**8 + small * 10**4 + rest)


def _month(typed: str) -> int:
    month = int(typed.removesuffix("月"))
    if not 1 <= month <= 12:
        raise ValueError(typed)
    return month


def _days(typed: str) -> int:
    days = int(typed.removesuffix("日"))
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(typed)
    return days


def _corporate_number(typed: str) -> str:
    """The thirteen digits; the first one checks the others (Ministry of Finance, order 75 of 2014)."""
    digits = re.sub(r"\D", "", typed)
    if not validate_corporate_number(digits).valid:
        raise ValueError(typed)
    return digits


def _names(typed: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(part.split()) for part in re.split(r"[,、;\n]", typed))))


_READERS: Mapping[str, Callable[[str], Any]] = {
    "corporate_number": _corporate_number,
    "headcount": _number,
    "capital": _capital,
    "fiscal_close": _month,
    "stale_days": _days,
    "aliases": _names,
}
_WRONG = {
    "corporate_number": "company.error_corporate_number",
    "headcount": "company.error_number",
    "capital": "company.error_capital",
    "fiscal_close": "company.error_month",
    "stale_days": "company.error_days",
}


def opener(company_id: int, name: str, t: Texts) -> Block:
    """The button that opens a company which a look-up found."""
    return actions(button(t.plain("company.open", name=name), OPEN, company_id))
