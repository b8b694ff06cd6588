"""Notes at the edges: very long ones, and the first word that keeps one private in every way in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from contacts.values import CardFields
from storage.tables import FollowUp, Interaction, InteractionContact
from tests.bot.logged import answer, stored
from tests.bot.running import GENERAL, SATO, Running, running

FAMILIES = [
    *("相沢", "大塚", "福島", "水野", "安藤", "倉田", "戸田", "宮本"),
    *("三宅", "矢野", "柳", "滝川", "杉浦", "島崎", "荒木"),
]
FIRMS = ["ニシキ食品", "ネクサリンク", "丸新運輸", "アステラ化学", "北稜ホーム"]


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        person, direct = started.person(), started.direct()
        ts = person.say(direct, "help")
        started.wait(lambda: [row for row in person.messages(direct) if row["ts"] > ts])
        yield started


def people() -> list[CardFields]:
    return [
        CardFields(
            name=f"{family} 直",
            family_name=family,
            given_name="直",
            company=f"株式会社{FIRMS[at % len(FIRMS)]}",
        )
        for at, family in enumerate(FAMILIES)
    ]


def long_note() -> str:
    """3,000 characters in twenty bullets about fifteen people, each bullet with a promise of its own."""
    lines = ["本日は各社を訪問しました。"]
    for at in range(20):
        family, firm = FAMILIES[at % len(FAMILIES)], FIRMS[at % len(FAMILIES) % len(FIRMS)]
        talk = (
            "現場の設備の状況を一つずつ伺い、更新の時期や置き場所、電源の取り方、夜間の作業の可否、騒音への配慮、"
            * 2
        )
        lines.append(f"・{firm}の{family}さん: {talk}を確認した。資料{at + 1}を12月{at + 1}日までに送ります")
    return "\n".join(lines)


def rows_of(goen: Running, words: str) -> Interaction:
    found = [row for row in goen.rows(Interaction) if words in (row.note or "")]
    assert len(found) == 1
    return found[0]


def test_a_long_note_loses_nothing_and_its_answer_fits(goen: Running) -> None:
    ids = stored(goen, *people())
    text = long_note()
    assert len(text) > 2_700
    goen.person().say(goen.direct(), text)
    shown = answer(goen, SATO, goen.direct(), "訪問")
    row = rows_of(goen, "本日は各社を訪問しました")
    assert row.note == text
    linked = {one.contact_id for one in goen.rows(InteractionContact) if one.interaction_id == row.id}
    assert linked == set(ids)
    promises = [one for one in goen.rows(FollowUp) if one.interaction_id == row.id]
    assert len(promises) == 20
    assert {one.due_on.day for one in promises if one.due_on} == set(range(1, 21))
    assert len(shown["blocks"]) <= 50
    assert all(len(block["text"]["text"]) <= 3_000 for block in shown["blocks"] if block["type"] == "section")


def private_rows(goen: Running, words: str) -> list[bool]:
    return [row.private for row in goen.rows(Interaction) if words in (row.note or "")]


def command(goen: Running, words: str) -> None:
    goen.person().command(GENERAL, f"/log {words}")


def direct(goen: Running, words: str) -> None:
    goen.person().say(goen.direct(), words)


def shortcut(goen: Running, words: str) -> None:
    person = goen.person()
    person.shortcut("log_message", GENERAL, person.say(GENERAL, words))


@pytest.mark.parametrize("way", [command, direct, shortcut], ids=lambda way: way.__name__)
def test_a_private_first_word_holds_in_every_way_in(goen: Running, way: Any) -> None:
    words = f"非公開 ネクサリンクの大塚さんと{way.__name__}の件で電話。"
    way(goen, words)
    goen.wait(lambda: private_rows(goen, f"{way.__name__}の件"))
    assert private_rows(goen, f"{way.__name__}の件") == [True]
    assert not [row for row in goen.person("U0SUZUKI001").messages(GENERAL) if "記録しました" in str(row)]
