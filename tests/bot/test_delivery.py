"""Delivery against the local Slack: each row is posted exactly once, whatever Slack answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from threading import Event
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.delivery import Delivery, Redirect, Timing, lookup
from bot.delivery.courier import UPLOAD_TRIES
from bot.delivery.lease import monotonic
from bot.delivery.slack_post import without_pictures
from storage import outbox, pictures
from storage.database import Database
from storage.tables import Card, Outbox, User
from tests.bot.delivery_help import (
    TIMEOUT_SECONDS,
    WORKSPACE,
    Said,
    delivery,
    eventually,
    posted_keys,
    put,
    row,
    say,
    settled,
)
from tests.bot.delivery_slack import LocalSlack


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack.running() as slack:
        yield slack


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """What Slack answers is the same to both databases; `test_delivery_kill` runs on both."""
    return sqlite_database


@pytest.fixture
def channel(slack: LocalSlack) -> str:
    slack.reset_faults()
    return slack.new_channel()


Start = Callable[..., Delivery]


@pytest.fixture
def start(database: Database, slack: LocalSlack) -> Iterator[Start]:
    """Starts deliveries that stop with the test."""
    running: list[Delivery] = []

    def begin(**more: Any) -> Delivery:
        one = delivery(database, slack.url, slack.token, **more)
        one.start()
        running.append(one)
        return one

    yield begin
    for one in running:
        one.stop()


def in_slack(slack: LocalSlack, channel: str, thread_ts: str | None = None) -> list[int]:
    """How often each key stands in the channel."""
    return sorted(posted_keys(slack.web, channel, thread_ts).values())


def finish(database: Database) -> None:
    eventually(lambda: settled(database))


def test_a_row_becomes_a_message_with_its_key(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    start()
    put(database, "review:1", channel)
    finish(database)
    sent = row(database, "review:1")
    assert (sent.state, sent.channel_id) == ("sent", channel)
    assert posted_keys(slack.web, channel) == {sent.opaque: 1}
    (message,) = slack.messages(channel)
    assert message["ts"] == sent.ts
    assert "review" in message["text"]


def test_the_job_delivers_a_row_and_what_waited_for_it(
    database: Database, slack: LocalSlack, channel: str
) -> None:
    one = delivery(database, slack.url, slack.token)
    first = put(database, "review:1", channel)
    with database.write() as session:
        outbox.refresh(session, "review:1")
    assert one.deliver(first) == "sent"
    assert one.deliver(first) is None
    assert settled(database)
    assert in_slack(slack, channel) == [1]


def test_the_sweep_finds_what_nobody_was_told_of(database: Database, slack: LocalSlack, channel: str) -> None:
    one = delivery(database, slack.url, slack.token)
    put(database, "review:1", channel)
    assert one.sweep(datetime.now(UTC)) == 1
    assert one.settled(10)
    assert in_slack(slack, channel) == [1]
    assert one.sweep(datetime.now(UTC)) == 0


def test_stopping_lets_the_row_under_way_finish(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    begun, go_on = Event(), Event()

    def slow(session: Session, row: Outbox) -> Said:
        begun.set()
        assert go_on.wait(10)
        return say(session, row)

    one = start(renderers={"review": slow})
    put(database, "review:1", channel)
    assert begun.wait(10)
    assert not one.stop(timeout=0.1)
    go_on.set()
    assert one.settled(10)
    assert row(database, "review:1").state == "sent"
    put(database, "review:2", channel)
    assert one.sweep(datetime.now(UTC)) == 0
    assert row(database, "review:2").state == "pending"


def test_a_direct_message_is_opened_first_and_its_channel_kept(
    database: Database, slack: LocalSlack, start: Start
) -> None:
    user = slack.new_user()
    with database.write() as session:
        session.add(User(workspace_id=WORKSPACE, slack_id=user))
    start()
    put(database, "morning:1", user)
    finish(database)
    sent = row(database, "morning:1")
    assert sent.state == "sent"
    assert str(sent.channel_id).startswith("D")
    with database.read() as session:
        person = session.get_one(User, (WORKSPACE, user))
        assert person.dm_channel_id == sent.channel_id
    assert in_slack(slack, str(sent.channel_id)) == [1]


def test_429_is_tried_again_after_its_time_and_holds_no_other_channel(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    other = slack.new_channel()
    slack.fault("429", method="chat.postMessage", retry_after=3)
    start(threads=1)
    put(database, "review:1", channel)
    eventually(lambda: row(database, "review:1").attempts == 1)
    put(database, "review:2", other)
    eventually(lambda: row(database, "review:2").state == "sent")
    assert row(database, "review:1").state == "pending"
    finish(database)
    assert in_slack(slack, channel) == in_slack(slack, other) == [1]


@pytest.mark.parametrize(
    ("kind", "in_thread"),
    [
        ("500", False),
        ("503", True),
        ("drop_before", False),
        ("drop_after_accept", False),
        ("timeout_after_accept", True),
    ],
)
def test_an_unknown_outcome_is_looked_up_and_posted_once(
    database: Database, slack: LocalSlack, channel: str, start: Start, kind: str, in_thread: bool
) -> None:
    thread_ts = slack.say(channel, "cards") if in_thread else None
    slack.fault(kind, method="chat.postMessage", seconds=TIMEOUT_SECONDS * 2)
    start()
    put(database, "review:1", channel, thread_ts=thread_ts)
    eventually(lambda: row(database, "review:1").state == "unknown")
    finish(database)
    sent = row(database, "review:1")
    assert sent.state == "sent"
    assert posted_keys(slack.web, channel, thread_ts) == {sent.opaque: 1}


def test_a_message_far_back_is_found_by_paging(
    database: Database, slack: LocalSlack, channel: str, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "PAGE", 2)
    slack.fault("timeout_after_accept", method="chat.postMessage", seconds=TIMEOUT_SECONDS * 2)
    start()
    put(database, "review:1", channel)
    eventually(lambda: row(database, "review:1").state == "unknown")
    for number in range(7):
        slack.say(channel, f"chatter {number}")
    finish(database)
    assert row(database, "review:1").state == "sent"
    assert in_slack(slack, channel) == [1]


def test_a_look_up_that_fails_leaves_the_row_in_doubt(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    slack.fault("timeout_after_accept", method="chat.postMessage", seconds=TIMEOUT_SECONDS * 2)
    slack.fault("429", method="conversations.history", retry_after=1)
    slack.fault("500", method="conversations.history")
    start()
    put(database, "review:1", channel)
    finish(database)
    assert row(database, "review:1").attempts == 3
    assert in_slack(slack, channel) == [1]


def test_what_slack_refuses_is_parked_with_its_problem(database: Database, start: Start) -> None:
    start()
    put(database, "review:1", "C404404")
    finish(database)
    parked = row(database, "review:1")
    assert (parked.state, parked.problem) == ("parked", "channel_not_found")


def test_an_update_comes_after_its_post_and_updates_in_a_row_are_sent_as_one(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    version = ["first"]

    def current(session: Session, row: Outbox) -> Said:
        return Said(version[0], ({"type": "section", "text": {"type": "plain_text", "text": version[0]}},))

    slack.fault("500", method="chat.postMessage")
    start(renderers={"review": current})
    put(database, "review:1", channel)
    eventually(lambda: row(database, "review:1").state == "unknown")
    with database.write() as session:
        updates = [outbox.refresh(session, "review:1") for _ in range(3)]
    version[0] = "last"
    finish(database)
    states = [row(database, update.key).state for update in updates if update]
    assert states == ["dropped", "dropped", "sent"]
    (message,) = slack.messages(channel)
    assert message["text"] == "last"
    assert in_slack(slack, channel) == [1]


def test_an_update_without_a_message_is_dropped(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    start()
    put(database, "review:1", "C404404")
    with database.write() as session:
        update = outbox.refresh(session, "review:1")
    finish(database)
    assert update is not None
    assert row(database, update.key).state == "dropped"


def test_a_burst_in_one_channel_keeps_within_slacks_limit(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    slack.limit_rates(True)
    start()
    for number in range(14):
        put(database, f"review:{number}", channel)
    finish(database)
    slack.limit_rates(False)
    assert {row(database, f"review:{number}").attempts for number in range(14)} == {0}
    assert in_slack(slack, channel) == [1] * 14


@pytest.mark.parametrize("kind", ["429", "500", "timeout_after_accept"])
def test_reactions_may_be_repeated(
    database: Database, slack: LocalSlack, channel: str, start: Start, kind: str
) -> None:
    ts = slack.say(channel, "cards")
    slack.fault(kind, method="reactions.add", seconds=TIMEOUT_SECONDS * 2, retry_after=1)
    start()
    put(database, "seen:1", channel, kind="eyes", action="react", ids={"ts": ts})
    finish(database)
    assert row(database, "seen:1").state == "sent"
    assert [reaction["name"] for reaction in slack.message(channel, ts)["reactions"]] == ["eyes"]
    put(database, "unseen:1", channel, kind="eyes", action="unreact", ids={"ts": ts})
    put(database, "unseen:2", channel, kind="eyes", action="unreact", ids={"ts": ts})
    finish(database)
    assert row(database, "unseen:2").state == "sent"
    assert not slack.message(channel, ts).get("reactions")


def test_an_ephemeral_goes_to_one_person(database: Database, slack: LocalSlack, start: Start) -> None:
    user = slack.new_user()
    channel = slack.new_channel(members=[user])
    start()
    put(database, "whisper:1", channel, action="ephemeral", ids={"user": user})
    finish(database)
    assert row(database, "whisper:1").state == "sent"
    assert in_slack(slack, channel) == []


def test_nothing_to_say_drops_the_row_and_a_broken_view_parks_it(
    database: Database, channel: str, start: Start
) -> None:
    def broken(session: Session, row: Outbox) -> Said:
        raise KeyError("田中")

    start(renderers={"nothing": lambda session, row: None, "broken": broken})
    for kind in ("nothing", "broken", "unheard-of"):
        put(database, kind, channel, kind=kind)
    finish(database)
    found = {kind: row(database, kind) for kind in ("nothing", "broken", "unheard-of")}
    assert (found["nothing"].state, found["nothing"].problem) == ("dropped", "nothing to say")
    assert (found["broken"].state, found["broken"].problem) == ("parked", "render: KeyError")
    assert (found["unheard-of"].state, found["unheard-of"].problem) == (
        "parked",
        "no renderer for unheard-of",
    )


def test_contact_data_goes_elsewhere_where_strangers_read(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    user = slack.new_user()
    asked: list[tuple[str, str | None]] = []

    def team_only(session: Session, row: Outbox) -> bool | Redirect:
        asked.append((row.kind, row.channel_id))
        private = row.kind == "neutral" or str(row.channel_id).startswith("D")
        return True if private else Redirect(user, notice="neutral")

    thread_ts = slack.say(channel, "cards")
    start(audience_ok=team_only)
    put(database, "review:1", channel, thread_ts=thread_ts)
    finish(database)
    moved, notice = row(database, "review:1"), row(database, f"neutral:{channel}:{thread_ts}")
    assert posted_keys(slack.web, channel, thread_ts) == {notice.opaque: 1}
    assert posted_keys(slack.web, str(moved.channel_id)) == {moved.opaque: 1}
    assert asked[0] == ("review", channel)


def test_a_whisper_goes_to_the_direct_message_where_strangers_read(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    user = slack.new_user()
    start(audience_ok=lambda session, row: row.channel_id != channel or Redirect(user))
    put(database, "found:1", channel, action="ephemeral", ids={"user": user})
    finish(database)
    moved = row(database, "found:1")
    assert posted_keys(slack.web, str(moved.channel_id)) == {moved.opaque: 1}


def test_an_audience_that_cannot_be_asked_now_puts_the_row_off(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    def asks_slack(session: Session, row: Outbox) -> bool:
        return bool(slack.web.conversations_info(channel=channel)["ok"])

    slack.fault("429", method="conversations.info", retry_after=1)
    start(audience_ok=asks_slack)
    put(database, "review:1", channel)
    finish(database)
    assert (row(database, "review:1").state, row(database, "review:1").attempts) == ("sent", 1)
    assert in_slack(slack, channel) == [1]


def test_an_update_is_dropped_where_strangers_read_by_now(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    allowed = [True]
    start(audience_ok=lambda session, row: allowed[0])
    put(database, "review:1", channel)
    finish(database)
    allowed[0] = False
    with database.write() as session:
        update = outbox.refresh(session, "review:1")
    finish(database)
    assert update is not None
    assert row(database, update.key).problem == "audience"


def test_a_send_is_dropped_when_the_lease_is_too_short(
    database: Database, slack: LocalSlack, channel: str
) -> None:
    clock = [0.0]

    def slow(session: Session, row: Outbox) -> Said:
        clock[0] = TIMEOUT_SECONDS * 1.2
        return say(session, row)

    def late() -> float:
        return monotonic() + clock[0]

    one = delivery(database, slack.url, slack.token, renderers={"review": slow}, timing=Timing(2.1, 1.5))
    first = put(database, "review:1", channel)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.delivery.lease.monotonic", late)
        assert one.deliver(first) == "pending"
    assert str(row(database, "review:1").problem).startswith("not sent")
    assert in_slack(slack, channel) == []


def test_times_that_cannot_be_right_are_refused(database: Database, slack: LocalSlack, channel: str) -> None:
    one = delivery(database, slack.url, slack.token, timing=Timing(lease=60, settle=TIMEOUT_SECONDS))
    first = put(database, "review:1", channel)
    assert one.deliver(first) == "parked"
    assert in_slack(slack, channel) == []


def card_with_picture(database: Database) -> int:
    with database.write() as session:
        card = Card(
            workspace_id=WORKSPACE,
            reading={},
            fields={},
            picture_sha=pictures.put(session, b"\xff\xd8\xff\xe0 picture", "image/jpeg"),
            exchanged_on=date(2026, 11, 24),
            poster_id="U1",
            received_by="U1",
            created_at=datetime.now(UTC),
        )
        session.add(card)
        session.flush()
        return card.id


def shows_picture(session: Session, row: Outbox) -> Said:
    card = session.get_one(Card, row.ids["card"])
    section = {"type": "section", "text": {"type": "plain_text", "text": "a card"}}
    if not card.slack_file_id:
        return Said("a card", (section,))
    image = {"type": "image", "slack_file": {"id": card.slack_file_id}, "alt_text": "card"}
    return Said("a card", (section, image))


def block_types(slack: LocalSlack, channel: str) -> list[str]:
    (message,) = slack.messages(channel)
    return [block["type"] for block in message["blocks"]]


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        (None, None),
        ("429", "files.getUploadURLExternal"),
        ("500", "files.completeUploadExternal"),
        ("timeout_after_accept", "files.completeUploadExternal"),
        ("500", "files.info"),
        ("upload_408", None),
    ],
)
def test_the_picture_goes_up_before_the_review_that_shows_it(
    database: Database, slack: LocalSlack, channel: str, start: Start, kind: str | None, method: str | None
) -> None:
    card = card_with_picture(database)
    if kind:
        slack.fault(kind, method=method, seconds=TIMEOUT_SECONDS * 2, retry_after=1)
    start(renderers={"review": shows_picture})
    put(database, "picture:1", channel, kind="picture", action="upload", ids={"card": card})
    put(database, "review:1", channel, ids={"card": card}, parent_key="picture:1")
    finish(database)
    assert [row(database, key).state for key in ("picture:1", "review:1")] == ["sent", "sent"]
    assert block_types(slack, channel) == ["section", "image"]


def test_a_picture_that_never_goes_up_does_not_keep_the_review_back(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    card = card_with_picture(database)
    slack.fault("500", method="files.completeUploadExternal", count=50)
    start(renderers={"review": shows_picture})
    put(database, "picture:1", channel, kind="picture", action="upload", ids={"card": card})
    put(database, "review:1", channel, ids={"card": card}, parent_key="picture:1")
    finish(database)
    assert [row(database, key).state for key in ("picture:1", "review:1")] == ["parked", "sent"]
    assert block_types(slack, channel) == ["section"]


def test_a_picture_that_slack_takes_late_joins_the_review_that_did_not_wait(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    card = card_with_picture(database)
    slack.fault("429", method="files.getUploadURLExternal", retry_after=0, count=3 * UPLOAD_TRIES)
    start(renderers={"review": shows_picture})
    put(database, f"review:{card}", channel, ids={"card": card}, parent_key="picture:1")
    put(database, "picture:1", channel, kind="picture", action="upload", ids={"card": card})
    finish(database)
    assert [row(database, key).state for key in ("picture:1", f"review:{card}")] == ["sent", "sent"]
    assert block_types(slack, channel) == ["section", "image"]


def test_a_picture_slack_does_not_show_does_not_keep_the_words_back(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    image = {"type": "image", "slack_file": {"id": "F404404"}, "alt_text": "card"}
    words = {"type": "section", "text": {"type": "plain_text", "text": "a card"}}
    start(renderers={"review": lambda session, row: Said("a card", (image, words))})
    put(database, "review:1", channel)
    with database.write() as session:
        update = outbox.refresh(session, "review:1")
    finish(database)
    assert update is not None
    assert [row(database, key).state for key in ("review:1", update.key)] == ["sent", "sent"]
    assert block_types(slack, channel) == ["section"]


def test_a_redirect_in_a_circle_ends(
    database: Database, slack: LocalSlack, channel: str, start: Start
) -> None:
    start(audience_ok=lambda session, row: Redirect(channel))
    put(database, "review:1", channel)
    finish(database)
    assert row(database, "review:1").problem == "audience"
    assert in_slack(slack, channel) == []


def test_pictures_are_taken_out_wherever_they_stand() -> None:
    image = {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "card"}
    words = {"type": "mrkdwn", "text": "a card"}
    blocks = [
        image,
        {"type": "section", "text": words, "accessory": image},
        {"type": "context", "elements": [image]},
        {"type": "context", "elements": [image, words]},
        {"type": "image", "image_url": "https://pictures.example/1.png", "alt_text": "logo"},
    ]
    assert without_pictures(blocks) == [
        {"type": "section", "text": words},
        {"type": "context", "elements": [words]},
        blocks[4],
    ]
