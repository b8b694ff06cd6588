"""One post does it all: a note with a card photo is shown, saved and undone with the card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from storage.tables import Card, Contact, FollowUp, Interaction, InteractionContact
from tests.bot.logged import answer, taps
from tests.bot.running import EMMA, GENERAL, SAMPLES, SATO, SUZUKI, Running, has, running

JA, EN = SAMPLES / "demo_ja.jpg", SAMPLES / "demo_en.jpg"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


def note(goen: Running, words: str) -> Interaction | None:
    return next((row for row in goen.rows(Interaction) if words in (row.note or "")), None)


def people_of(goen: Running, row: Interaction) -> list[int]:
    return [link.contact_id for link in goen.rows(InteractionContact) if link.interaction_id == row.id]


def review(goen: Running, user: str, channel: str, ts: str, words: str, element: str) -> dict[str, Any]:
    def shows(row: dict[str, Any]) -> bool:
        return has(element)(row) and words in str(row.get("blocks"))

    return goen.person(user).wait_for(channel, shows, ts, 90)


def test_a_note_posted_with_a_card_is_saved_and_undone_with_it(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, "打ち合わせ。見積もりは来週火曜までに送ります。予算300万", files=[JA])
    shown = review(goen, SATO, direct, ts, "💴 300万円", "review_save")
    assert {"review_save", "review_edit", "log_edit"} <= set(taps(shown))
    row = note(goen, "来週火曜")
    assert row is not None
    assert people_of(goen, row) == []
    person.wait_for(direct, lambda one: one["ts"] == ts and "memo" in str(one.get("reactions")))
    person.tap(direct, shown, "review_save")
    saved = review(goen, SATO, direct, ts, "高梨 悠斗", "review_undo")
    (contact,) = goen.rows(Contact)
    goen.wait(lambda: people_of(goen, row) == [contact.id])
    (promise,) = goen.rows(FollowUp)
    assert (promise.contact_id, promise.interaction_id) == (contact.id, row.id)
    assert not [one for one in person.messages(direct, ts) if has("log_private")(one)]

    person.tap(direct, saved, "review_undo")
    goen.wait(lambda: not goen.rows(Contact))
    assert people_of(goen, row) == []
    shown = review(goen, SATO, direct, ts, "💴 300万円", "review_save")
    person.tap(direct, shown, "review_discard")
    alone = answer(goen, SATO, direct, "どなたとのお話", ts)
    assert {"log_somebody", "log_undo"} <= set(taps(alone))
    assert note(goen, "来週火曜") is not None


def test_words_in_the_thread_right_after_are_the_note_in_a_channel_too(goen: Running) -> None:
    person = goen.person(SUZUKI)
    ts = person.say(GENERAL, files=[EN])
    saved = review(goen, SUZUKI, GENERAL, ts, "Lindqvist", "review_save")
    person.say(GENERAL, "ありがとうございます", thread_ts=ts)
    person.say(GENERAL, "訪問しました。資料を明日送ります", thread_ts=ts)
    shown = review(goen, SUZUKI, GENERAL, ts, "資料", "review_save")
    assert note(goen, "ありがとう") is None
    goen.person(SATO).say(GENERAL, "電話しました。別件です", thread_ts=ts)
    person.tap(GENERAL, shown, "review_save")
    goen.wait(lambda: goen.rows(Contact))
    row = note(goen, "訪問しました")
    assert row is not None
    goen.wait(lambda: people_of(goen, row) == [goen.rows(Contact)[-1].id])
    assert note(goen, "別件") is None
    assert saved["ts"] == shown["ts"]
    person.say(GENERAL, "電話もしました。カタログを明日送ります")
    alone = answer(goen, SUZUKI, GENERAL, "カタログ", ts)
    assert "Lindqvist" in str(alone["blocks"])


def test_chatter_after_a_photo_is_not_kept(goen: Running) -> None:
    person = goen.person(SUZUKI)
    ts = person.say(GENERAL, files=[EN])
    before = len(goen.rows(Interaction))
    person.say(GENERAL, "お昼どうしますか")
    review(goen, SUZUKI, GENERAL, ts, "Lindqvist", "review_save")
    assert len([row for row in goen.rows(Interaction) if row.kind != "exchange"]) <= before


def test_people_of_the_latest_cards_are_offered_as_attendees(goen: Running) -> None:
    person, direct = goen.person(EMMA), goen.direct(EMMA)
    ts = person.say(direct, files=[JA])
    card = person.wait_for(direct, has("review_save"), ts, 90)
    person.tap(direct, card, "review_save")
    goen.wait(lambda: [one for one in goen.rows(Card) if one.poster_id == EMMA and one.state == "saved"])
    person.command(GENERAL, "/log 3名と打ち合わせ")
    shown = answer(goen, EMMA, GENERAL, "直近の名刺")
    assert "log_attendees" in taps(shown)
    person.tap(GENERAL, shown, "log_attendees")
    row = note(goen, "3名と打ち合わせ")
    assert row is not None
    saved = [one.contact_id for one in goen.rows(Card) if one.poster_id == EMMA and one.state == "saved"]
    goen.wait(lambda: people_of(goen, row) == saved)
