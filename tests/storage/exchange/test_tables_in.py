from datetime import date
from pathlib import Path

import openpyxl
import pytest

from contacts.values import PhoneType
from storage.exchange.files import open_file
from storage.exchange.headings import targets
from storage.exchange.values import Fault, Problem, Record, UnreadableFile
from tests.storage.exchange.files import only, read, table

SANSAN = [
    "名刺交換日",
    "会社名",
    "部署名",
    "役職",
    "氏名",
    "e-mail",
    "郵便番号",
    "住所",
    "TEL",
    "FAX",
    "携帯電話",
    "URL",
    "名刺所有者",
    "メモ",
]
EIGHT = [
    "会社名",
    "部署名",
    "役職",
    "氏名",
    "e-mail",
    "郵便番号",
    "住所",
    "TEL会社",
    "TEL部門",
    "TEL直通",
    "Fax",
    "携帯電話",
    "URL",
    "名刺交換日",
    "Eightでつながっている人",
    "再データ化中の名刺",
    "'?'を含んだデータ",
]
CAMCARD = [
    "Name",
    "First Name",
    "Last Name",
    "Company",
    "Department",
    "Job Title",
    "Mobile",
    "Telephone",
    "Fax",
    "Email",
    "Address",
    "Website",
    "Note",
    "Group",
    "Create Date",
]
GOOGLE = [
    "First Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Last Name",
    "Organization Name",
    "Organization Title",
    "Labels",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "Phone 2 - Label",
    "Phone 2 - Value",
    "Notes",
]
OUTLOOK = [
    "敬称",
    "名",
    "姓",
    "会社名",
    "部署",
    "役職",
    "番地 (会社)",
    "市区町村 (会社)",
    "都道府県 (会社)",
    "郵便番号 (会社)",
    "会社 FAX",
    "会社電話",
    "携帯電話",
    "電子メール アドレス",
    "分類項目",
]
HUBSPOT = [
    "Record ID",
    "First Name",
    "Last Name",
    "Email",
    "Phone Number",
    "Mobile Phone Number",
    "Contact owner",
    "Company Name",
    "Job Title",
    "Lead Status",
]
SALESFORCE = [
    "Salutation",
    "First Name",
    "Last Name",
    "Title",
    "Account Name",
    "Mailing Street",
    "Mailing City",
    "Mailing State/Province",
    "Mailing Zip/Postal Code",
    "Mailing Country",
    "Phone",
    "Mobile",
    "Email",
    "Contact Owner",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_sansan_table_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = table(
        tmp_path / "sansan.csv",
        SANSAN,
        [
            "2024/5/1",
            "株式会社みずほの森",
            "営業部",
            "課長",
            "髙梨悠斗",
            "TAKANASHI@mizuho.example",
            "6048006",
            "京都府京都市1-2",
            "075-555-0143",
            "075-555-0144",
            "9055500187",
            "https://mizuho.example",
            "佐藤 健",
            "紹介",
        ],
        encoding=encoding,
    )
    assert open_file(path).system == "Sansan"
    record = only(path)
    fields = record.fields
    assert (fields.name, fields.family_name, fields.given_name) == ("髙梨 悠斗", "髙梨", "悠斗")
    assert (fields.company, fields.department, fields.title) == ("株式会社みずほの森", "営業部", "課長")
    assert fields.emails == ("takanashi@mizuho.example",)
    assert (fields.postal_code, fields.address) == ("604-8006", "京都府京都市1-2")
    assert [(phone.type, phone.e164) for phone in fields.phones] == [
        (PhoneType.WORK, "+81755550143"),
        (PhoneType.FAX, "+81755550144"),
        (PhoneType.MOBILE, "+819055500187"),
    ]
    assert (record.exchanged_on, record.owner, fields.remark) == (date(2024, 5, 1), "佐藤 健", "紹介")


@pytest.mark.parametrize(
    ("system", "heading"),
    [
        ("Sansan", SANSAN),
        ("Eight", EIGHT),
        ("CamCard", CAMCARD),
        ("Google", GOOGLE),
        ("Outlook", OUTLOOK),
        ("HubSpot", HUBSPOT),
        ("Salesforce", SALESFORCE),
    ],
)
def test_every_heading_of_a_known_system_is_known(tmp_path: Path, system: str, heading: list[str]) -> None:
    source = open_file(table(tmp_path / "x.csv", heading))
    assert (source.system, source.columns and source.columns.unknown) == (system, ())


def test_lines_before_the_heading_are_passed_over_and_counted(tmp_path: Path) -> None:
    row = ["青葉印刷", "", "", "村井 さやか", *[""] * (len(EIGHT) - 4)]
    path = table(tmp_path / "eight.csv", ["名刺データ"], [], EIGHT, row, ["", *row[1:3], "", *row[4:]])
    assert [record.row for record in read(path)] == [4]


def test_google_phones_are_typed_by_their_label_column(tmp_path: Path) -> None:
    path = table(
        tmp_path / "google.csv",
        GOOGLE,
        [
            "Hans",
            "Lindqvist",
            "",
            "",
            "Tarnwell Ltd",
            "CTO",
            "* myContacts ::: Expo",
            "* Work",
            "h@t.example ::: h2@t.example",
            "Mobile",
            "+46 70 123 45 67",
            "Work Fax",
            "+46 8 123 456 78",
            "",
        ],
    )
    record = only(path)
    assert (record.fields.name, record.fields.family_name) == ("Hans Lindqvist", "Lindqvist")
    assert [phone.type for phone in record.fields.phones] == [PhoneType.MOBILE, PhoneType.FAX]
    assert record.fields.emails == ("h@t.example", "h2@t.example")
    assert record.tags == ("Expo",)


def test_outlook_and_salesforce_mean_different_things_by_title(tmp_path: Path) -> None:
    outlook = table(
        tmp_path / "outlook.csv",
        [
            "Title",
            "First Name",
            "Last Name",
            "Company",
            "Job Title",
            "Business Street",
            "Business City",
            "E-mail Address",
        ],
        ["Dr.", "Ann", "Ferris", "Tarnwell Ltd", "Director", "1 Main St", "Leeds", "a@t.example"],
    )
    sales = table(
        tmp_path / "sales.csv",
        SALESFORCE,
        [
            "Ms.",
            "Ann",
            "Ferris",
            "Director",
            "Tarnwell Ltd",
            "1 Main St",
            "Leeds",
            "",
            "LS1",
            "United Kingdom",
            "",
            "",
            "a@t.example",
            "Bo",
        ],
    )
    for path in (outlook, sales):
        fields = only(path).fields
        assert (fields.title, fields.address) == ("Director", "1 Main St, Leeds")
    assert only(sales).fields.country == "GB"


def test_a_japanese_address_in_parts_is_joined_without_spaces(tmp_path: Path) -> None:
    path = table(
        tmp_path / "o.csv",
        OUTLOOK,
        [
            "様",
            "花子",
            "鈴木",
            "未来電機",
            "",
            "",
            "芝1-2-3",
            "港区",
            "東京都",
            "105-0001",
            "",
            "",
            "",
            "",
            "A;B",
        ],
    )
    record = only(path)
    assert (record.fields.name, record.fields.address) == ("鈴木 花子", "東京都港区芝1-2-3")
    assert record.tags == ("A", "B")


def test_a_bad_row_is_named_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = table(
        tmp_path / "bad.csv",
        ["氏名", "会社名", "メール"],
        ["", "", ""],
        ["田中 一郎", "山田商事", "t@y.example"],
        ["村井", "青葉印刷", "", "", "too much"],
        ["x" * 600, "青葉印刷", ""],
        ["鈴木 花子", "未来電機", "s@m.example"],
    )
    found = read(path)
    assert [(one.row, one.fault) for one in found if isinstance(one, Problem)] == [
        (4, Fault.TOO_MANY_CELLS),
        (5, Fault.TOO_LONG),
    ]
    assert [one.row for one in found if isinstance(one, Record)] == [3, 6]


def test_values_that_are_not_understood_are_kept_in_the_remark(tmp_path: Path) -> None:
    path = table(
        tmp_path / "odd.csv",
        ["氏名", "メール", "電話番号", "名刺交換日", "メモ"],
        ["田中 一郎", "後日連絡", "なし", "2024/13/45", "展示会"],
    )
    record = only(path)
    assert record.fields.remark is not None
    kept = set(record.fields.remark.splitlines())
    assert kept == {"展示会", "メール: 後日連絡", "電話番号: なし", "名刺交換日: 2024/13/45"}
    assert {problem.fault for problem in record.problems} == {Fault.DATE, Fault.MAIL, Fault.PHONE}
    assert (record.fields.emails, record.fields.phones, record.exchanged_on) == ((), (), None)


@pytest.mark.parametrize(
    "text", ["2024-05-01", "2024/5/1 09:30", "20240501", "2024年5月1日", "令和6年5月1日", "R6.5.1"]
)
def test_dates_as_tables_write_them(tmp_path: Path, text: str) -> None:
    path = table(tmp_path / "d.csv", ["氏名", "名刺交換日"], ["田中 一郎", text])
    assert only(path).exchanged_on == date(2024, 5, 1)


def test_a_workbook_with_dates_and_numbers_as_excel_keeps_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["氏名", "会社名", "郵便番号", "携帯電話", "名刺交換日"])
    sheet.append(["田中 一郎", "山田商事", 600001, 9012345678, date(2024, 5, 1)])
    book.create_sheet("memo").append(["何か"])
    book.save(tmp_path / "x.xlsx")
    record = only(tmp_path / "x.xlsx")
    assert (record.fields.postal_code, record.exchanged_on) == ("060-0001", date(2024, 5, 1))
    assert record.fields.phones[0].e164 == "+819012345678"


def test_what_a_person_says_of_a_heading_outranks_everything(tmp_path: Path) -> None:
    path = table(tmp_path / "x.csv", ["氏名", "会社名", "得意先"], ["田中 一郎", "山田商事", "特約店"])
    columns = open_file(path).columns
    assert columns is not None
    assert columns.unknown == ("得意先",)
    chosen = open_file(path, {"得意先": "tags"})
    (record,) = chosen.records()
    assert isinstance(record, Record)
    assert record.tags == ("特約店",)
    assert "tags" in targets()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"\xd0\xcf\x11\xe0old excel",
        b"PK\x03\x04broken",
        b"1,2,3\n4,5,6\n",
        bytes(range(256)) * 40,
    ],
)
def test_files_that_are_no_tables_are_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"\w+ \w+"):
        open_file(path)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators(tmp_path: Path, separator: str) -> None:
    path = table(tmp_path / "s.csv", ["氏名", "会社名"], ["田中 一郎", "山田商事"], separator=separator)
    assert only(path).fields.company == "山田商事"
