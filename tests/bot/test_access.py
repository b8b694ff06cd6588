"""Strangers get nothing, and nothing about a contact is said where strangers read along."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from localslack.driver import Refused, TimedOut
from storage.tables import Card, Contact, Incoming, Outbox, Photo, User
from tests.bot.running import (
    CARDS,
    EMMA,
    FORMER,
    GENERAL,
    GUEST,
    OUTSIDER,
    SAMPLES,
    SATO,
    SHARED,
    SUZUKI,
    WITH_GUEST,
    Running,
    has,
    running,
)

PHOTO = SAMPLES / "demo_en.jpg"
PERSONAL = ("Lindqvist", "lindqvist", "Tarnwell", "tarnwell")
STRANGERS = [(GUEST, WITH_GUEST), (OUTSIDER, SHARED), (FORMER, GENERAL)]


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


def room(goen: Running, name: str, *members: str) -> str:
    made = goen.person().post("channels", name=name, members=list(members))
    return str(made["channel"]["id"])


def reviewed(goen: Running, channel: str, ts: str | None, user: str = SATO) -> dict[str, Any]:
    return goen.person(user).wait_for(channel, has("review_save"), ts, 90)


def nothing_personal(goen: Running, channel: str, user: str = SATO) -> None:
    """Nobody reads anything of the card in the channel, threads included."""
    person = goen.person(user)
    for row in person.messages(channel):
        for one in [row, *(person.messages(channel, row["ts"]) if row.get("reply_count") else ())]:
            if one.get("bot_id"):
                assert not [word for word in PERSONAL if word in str(one)]


def test_a_strangers_photo_is_not_taken_in(goen: Running) -> None:
    for user, channel in STRANGERS:
        goen.person(user).say(channel, files=[PHOTO])
    goen.slack.workspace.users["U0ROBOT0001"] = type(goen.slack.workspace.users[SATO])(
        "U0ROBOT0001", "T0GOEN00001", "robot", "Robot", "bot", "ja-JP", "Asia/Tokyo", 32_400
    )
    goen.person().post("join", channel=CARDS, member="U0ROBOT0001")
    goen.person("U0ROBOT0001").say(CARDS, files=[PHOTO])
    ts = goen.person().say(CARDS, files=[PHOTO])
    reviewed(goen, CARDS, ts)
    strangers = {GUEST, OUTSIDER, FORMER, "U0ROBOT0001"}
    assert {photo.poster_id for photo in goen.rows(Photo)} == {SATO}
    assert not strangers & {row.user_id for row in goen.rows(Incoming)}
    assert not strangers & {row.recipient for row in goen.rows(Outbox)}


@pytest.mark.parametrize(
    ("user", "channel", "words"),
    [
        (GUEST, WITH_GUEST, "ゲストの方"),
        (OUTSIDER, SHARED, "メンバーだけ"),
        (FORMER, GENERAL, "停止されている"),
    ],
)
def test_a_strangers_command_is_refused_kindly(goen: Running, user: str, channel: str, words: str) -> None:
    for number, command in enumerate(("/card", "/contact Lindqvist", "/goen help"), start=1):
        goen.person(user).command(channel, command)
        goen.wait(partial(_answers, goen, user, channel, words, number), 20)
    with pytest.raises(TimedOut):
        goen.person(user).modal(seconds=0.5)
    assert user not in {row.user_id for row in goen.rows(Incoming)}
    nothing_personal(goen, channel, user)


def _answers(goen: Running, user: str, channel: str, words: str, number: int) -> bool:
    return len([row for row in goen.person(user).messages(channel) if words in row["text"]]) == number


@pytest.mark.parametrize("action", ["review_save", "review_edit", "review_discard"])
def test_a_member_who_became_a_guest_cannot_tap(goen: Running, action: str) -> None:
    user = f"U0LATER{action[-5:].upper()}"
    goen.person().post("user", id=user, kind="member", real_name="新人")
    channel = room(goen, f"later-{action}", user)
    ts = goen.person(user).say(channel, files=[PHOTO])
    review = reviewed(goen, channel, ts, user)
    goen.person().post("user", id=user, kind="guest")
    goen.wait(lambda: _is_guest(goen, user), 20)
    goen.person(user).tap(channel, review, action)
    goen.person(user).wait_for(channel, lambda row: "ゲストの方" in row["text"], ts, 20)
    card = goen.rows(Card)[-1]
    assert card.state == "pending"
    with pytest.raises(TimedOut):
        goen.person(user).modal(seconds=0.5)


def _is_guest(goen: Running, user: str) -> bool:
    """Whether Goen heard what the person is now."""
    return any(row.slack_id == user and row.is_restricted for row in goen.rows(User))


@pytest.mark.parametrize("channel", [SHARED, WITH_GUEST])
def test_where_strangers_read_along_the_review_goes_to_the_poster(goen: Running, channel: str) -> None:
    person, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    before = {row["ts"] for row in person.messages(direct)}
    ts = person.say(channel, files=[PHOTO])
    neutral = person.wait_for(channel, lambda row: "ダイレクトメッセージ" in row["text"], ts, 90)
    assert neutral["thread_ts"] == ts
    review = person.wait_for(direct, lambda row: has("review_save")(row) and row["ts"] not in before)
    assert len([row for row in person.messages(channel, ts) if row.get("bot_id")]) == 1
    nothing_personal(goen, channel, SUZUKI)
    person.tap(direct, review, "review_discard")
    goen.wait(lambda: goen.rows(Card)[-1].state == "discarded")
    nothing_personal(goen, channel, SUZUKI)


def test_a_channel_shared_while_the_photo_is_read(goen: Running) -> None:
    channel = room(goen, "soon-shared", SUZUKI)
    person, direct = goen.person(SUZUKI), goen.direct(SUZUKI)
    before = len(person.messages(direct))
    ts = person.say(channel, files=[PHOTO])
    person.post("share", channel=channel, shared=True)
    person.wait_for(channel, lambda row: "ダイレクトメッセージ" in row["text"], ts, 90)
    goen.wait(lambda: len(person.messages(direct)) > before)
    nothing_personal(goen, channel, SUZUKI)


def test_a_guest_who_joins_while_the_photo_is_read(goen: Running) -> None:
    channel = room(goen, "soon-guest", SUZUKI)
    person = goen.person(SUZUKI)
    ts = person.say(channel, files=[PHOTO])
    person.post("join", channel=channel, member=GUEST)
    person.wait_for(channel, lambda row: "ダイレクトメッセージ" in row["text"], ts, 90)
    nothing_personal(goen, channel, SUZUKI)


def test_only_poster_and_receiver_act_and_others_are_told_who_may(goen: Running) -> None:
    channel = room(goen, "mine", SUZUKI, EMMA)
    ts = goen.person().say(channel, files=[PHOTO])
    review = reviewed(goen, channel, ts)
    for action in ("review_save", "review_edit", "review_discard"):
        goen.person(SUZUKI).tap(channel, review, action)
    told = goen.person(SUZUKI).wait_for(channel, lambda row: "操作できるのは" in row["text"], ts)
    assert "佐藤" in told["text"] or "sato" in told["text"]
    assert goen.rows(Card)[-1].state == "pending"
    with pytest.raises(TimedOut):
        goen.person(SUZUKI).modal(seconds=0.5)
    assert not [row for row in goen.person(EMMA).messages(channel, ts) if "操作できるのは" in row["text"]]
    _receive(goen, channel, review, SUZUKI)
    goen.person(SUZUKI).tap(channel, review, "review_save")
    goen.wait(lambda: goen.rows(Card)[-1].state == "saved")
    assert goen.rows(Contact)[-1].owner_id == SUZUKI


def _receive(goen: Running, channel: str, review: dict[str, Any], user: str) -> None:
    """The poster says in the form who received the card."""
    goen.person().tap(channel, review, "review_edit")
    view = goen.person().modal()
    block = next(row["block_id"] for row in view["blocks"] if row["block_id"].startswith("received_by:"))
    errors = goen.person().submit(view, {block: {"value": {"type": "users_select", "selected_user": user}}})
    assert errors == {}


def test_a_forged_submission_of_another_card_is_refused(goen: Running) -> None:
    """Slack sends back what we put into a window; the right is checked again when it comes."""
    channel = room(goen, "forged", SUZUKI)
    ts = goen.person().say(channel, files=[PHOTO])
    review = reviewed(goen, channel, ts)
    goen.person().tap(channel, review, "review_edit")
    view = goen.person().modal()
    with pytest.raises(Refused):
        goen.person(SUZUKI).submit(view, {})
    assert not goen.rows(Card)[-1].checked


def test_channels_that_are_not_allowed_are_left_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("allowed")
    with running(folder, GOEN_READERS="1", GOEN_ALLOWED_CHANNELS=CARDS) as goen:
        goen.person().say(GENERAL, files=[PHOTO])
        ts = goen.person().say(CARDS, files=[PHOTO])
        reviewed(goen, CARDS, ts)
        assert {photo.channel_id for photo in goen.rows(Photo)} == {CARDS}
