"""The morning message: what is due today, each with its taps; all of it again in a modal when it is much.

Action ids, each with the follow-up's id as value: `followup_done`, `followup_undo`, `followup_accept`,
`followup_return`; `followup_snooze` and `followup_more` (option values "id:choice"); `morning_cards` and
`morning_more` (value: the message's date, in the modal "date:page"). Those of questions about stale records
stand in `bot.views.stale`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views import stale
from bot.views.message import (
    Block,
    Message,
    View,
    actions,
    button,
    bytes_of,
    modal,
    option,
    said,
    section,
)
from bot.views.review import person_with_company
from contacts.values import FollowUpState, Side
from reminders.compose import Morning
from reminders.items import MOST_SHOWN, CardsItem, Item, MetItem, MorningItem, ReportItem, StaleItem

DONE, SNOOZE, MORE_OF_ONE = "followup_done", "followup_snooze", "followup_more"
UNDO, ACCEPT, RETURN = "followup_undo", "followup_accept", "followup_return"
CARDS, MORE = "morning_cards", "morning_more"
EDIT, DROP, DATE = "edit", "drop", "date"
SNOOZES = {
    "tomorrow": "reminder.snooze_tomorrow",
    "next_workday": "reminder.snooze_next_workday",
    "next_week": "reminder.snooze_next_week",
    DATE: "reminder.snooze_date",
}
MOST_ITEMS, MOST_PAGE = MOST_SHOWN, 25
# Of the 13,000 that Slack takes; the greeting, the rest's button and the note need the others.
MOST_BYTES = 11_500
NOBODY: Mapping[str, str] = MappingProxyType({})
NO_BRIEFS: Mapping[int, Block] = MappingProxyType({})


class Shown:
    """How one message is shown: its reader's texts, colleagues' names by id, briefs by follow-up id."""

    def __init__(
        self,
        message: Morning,
        t: Texts,
        honorific: str = "様",
        names: Mapping[str, str] = NOBODY,
        briefs: Mapping[int, Block] = NO_BRIEFS,
    ) -> None:
        self.message, self.t, self.honorific, self.names, self.briefs = message, t, honorific, names, briefs

    def colleague(self, user_id: str) -> Mrkdwn:
        return self.t.colleague(self.names.get(user_id, ""))


def morning(
    message: Morning,
    t: Texts,
    honorific: str = "様",
    names: Mapping[str, str] = NOBODY,
    briefs: Mapping[int, Block] = NO_BRIEFS,
    note: Sequence[Block] = (),
) -> Message:
    """One person's message of a day; what was handled since shows so, a superseded one has no buttons.

    `note` are blocks at the end while it is the latest.
    """
    shown = Shown(message, t, honorific, names, briefs)
    head = _head(message, t)
    blocks: list[Block] = [section([head])]
    first = _fitting(shown)
    for number, item in enumerate(message.items[:first], 1):
        blocks += _item(number, item, shown)
    rest = len(message.items) - first
    if rest > 0 and message.superseded:
        blocks.append(section([t("reminder.rest", n=rest)]))
    elif rest > 0:
        blocks.append(actions(button(t.plain("reminder.rest", n=rest), MORE, message.day)))
    return said(head, blocks if message.superseded else [*blocks, *note])


def _fitting(shown: Shown) -> int:
    """How many items the message has room for: seven, fewer when briefs and long words fill it."""
    room = MOST_BYTES
    for number, item in enumerate(shown.message.items[:MOST_ITEMS], 1):
        room -= bytes_of(_item(number, item, shown))
        if room < 0:
            return number - 1
    return MOST_ITEMS


def _head(message: Morning, t: Texts) -> Mrkdwn:
    n = len(message.open_items)
    if n:
        return t("reminder.head", n=n)
    return t("reminder.news") if message.is_news_alone else t("reminder.all_done")


def more(
    message: Morning,
    t: Texts,
    page: int,
    honorific: str = "様",
    names: Mapping[str, str] = NOBODY,
    briefs: Mapping[int, Block] = NO_BRIEFS,
) -> View:
    """The items that the message has no room for, a page of them with the same taps; pages count from 0."""
    shown = Shown(message, t, honorific, names, briefs)
    before, first = _fitting(shown), page * MOST_PAGE
    rest = message.items[before:]
    blocks: list[Block] = []
    for number, item in enumerate(rest[first : first + MOST_PAGE], before + first + 1):
        blocks += _item(number, item, shown)
    turning = _turning(message.day, page, len(rest), t)
    metadata = f"{message.day}:{page}"
    blocks = blocks or [section([t("reminder.all_done")])]
    return modal(
        MORE, t.plain("reminder.rest_title"), None, t.plain("modal.close"), blocks + turning, metadata
    )


def page_of(value: str) -> tuple[date, int]:
    """The date and page that `morning_more` or the modal's metadata names."""
    day, _, page = value.partition(":")
    return date.fromisoformat(day), int(page or 0)


def _turning(day: date, page: int, items: int, t: Texts) -> list[Block]:
    back = [button(t.plain("reminder.page_back"), f"{MORE}_back", f"{day}:{page - 1}")] if page else []
    on = (page + 1) * MOST_PAGE < items
    forth = [button(t.plain("reminder.page_next"), f"{MORE}_next", f"{day}:{page + 1}")] if on else []
    return [actions(*back, *forth)] if back or forth else []


def choice_of(value: str) -> tuple[int, str]:
    """Id and choice of an option value such as "9:next_week"."""
    ref, _, choice = value.partition(":")
    return int(ref), choice


def _item(number: int, item: Item, shown: Shown) -> list[Block]:
    taps = not shown.message.superseded
    if isinstance(item, MorningItem):
        return _promise(number, item, shown)
    if isinstance(item, StaleItem):
        return stale.question(number, item, shown.message.day, shown.t, shown.honorific, taps=taps)
    text = Mrkdwn(f"{number}. {_news(item, shown)}")
    if isinstance(item, CardsItem) and item.number and taps:
        look = button(shown.t.plain("reminder.tap_cards"), CARDS, shown.message.day)
        return [section([text], look)]
    return [section([text])]


def _news(item: CardsItem | MetItem | ReportItem, shown: Shown) -> Mrkdwn:
    t, day = shown.t, shown.message.day
    if isinstance(item, CardsItem):
        names = join(t("list.comma"), [escape(name, 40) for name in item.names])
        return t("reminder.cards", n=item.number, names=names) if item.number else t("reminder.cards_done")
    if isinstance(item, MetItem):
        who = person_with_company(item.person, t, shown.honorific)
        return t("reminder.met", colleague=shown.colleague(item.user_id), person=who, day=t.day(item.on, day))
    on = t.day(item.on, day)
    if not item.number or item.oldest is None:
        return t("reminder.report_none", day=on)
    return t("reminder.report", n=item.number, day=on, oldest=t.day(item.oldest, day))


def _promise(number: int, item: MorningItem, shown: Shown) -> list[Block]:
    t, day = shown.t, shown.message.day
    text = Mrkdwn(f"{number}. {line(item, shown)}")
    undo = None if shown.message.superseded else button(t.plain("reminder.undo"), UNDO, item.follow_up_id)
    if item.handed_to:
        handed = t("reminder.handed", line=text, colleague=shown.colleague(item.handed_to))
        return [section([handed], undo if item.may_take_back else None)]
    if item.state is not FollowUpState.OPEN:
        key = "reminder.done" if item.state is FollowUpState.DONE else "reminder.dropped"
        return [section([t(key, line=text)], undo)]
    if item.snoozed_until and item.snoozed_until > day:
        return [section([t("reminder.snoozed", line=text, day=t.day(item.snoozed_until, day))], undo)]
    brief = [shown.briefs[item.follow_up_id]] if item.follow_up_id in shown.briefs else []
    taps = [] if shown.message.superseded else [_offer(item, t) if item.offered_by else _taps(item, t)]
    asked = [t("no_contact.ask")] if taps and _not_wanted(item) else []
    return [section([text, *asked]), *brief, *taps]


def _not_wanted(item: MorningItem) -> bool:
    return item.person is not None and item.person.no_contact


def _taps(item: MorningItem, t: Texts) -> Block:
    """Of a promise with somebody who is not to be contacted, to drop it is the likeliest."""
    one = item.follow_up_id
    if not _not_wanted(item):
        return taps_of(one, t)
    drop = button(t.plain("reminder.drop"), MORE_OF_ONE, f"{one}:{DROP}", "primary")
    done = button(t.plain("reminder.tap_done"), DONE, one)
    return actions(drop, done, _snooze(one, t))


def line(item: MorningItem, shown: Shown) -> Mrkdwn:
    """見積もり送付、田中 一郎様(山田商事)、期限は今日."""
    t = shown.t
    who = person_with_company(item.person, t, shown.honorific) if item.person else ""
    parts: Sequence[object] = (
        t("reminder.offered", colleague=shown.colleague(item.offered_by)) if item.offered_by else "",
        t("reminder.on_behalf", colleague=shown.colleague(item.on_behalf_of)) if item.on_behalf_of else "",
        t("reminder.theirs") if item.side is Side.THEIRS else "",
        escape(item.text, 150),
        who,
        _due(item, shown.message, t),
    )
    return join(t("list.comma"), parts)


def taps_of(follow_up_id: int, t: Texts) -> Block:
    """Done, later, edit and drop for one follow-up."""
    rest: Block = {
        "type": "overflow",
        "action_id": MORE_OF_ONE,
        "options": [
            option(t.plain("reminder.edit"), f"{follow_up_id}:{EDIT}"),
            option(t.plain("reminder.drop"), f"{follow_up_id}:{DROP}"),
        ],
    }
    return actions(
        button(t.plain("reminder.tap_done"), DONE, follow_up_id, "primary"), _snooze(follow_up_id, t), rest
    )


def _snooze(follow_up_id: int, t: Texts) -> Block:
    return {
        "type": "static_select",
        "action_id": SNOOZE,
        "placeholder": {"type": "plain_text", "text": t.plain("reminder.snooze")},
        "options": [option(t.plain(key), f"{follow_up_id}:{kind}") for kind, key in SNOOZES.items()],
    }


def _offer(item: MorningItem, t: Texts) -> Block:
    return actions(
        button(t.plain("reminder.accept"), ACCEPT, item.follow_up_id, "primary"),
        button(t.plain("reminder.return"), RETURN, item.follow_up_id),
    )


def _due(item: MorningItem, message: Morning, t: Texts) -> Mrkdwn:
    if not item.dated:
        return Mrkdwn("")
    if item.due_on == message.day:
        return t("reminder.due_today")
    day = t.day(item.due_on, message.day)
    if item.due_on > message.day:
        return t("reminder.due_closed" if item.due_on_closed_day else "reminder.due", day=day)
    if item.side is Side.OURS and item.overdue_days and item.times > 1:
        return t("reminder.was_due_again", day=day, n=item.overdue_days, times=item.times)
    return t("reminder.was_due", day=day)
