"""The taps under a note's answer: undo, private, due dates, and the questions only a person decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import log, log_cards
from bot.jobs.log import Place
from bot.jobs.people import name_of
from bot.jobs.understanding import Words
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import log_questions as asked
from bot.views.log import AGAIN, DUE, PRIVATE, PUBLIC, STAYED, UNDO
from bot.views.problems import not_yours
from storage import cards, contacts, departures, follow_ups, interactions, note_cards, note_people, notes
from storage.tables import Interaction

Act = Callable[[Turn, Interaction], Answer]


def on_note(turn: Turn, interaction_id: int, act: Act) -> Answer:
    """Runs `act` when the note is there and the actor's own; says why not."""
    row = interactions.load(turn.session, interaction_id, turn.workspace_id)
    if row is None:
        return whispered(turn, "note_gone")
    if row.user_id != turn.actor.slack_id:
        return Answer(whisper=not_yours([name_of(turn.session, turn.house, row.user_id)], turn.texts))
    return act(turn, row)


def changed(turn: Turn, row: Interaction, do: Callable[[], object]) -> Answer:
    """A small correction as one act; everything said about the note is shown anew."""
    notes.change(turn.session, row, turn.actor.slack_id, turn.now, do)
    return shown_anew(turn, row)


def shown_anew(turn: Turn, row: Interaction) -> Answer:
    """Everything said about a note is rendered anew."""
    log.refresh(turn.session, turn.house, row.id)
    log_cards.refresh(turn.session, turn.house, note_cards.photos_of(turn.session, row))
    return NOTHING


def numbers(turn: Turn) -> list[int]:
    """The numbers in a button's value."""
    return [int(part) for part in (turn.request.value or "0").split(":")]


@ROUTER.on(RequestKind.ACTION, UNDO)
def undo(turn: Turn) -> Answer:
    """Takes the note back with all its corrections."""
    return on_note(turn, numbers(turn)[0], _undo)


def _undo(turn: Turn, row: Interaction) -> Answer:
    interaction_id, beside = row.id, note_cards.photos_of(turn.session, row)
    result = notes.withdraw(turn.session, row, turn.actor.slack_id, turn.now)
    log.refresh(turn.session, turn.house, interaction_id)
    log_cards.refresh(turn.session, turn.house, beside)
    return whispered(turn, "undo_conflict") if result.conflicts or result.kept else NOTHING


@ROUTER.on(RequestKind.ACTION, AGAIN)
def again(turn: Turn) -> Answer:
    """A note that was taken back is logged once more, as it would have been at first."""
    gone = notes.withdrawn(turn.session, numbers(turn)[0], turn.workspace_id)
    if gone is None or gone.user_id != turn.actor.slack_id:
        return whispered(turn, "note_gone")
    if notes.is_logged(turn.session, gone.source):
        return whispered(turn, "settled_already")
    said = Words(gone.text, turn.actor, gone.at, gone.colleagues)
    place = Place(str(turn.request.channel_id), turn.request.thread_ts)
    log.take(turn.session, turn.house, said, gone.source, place)
    log.refresh(turn.session, turn.house, numbers(turn)[0])
    return NOTHING


@ROUTER.on(RequestKind.ACTION, PRIVATE, PUBLIC, asked.KEEP_PRIVATE, asked.SHARE)
def readers(turn: Turn) -> Answer:
    """The note becomes its author's alone, or the team's."""
    return on_note(turn, numbers(turn)[0], _readers)


def _readers(turn: Turn, row: Interaction) -> Answer:
    private = turn.request.name in (PRIVATE, asked.KEEP_PRIVATE)

    def set_readers() -> None:
        row.private = private
        for question in notes.asked(row, "private"):
            notes.answered(row, question)

    changed(turn, row, set_readers)
    _say_where_it_may_be_read(turn, row)
    return NOTHING


def _say_where_it_may_be_read(turn: Turn, row: Interaction) -> None:
    """The first answer after the question, or the author's own copy of one that left its channel."""
    channel = str(turn.request.channel_id)
    place = Place(channel, turn.request.thread_ts)
    if row.private and place.is_channel:
        log.tell_author(turn.session, turn.house, row)
    elif not row.private and place.is_channel:
        log.answer(turn.session, turn.house, row, place)


@ROUTER.on(RequestKind.ACTION, DUE)
def due(turn: Turn) -> Answer:
    """Another day for one follow-up of the note."""
    follow_up_id = int(str(turn.request.body["actions"][0]["block_id"]).partition(":")[2])
    one = follow_ups.load(turn.session, follow_up_id, turn.workspace_id)
    if one is None or one.interaction_id is None or not turn.request.value:
        return whispered(turn, "note_gone")
    day = date.fromisoformat(turn.request.value)

    def postpone(turn: Turn, row: Interaction) -> Answer:
        return changed(turn, row, lambda: setattr(one, "due_on", day))

    return on_note(turn, one.interaction_id, postpone)


@ROUTER.on(RequestKind.ACTION, *asked.KIND)
def kind(turn: Turn) -> Answer:
    """How it happened."""
    return on_note(turn, numbers(turn)[0], _kind)


def _kind(turn: Turn, row: Interaction) -> Answer:
    def choose() -> None:
        row.kind = asked.KIND[turn.request.name].value
        _settle(row, "kind")

    return changed(turn, row, choose)


@ROUTER.on(RequestKind.ACTION, *asked.PERSON)
def person(turn: Turn) -> Answer:
    """Which of several people is meant; remembered for the next note of this colleague."""
    return on_note(turn, numbers(turn)[0], _person)


def _person(turn: Turn, row: Interaction) -> Answer:
    _, place, contact_id = numbers(turn)
    open_ones = notes.asked(row, "person")
    question = open_ones[place] if place < len(open_ones) else {}
    contact = contacts.load(turn.session, contact_id, turn.workspace_id)
    if contact is None or contact_id not in question.get("ids", ()):
        log.refresh(turn.session, turn.house, row.id)
        return whispered(turn, "settled_already")
    note_people.choose(
        turn.session, turn.workspace_id, turn.actor.slack_id, question["said"], contact_id, turn.now
    )

    def choose() -> None:
        notes.answered(row, question)
        notes.meet(turn.session, row, [contact_id])

    return changed(turn, row, choose)


@ROUTER.on(RequestKind.ACTION, asked.ATTENDEES)
def attendees(turn: Turn) -> Answer:
    """The people of the latest cards were all there."""
    return on_note(turn, numbers(turn)[0], _attendees)


def _attendees(turn: Turn, row: Interaction) -> Answer:
    asked_about = [one for question in notes.asked(row, "attendees") for one in question["cards"]]
    found = (cards.load(turn.session, one, turn.workspace_id) for one in asked_about)
    there = [one for one in found if one and one.state in ("pending", "saved")]

    def add() -> None:
        _settle(row, "attendees")
        note_cards.attach(turn.session, row, there)

    return changed(turn, row, add)


@ROUTER.on(RequestKind.ACTION, asked.NOBODY)
def nobody(turn: Turn) -> Answer:
    """The people of the latest cards were not there: asks who was."""
    return on_note(turn, numbers(turn)[0], _nobody)


def _nobody(turn: Turn, row: Interaction) -> Answer:
    def ask_openly() -> None:
        _settle(row, "attendees")
        if not row.links and not notes.asked(row, "people"):
            row.questions = [*row.questions, {"ask": "people"}]

    return changed(turn, row, ask_openly)


@ROUTER.on(RequestKind.ACTION, asked.ASSIGN, asked.KEEP)
def assign(turn: Turn) -> Answer:
    """A follow-up goes to the colleague whom the note names, or stays with its author."""
    return on_note(turn, numbers(turn)[0], _assign)


def _assign(turn: Turn, row: Interaction) -> Answer:
    _, follow_up_id = numbers(turn)
    question = next((q for q in notes.asked(row, "assign") if q["follow_up"] == follow_up_id), None)
    one = follow_ups.load(turn.session, follow_up_id, turn.workspace_id)
    if question is None or one is None:
        return whispered(turn, "settled_already")
    if turn.request.name == asked.ASSIGN:
        follow_ups.assign(turn.session, one, question["user"], turn.actor.slack_id, turn.now)
    return changed(turn, row, lambda: notes.answered(row, question))


@ROUTER.on(RequestKind.ACTION, asked.FOLLOW, asked.LEAVE)
def edited_message(turn: Turn) -> Answer:
    """The note follows its edited message, or stays as it is."""
    return on_note(turn, numbers(turn)[0], _edited_message)


def _edited_message(turn: Turn, row: Interaction) -> Answer:
    if turn.request.name == asked.FOLLOW:
        log.follow(turn.session, turn.house, row, turn.actor, turn.now)
        return shown_anew(turn, row)
    return changed(turn, row, lambda: _settle(row, "correct"))


def _settle(row: Interaction, what: str) -> None:
    for question in notes.asked(row, what):
        notes.answered(row, question)


@ROUTER.on(RequestKind.ACTION, STAYED)
def stayed(turn: Turn) -> Answer:
    """The person did not leave, whatever the note seemed to say."""
    interaction_id, contact_id = numbers(turn)
    return on_note(turn, interaction_id, lambda turn, row: _stayed(turn, row, contact_id))


def _stayed(turn: Turn, row: Interaction, contact_id: int) -> Answer:
    found = [one for one in departures.marked(turn.session, row) if one.id == contact_id]
    if not found:
        return whispered(turn, "settled_already")
    departures.deny(turn.session, found[0], turn.actor.slack_id, turn.now)
    return shown_anew(turn, row)
