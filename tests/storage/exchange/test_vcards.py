from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.values import CardFields, Phone, PhoneType
from storage.exchange.values import Fault, Problem, Record, UnreadableFile
from storage.exchange.vcards import records
from storage.exchange.vcards_out import vcard
from tests.storage.build import TANAKA
from tests.storage.exchange.files import only, read

OLD_PHONE = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS:"
    + "田中;一郎".encode("cp932")
    + b"\r\nSOUND;X-IRMC-N;CHARSET=SHIFT_JIS:"
    + "ﾀﾅｶ;ｲﾁﾛｳ".encode("cp932")
    + b"\r\nTEL;CELL:09012345678\r\n"
    b"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=B1=B1=E7=94=B0;=E5=96=\r\n"
    b"=B6=E6=A5=AD\r\nEND:VCARD\r\n"
)


def test_a_card_of_an_old_japanese_phone(tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    path.write_bytes(OLD_PHONE)
    fields = only(path).fields
    assert (fields.name, fields.name_kana) == ("田中 一郎", "タナカ イチロウ")
    assert (fields.company, fields.department) == ("山田", "営業")
    assert [(phone.type, phone.e164) for phone in fields.phones] == [(PhoneType.MOBILE, "+819012345678")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_card_of_version_4_with_groups_and_folded_lines(tmp_path: Path, encoding: str) -> None:
    text = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Anna Example\nN:Example;Anna;;;\nORG:Tarnwell\\, Ltd;Sales\n"
        'item1.TEL;VALUE=uri;TYPE="work,voice":tel:+1-212-555-0100;ext=12\n'
        "item2.ADR;TYPE=work:;;1 Main St;New York;NY;10001;USA\n"
        "NOTE:one\\ntwo thr\n ee\nPHOTO:data:image/jpeg;base64,/9j/4AAQ\nEND:VCARD\n"
    )
    path = tmp_path / "x.vcf"
    path.write_bytes(text.encode(encoding))
    fields = only(path).fields
    assert (fields.name, fields.company, fields.department) == ("Anna Example", "Tarnwell, Ltd", "Sales")
    assert fields.phones[0].e164 == "+12125550100"
    assert fields.phones[0].ext == "12"
    assert (fields.address, fields.country) == ("1 Main St, New York, NY", "US")
    assert fields.remark == "one\ntwo three"


def test_a_broken_card_is_a_problem_of_its_own(tmp_path: Path) -> None:
    broken = b"BEGIN:VCARD\nFN;ENCODING=BASE64:%%%\nEND:VCARD\n"
    nobody = b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"
    (tmp_path / "x.vcf").write_bytes(nobody + OLD_PHONE + broken)
    first, second, third = read(tmp_path / "x.vcf")
    assert first == Problem(1, Fault.NOBODY)
    assert isinstance(second, Record)
    assert isinstance(third, Problem)


def test_a_file_without_cards_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.vcf").write_text("hello")
    with pytest.raises(UnreadableFile):
        list(records(tmp_path / "x.vcf"))


def test_lines_are_folded_at_75_octets_and_end_in_crlf() -> None:
    long = CardFields(name="田中 一郎", remark="長い備考" * 60)
    lines = vcard(long).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    assert all(line.decode() for line in lines[:-1])


def test_phones_get_names_with_their_reading() -> None:
    text = vcard(TANAKA, ["展示会"])
    assert "N:田中;一郎;;;" in text
    assert "X-PHONETIC-LAST-NAME:たなか\r\nX-PHONETIC-FIRST-NAME:いちろう" in text
    assert "CATEGORIES:展示会" in text


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(company=WORDS, remark=WORDS, title=WORDS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, company: str, remark: str, title: str
) -> None:
    phone = Phone(PhoneType.FAX, "03-1234-5679", "+81312345679")
    fields = CardFields(name="田中 一郎", company=company, title=title, remark=remark, phones=(phone,))
    path = tmp_path_factory.mktemp("v") / "x.vcf"
    path.write_text(vcard(fields), encoding="utf-8", newline="")
    found = only(path).fields
    assert (found.company, found.title, found.remark) == (company, title, remark)
    assert found.phones == (phone,)
