"""What becomes of a note's words: nothing is lost, questions are told apart, private words kept back."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from bot.house import House
from bot.jobs import understanding
from bot.jobs.log import counts_more
from bot.jobs.note_or_question import is_note, is_question
from bot.jobs.slack_text import mentioned, plain_words
from bot.jobs.understanding import Words, understood
from bot.settings import Settings
from notes.sensitive import is_sensitive
from storage.database import Database
from storage.tables import User, Workspace

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
AUTHOR = User(workspace_id="T1", slack_id="U1", name="佐藤 健", real_name="佐藤 健", tz="Asia/Tokyo")


def house(**settings: str) -> House:
    made = Settings(_env_file=None, **settings)  # type: ignore[arg-type]  # texts, as the environment gives them
    return cast(House, SimpleNamespace(workspace_id="T1", bot_user_id="UGOEN", settings=made))


def test_a_note_that_breaks_understanding_is_kept_and_asked_about(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(understanding, "understand", broken)
    with sqlite_database.write() as session:
        session.add(Workspace(id="T1"))
        note = understood(session, house(), Words("田中さんと打ち合わせ", AUTHOR, AT))
    assert (note.text, note.happened_on.isoformat()) == ("田中さんと打ち合わせ", "2026-11-24")
    assert {one["ask"] for one in note.questions} == {"people", "kind"}


def test_colleagues_are_ours_by_mention_and_by_name(sqlite_database: Database) -> None:
    words = "山田商事の田中さんと打ち合わせ。鈴木さんと同行。お見積は鈴木が金曜までに出します"
    with sqlite_database.write() as session:
        session.add(Workspace(id="T1"))
        session.add(User(workspace_id="T1", slack_id="U2", name="suzuki", real_name="鈴木 花"))
        note = understood(session, house(), Words(words, AUTHOR, AT, ("U3",)))
    assert note.colleagues == ("U3", "U2")
    assert [one.offer_to for one in note.promised] == ["U2"]
    assert "鈴木" not in str(note.unknown_people)


@pytest.mark.parametrize(
    ("words", "private"),
    [
        ("非公開 田中さんと電話", True),
        ("【非公開】田中さんと電話", True),
        ("private: call with Tanaka", True),
        ("田中さんと電話", False),
        ("We talked about private equity", False),
    ],
)
def test_a_first_word_makes_a_note_private(sqlite_database: Database, words: str, private: bool) -> None:
    with sqlite_database.write() as session:
        session.add(Workspace(id="T1"))
        assert understood(session, house(), Words(words, AUTHOR, AT)).private is private
        assert understood(session, house(notes="private"), Words(words, AUTHOR, AT)).private


@pytest.mark.parametrize(
    "words",
    [
        "お父様が入院されたそうです",
        "奥様が病気で来週はお休み",
        "離婚されたとのこと",
        "先月ご不幸があったそう",
        "He was ill last week",
        "her husband is in hospital",
        "going through a divorce",
    ],
)
def test_words_of_health_and_family_are_noticed(words: str) -> None:
    assert is_sensitive(words)


@pytest.mark.parametrize(
    "words",
    [
        "青葉台病院の事務長を訪問",
        "介護施設向けの見積もり",
        "I'll ship it, ill send the invoice",
        "the hospitality group wants a quote",
        "Hospitals Trust tender",
        "skill matrix",
    ],
)
def test_trades_and_turns_of_phrase_are_not(words: str) -> None:
    assert not is_sensitive(words)


@pytest.mark.parametrize(
    "words",
    [
        "山田商事の電話番号は?",
        "田中さんのメールアドレス教えて",
        "今週の予定",
        "最後に鈴木さんと会ったのはいつ",
        "鈴木さんと最後に打ち合わせしたのはいつだっけ",
        "who do I follow up this week?",
        "Has anyone met Elena Marchetti",
        "Tanaka's email",
        "予算300万以上の案件",
        "田中",
        "山田商事の田中さん",
        "Harriet Cole",
        "ありがとうございます",
        "thanks!",
    ],
)
def test_questions_and_names_are_no_notes(words: str) -> None:
    assert not is_note(words, AT)


@pytest.mark.parametrize(
    "words",
    [
        "田中さんに電話",
        "資料を明日送ります",
        "山田商事の田中さんと年末の挨拶。特に案件なし。",
        "Visited Pinemoor today",
        "call w/ Harriet, quote by Friday",
        "昨日の展示会でお会いした",
    ],
)
def test_what_was_done_is_a_note(words: str) -> None:
    assert is_note(words, AT)
    assert not is_question(words)


@pytest.mark.parametrize(
    ("words", "named", "more"),
    [
        ("3名と打ち合わせ", 0, True),
        ("3名と打ち合わせ", 3, False),
        ("三人で会食", 1, True),
        ("met 2 people", 0, True),
        ("Met two people", 2, False),
        ("3人目の担当", 0, False),
        ("5人前の弁当", 0, False),
        ("打ち合わせ", 0, False),
    ],
)
def test_a_count_of_people_beyond_those_named_is_noticed(words: str, named: int, more: bool) -> None:
    assert counts_more(words, named) is more


def test_slack_text_becomes_plain_words(sqlite_database: Database) -> None:
    typed = "<@UGOEN> <@U2> と <#C1|general> で A&amp;B <https://x.example|x.example> <mailto:a@b.example>"
    with sqlite_database.write() as session:
        session.add(User(workspace_id="T1", slack_id="U2", name="鈴木 花"))
        session.flush()
        assert plain_words(session, house(), typed) == "@鈴木 花 と #general で A&B x.example a@b.example"
    assert mentioned(typed, "UGOEN") == ("U2",)
