"""The answer to a note, its form and the day's report, in both languages and for the worst of notes."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.texts import Texts
from bot.views import daily, log, log_edit, log_questions, log_register
from bot.views.log import LoggedNote
from bot.views.log_actions import LoggedAction, action_line
from bot.views.log_questions import Offer, Questions, WhichPerson
from bot.views.message import Message
from contacts.values import FollowUpState, Kind, Side
from tests.bot.views.samples import (
    DAY,
    EVIL,
    EVIL_PERSON,
    LANGUAGES,
    PERSON,
    TEXTS,
    fine,
    fine_view,
    shown,
    taps,
)

JA, EN = TEXTS
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
FRIDAY = date(2026, 11, 27)
NOTE = LoggedNote(
    id=7,
    happened_on=DAY,
    today=DAY,
    kind=Kind.MEETING,
    people=(PERSON,),
    unknown=("佐藤部長",),
    amount=3_000_000,
    currency="JPY",
    actions=(
        LoggedAction(4, "見積もり送付", FRIDAY),
        LoggedAction(5, "図面", FRIDAY, time(14, 0), Side.THEIRS),
    ),
)
WORST = LoggedNote(
    id=7,
    happened_on=DAY,
    today=DAY,
    people=(EVIL_PERSON,) * 30,
    company=EVIL,
    unknown=(EVIL,) * 30,
    waiting=(EVIL,) * 30,
    colleagues=(EVIL,) * 30,
    amount=10**18,
    currency="JPY",
    actions=tuple(LoggedAction(n, EVIL, DAY, owner=EVIL, offered=True) for n in range(40)),
    private=True,
    questions=Questions(
        persons=(WhichPerson(EVIL, (EVIL_PERSON,) * 30),) * 20,
        kind=True,
        people=True,
        attendees=(EVIL,) * 30,
        offers=tuple(Offer(n, EVIL, EVIL) for n in range(40)),
        private=True,
        edited=True,
    ),
)


@BOTH
@pytest.mark.parametrize("note", [NOTE, WORST, LoggedNote(1, DAY, DAY)], ids=["usual", "worst", "empty"])
def test_slack_takes_every_answer(note: LoggedNote, t: Texts) -> None:
    fine(log.logged(note, t))
    fine(log.logged(replace(note, corrected=True), t))
    fine(Message("x", tuple(log.beside(note, t))))
    fine(Message("x", tuple(log_questions.private(note.id, t))))
    fine(log.undone(7, t))
    fine(log.undone(7, t, logged_again=True))
    fine(log.hidden(t))


def test_the_answer_says_who_when_how_how_much_and_what_next() -> None:
    message = log.logged(NOTE, JA)
    assert shown(message).split("\n") == [
        "📝 記録しました: 11月20日(金) 打ち合わせ、田中 一郎様(山田商事)",
        "💴 300万円　👤 佐藤部長は未登録です",
        "✅ 見積もり送付 11月27日(金)まで(自分)",
        "✅ 図面 11月27日(金) 14:00(先方)",
    ]
    assert [one for one in taps(message).items() if one[0] != "log_due"] == [
        ("log_edit", "7"),
        ("log_undo", "7"),
        ("interaction.follow_up", "7"),
        ("log_private", "7"),
        ("log_register_0", "7:0"),
    ]
    assert shown(log.logged(NOTE, EN)).split("\n")[0] == (
        "📝 Logged: Fri 20 Nov Meeting, 田中 一郎 (Ichiro TANAKA) (山田商事)"
    )


def test_each_open_action_has_its_own_day_to_pick() -> None:
    done = LoggedAction(6, "契約書", None, state=FollowUpState.DONE)
    blocks = log.logged(replace(NOTE, actions=(*NOTE.actions, done)), JA).blocks
    pickers = {block["block_id"]: block["accessory"] for block in blocks if "accessory" in block}
    assert {block: one["initial_date"] for block, one in pickers.items()} == {
        "due:4": "2026-11-27",
        "due:5": "2026-11-27",
    }


def test_only_what_is_open_is_asked() -> None:
    assert not [one for one in taps(log.logged(NOTE, JA)) if one.startswith(("log_kind", "log_person"))]
    asked = Questions(kind=True, persons=(WhichPerson("田中さん", (PERSON, PERSON)),))
    found = taps(log.logged(replace(NOTE, kind=None, questions=asked), JA))
    assert found["log_kind_visit"] == "7"
    assert (found["log_person_0"], found["log_person_1"]) == ("7:0:1", "7:0:1")


def test_whose_an_action_is() -> None:
    theirs = LoggedAction(1, "資料", None, side=Side.THEIRS)
    offered = LoggedAction(1, "資料", None, owner="鈴木", offered=True)
    assert action_line(theirs, DAY, JA) == "資料(先方)"
    assert action_line(offered, DAY, JA) == "資料(鈴木さんに依頼中)"
    assert action_line(replace(offered, offered=False), DAY, EN) == "資料 (鈴木)"


@BOTH
@pytest.mark.parametrize("kind", [None, *Kind])
def test_slack_takes_every_form_and_it_comes_back_as_it_was(kind: Kind | None, t: Texts) -> None:
    one = log_edit.EditedAction(4, EVIL, DAY, Side.THEIRS)
    note = log_edit.EditedNote(
        7, EVIL, DAY, kind, (EVIL_PERSON,) * 40 if kind is None else (PERSON,), EVIL[:300], True, (one,) * 20
    )
    view = log_edit.form(replace(note, actions=(one,)), t)
    fine_view(view)
    fine_view(log_edit.form(log_edit.EditedNote(7, "x", DAY, Kind.CALL), t))
    assert log_edit.interaction_of(view) == 7


def test_a_form_is_read_back() -> None:
    def typed(text: str) -> dict[str, object]:
        return {"value": {"type": "plain_text_input", "value": text}}

    def picked(name: str, value: str) -> dict[str, object]:
        return {"value": {name: value}}

    def chosen(value: str) -> dict[str, object]:
        return {"value": {"selected_option": {"value": value}}}

    values = {
        "people:7": {"log_people": {"selected_options": [{"value": "3"}, {"value": "1"}]}},
        "date:7": picked("selected_date", "2026-11-20"),
        "kind:7": chosen("call"),
        "amount:7": typed(" 280万 "),
        "action-4:7": typed(""),
        "due-4:7": picked("selected_date", ""),
        "side-4:7": chosen("ours"),
        "action-new:7": typed("図面  を送る"),
        "due-new:7": picked("selected_date", "2026-11-27"),
        "side-new:7": chosen("theirs"),
        "text:7": typed("words"),
        "private:7": chosen("private"),
    }
    sent = log_edit.parse({"private_metadata": '{"interaction": 7}', "state": {"values": values}})
    new = log_edit.EditedAction(None, "図面 を送る", FRIDAY, Side.THEIRS)
    assert sent == log_edit.Sent("words", DAY, Kind.CALL, (3, 1), "280万", True, (new,))


@BOTH
def test_slack_takes_the_registering_form(t: Texts) -> None:
    unknown = {"said": EVIL[:300], "name": EVIL[:300], "title": None, "company": "x"}
    fine_view(log_register.form(7, unknown, t))


@BOTH
def test_slack_takes_every_report(t: Texts) -> None:
    talk = daily.Talk(Kind.VISIT, EVIL, "300万円", EVIL)
    report = daily.Report(DAY, EVIL, (talk,) * 60, (EVIL,) * 60, NOTE.actions * 30, NOTE.actions)
    fine_view(daily.form(report, "C0GENERAL01", t))
    fine_view(daily.form(daily.Report(DAY, "x"), None, t))
    fine(daily.message(daily.text_of(report, t), EVIL, t))
    fine(daily.message(EVIL, "x", t))
