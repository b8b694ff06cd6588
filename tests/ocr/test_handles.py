"""Accounts on social networks, told from mails, web addresses and telephone numbers."""

from __future__ import annotations

import pytest

from ocr.fields import handles


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("Instagram @tsubame_note", ["Instagram @tsubame_note"]),
        ("LINE ID: tsubame77", ["LINE ID tsubame77"]),
        ("LINE公式 @tsubame", ["LINE公式 @tsubame"]),
        ("WeChat: tsubame_88", ["WeChat tsubame_88"]),
        ("X @tsubame / Instagram @tsubame.k", ["X @tsubame", "Instagram @tsubame.k"]),
        ("@tsubame_note", ["@tsubame_note"]),
        ("Direct Line: 020 7946 0101", []),
        ("WhatsApp: +44 7700 900142", []),
        ("tsubame@kamome.example", []),
        ("Instagram: https://instagram.com/tsubame", []),
        ("note: see back", []),
    ],
)
def test_accounts_of_a_row(text: str, accounts: list[str]) -> None:
    assert handles.find(text) == accounts
