"""What only a person can decide about a note, one row of taps for each.

Action ids: `log_person_N` (value "interaction:N:contact"), `log_kind_KIND` (value: interaction id),
`log_attendees` and `log_nobody` (value: interaction id), `log_assign` and `log_keep` (value
"interaction:follow_up"), `log_keep_private` and `log_share` (value: interaction id), `log_follow` and
`log_leave` (value: interaction id).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.texts import Texts, escape, join
from bot.views.contact import KINDS
from bot.views.message import Block, actions, button, section
from contacts.values import Kind, Person

MOST_CANDIDATES = 6
PERSON = tuple(f"log_person_{n}" for n in range(MOST_CANDIDATES))
ASKED_KINDS = (
    Kind.MEETING,
    Kind.VISIT,
    Kind.CALL,
    Kind.ONLINE,
    Kind.EMAIL,
    Kind.MEAL,
    Kind.EVENT,
    Kind.OTHER,
)
KIND = {f"log_kind_{kind.value}": kind for kind in ASKED_KINDS}
ATTENDEES, NOBODY = "log_attendees", "log_nobody"
ASSIGN, KEEP = "log_assign", "log_keep"
KEEP_PRIVATE, SHARE = "log_keep_private", "log_share"
FOLLOW, LEAVE = "log_follow", "log_leave"
SOMEBODY = "log_somebody"


@dataclass(frozen=True, slots=True)
class WhichPerson:
    """A name that fits several stored people."""

    said: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A follow-up that the note gives to a colleague, by name as Slack shows it."""

    follow_up_id: int
    text: str
    colleague: str


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked about a note; `attendees` are the people of cards this colleague posted just before."""

    persons: tuple[WhichPerson, ...] = ()
    kind: bool = False
    people: bool = False
    attendees: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    private: bool = False
    edited: bool = False


NONE = Questions()


def blocks(note_id: int, asked: Questions, t: Texts, honorific: str = "様") -> list[Block]:
    """A sentence and a row of buttons for each question."""
    found: list[Block] = []
    for place, which in enumerate(asked.persons):
        found += [
            section([t("log.which", name=escape(which.said, 60))]),
            _people(note_id, place, which, t, honorific),
        ]
    if asked.attendees:
        found += _attendees(note_id, asked.attendees, t)
    elif asked.people:
        found += [
            section([t("log.with_whom")]),
            actions(button(t.plain("log.choose"), SOMEBODY, note_id, "primary")),
        ]
    if asked.kind:
        taps = [button(t.plain(KINDS[kind]), action, note_id) for action, kind in KIND.items()]
        found += [section([t("log.how")]), actions(*taps)]
    for offer in asked.offers:
        found += _offer(note_id, offer, t)
    if asked.private:
        found += private(note_id, t)
    if asked.edited:
        taps = [
            button(t.plain("log.follow"), FOLLOW, note_id, "primary"),
            button(t.plain("log.leave"), LEAVE, note_id),
        ]
        found += [section([t("log.edited")]), actions(*taps)]
    return found


def private(note_id: int, t: Texts) -> list[Block]:
    """Asks before anyone else could read a note about health or family."""
    taps = [
        button(t.plain("log.keep_private"), KEEP_PRIVATE, note_id, "primary"),
        button(t.plain("log.share"), SHARE, note_id),
    ]
    return [section([t("log.sensitive")]), actions(*taps)]


def _people(note_id: int, place: int, which: WhichPerson, t: Texts, honorific: str) -> Block:
    taps = [
        button(_plain(one, t, honorific), PERSON[n], f"{note_id}:{place}:{one.id}")
        for n, one in enumerate(which.people[:MOST_CANDIDATES])
    ]
    return actions(*taps)


def _plain(person: Person, t: Texts, honorific: str) -> str:
    """A person on a button, where mrkdwn is not read."""
    company = person.company or ""
    name = person.name
    parts = (name, person.title or "", company)
    return " ".join(part for part in parts if part)


def _attendees(note_id: int, names: Sequence[str], t: Texts) -> list[Block]:
    shown = join(t("list.comma"), [escape(name, 60) for name in names[:10]])
    taps = [
        button(t.plain("log.all_there", n=len(names)), ATTENDEES, note_id, "primary"),
        button(t.plain("log.choose"), SOMEBODY, note_id),
        button(t.plain("log.nobody"), NOBODY, note_id),
    ]
    return [section([t("log.attendees", n=len(names), names=shown)]), actions(*taps)]


def _offer(note_id: int, offer: Offer, t: Texts) -> list[Block]:
    who = t.colleague(offer.colleague)
    value = f"{note_id}:{offer.follow_up_id}"
    taps = [
        button(t.plain("log.assign", colleague=who), ASSIGN, value, "primary"),
        button(t.plain("log.keep"), KEEP, value),
    ]
    sentence = t("log.offer", colleague=who, text=escape(offer.text, 100))
    return [section([sentence]), actions(*taps)]
