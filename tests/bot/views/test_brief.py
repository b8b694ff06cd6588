"""The brief's five lines in both languages, with everything, with nothing, and with hostile text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.texts import Texts
from bot.views import brief as view
from bot.views.message import Message
from contacts.values import Kind, Side
from reminders.brief import TOLD_FIELDS, Brief, Changed, Open, Talk
from tests.bot.views.samples import DAY, EVIL, EVIL_PERSON, LANGUAGES, PERSON, TEXTS, fine

JA, EN = TEXTS
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
NAMES = {"U1": "佐藤 健", "U2": "鈴木 花"}
FULL = Brief(
    contact_id=1,
    person=PERSON,
    today=DAY,
    reading="たなか いちろう",
    last=Talk(DAY - timedelta(days=9), Kind.VISIT, "U1", "見積もりの相談"),
    promises=(Open("見積もり送付", DAY, Side.OURS), Open("仕様書", None, Side.THEIRS)),
    changes=(Changed("title", "課長", "部長", DAY), Changed("company_id", "3", "4", DAY)),
    knows_best="U1",
    met_last=("U2", DAY - timedelta(days=2)),
)
COMPANIES = {"3": "山田商事", "4": "山田工業"}


def test_five_lines_tell_everything() -> None:
    assert view.lines(FULL, NAMES, COMPANIES, JA) == [
        "💬 前回 11月11日(水): 訪問、佐藤 健さん、見積もりの相談",
        "🤝 当方: 見積もり送付(11月20日(金)まで)  先方: 仕様書",
        "🔄 前回からの変更: 役職 課長→部長、会社 山田商事→山田工業",
        "👥 一番詳しい: 佐藤 健さん  最後に会った: 鈴木 花さん(11月18日(水))",
        "🔤 読み: たなか いちろう",
    ]


@BOTH
def test_there_are_always_five_lines(t: Texts) -> None:
    empty = Brief(contact_id=1, person=PERSON, today=DAY)
    for one in (FULL, empty):
        told = view.lines(one, NAMES, COMPANIES, t)
        assert len(told) == 5
        assert all("\n" not in line for line in told)


@BOTH
def test_slack_takes_the_worst(t: Texts) -> None:
    evil = replace(
        FULL,
        person=EVIL_PERSON,
        reading=EVIL,
        last=Talk(DAY, Kind.CALL, "U1", EVIL),
        promises=(Open(EVIL, DAY, Side.OURS),) * 3 + (Open(EVIL, DAY, Side.THEIRS),) * 3,
        changes=tuple(Changed(name, EVIL, EVIL, DAY) for name in TOLD_FIELDS),
    )
    fine(Message("x", (view.block(evil, {"U1": EVIL, "U2": EVIL}, {}, t),)))


def test_every_told_field_has_its_word() -> None:
    assert set(view.FIELDS) == set(TOLD_FIELDS)
