"""A note that says somebody left: noted at once, asked for the successor, taken back by a tap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.tables import Contact
from tests.bot.logged import COLE, TANAKA, answer, stored, taps
from tests.bot.running import GENERAL, SATO, Running, running


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.direct() and started.person().state()["commands"])
        started.person().say(started.direct(), "help")
        started.person().wait_for(started.direct(), lambda row: "/log" in str(row))
        stored(started, TANAKA, COLE)
        yield started


def state(goen: Running, family_name: str) -> str:
    return next(one.state for one in goen.rows(Contact) if one.family_name == family_name)


def test_who_left_is_marked_with_the_note_and_taken_back_by_a_tap(goen: Running) -> None:
    person = goen.person()
    person.command(GENERAL, "/log 山田商事に電話。田中さんは先月退職されたとのこと")
    shown = answer(goen, SATO, GENERAL, "退職として登録しました")
    assert state(goen, "田中") == "left"
    person.tap(GENERAL, shown, "successor_open")
    assert person.modal()["callback_id"] == "successor"
    person.tap(GENERAL, shown, "log_stayed")
    person.wait_for(GENERAL, lambda one: one["ts"] == shown["ts"] and "log_stayed" not in taps(one))
    assert state(goen, "田中") == "active"


def test_undo_of_the_note_undoes_the_mark(goen: Running) -> None:
    person = goen.person()
    person.command(GENERAL, "/log Called Pinemoor. Harriet Cole has left the company.")
    shown = answer(goen, SATO, GENERAL, "退職として登録しました")
    assert state(goen, "Cole") == "left"
    person.tap(GENERAL, shown, "log_undo")
    person.wait_for(GENERAL, lambda one: one["ts"] == shown["ts"] and "log_again" in taps(one))
    assert state(goen, "Cole") == "active"


def test_a_private_note_marks_nobody(goen: Running) -> None:
    person = goen.person()
    person.command(goen.direct(), "/log 非公開 Harriet Coleさんは退職されたそうです")
    shown = answer(goen, SATO, goen.direct(), "ご本人だけに")
    assert "log_stayed" not in taps(shown)
    assert state(goen, "Cole") == "active"


def test_who_cannot_be_mailed_any_more_is_marked_and_asked_about(goen: Running) -> None:
    person = goen.person()
    person.command(GENERAL, "/log 山田商事の田中さん宛のメールが宛先不明で戻ってきた")
    shown = answer(goen, SATO, GENERAL, "メールが届かないため")
    assert {"successor_open", "log_stayed"} <= set(taps(shown))
    assert state(goen, "田中") == "left"
    person.tap(GENERAL, shown, "log_stayed")
    person.wait_for(GENERAL, lambda one: one["ts"] == shown["ts"] and "log_stayed" not in taps(one))
    assert state(goen, "田中") == "active"
