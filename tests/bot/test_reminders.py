"""The morning message in a real conversation: tapped, edited in place, more in a modal, handled elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from contacts.values import Kind, Side
from contacts.workdays import Workdays
from localslack.driver import Refused
from reminders.hours import Hours
from reminders.morning import Mornings
from storage import away, follow_ups, interactions
from storage.history import acting
from storage.tables import Absence, Company, Contact, DigestSubscription, FollowUp, Workspace
from tests.bot.running import (
    EMMA,
    GENERAL,
    GUEST,
    SATO,
    SHARED,
    SUZUKI,
    WITH_GUEST,
    Running,
    has,
    running,
)
from tests.browser import launch

FRIDAY = date(2026, 11, 20)
NINE = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
NEW_YORK_NINE = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
LONG_AGO = NINE - timedelta(days=300)


@pytest.fixture
def goen(tmp_path: Path) -> Iterator[Running]:
    """Goen that sends no morning message by its own clock; the tests tick at a moment of theirs."""
    with running(tmp_path, GOEN_READERS="1", GOEN_MORNING="23:59") as started:
        for user in (SATO, SUZUKI, EMMA):
            direct = started.direct(user)
            ts = started.person(user).say(direct, "help")
            started.wait(
                lambda d=direct, u=user, t=ts: [r for r in started.person(u).messages(d) if r["ts"] > t]
            )
        yield started


def team(goen: Running) -> str:
    with goen.database.read() as session:
        return session.scalars(select(Workspace.id)).one()


def tick(goen: Running, now: datetime = NINE) -> int:
    return Mornings(goen.database, Hours(), lambda _: Workdays()).tick(now)


def contact(goen: Running, name: str, company: str, owner: str = SATO, **columns: Any) -> int:
    moment = {"created_at": LONG_AGO, "updated_at": LONG_AGO}
    with goen.database.write() as session:
        firm = Company(workspace_id=team(goen), name=company, normal_name=company)
        session.add(firm)
        session.flush()
        values = {**moment, "name": name, "owner_id": owner, "company_id": firm.id, **columns}
        row = Contact(workspace_id=team(goen), **values)
        with acting(session, team(goen), owner, "save", "card", LONG_AGO):
            session.add(row)
        return row.id


def promise(goen: Running, text: str, owner: str = SATO, due_on: date = FRIDAY, **more: Any) -> int:
    with goen.database.write() as session:
        asked = {"workspace_id": team(goen), "at": NINE - timedelta(days=9), **more}
        row = follow_ups.create(session, owner_id=owner, text=text, due_on=due_on, **asked)
        session.flush()
        return row.id


def talk(goen: Running, contact_id: int, note: str, on: date, user: str = SATO) -> None:
    with goen.database.write() as session:
        interactions.add(
            session,
            workspace_id=team(goen),
            user_id=user,
            kind=Kind.VISIT,
            happened_on=on,
            contact_ids=[contact_id],
            at=datetime.combine(on, NINE.timetz()),
            note=note,
        )


def follow_up(goen: Running, follow_up_id: int) -> FollowUp:
    with goen.database.read() as session:
        return session.get_one(FollowUp, follow_up_id)


def tap(goen: Running, user: str, channel: str, ts: str, element: str) -> None:
    """Taps an element of a message that may be edited in the very moment between looking and tapping."""
    person = goen.person(user)

    def tapped() -> bool:
        message = person.wait_for(channel, lambda row: row["ts"] == ts and has(element)(row))
        try:
            person.tap(channel, message, element)
        except Refused as refused:
            if refused.code != "element_not_found":
                raise
            return False
        return True

    goen.wait(tapped)


def shoot(goen: Running, user: str, channel: str, name: str) -> None:
    folder = os.environ.get("GOEN_SCREENSHOTS")
    if not folder:
        return
    with launch() as browser:
        page = browser.new_page(viewport={"width": 900, "height": 1300}, device_scale_factor=1.5)
        page.goto(f"{goen.slack.url}/?user={user}#/channel/{channel}")
        page.locator("#app[data-ready]").wait_for()
        page.wait_for_timeout(800)
        page.screenshot(path=Path(folder) / name)


@pytest.mark.parametrize(
    ("user", "now", "done", "brief", "asked"),
    [
        (SATO, NINE, "(完了)", "🔤 読み: たなか いちろう", "情報はそのままでよろしいですか"),
        (EMMA, NEW_YORK_NINE, "(done)", "🔤 Reading:", "Is the information still right?"),
    ],
    ids=["ja", "en"],
)
def test_one_message_holds_everything_and_is_edited_in_place(
    goen: Running, user: str, now: datetime, done: str, brief: str, asked: str
) -> None:
    tanaka = contact(goen, "田中 一郎", "山田商事", user, name_kana="たなか いちろう", title="課長")
    suzuki = contact(goen, "鈴木 花子", "未来電機", user, rank="A")
    talk(goen, tanaka, "見積もりの相談", date(2026, 11, 10), user)
    talk(goen, suzuki, "初回訪問", date(2026, 9, 1), user)
    visit = promise(goen, "訪問", user, contact_id=tanaka)
    promise(goen, "見積もり送付", user, date(2026, 11, 18), contact_id=tanaka)
    promise(goen, "仕様書をいただく", user, date(2026, 11, 19), contact_id=tanaka, side=Side.THEIRS)
    offered = promise(goen, "提案書の作成", SUZUKI, date(2026, 11, 25))
    with goen.database.write() as session:
        one = session.get_one(FollowUp, offered)
        follow_ups.assign(session, one, user, SUZUKI, NINE - timedelta(days=1))
    assert tick(goen, now) >= 1
    assert tick(goen, now) == 0
    person, direct = goen.person(user), goen.direct(user)
    message = person.wait_for(direct, has("followup_done"))
    assert brief in str(message["blocks"])
    assert asked in str(message["blocks"])
    shoot(goen, user, direct, f"morning_{user}.png")

    tap(goen, user, direct, message["ts"], "followup_done")
    person.wait_for(direct, lambda row: row["ts"] == message["ts"] and done in str(row["blocks"]))
    assert follow_up(goen, visit).state == "done"
    tap(goen, user, direct, message["ts"], "followup_accept")
    goen.wait(lambda: follow_up(goen, offered).assigned_by is None)
    tap(goen, user, direct, message["ts"], "stale_correct")
    person.wait_for(direct, lambda row: row["ts"] == message["ts"] and not has("stale_correct")(row))
    mornings = [row for row in person.messages(direct) if has("followup_done")(row)]
    assert len(mornings) == 1


def test_many_items_are_seven_and_a_modal_and_yesterdays_message_loses_its_buttons(goen: Running) -> None:
    ids = [promise(goen, f"用件{n}") for n in range(1, 31)]
    tick(goen)
    person, direct = goen.person(), goen.direct()
    message = person.wait_for(direct, has("morning_more"))
    assert "他 23 件" in str(message["blocks"])
    tap(goen, SATO, direct, message["ts"], "morning_more")
    modal = goen.wait(lambda: person.get("views")["stack"])[-1]
    assert modal["callback_id"] == "morning_more"
    block = next(one for one in modal["blocks"] if one["type"] == "actions")
    done = block["elements"][0]
    person.post(
        "action",
        container={"type": "view", "view_id": modal["id"]},
        block_id=block["block_id"],
        action_id=done["action_id"],
        payload={"value": done["value"], "type": "button"},
    )
    goen.wait(lambda: "(完了)" in str(person.get("views")["stack"][-1]["blocks"]))
    assert follow_up(goen, ids[7]).state == "done"
    shoot(goen, SATO, direct, "more.png")

    with goen.database.write() as session:
        elsewhere = session.get_one(FollowUp, ids[0])
        follow_ups.complete(session, elsewhere, SATO, NINE)
    person.wait_for(direct, lambda row: row["ts"] == message["ts"] and "(完了)" in str(row["blocks"]))
    # Monday is a holiday: the next message comes on Tuesday.
    assert tick(goen, NINE + timedelta(days=3)) == 0
    assert tick(goen, NINE + timedelta(days=4)) == 1
    person.wait_for(direct, lambda row: row["ts"] == message["ts"] and not has("followup_done")(row))
    person.wait_for(direct, lambda row: row["ts"] != message["ts"] and has("followup_done")(row))


def test_followup_is_kept_at_once_with_a_date_and_asked_for_without(goen: Running) -> None:
    contact(goen, "田中 一郎", "山田商事")
    person = goen.person()
    person.command(GENERAL, "/followup 見積もり送付 12月1日まで")
    told = person.wait_for(
        GENERAL, lambda row: "登録しました" in row["text"] and "見積もり送付" in row["text"]
    )
    assert has("followup_undo")(told)
    (row,) = goen.rows(FollowUp)
    assert (row.owner_id, row.due_on and (row.due_on.month, row.due_on.day)) == (SATO, (12, 1))
    person.tap(GENERAL, told, "followup_undo")
    goen.wait(lambda: not goen.rows(FollowUp))
    person.command(GENERAL, "/followup 提案書を書く")
    modal = goen.wait(lambda: person.get("views")["stack"])[-1]
    assert modal["callback_id"] == "followup_new"


def test_leave_hands_items_to_a_deputy_and_ends(goen: Running) -> None:
    promise(goen, "見積もり送付")
    person = goen.person()
    with goen.database.write() as session:
        away.put(session, team(goen), SATO, "command", FRIDAY, FRIDAY, SUZUKI)
    assert tick(goen) == 1
    message = goen.person(SUZUKI).wait_for(goen.direct(SUZUKI), has("followup_done"))
    assert "の代理" in str(message["blocks"])
    person.command(GENERAL, "/goen away off")
    person.wait_for(GENERAL, lambda row: "おかえりなさい" in row["text"])
    person.command(GENERAL, "/goen away 12月24日まで")
    person.wait_for(GENERAL, lambda row: "休暇として登録しました" in row["text"])


def test_what_was_reassigned_is_taken_back_by_a_tap_until_its_new_owner_did_something(goen: Running) -> None:
    one = promise(goen, "見積もり送付")
    tick(goen)
    person, direct = goen.person(), goen.direct()
    message = person.wait_for(direct, has("followup_done"))

    def reassign() -> None:
        with goen.database.write() as session:
            follow_ups.assign(session, session.get_one(FollowUp, one), SUZUKI, SATO, NINE)

    def handed(row: dict[str, Any]) -> bool:
        return row["ts"] == message["ts"] and "followup_undo" in str(row["blocks"])

    reassign()
    shown = person.wait_for(direct, handed)
    assert "担当になりました" in str(shown["blocks"])
    shoot(goen, SATO, direct, "handed.png")
    person.tap(direct, shown, "followup_undo")
    goen.wait(lambda: follow_up(goen, one).owner_id == SATO)
    person.wait_for(direct, lambda row: row["ts"] == message["ts"] and has("followup_done")(row))
    reassign()
    shown = person.wait_for(direct, handed)
    with goen.database.write() as session:
        follow_ups.complete(session, session.get_one(FollowUp, one), SUZUKI, NINE)
    person.tap(direct, shown, "followup_undo")
    person.wait_for(direct, lambda row: "取り消せる" in row["text"])
    assert follow_up(goen, one).state == "done"


def test_the_digest_is_not_for_direct_messages_and_an_unclear_leave_is_asked_for(goen: Running) -> None:
    person, direct = goen.person(), goen.direct()
    person.command(direct, "/goen channel")
    person.wait_for(direct, lambda row: "まとめを受け取るチャンネル" in row["text"])
    assert not goen.rows(DigestSubscription)
    for words in ("来週", "until 12/24 @nobody"):
        person.command(direct, f"/goen away {words}")
        assert person.modal()["callback_id"] == "away"
        person.close(person.modal())
    assert not goen.rows(Absence)
    person.command(direct, "/goen away 12/21〜12/24")
    person.wait_for(direct, lambda row: "12月21日(月)から12月24日(木)まで" in row["text"])


def test_digests_are_refused_before_strangers_and_end_when_one_joins(goen: Running) -> None:
    person = goen.person()
    for channel, words in ((SHARED, "社外と共有"), (WITH_GUEST, "ゲスト")):
        person.command(channel, "/goen channel")
        direct = goen.direct()
        person.wait_for(direct, lambda row, words=words: words in row["text"])
    assert not goen.rows(DigestSubscription)
    channel = str(
        person.post("channels", name="sales", members=[SUZUKI, goen.slack.app.bot_user_id])["channel"]["id"]
    )
    person.command(channel, "/goen channel")
    person.wait_for(channel, lambda row: "まとめをお送りします" in row["text"])
    assert [row.channel_id for row in goen.rows(DigestSubscription)] == [channel]
    person.post("join", channel=channel, member=GUEST)
    goen.wait(lambda: not goen.rows(DigestSubscription))
    person.wait_for(goen.direct(), lambda row: "ゲストが加わった" in row["text"])


def test_a_digest_ends_when_its_channel_is_shared_outside(goen: Running) -> None:
    person = goen.person()
    members = [SUZUKI, goen.slack.app.bot_user_id]
    channel = str(person.post("channels", name="sales", members=members)["channel"]["id"])
    person.command(channel, "/goen channel")
    goen.wait(lambda: goen.rows(DigestSubscription))
    person.post("share", channel=channel, pending=True, shared=True)
    goen.wait(lambda: not goen.rows(DigestSubscription))
    person.wait_for(goen.direct(), lambda row: "社外" in row["text"])
    assert [row for row in person.messages(channel) if ")のまとめ" in row["text"]] == []


def test_reminder_settings_open_and_dormant_contacts_are_listed(goen: Running) -> None:
    person = goen.person()
    asleep = contact(goen, "高橋 次郎", "北山精機")
    talk(goen, asleep, "訪問", date(2025, 3, 3))
    talk(goen, asleep, "訪問", date(2025, 4, 3))
    person.command(GENERAL, "/goen dormant")
    person.wait_for(GENERAL, lambda row: "高橋 次郎" in str(row))
    person.command(GENERAL, "/goen reminders")
    modal = goen.wait(lambda: person.get("views")["stack"])[-1]
    assert modal["callback_id"] == "reminder_settings"
    shoot(goen, SATO, GENERAL, "settings.png")
