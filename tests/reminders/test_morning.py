"""One message per person and day, from the database: who gets one, what it shows, and never a second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from contacts.values import FollowUpState, Side
from contacts.workdays import Workdays
from reminders.hours import Hours
from reminders.items import MorningItem, ReportItem
from reminders.morning import KIND, Morning, Mornings, compose
from storage import acts, follow_ups, roles
from storage.database import Database
from storage.roles import Role
from storage.tables import (
    Change,
    Company,
    Contact,
    FollowUp,
    Outbox,
    StaleClock,
    User,
    Workspace,
)

TUESDAY = date(2026, 11, 24)
NINE_IN_TOKYO = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)


JAPAN = Workdays()


def mornings(database: Database) -> Mornings:
    return Mornings(database, Hours(), lambda workspace_id: JAPAN)


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        session.add(Workspace(id="T1", settings={}))
        for user_id, zone in (("U1", "Asia/Tokyo"), ("U2", "Asia/Tokyo"), ("U3", "America/New_York")):
            session.add(User(workspace_id="T1", slack_id=user_id, tz=zone))
        session.add(User(workspace_id="T1", slack_id="U9", tz="Asia/Tokyo", deleted=True))
    return database


Promised = Callable[..., int]


@pytest.fixture
def promised(team: Database) -> Promised:
    def add(owner: str = "U1", due_on: date = TUESDAY, **more: Any) -> int:
        values = {"created_at": NINE_IN_TOKYO - 10 * DAY, "text": "見積もり送付", "side": "ours", **more}
        with team.write() as session:
            row = FollowUp(workspace_id="T1", owner_id=owner, due_on=due_on, **values)
            session.add(row)
            session.flush()
            return row.id

    return add


def queued(database: Database) -> list[tuple[str, str]]:
    with database.read() as session:
        posts = select(Outbox).where(Outbox.kind == KIND, Outbox.action == "post")
        rows = session.scalars(posts.order_by(Outbox.id))
        return [(row.recipient, row.key) for row in rows]


def composed(database: Database, user: str = "U1", day: date = TUESDAY) -> Morning:
    with database.read() as session:
        return compose(session, "T1", user, day, JAPAN)


def test_one_message_holds_everything_of_one_person(team: Database, promised: Promised) -> None:
    old = promised(due_on=date(2026, 11, 19))
    today = promised()
    asked = promised(due_on=date(2026, 11, 20), side="theirs")
    promised("U2", due_on=TUESDAY + DAY)
    assert mornings(team).tick(NINE_IN_TOKYO) == 1
    assert queued(team) == [("U1", "morning:T1:U1:2026-11-24")]
    morning = composed(team)
    assert [item.follow_up_id for item in morning.items] == [today, old, asked]
    assert [item.overdue_days for item in morning.items] == [0, 2, 1]
    assert [item.side for item in morning.items] == [Side.OURS, Side.OURS, Side.THEIRS]


def test_the_row_holds_ids_and_no_text(team: Database, promised: Promised) -> None:
    promised()
    mornings(team).tick(NINE_IN_TOKYO)
    with team.read() as session:
        row = session.scalars(select(Outbox)).one()
        assert row.ids == {"user": "U1", "day": "2026-11-24"}


def test_no_second_message_however_often_and_by_whomever_it_is_asked(
    team: Database, promised: Promised
) -> None:
    promised()
    replicas = [mornings(team) for _ in range(3)]
    counts = [
        replica.tick(NINE_IN_TOKYO + n * timedelta(minutes=5)) for n in range(3) for replica in replicas
    ]
    assert sum(counts) == 1
    assert len(queued(team)) == 1


def test_replicas_that_tick_at_once_queue_one_message_each_person(team: Database, promised: Promised) -> None:
    for owner in ("U1", "U2"):
        for _ in range(5):
            promised(owner)
    barrier, counts = Barrier(4), []

    def tick() -> None:
        barrier.wait()
        counts.append(mornings(team).tick(NINE_IN_TOKYO))

    threads = [Thread(target=tick) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == 4
    assert sum(counts) == 2
    assert sorted(recipient for recipient, _ in queued(team)) == ["U1", "U2"]


def test_each_person_is_written_to_in_the_morning_of_their_own_zone(
    team: Database, promised: Promised
) -> None:
    promised("U1")
    promised("U3")
    clock = mornings(team)
    assert clock.tick(NINE_IN_TOKYO) == 1
    assert clock.tick(NINE_IN_TOKYO + timedelta(hours=14)) == 1
    assert [recipient for recipient, _ in queued(team)] == ["U1", "U3"]


def test_nothing_on_holidays_and_weekends_and_nothing_before_nine(team: Database, promised: Promised) -> None:
    promised(due_on=date(2026, 11, 18))
    clock = mornings(team)
    assert [clock.tick(NINE_IN_TOKYO - n * DAY) for n in (1, 2, 3)] == [0, 0, 0]
    assert clock.tick(NINE_IN_TOKYO - timedelta(minutes=1)) == 0
    assert clock.tick(NINE_IN_TOKYO) == 1


def test_what_we_owe_on_a_closed_day_is_shown_before_it_and_explained(
    team: Database, promised: Promised
) -> None:
    promised(due_on=date(2026, 11, 29))
    friday = NINE_IN_TOKYO + 3 * DAY
    assert mornings(team).tick(friday - DAY) == 0
    assert mornings(team).tick(friday) == 1
    (item,) = composed(team, day=date(2026, 11, 27)).items
    assert item.due_on_closed_day


def test_a_person_with_nothing_to_do_or_deactivated_gets_nothing(team: Database, promised: Promised) -> None:
    promised("U9")
    promised("U1", state="done")
    promised("U1", due_on=TUESDAY + 7 * DAY)
    promised("U1", snoozed_until=TUESDAY + DAY)
    assert mornings(team).tick(NINE_IN_TOKYO) == 0


def test_what_was_written_this_morning_waits_for_the_next(team: Database, promised: Promised) -> None:
    promised(created_at=NINE_IN_TOKYO + timedelta(hours=1))
    assert mornings(team).tick(NINE_IN_TOKYO + timedelta(hours=2)) == 0
    assert mornings(team).tick(NINE_IN_TOKYO + DAY) == 1


def test_what_is_handled_elsewhere_shows_so(team: Database, promised: Promised) -> None:
    done, left = promised(), promised()
    mornings(team).tick(NINE_IN_TOKYO)
    with team.write() as session:
        row = session.get_one(FollowUp, done)
        row.state = "done"
    morning = composed(team)
    assert [item.state for item in morning.items] == [FollowUpState.DONE, FollowUpState.OPEN]
    assert [item.follow_up_id for item in morning.open_items] == [left]


def test_todays_message_takes_the_buttons_off_yesterdays(team: Database, promised: Promised) -> None:
    left, again = promised(due_on=TUESDAY, text="done with"), promised(due_on=TUESDAY)
    clock = mornings(team)
    clock.tick(NINE_IN_TOKYO)
    assert not composed(team).superseded
    with team.write() as session:
        session.get_one(FollowUp, left).state = "done"
    clock.tick(NINE_IN_TOKYO + DAY)
    assert [item.follow_up_id for item in composed(team, day=TUESDAY + DAY).items] == [again]
    yesterday = composed(team)
    assert yesterday.superseded
    assert [item.follow_up_id for item in yesterday.items] == [left, again]
    assert [item.follow_up_id for item in yesterday.open_items] == [again]
    with team.read() as session:
        (update,) = session.scalars(select(Outbox).where(Outbox.action == "update"))
        assert update.parent_key == "morning:T1:U1:2026-11-24"


def test_what_is_reassigned_shows_so_and_is_shown_to_its_new_owner(
    team: Database, promised: Promised
) -> None:
    given = promised()
    clock = mornings(team)
    clock.tick(NINE_IN_TOKYO)
    with team.write() as session:
        row = session.get_one(FollowUp, given)
        follow_ups.reassign(session, row, "U2", "U1", NINE_IN_TOKYO + timedelta(hours=1))
    (item,) = composed(team).items
    assert item.handed_to == "U2"
    assert composed(team).open_items == ()
    assert clock.tick(NINE_IN_TOKYO + DAY) == 1
    (theirs,) = composed(team, "U2", TUESDAY + DAY).items
    assert (theirs.follow_up_id, theirs.handed_to) == (given, None)


def test_an_item_names_the_person_and_the_company(team: Database, promised: Promised) -> None:
    with team.write() as session:
        company = Company(workspace_id="T1", name="山田商事株式会社", normal_name="山田商事")
        session.add(company)
        session.flush()
        moment = {"created_at": NINE_IN_TOKYO, "updated_at": NINE_IN_TOKYO}
        contact = Contact(workspace_id="T1", name="田中 一郎", company_id=company.id, **moment)
        session.add(contact)
        session.flush()
        contact_id = contact.id
    promised(contact_id=contact_id)
    mornings(team).tick(NINE_IN_TOKYO)
    (item,) = composed(team).items
    assert item.person is not None
    assert (item.person.name, item.person.company) == ("田中 一郎", "山田商事株式会社")


def test_reminding_is_no_change_in_the_history(team: Database, promised: Promised) -> None:
    promised()
    with team.read() as session:
        before = len(session.scalars(select(Change)).all())
    mornings(team).tick(NINE_IN_TOKYO)
    with team.read() as session:
        assert len(session.scalars(select(Change)).all()) == before


def test_over_the_days_one_message_a_day_and_every_promise_is_shown(
    team: Database, promised: Promised
) -> None:
    ids = {promised(due_on=TUESDAY + n * DAY) for n in range(10)}
    clock, seen = mornings(team), set()
    for n in range(14):
        clock.tick(NINE_IN_TOKYO + n * DAY)
        seen |= {item.follow_up_id for item in composed(team, day=TUESDAY + n * DAY).items}
    assert seen == ids
    days = [key.rsplit(":", 1)[1] for _, key in queued(team)]
    assert len(days) == len(set(days))
    assert all(JAPAN.is_open(date.fromisoformat(day)) for day in days)


def test_what_was_given_away_is_taken_back_until_it_is_accepted(team: Database, promised: Promised) -> None:
    given = promised()
    mornings(team).tick(NINE_IN_TOKYO)
    with team.write() as session:
        act = follow_ups.assign(session, session.get_one(FollowUp, given), "U2", "U1", NINE_IN_TOKYO)
    assert composed(team).items[0].may_take_back
    with team.write() as session:
        acts.undo(session, session.merge(act), "U1", NINE_IN_TOKYO)
    assert composed(team).open_items == composed(team).items
    with team.write() as session:
        row = session.get_one(FollowUp, given)
        follow_ups.assign(session, row, "U2", "U1", NINE_IN_TOKYO)
        follow_ups.accept(session, row, "U2", NINE_IN_TOKYO)
    assert not composed(team).items[0].may_take_back


def test_a_rep_sees_before_their_manager_what_the_manager_will_see(
    team: Database, promised: Promised
) -> None:
    # Overdue for weeks and shown the day before: nothing of it is due today, and still it is reported.
    promised(due_on=TUESDAY - 30 * DAY, reminded_on=TUESDAY + 2 * DAY, rest_until=TUESDAY + 9 * DAY)
    friday = NINE_IN_TOKYO + 3 * DAY
    assert mornings(team).tick(friday) == 0
    with team.write() as session:
        roles.change(session, "T1", users={"U2": Role.MANAGER})
    assert mornings(team).tick(friday - DAY) == 0
    assert mornings(team).tick(friday) == 1
    message = composed(team, day=TUESDAY + 3 * DAY)
    (item,) = message.items
    assert isinstance(item, ReportItem)
    assert (item.number, item.oldest, item.on) == (1, TUESDAY - 30 * DAY, TUESDAY + 6 * DAY)
    assert message.is_worth_sending
    assert message.is_news_alone


def test_a_visit_on_a_closed_day_has_its_brief_the_day_before_and_does_not_tell_of_itself(
    team: Database, promised: Promised
) -> None:
    with team.write() as session:
        moment = {"created_at": NINE_IN_TOKYO, "updated_at": NINE_IN_TOKYO}
        contact = Contact(workspace_id="T1", name="田中 一郎", owner_id="U1", **moment)
        session.add(contact)
        session.flush()
        contact_id = contact.id
    saturday = TUESDAY + 4 * DAY
    promised(text="展示会でお打ち合わせ", due_on=saturday, contact_id=contact_id)
    promised(text="見積もり送付", due_on=saturday + 9 * DAY, contact_id=contact_id)
    mornings(team).tick(NINE_IN_TOKYO + 3 * DAY)
    (item,) = composed(team, day=TUESDAY + 3 * DAY).items
    assert isinstance(item, MorningItem)
    assert item.brief
    assert [one.text for one in item.brief.promises] == ["見積もり送付"]


def test_what_got_a_later_date_is_not_for_today_any_more(team: Database, promised: Promised) -> None:
    one = promised()
    mornings(team).tick(NINE_IN_TOKYO)
    with team.write() as session:
        row = session.get_one(FollowUp, one)
        follow_ups.edit(session, row, row.text, date(2026, 12, 26), Side.OURS, "U1", NINE_IN_TOKYO)
    message = composed(team)
    assert message.open_items == ()
    (item,) = message.items
    # A Saturday: it is shown on the Friday before.
    assert getattr(item, "snoozed_until", None) == date(2026, 12, 25)
    assert mornings(team).tick(NINE_IN_TOKYO + DAY) == 0
    assert mornings(team).tick(NINE_IN_TOKYO + 31 * DAY) == 1


def test_a_question_that_nobody_saw_was_not_ignored(team: Database, promised: Promised) -> None:
    with team.write() as session:
        moment = {"created_at": NINE_IN_TOKYO - 400 * DAY, "updated_at": NINE_IN_TOKYO - 400 * DAY}
        contact = Contact(workspace_id="T1", name="田中 一郎", owner_id="U1", rank="A", **moment)
        session.add(contact)
    ids = [promised() for _ in range(7)]
    clock = mornings(team)
    for n in range(2):
        clock.tick(NINE_IN_TOKYO + n * DAY)
        assert len(composed(team, day=TUESDAY + n * DAY).items) == 8
        with team.read() as session:
            assert session.scalars(select(StaleClock.asks)).all() == [0]
    with team.write() as session:
        follow_ups.complete(session, session.get_one(FollowUp, ids[0]), "U1", NINE_IN_TOKYO)
    clock.tick(NINE_IN_TOKYO + 2 * DAY)
    with team.read() as session:
        assert session.scalars(select(StaleClock.asks)).all() == [1]
