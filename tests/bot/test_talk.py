"""Each reader is answered in their language; help comes where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.bot.running import CARDS, EMMA, GENERAL, SAMPLES, SATO, SUZUKI, Running, has, running

PHOTO = SAMPLES / "demo_en.jpg"
HELP_JA, HELP_EN = "名刺の写真をここに", "business card"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


def said(row: dict[str, Any], words: str) -> bool:
    return bool(row.get("bot_id")) and words in str(row["text"])


def labels(review: dict[str, Any]) -> set[str]:
    return {
        one["text"]["text"]
        for block in review["blocks"]
        if block["type"] == "actions"
        for one in block["elements"]
    }


def test_emma_is_answered_in_english_in_her_direct_message(goen: Running) -> None:
    person, direct = goen.person(EMMA), goen.direct(EMMA)
    ts = person.say(direct, files=[PHOTO])
    review = person.wait_for(direct, has("review_save"), ts, 90)
    assert {"Save", "Edit", "Discard"} <= labels(review)
    person.tap(direct, review, "review_edit")
    view = person.modal()
    assert "Save" in str(view["submit"])
    person.close(view)


def test_a_channel_is_answered_in_the_workspaces_language_until_it_is_set(goen: Running) -> None:
    person = goen.person(EMMA)
    review = person.wait_for(CARDS, has("review_save"), person.say(CARDS, files=[PHOTO]), 90)
    assert "Save" not in labels(review)
    assert any("保存" in label for label in labels(review))
    person.command(CARDS, "/goen language en")
    person.wait_for(CARDS, lambda row: "English" in row["text"] or "英語" in row["text"])
    ts = goen.person(SATO).say(CARDS, files=[PHOTO])
    assert "Save" in labels(goen.person(SATO).wait_for(CARDS, has("review_save"), ts, 90))


@pytest.mark.parametrize(("user", "words"), [(SATO, HELP_JA), (EMMA, HELP_EN)])
def test_goen_help_is_whispered_in_the_askers_language(goen: Running, user: str, words: str) -> None:
    goen.person(user).command(GENERAL, "/goen help")
    shown = goen.person(user).wait_for(GENERAL, lambda row: said(row, words))
    assert len(shown["blocks"][0]["text"]["text"].splitlines()) == 3
    assert not [row for row in goen.person(SUZUKI).messages(GENERAL) if row["ts"] == shown["ts"]]


def test_an_empty_mention_is_answered_with_help(goen: Running) -> None:
    ts = goen.person().say(GENERAL, f"<@{goen.slack.app.bot_user_id}>")
    shown = goen.wait(lambda: [row for row in _after(goen, GENERAL, ts) if said(row, HELP_JA)])
    assert len(shown) == 1


def _after(goen: Running, channel: str, ts: str) -> list[dict[str, Any]]:
    person = goen.person()
    rows = {row["ts"]: row for row in [*person.messages(channel), *person.messages(channel, ts)]}
    return [row for row in rows.values() if row["ts"] > ts]


def test_a_first_direct_message_is_answered_with_help_and_a_later_one_is_looked_up(goen: Running) -> None:
    person, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    person.say(direct, "よろしくお願いします")
    person.wait_for(direct, lambda row: said(row, HELP_JA))
    person.say(direct, "存在しない人")
    person.wait_for(direct, lambda row: said(row, "見つかりませんでした"))
    assert len([row for row in person.messages(direct) if said(row, HELP_JA)]) == 1
    person.say(direct, "ヘルプ")
    goen.wait(lambda: len([row for row in person.messages(direct) if said(row, HELP_JA)]) == 2)
