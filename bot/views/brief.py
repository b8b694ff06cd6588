"""Thirty seconds before the meeting, in five lines: the last talk, open promises, what changed, who of ours,
the reading of the name."""

from __future__ import annotations

from collections.abc import Mapping

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views.contact import KINDS
from bot.views.message import Block, context
from contacts.values import Side
from reminders.brief import Brief, Changed, Open

MOST_NOTE, MOST_TEXT, MOST_OLD = 80, 40, 30
FIELDS = {
    "company_id": "brief.company",
    "department": "field.department",
    "title": "field.title",
    "name": "field.name",
    "state": "brief.state",
}
STATES = {"active": "brief.active", "archived": "contact.archived", "left": "contact.left"}


def block(brief: Brief, names: Mapping[str, str], companies: Mapping[str, str], t: Texts) -> Block:
    """The five lines as one grey block; see `lines`."""
    return context(Mrkdwn("\n".join(lines(brief, names, companies, t))))


def lines(brief: Brief, names: Mapping[str, str], companies: Mapping[str, str], t: Texts) -> list[Mrkdwn]:
    """Five lines, each with what is known, said too where nothing is.

    `names` gives what Slack calls a colleague by user id, `companies` a company's name by its id as text.
    """
    reading = escape(brief.reading, 80) if brief.reading else t("brief.no_reading")
    return [
        _last(brief, names, t),
        _promises(brief, t),
        _changes(brief, companies, t),
        _colleagues(brief, names, t),
        t("brief.reading", reading=reading),
    ]


def _last(brief: Brief, names: Mapping[str, str], t: Texts) -> Mrkdwn:
    if brief.last is None:
        return t("brief.never_talked")
    who = t.colleague(names.get(brief.last.user_id, ""))
    what = join(t("list.comma"), (t(KINDS[brief.last.kind]), who, escape(brief.last.note, MOST_NOTE)))
    return t("brief.last", day=t.day(brief.last.on, brief.today), what=what)


def _promises(brief: Brief, t: Texts) -> Mrkdwn:
    ours, theirs = (_side(brief, side, t) for side in (Side.OURS, Side.THEIRS))
    parts = (
        t("brief.ours", promises=ours) if ours else "",
        t("brief.theirs", promises=theirs) if theirs else "",
    )
    return t("brief.promises", promises=join("  ", parts)) if ours or theirs else t("brief.no_promises")


def _side(brief: Brief, side: Side, t: Texts) -> Mrkdwn:
    return join(t("list.comma"), [_promise(one, brief, t) for one in brief.promises if one.side is side])


def _promise(one: Open, brief: Brief, t: Texts) -> Mrkdwn:
    text = escape(one.text, MOST_TEXT)
    return t("brief.promise", text=text, day=t.day(one.due_on, brief.today)) if one.due_on else text


def _changes(brief: Brief, companies: Mapping[str, str], t: Texts) -> Mrkdwn:
    told = join(t("list.comma"), [_change(one, companies, t) for one in brief.changes])
    return t("brief.changes", changes=told) if told else t("brief.no_changes")


def _change(one: Changed, companies: Mapping[str, str], t: Texts) -> Mrkdwn:
    old, new = (_value(one.field, value, companies, t) for value in (one.old, one.new))
    return t("brief.change", field=t(FIELDS[one.field]), old=old, new=new)


def _value(field: str, value: str | None, companies: Mapping[str, str], t: Texts) -> Mrkdwn:
    if field == "state" and value in STATES:
        return t(STATES[value])
    said = companies.get(value or "") if field == "company_id" else value
    return escape(said, MOST_OLD) if said else t("brief.nothing")


def _colleagues(brief: Brief, names: Mapping[str, str], t: Texts) -> Mrkdwn:
    best = names.get(brief.knows_best or "")
    user_id, day = brief.met_last or ("", None)
    parts = (
        t("brief.knows_best", colleague=t.colleague(best)) if best else "",
        t("brief.met_last", colleague=t.colleague(names[user_id]), day=t.day(day, brief.today))
        if day and names.get(user_id)
        else "",
    )
    return t("brief.colleagues", who=join("  ", parts)) if any(parts) else t("brief.nobody")
