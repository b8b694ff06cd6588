from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contacts.values import Kind
from storage import acts, cards, contacts, follow_ups, interactions, known, users
from storage.database import Database
from storage.exchange import chosen_headings, importing, undoing
from storage.exchange.files import open_file
from storage.exchange.importing import Report
from storage.exchange.taking import Wanted
from storage.exchange.values import Fault
from storage.history import acting
from storage.tables import Act, Base, Card, Change, Company, Contact, Import, ImportCase
from tests.storage.build import DAY, NOW, TANAKA, everything, later
from tests.storage.build import card as new_card
from tests.storage.exchange.files import table

HEADING = ["氏名", "会社名", "部署", "役職", "メール", "携帯電話", "名刺交換日", "所有者", "タグ"]
MURAI = [
    "村井 さやか",
    "青葉印刷株式会社",
    "営業部",
    "部長",
    "murai@aoba.example",
    "090-5550-0101",
    "2024/5/1",
    "佐藤 健",
    "展示会",
]
ODA = ["織田 誠", "未来電機株式会社", "", "", "oda@mirai.example", "", "", "外部の人", ""]


def run(database: Database, path: Path, **wanted: object) -> Report:
    return importing.run(database, open_file(path), replace(Wanted("T1", "U9", NOW), **wanted))  # type: ignore[arg-type]


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        users.put(session, "T1", "U1", NOW, name="sato", real_name="佐藤 健")
    return database


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return table(tmp_path / "people.csv", HEADING, MURAI, ODA, ["", "", "部署だけ", *[""] * 6])


def found(session: Session, name: str) -> Contact:
    return session.scalars(select(Contact).where(Contact.name == name)).one()


def count(database: Database, row: type[Base]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0


def test_rows_become_contacts_that_are_found(team: Database, people: Path) -> None:
    report = run(team, people, tags=("移行",))
    assert (report.counts["new"], report.counts["bad"], report.counts["case"]) == (2, 1, 0)
    assert [(one.row, one.fault) for one in report.problems] == [(4, Fault.NOBODY)]
    assert dict(report.strangers) == {"外部の人": 1}
    with team.read() as session:
        murai, oda = found(session, "村井 さやか"), found(session, "織田 誠")
        assert (murai.owner_id, oda.owner_id) == ("U1", None)
        assert murai.tags == ["展示会", "移行"]
        assert murai.company is not None
        assert murai.company.name == "青葉印刷株式会社"
        assert contacts.search(session, "T1", "村井", 5) == [murai]
        assert contacts.search(session, "T1", "9055500101", 5) == [murai]
        (touch,) = interactions.of_contact(session, murai.id, "U1")
        assert (touch.kind, touch.happened_on.isoformat()) == (Kind.EXCHANGE, "2024-05-01")
        assert contacts.met_by(session, murai) == ["U1"]
        verdicts = known.known(session, "T1", contacts.fields_of(murai))
        assert [one.contact.id for one in verdicts] == [murai.id]


def test_every_row_is_in_the_history_of_one_act(team: Database, people: Path) -> None:
    report = run(team, people)
    with team.read() as session:
        row = session.get_one(Import, report.import_id)
        assert (row.state, row.system, row.counts["new"]) == ("done", "table", 2)
        made = session.scalars(select(Change).where(Change.act_id == row.act_id, Change.field == "+"))
        assert sorted(one.entity for one in made) == [
            "companies",
            "companies",
            "contact_met",
            "contacts",
            "contacts",
            "interactions",
        ]


def test_the_same_file_again_changes_nothing(team: Database, people: Path) -> None:
    run(team, people)
    report = run(team, people)
    assert (report.counts["known"], report.counts["new"], report.counts["case"]) == (2, 0, 0)
    assert count(team, Contact) == 2


def test_who_may_be_known_waits_for_a_person(team: Database, people: Path, tmp_path: Path) -> None:
    run(team, people)
    moved = ["村井 さやか", "株式会社北斗建設", "", "課長", "murai@hokuto.example", MURAI[5], "", "", "新規"]
    path = table(tmp_path / "later.csv", HEADING, moved, moved)
    for _ in range(2):
        report = run(team, path)
    assert report.counts == {"rows": 2, "known": 2, "warned": 0}
    with team.read() as session:
        (case,) = session.scalars(select(ImportCase))
        (waiting,) = importing.case_fields(session, case.import_id)
        assert (waiting[0], waiting[1], waiting[2].company) == (2, case.card_id, "株式会社北斗建設")
        card = session.get_one(Card, case.card_id)
        assert (card.state, card.exchanged_from) == ("pending", "import")
        assert "新規" in str(card.fields["remark"])
        assert found(session, "村井 さやか").title == "部長"
    with team.write() as session:
        cards.save(session, session.get_one(Card, case.card_id), "U1", NOW)
        assert count_named(session, "村井 さやか") == 2


def count_named(session: Session, name: str) -> int:
    return len(session.scalars(select(Contact).where(Contact.name == name)).all())


def test_people_who_are_twice_in_one_file_are_seen(team: Database, tmp_path: Path) -> None:
    again = [*MURAI[:3], "本部長", *MURAI[4:]]
    report = run(team, table(tmp_path / "x.csv", HEADING, MURAI, ODA, MURAI, again))
    assert (report.counts["new"], report.counts["known"], report.counts["case"]) == (2, 1, 1)


def test_a_dry_run_writes_nothing(team: Database, people: Path) -> None:
    with team.write() as session:
        before = everything(session)
    report = importing.dry_run(team, open_file(people), Wanted("T1", "U9", NOW))
    assert (report.counts["new"], report.counts["bad"], report.import_id) == (2, 1, None)
    assert [one.fields.name for one in report.first] == ["村井 さやか", "織田 誠"]
    with team.write() as session:
        assert everything(session) == before
        assert session.scalar(select(func.count()).select_from(Act)) == 0


def test_undo_takes_back_everything_but_what_was_used_since(
    team: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "PART", 2)
    with team.write() as session:
        cards.save(session, new_card(session, TANAKA), "U1", NOW)
        before = everything(session)
    names = ["村井 さやか", "織田 誠", "北 光", "南 薫", "西 昇", "東 渚"]
    rows: Sequence[Sequence[str]] = [
        [name, f"会社{number}", "", "", f"p{number}@c{number}.example", "", "2024-05-01", "佐藤 健", ""]
        for number, name in enumerate(names)
    ]
    same = [
        "田中 一郎",
        "山田商事株式会社",
        "営業部 第一課",
        "部長",
        "tanaka@yamada.example",
        "090-1234-5678",
        "",
        "",
        "",
    ]
    report = run(team, table(tmp_path / "x.csv", HEADING, *rows, same))
    assert (report.counts["new"], report.counts["case"]) == (6, 1)
    assert report.import_id is not None
    with team.write() as session:
        first, second, third = (found(session, name) for name in names[:3])
        follow_ups.create(
            session, workspace_id="T1", owner_id="U1", text="電話", due_on=DAY, at=NOW, contact_id=first.id
        )
        interactions.add(
            session,
            workspace_id="T1",
            user_id="U1",
            kind=Kind.CALL,
            happened_on=DAY,
            contact_ids=[second.id],
            at=NOW,
        )
        with acting(session, "T1", "U1", "edit", "edit", NOW):
            third.title = "係長"
    done = undoing.undo(team, report.import_id, "U9", later(hours=1))
    assert (done.contacts, done.kept, done.cases) == (3, 3, 1)
    with team.write() as session:
        after = everything(session)
        assert {row["name"] for row in after["contacts"]} == {"田中 一郎", *names[:3]}
        assert after["cards"] == before["cards"]
        kept_companies = {row["name"] for row in after["companies"]}
        assert kept_companies == {"山田商事株式会社", "会社0", "会社1", "会社2"}
        for one in ("search_terms", "candidate_keys"):
            assert {row[1] for row in after[one]} == {row["id"] for row in after["contacts"]}
    again = undoing.undo(team, report.import_id, "U9", later(hours=2))
    assert (again.contacts, again.kept) == (0, 0)


def test_an_unused_import_is_undone_to_the_state_before(team: Database, people: Path) -> None:
    with team.write() as session:
        cards.save(session, new_card(session, TANAKA), "U1", NOW)
        before = everything(session)
    report = run(team, people)
    assert report.import_id is not None
    undoing.undo(team, report.import_id, "U9", NOW)
    with team.write() as session:
        assert everything(session) == before
        row = session.get_one(Import, report.import_id)
        assert (row.state, session.get_one(Act, row.act_id).undone_by) == ("undone", "U9")


def test_the_usual_undo_knows_an_import_too(team: Database, people: Path) -> None:
    report = run(team, people)
    with team.write() as session:
        row = session.get_one(Import, report.import_id)
        acts.undo(session, session.get_one(Act, row.act_id), "U1", NOW)
    assert (count(team, Contact), count(team, Company)) == (0, 0)


def test_an_import_that_was_killed_is_finished_by_the_next(
    team: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "PART", 2)
    rows = [[f"{name} 誠", f"会社{name}", *[""] * 7] for name in ("東", "西", "南", "北", "中")]
    path = table(tmp_path / "x.csv", HEADING, *rows)

    def killed(number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.run(team, open_file(path), Wanted("T1", "U9", NOW), killed)
    assert count(team, Contact) == 2
    report = run(team, path)
    assert (report.counts["known"], report.counts["new"]) == (2, 3)
    assert count(team, Contact) == 5


def test_an_unknown_import_is_no_import(database: Database) -> None:
    with pytest.raises(LookupError):
        undoing.undo(database, 99, "U1", NOW)


def test_what_was_said_of_headings_is_remembered(database: Database) -> None:
    with database.write() as session:
        chosen_headings.remember(session, "T1", {"得意先 区分": "tags"})
        chosen_headings.remember(session, "T2", {"他": "remark"})
    with database.write() as session:
        assert chosen_headings.remember(session, "T1", {"備考２": "remark"}) == {
            "得意先区分": "tags",
            "備考2": "remark",
        }
