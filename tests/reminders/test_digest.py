"""A channel's digest: due today by customer, promises to us, new contacts; nothing private or overdue."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from contacts.values import Kind, Side
from contacts.workdays import Workdays
from reminders.digest import Digest, digest
from reminders.report import is_report_day, report, told
from storage import follow_ups, interactions, roles
from storage.database import Database
from storage.roles import Role
from storage.tables import Company, Contact, User, Workspace

NOW = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
DAY = timedelta(days=1)
JAPAN = Workdays()


def contact(database: Database, name: str, company: str, created: datetime) -> int:
    with database.write() as session:
        firm = Company(workspace_id="T1", name=company, normal_name=company)
        session.add(firm)
        session.flush()
        row = Contact(
            workspace_id="T1",
            name=name,
            company_id=firm.id,
            owner_id="U1",
            created_at=created,
            updated_at=created,
        )
        session.add(row)
        session.flush()
        return row.id


def promise(
    database: Database,
    text: str,
    due_on: date,
    contact_id: int,
    *,
    owner: str = "U1",
    side: Side = Side.OURS,
    private: bool = False,
) -> None:
    with database.write() as session:
        note = interactions.add(
            session,
            workspace_id="T1",
            user_id=owner,
            kind=Kind.CALL,
            happened_on=FRIDAY - 9 * DAY,
            contact_ids=[contact_id],
            at=NOW - 9 * DAY,
            private=private,
        )
        session.flush()
        follow_ups.create(
            session,
            workspace_id="T1",
            owner_id=owner,
            text=text,
            due_on=due_on,
            at=NOW,
            side=side,
            contact_id=contact_id,
            interaction_id=note.id,
        )


def read(database: Database, *, mentions: bool = False) -> Digest:
    with database.read() as session:
        return digest(session, "T1", ["U1", "U2"], FRIDAY, JAPAN, NOW - DAY, NOW, mentions=mentions)


def test_what_is_due_is_grouped_by_customer_and_nothing_private_is_told(database: Database) -> None:
    tanaka = contact(database, "田中 一郎", "山田商事", NOW - 90 * DAY)
    suzuki = contact(database, "鈴木 花子", "未来電機", NOW - timedelta(hours=2))
    promise(database, "今日", FRIDAY, tanaka)
    promise(database, "日曜", FRIDAY + 2 * DAY, tanaka, owner="U2")
    promise(database, "月曜", FRIDAY + 3 * DAY, tanaka)
    promise(database, "内緒", FRIDAY, tanaka, private=True)
    promise(database, "他部署", FRIDAY, tanaka, owner="U9")
    promise(database, "遅れ", FRIDAY - 3 * DAY, tanaka)
    promise(database, "仕様書", FRIDAY - DAY, suzuki, side=Side.THEIRS)
    found = read(database)
    assert {customer: [one.text for one in some] for customer, some in found.by_customer().items()} == {
        "山田商事": ["今日", "日曜"]
    }
    assert [one.text for one in found.theirs] == ["仕様書"]
    assert [one.person.name for one in found.new] == ["鈴木 花子"]
    assert found.overdue == ()
    assert [one.text for one in read(database, mentions=True).overdue] == ["遅れ"]


def test_nothing_to_say_says_nothing(database: Database) -> None:
    assert not read(database).says_anything


def test_the_weekly_report_counts_what_is_overdue(database: Database) -> None:
    tanaka = contact(database, "田中 一郎", "山田商事", NOW - 90 * DAY)
    for days in (1, 5):
        promise(database, "x", FRIDAY - days * DAY, tanaka)
    promise(database, "x", FRIDAY, tanaka, owner="U2")
    with database.read() as session:
        (line,) = report(session, "T1", FRIDAY)
    assert (line.user_id, line.number, line.oldest) == ("U1", 2, FRIDAY - 5 * DAY)


def test_the_report_day_is_the_first_business_day_of_its_week() -> None:
    # Monday 23 November 2026 is a holiday.
    days = [date(2026, 11, 16) + n * DAY for n in range(21)]
    assert [day for day in days if is_report_day(day, JAPAN)] == [
        date(2026, 11, 16),
        date(2026, 11, 24),
        date(2026, 11, 30),
    ]


def test_a_manager_is_told_of_their_team_and_without_one_of_everybody(database: Database) -> None:
    tanaka = contact(database, "田中 一郎", "山田商事", NOW - 90 * DAY)
    for owner in ("U1", "U2", "U3"):
        promise(database, "x", FRIDAY - DAY, tanaka, owner=owner)
    with database.write() as session:
        session.add(Workspace(id="T1", settings={}))
        for user in ("M1", "M2", "M3"):
            session.add(User(workspace_id="T1", slack_id=user, deleted=user == "M3"))
        roles.keep_groups(session, "T1", {"S1": "東日本", "S2": "管理職"})
        roles.keep_members(session, "T1", "S1", ["M1", "U1", "U2"], NOW)
        roles.keep_members(session, "T1", "S2", ["M2", "M3"], NOW)
        manager = Role.MANAGER
        roles.change(session, "T1", users={"M1": manager}, groups={"S2": manager}, teams=("S1",))
    with database.read() as session:
        assert roles.managers(session, "T1") == ["M1", "M2"]
        assert [line.user_id for line in told(session, "T1", "M1", FRIDAY)] == ["U1", "U2"]
        assert [line.user_id for line in told(session, "T1", "M2", FRIDAY)] == ["U1", "U2", "U3"]
