"""What a note says of a contact's data."""

from __future__ import annotations

import pytest

from contacts.evidence import came_back, evidence_in, has_left


@pytest.mark.parametrize(
    ("note", "name", "alone", "kind"),
    [
        ("田中さんは退職されたそうです", "田中", False, "left"),
        ("鈴木さんは退職された。後任は田中さん", "田中", True, None),
        ("先月退職されたとのこと", "田中", True, "left"),
        ("先月退職されたとのこと", "田中", False, None),
        ("4月に大阪へ異動だそうです", "田中", True, "moved"),
        ("異動の予定はないとのこと", "田中", True, None),
        ("送ったメールが戻ってきた", "田中", True, "bounced"),
        ("Mail to Jane bounced", "Doe", True, "bounced"),
        ("田中さんからメールが返ってきた", "田中", True, None),
        ("田中さんから返信メールが戻ってきた", "田中", True, None),
        ("Jane has left the company", "Doe", True, "left"),
        ("退社時刻まで打ち合わせ", "田中", True, None),
        ("見積もりの相談", "田中", True, None),
    ],
)
def test_what_a_note_says_of_a_contact(note: str, name: str, alone: bool, kind: str | None) -> None:
    assert evidence_in(note, name, alone) == kind


@pytest.mark.parametrize(
    ("note", "name", "alone"),
    [
        ("田中さんは先月退職されました。後任は鈴木さん", "田中", False),
        ("電話したところ、田中部長は3月末に退職されたとのこと", "田中", True),
        ("先月退職されたとのこと", "田中", True),
        ("前回の件で訪問。田中課長は定年退職なさったそうです", "田中", False),
        ("田中さんは辞められたそうです", "田中", False),
        ("Tanaka has left the company.", "Tanaka", True),
        ("She is no longer with Acme", "Doe", True),
    ],
)
def test_who_is_said_to_have_left_is_known_to_have(note: str, name: str, alone: bool) -> None:
    assert has_left(note, name, alone)


@pytest.mark.parametrize(
    ("note", "name", "alone"),
    [
        ("田中さんは来月退職される予定", "田中", True),
        ("田中さんが退職されたかもしれない", "田中", True),
        ("田中さんが辞めたらしい", "田中", True),
        ("鈴木さんが退職され、後任の田中さんと面談", "田中", False),
        ("前任者が退職されたので田中さんが担当", "田中", True),
        ("田中さんの奥様が退職された", "田中", True),
        ("退職金制度のご提案", "田中", True),
        ("田中さんは退職されていない", "田中", True),
        ("退職されたとのこと", "田中", False),
        ("本日18時に退社しましたら電話します", "田中", True),
        ("田中さんは退職された?", "田中", True),
        ("Tanaka will have retired by June", "Tanaka", True),
        ("His boss resigned", "Doe", True),
        ("見積もりの相談", "田中", True),
    ],
)
def test_what_is_expected_or_said_of_others_is_not_taken_for_a_leave(
    note: str, name: str, alone: bool
) -> None:
    assert not has_left(note, name, alone)


@pytest.mark.parametrize(
    ("note", "name", "alone"),
    [
        ("田中様へのメールが戻ってきた", "田中", True),
        ("昨日送ったメールが返ってきました", "田中", True),
        ("田中さん宛のメールが不達", "田中", False),
        ("田中様、メールが宛先不明で戻りました", "田中", False),
        ("メールはエラーで返ってきた", "田中", True),
        ("My mail to Tanaka bounced", "Tanaka", False),
        ("Emails to her bounced.", "Doe", True),
    ],
)
def test_mail_that_came_back_is_a_fact(note: str, name: str, alone: bool) -> None:
    assert came_back(note, name, alone)


@pytest.mark.parametrize(
    ("note", "name", "alone"),
    [
        ("田中さんからメールが返ってきた", "田中", True),
        ("田中さんから返信メールが戻ってきました", "田中", True),
        ("アドレスの打ち間違いでメールが戻ってきた", "田中", True),
        ("田中さん宛のメールが容量オーバーで不達", "田中", True),
        ("鈴木さん宛のメールが不達", "田中", False),
        ("昨日送ったメールが返ってきました", "田中", False),
        ("メールが届かないかもしれない", "田中", True),
        ("The attachment was too big, mail bounced", "Doe", True),
        ("見積もりをメールで送付", "田中", True),
    ],
)
def test_mail_that_came_back_otherwise_is_none(note: str, name: str, alone: bool) -> None:
    assert not came_back(note, name, alone)
