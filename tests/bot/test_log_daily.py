"""`/goen today`: the day as text, edited and shared by its author, private notes left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.tables import FollowUp
from tests.bot.logged import COLE, TANAKA, answer, stored
from tests.bot.running import CARDS, EMMA, GENERAL, SATO, SHARED, SUZUKI, Running, running


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.person().say(started.direct(), "help")
        started.person().wait_for(started.direct(), lambda row: "/log" in str(row))
        stored(started, TANAKA, COLE)
        yield started


def report(goen: Running, user: str, channel: str) -> str:
    person = goen.person(user)
    person.command(channel, "/goen today")
    view = person.modal()
    text = str(view["blocks"][0]["element"]["initial_value"])
    person.close(view)
    return text


def test_a_day_is_told_edited_and_shared(goen: Running) -> None:
    person = goen.person()
    person.say(
        goen.direct(),
        "山田商事の田中さんと打ち合わせ、A&Bの件。見積もりは来週火曜までに送ります。予算300万",
    )
    answer(goen, SATO, goen.direct(), "300万円")
    person.say(goen.direct(), "非公開 山田商事の田中さんに電話。内密の話。資料を明日送ります")
    answer(goen, SATO, goen.direct(), "ご本人だけ")
    person.command(GENERAL, "/goen today")
    view = person.modal()
    text = str(view["blocks"][0]["element"]["initial_value"])
    assert "・打ち合わせ 田中 一郎課長(山田商事株式会社) 300万円" in text
    assert "A&B" in text
    assert "■ 約束" in text
    assert "内密" not in text
    assert "電話" not in text
    before = len(goen.person(SUZUKI).messages(GENERAL))
    edited = {"value": {"type": "plain_text_input", "value": f"{text}\n所感: <!channel> 手応えあり"}}
    person.submit(view, {"text": edited})
    shown = goen.person(SUZUKI).wait_for(GENERAL, lambda row: "手応えあり" in str(row.get("blocks")))
    assert "<!channel>" not in str(shown["blocks"])
    assert len(goen.person(SUZUKI).messages(GENERAL)) == before + 1


def test_an_empty_day_in_english_says_so_and_is_never_posted_by_itself(goen: Running) -> None:
    before = len(goen.person(EMMA).messages(CARDS))
    text = report(goen, EMMA, CARDS)
    assert "Daily report" in text
    assert "Nothing is logged" in text
    assert len(goen.person(EMMA).messages(CARDS)) == before


def test_what_was_done_today_is_told(goen: Running) -> None:
    person = goen.person(EMMA)
    person.say(goen.direct(EMMA), "Called Harriet Cole at Pinemoor. I'll send her a quote by Friday.")
    answer(goen, EMMA, goen.direct(EMMA), "quote")
    with goen.database.write() as session:
        one = session.query(FollowUp).filter_by(owner_id=EMMA).one()
        one.state, one.done_at = "done", one.created_at
    text = report(goen, EMMA, CARDS)
    assert "■ Done" in text
    assert "■ Promised" not in text


def test_a_report_never_reaches_strangers(goen: Running) -> None:
    person = goen.person(SUZUKI)
    person.command(CARDS, "/goen today")
    view = person.modal()
    words = "社外秘のまとめ"
    person.submit(
        view,
        {
            "text": {"value": {"type": "plain_text_input", "value": words}},
            "channel": {"value": {"type": "conversations_select", "selected_conversation": SHARED}},
        },
    )
    person.wait_for(goen.direct(SUZUKI), lambda row: words in str(row.get("blocks")))
    assert not [row for row in person.messages(SHARED) if words in str(row)]
