"""Looking contacts up: for the asker alone, openly only by Share, nowhere before strangers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from storage.tables import Contact, Outbox
from tests.bot.running import (
    EMMA,
    GENERAL,
    SAMPLES,
    SHARED,
    SUZUKI,
    WITH_GUEST,
    Running,
    has,
    running,
)

NAME, MAIL = "Lindqvist", "h.lindqvist@tarnwell.example"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A workspace in which 佐藤 has saved one contact."""
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        person, direct = started.person(), started.direct()
        ts = person.say(direct, files=[SAMPLES / "demo_en.jpg"])
        person.tap(direct, person.wait_for(direct, has("review_save"), ts, 90), "review_save")
        started.wait(lambda: started.rows(Contact))
        yield started


def shown(row: dict[str, Any]) -> bool:
    return bool(row.get("bot_id")) and MAIL in str(row.get("blocks"))


def test_contact_answers_the_asker_alone_who_may_share(goen: Running) -> None:
    emma, suzuki = goen.person(EMMA), goen.person(SUZUKI)
    emma.command(GENERAL, f"/contact {NAME.lower()}")
    found = emma.wait_for(GENERAL, shown)
    assert has("contact_share")(found)
    assert not [row for row in suzuki.messages(GENERAL) if shown(row)]
    emma.tap(GENERAL, found, "contact_share")
    shared = suzuki.wait_for(GENERAL, shown)
    assert not has("contact_share")(shared)


@pytest.mark.parametrize("channel", [SHARED, WITH_GUEST])
def test_before_strangers_the_answer_comes_in_the_direct_message(goen: Running, channel: str) -> None:
    person, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    before = len([row for row in person.messages(direct) if shown(row)])
    person.command(channel, f"/contact {NAME}")
    goen.wait(lambda: len([row for row in person.messages(direct) if shown(row)]) == before + 1)
    assert not [row for row in person.messages(channel) if NAME in str(row)]
    assert not has("contact_share")([row for row in person.messages(direct) if shown(row)][-1])


def test_a_channel_shared_after_the_answer_gets_nothing_by_share(goen: Running) -> None:
    emma = goen.person(EMMA)
    channel = str(emma.post("channels", name="to-be-shared", members=[SUZUKI])["channel"]["id"])
    emma.command(channel, f"/contact {NAME}")
    found = emma.wait_for(channel, shown)
    emma.post("share", channel=channel, shared=True)
    emma.tap(channel, found, "contact_share")
    emma.wait_for(goen.direct(EMMA), shown)
    assert not [row for row in goen.person(SUZUKI).messages(channel) if shown(row)]


def test_nobody_found_is_said_and_nothing_asked_shows_how(goen: Running) -> None:
    person = goen.person()
    person.command(GENERAL, "/contact 存在しない")
    person.wait_for(GENERAL, lambda row: "見つかりませんでした" in row["text"])
    person.command(GENERAL, "/contact")
    person.wait_for(GENERAL, lambda row: "/contact" in row["text"] and "例" in row["text"])


def test_words_in_a_direct_message_are_looked_up_openly(goen: Running) -> None:
    person, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    ts = person.say(direct, "tarnwell")
    found = goen.wait(lambda: [row for row in person.messages(direct) if row["ts"] > ts and shown(row)])
    assert not has("contact_share")(found[0])


def test_a_mention_with_words_is_answered_to_the_asker_alone(goen: Running) -> None:
    person = goen.person()
    channel = str(person.post("channels", name="ask", members=[SUZUKI])["channel"]["id"])
    person.say(channel, f"<@{goen.slack.app.bot_user_id}> {NAME}")
    person.wait_for(channel, shown)
    assert not [row for row in goen.person(SUZUKI).messages(channel) if shown(row)]


def test_nothing_asked_for_is_copied(goen: Running) -> None:
    """What somebody looked for stands in the request alone, which is purged."""
    goen.person().command(GENERAL, "/contact だれか7788")
    goen.wait(lambda: [row for row in goen.rows(Outbox) if row.kind == "found"][-1].state == "sent")
    assert "7788" not in str([(row.ids, row.key) for row in goen.rows(Outbox)])
