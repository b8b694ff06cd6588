"""The answer to a note: what was understood, saved at once, with one tap for each thing that may be wrong.

Action ids: `log_edit`, `log_undo`, `log_again`, `log_private`, `log_public` (value: interaction id),
`log_due` (a date picker in the block `due:FOLLOW_UP`), `log_register_N` (value "interaction:N"),
`log_stayed` (value "interaction:contact"), and those of `bot.views.log_questions` and `bot.views.successor`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views import log_questions, successor
from bot.views.contact import KINDS
from bot.views.follow_up import OF_INTERACTION
from bot.views.help import Commands
from bot.views.log_actions import LoggedAction, action_line
from bot.views.log_questions import Questions
from bot.views.message import Block, Message, actions, button, context, said, section, words
from bot.views.review import person_with_company
from contacts.values import FollowUpState, Kind, Person

EDIT, UNDO, AGAIN = "log_edit", "log_undo", "log_again"
PRIVATE, PUBLIC, DUE, STAYED = "log_private", "log_public", "log_due", "log_stayed"
MOST_PEOPLE, MOST_NAMES, MOST_ACTIONS, MOST_UNKNOWN, MOST_BESIDE, MOST_LEFT = 4, 5, 6, 3, 4, 3
# A head of this many characters leaves room for the actions and questions of the longest note.
MOST_HEAD, MOST_WHO = 1_200, 700
REGISTER = tuple(f"log_register_{n}" for n in range(MOST_UNKNOWN))


@dataclass(frozen=True, slots=True)
class LoggedNote:
    """An interaction as its answer shows it; `kind` None while it is asked about, `by` its author's name.

    `waiting` are the people of cards that are not saved yet, `left` those who left their company as it says,
    `bounced` those of them (ids) of whom only mail that came back says so.
    """

    id: int
    happened_on: date
    today: date
    kind: Kind | None = None
    people: tuple[Person, ...] = ()
    company: str | None = None
    unknown: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    left: tuple[Person, ...] = ()
    bounced: frozenset[int] = frozenset()
    colleagues: tuple[str, ...] = ()
    amount: int | None = None
    currency: str | None = None
    actions: tuple[LoggedAction, ...] = ()
    private: bool = False
    by: str = ""
    questions: Questions = log_questions.NONE
    corrected: bool = False


def logged(note: LoggedNote, t: Texts, honorific: str = "様") -> Message:
    """The answer: who, when, how, amount, actions with their dates, what is asked, and the taps."""
    head = t("log.corrected" if note.corrected else "log.saved", what=summary(note, t, honorific))
    return said(head, [*_shown(head, note, t, MOST_ACTIONS), actions(*_buttons(note, t))])


def beside(note: LoggedNote, t: Texts, honorific: str = "様") -> list[Block]:
    """A note in the review of the card it was written beside."""
    taps = [
        button(t.plain("log.edit_note"), EDIT, note.id),
        button(t.plain("log.undo_note"), UNDO, note.id),
    ]
    head = t("log.beside", what=summary(note, t, honorific))
    return [*_shown(head, note, t, MOST_BESIDE), actions(*taps)]


def _shown(head: Mrkdwn, note: LoggedNote, t: Texts, most: int) -> list[Block]:
    blocks: list[Block] = [section([head, _details(note, t)], most=MOST_HEAD)]
    blocks += [block for one in note.left[:MOST_LEFT] for block in _left(one, note, t)]
    blocks += [_action(one, note, t) for one in note.actions[:most]]
    if len(note.actions) > most:
        blocks.append(context(t("list.more", n=len(note.actions) - most)))
    if note.questions.proposed:
        blocks.append(context(t("log.proposed")))
    return blocks + log_questions.blocks(note.id, note.questions, t)


def summary(note: LoggedNote, t: Texts, honorific: str = "様") -> Mrkdwn:
    """11月20日(金) 打ち合わせ、田中 一郎様(山田商事)."""
    kind = t(KINDS[note.kind]) if note.kind else ""
    day = join(" ", (t.day(note.happened_on, note.today), kind))
    people = _fitting([person_with_company(one, t, honorific) for one in note.people[:MOST_PEOPLE]])
    more = len(note.people) - len(people)
    rest = t("list.more", n=more) if more > 0 else ""
    where = escape(note.company, 80) if note.company and not people else ""
    return join(t("list.comma"), (day, *people, rest, where))


def _fitting(names: Sequence[Mrkdwn]) -> list[Mrkdwn]:
    """The first names that leave the head on one screen."""
    lengths = accumulate(len(name) for name in names)
    return [name for name, length in zip(names, lengths, strict=True) if length <= MOST_WHO]


def undone(interaction_id: int, t: Texts, *, logged_again: bool = False) -> Message:
    """A note that was taken back; its words can be logged once more, once."""
    text = t("log.undone")
    taps = [] if logged_again else [actions(button(t.plain("log.again"), AGAIN, interaction_id))]
    return said(text, [section([text]), *taps])


def hidden(t: Texts) -> Message:
    """What stands in a channel in place of a note that became private."""
    return words(t("log.hidden"))


def _details(note: LoggedNote, t: Texts) -> Mrkdwn:
    amount = t("log.amount", amount=t.money(note.amount, note.currency or "JPY")) if note.amount else ""
    ours = join(t("list.comma"), [t.colleague(name[:40]) for name in note.colleagues[:MOST_NAMES]])
    unknown = join(t("list.comma"), [escape(name, 40) for name in note.unknown[:MOST_NAMES]])
    waiting = join(t("list.comma"), [escape(name, 40) for name in note.waiting[:MOST_NAMES]])
    parts = (
        amount,
        t("log.colleagues", names=ours) if ours else "",
        t("log.unknown", names=unknown) if unknown else "",
        t("log.waiting", names=waiting) if waiting else "",
        t("log.is_private") if note.private else "",
    )
    return join("　", parts)


def _action(one: LoggedAction, note: LoggedNote, t: Texts) -> Block:
    line = action_line(one, note.today, t)
    if one.state is not FollowUpState.OPEN:
        key = "log.action_done" if one.state is FollowUpState.DONE else "log.action_dropped"
        return section([t(key, line=line)])
    picker: Block = {"type": "datepicker", "action_id": DUE}
    if one.due_on:
        picker["initial_date"] = one.due_on.isoformat()
    else:
        picker["placeholder"] = {"type": "plain_text", "text": t.plain("log.pick_day")}
    return {**section([t("log.action_open", line=line)], picker), "block_id": f"due:{one.id}"}


def _left(one: Person, note: LoggedNote, t: Texts) -> tuple[Block, Block]:
    taps = (
        button(t.plain("successor.open"), successor.OPEN, one.id),
        button(t.plain("log.stayed"), STAYED, f"{note.id}:{one.id}"),
    )
    told = t("log.left_bounced" if one.id in note.bounced else "log.left", person=t.name(one))
    return section([told]), actions(*taps)


def _buttons(note: LoggedNote, t: Texts) -> list[Block]:
    found = [button(t.plain("log.edit"), EDIT, note.id), button(t.plain("log.undo"), UNDO, note.id)]
    if note.people:
        found.append(button(t.plain("contact.follow_up"), OF_INTERACTION, note.id))
    if not note.questions.private:
        key, action = ("log.to_team", PUBLIC) if note.private else ("log.to_private", PRIVATE)
        found.append(button(t.plain(key), action, note.id))
    names = note.unknown[:MOST_UNKNOWN]
    return found + [
        button(t.plain("log.register", name=name[:40]), REGISTER[place], f"{note.id}:{place}")
        for place, name in enumerate(names)
    ]


def usage(t: Texts, commands: Commands) -> Message:
    """What to type after the command."""
    return words(t("log.usage", command=commands.log_command))
