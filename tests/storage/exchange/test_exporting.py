import csv
from datetime import UTC, date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from contacts.values import CardFields, Kind, Phone, PhoneType
from storage import cards, company_merging, follow_ups, interactions, users
from storage.database import Database
from storage.exchange import importing
from storage.exchange.choice import Choice
from storage.exchange.exporting import export
from storage.exchange.files import open_file
from storage.exchange.taking import Wanted
from storage.exchange.values import Form
from storage.tables import Act, Company, Contact
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, later
from tests.storage.build import card as new_card

EVIL = CardFields(
    name='=HYPERLINK("https://evil.example")',
    company="+81 @Yama",
    title="-部長",
    remark='@SUM(1)\n二行目, "引用"',
    phones=(Phone(PhoneType.MOBILE, "+81 90-1111-2222", "+819011112222"),),
    emails=("evil@yama.example",),
)


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        users.put(session, "T1", "U1", NOW, name="sato", real_name="佐藤 健")
        for number, fields in enumerate((TANAKA, SUZUKI, EVIL)):
            row = new_card(session, fields, f"F{number}", later(days=number))
            cards.save(session, row, "U1", later(days=number))
        tanaka = session.scalars(select(Contact).where(Contact.name == "田中 一郎")).one()
        tanaka.tags = ["重要"]
        for private in (False, True):
            touch = interactions.add(
                session,
                workspace_id="T1",
                user_id="U1",
                kind=Kind.VISIT,
                happened_on=DAY,
                contact_ids=[tanaka.id],
                at=NOW,
                note="秘密" if private else "=訪問",
                private=private,
            )
            follow_ups.create(
                session,
                workspace_id="T1",
                owner_id="U1",
                text="秘密の約束" if private else "見積",
                due_on=DAY,
                at=NOW,
                contact_id=tanaka.id,
                interaction_id=touch.id,
            )
    return database


def lines(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def test_csv_has_a_byte_order_mark_and_no_formula(team: Database, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert export(team, Choice("T1"), Form.CSV, path, "U1", NOW) == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert not [
        cell for row in lines(path) for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
    assert [row[1] for row in lines(path)][:3] == ["氏名", "田中 一郎", "鈴木 花子"]


def test_cp932_keeps_variants_and_writes_usual_forms_of_the_rest(team: Database, tmp_path: Path) -> None:
    with team.write() as session:
        cards.save(
            session, new_card(session, CardFields(name="髙﨑 𠮷男", company="한국상사"), "F9"), "U1", NOW
        )
    path = tmp_path / "x.csv"
    export(team, Choice("T1"), Form.CP932, path, "U1", NOW)
    (row,) = [row for row in lines(path, "cp932") if "男" in row[1]]
    assert row[1] == "髙﨑 吉男"
    assert row[6] == "〓〓〓〓"


def test_a_workbook_has_four_sheets_and_nothing_private(team: Database, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export(team, Choice("T1"), Form.XLSX, path, "U1", NOW)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["連絡先", "会社", "やりとり", "次の用件"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    texts = [str(cell.value) for cell in cells]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]
    assert "'=訪問" in texts
    assert "見積" in texts
    assert not [text for text in texts if "秘密" in text]


@pytest.mark.parametrize("form", [Form.CSV, Form.CP932, Form.XLSX, Form.VCARD])
def test_an_export_imported_again_is_known_whole(team: Database, tmp_path: Path, form: Form) -> None:
    path = tmp_path / f"x.{form}"
    export(team, Choice("T1"), form, path, "U1", NOW)
    report = importing.dry_run(team, open_file(path), Wanted("T1", "U1", NOW))
    wanted = {"rows": 3, "known": 3, "warned": 0}
    assert report.counts == wanted, report.problems


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice("T1", tag="重要"), {"田中 一郎"}),
        (Choice("T1", company="(株)未来電機"), {"鈴木 花子"}),
        (Choice("T1", owner_id="U2"), set()),
        (Choice("T1", since=date(2026, 11, 25), until=date(2026, 11, 25), zone=UTC), {"鈴木 花子"}),
        (Choice("T2"), set()),
    ],
)
def test_filters(team: Database, tmp_path: Path, choice: Choice, names: set[str]) -> None:
    path = tmp_path / "x.csv"
    assert export(team, choice, Form.CSV, path, "U1", NOW, "en") == len(names)
    heading, *rows = lines(path)
    assert heading[1] == "Name"
    assert {row[1] for row in rows} == names


def test_a_narrowed_workbook_tells_of_nobody_else(team: Database, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export(team, Choice("T1", company="未来電機株式会社"), Form.XLSX, path, "U1", NOW, "en")
    book = openpyxl.load_workbook(path)
    assert [book[name].max_row for name in book.sheetnames] == [2, 2, 2, 1]


def test_a_merged_company_is_not_listed_beside_the_one_it_is_part_of(team: Database, tmp_path: Path) -> None:
    with team.write() as session:
        mirai, yamada = (
            session.scalars(select(Company).where(Company.name == name)).one()
            for name in ("未来電機株式会社", "山田商事株式会社")
        )
        company_merging.merge(session, mirai, yamada, {}, "U1", NOW)
    path = tmp_path / "x.xlsx"
    export(team, Choice("T1"), Form.XLSX, path, "U1", NOW, "en")
    rows = openpyxl.load_workbook(path).worksheets[1].iter_rows(min_row=2, values_only=True)
    assert [row[1] for row in rows if row[1] != "'+81 @Yama"] == ["未来電機株式会社"]


def test_who_exported_is_kept_and_the_file_is_the_owners_alone(team: Database, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    export(team, Choice("T1"), Form.CSV, path, "U7", NOW)
    with team.read() as session:
        (act,) = session.scalars(select(Act).where(Act.kind == "export"))
    assert act.actor_id == "U7"
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_written_leaves_nothing(team: Database, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        export(team, Choice("T1"), Form.CSV, tmp_path / "none" / "x.csv", "U1", NOW)
    assert list(tmp_path.glob("**/*.part")) == []
