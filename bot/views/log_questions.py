"""What only a person can decide about a note, one row of taps for each.

Action ids: `log_person_N` (value "interaction:N:contact"), `log_kind_KIND` (value: interaction id),
`log_attendees` and `log_nobody` (value: interaction id), `log_assign` and `log_keep` (value
"interaction:follow_up"), `log_keep_private` and `log_share` (value: interaction id), `log_follow` and
`log_leave` (value: interaction id).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.texts import Texts, escape, join, no_contact_sign
from bot.views.contact import KINDS
from bot.views.message import Block, actions, button, section
from contacts.values import Kind, Person

MOST_CANDIDATES, MOST_NAMES, MOST_AT_ONCE = 5, 6, 3
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
    proposed: bool = False


NONE = Questions()


def blocks(note_id: int, asked: Questions, t: Texts, most: int = MOST_AT_ONCE) -> list[Block]:
    """A sentence and a row of buttons for each of the first questions; answered ones make room for others."""
    groups = [
        *([private(note_id, t)] if asked.private else []),
        *([_edited(note_id, t)] if asked.edited else []),
        *(_which(note_id, place, one, t) for place, one in enumerate(asked.persons)),
        *_who(note_id, asked, t),
        *([_how(note_id, t)] if asked.kind else []),
        *(_offer(note_id, one, t) for one in asked.offers),
    ]
    return [block for group in groups[:most] for block in group]


def private(note_id: int, t: Texts) -> list[Block]:
    """Asks before anyone else could read a note about health or family."""
    taps = [
        button(t.plain("log.keep_private"), KEEP_PRIVATE, note_id, "primary"),
        button(t.plain("log.share"), SHARE, note_id),
    ]
    return [section([t("log.sensitive")]), actions(*taps)]


def _edited(note_id: int, t: Texts) -> list[Block]:
    taps = [
        button(t.plain("log.follow"), FOLLOW, note_id, "primary"),
        button(t.plain("log.leave"), LEAVE, note_id),
    ]
    return [section([t("log.edited")]), actions(*taps)]


def _which(note_id: int, place: int, which: WhichPerson, t: Texts) -> list[Block]:
    taps = [
        button(_plain(one), PERSON[n], f"{note_id}:{place}:{one.id}")
        for n, one in enumerate(which.people[:MOST_CANDIDATES])
    ]
    return [section([t("log.which", name=escape(which.said, 60))]), actions(*taps)]


def _who(note_id: int, asked: Questions, t: Texts) -> list[list[Block]]:
    if asked.attendees:
        return [_attendees(note_id, asked.attendees, t)]
    choose = button(t.plain("log.choose"), SOMEBODY, note_id, "primary")
    return [[section([t("log.with_whom")]), actions(choose)]] if asked.people else []


def _how(note_id: int, t: Texts) -> list[Block]:
    taps = [button(t.plain(KINDS[kind]), action, note_id) for action, kind in KIND.items()]
    return [section([t("log.how")]), actions(*taps)]


def _plain(person: Person) -> str:
    """A person on a button, where mrkdwn is not read."""
    return " ".join(filter(None, (no_contact_sign(person), person.name, person.title, person.company)))


def _attendees(note_id: int, names: Sequence[str], t: Texts) -> list[Block]:
    shown = join(t("list.comma"), [escape(name, 40) for name in names[:MOST_NAMES]])
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
