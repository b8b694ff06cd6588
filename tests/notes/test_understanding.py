from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.workdays import Workdays
from notes import Ask, mentions, understand
from tests.notes.folk import PEOPLE

NOW = datetime.fromisoformat("2026-11-20T18:00+09:00")
PIECES = [
    "三栄運輸",
    "大槻",
    "さん",
    "所長",
    "の",
    "と",
    "(",
    ")",
    "・",
    "12/4",
    "訪問",
    "電話",
    "うちの",
    "東",
    "南",
    "平",
    "🍻",
    "②",
    "㈱",
    "、",
    "。",
    "ー",
    "ﾀﾅｶ",
    "【",
    "】",
    ":",
    "Naomi",
    "Grant",
    "-san",
    "at",
    "Larkfield",
    "'s",
    "will",
]


@given(
    st.lists(st.one_of(st.sampled_from([*PIECES, " ", "\n"]), st.text(max_size=4)), max_size=25).map("".join)
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_somehow(text: str) -> None:
    draft = understand(text, NOW, PEOPLE, Workdays())
    assert set(draft.contact_ids) <= {person.id for person in PEOPLE}
    assert len(set(draft.contact_ids)) == len(draft.contact_ids)
    assert draft.occurred_on <= NOW.date()
    assert len(mentions(text)) <= 40


def test_what_is_open_is_said() -> None:
    assert understand("大槻さん、説明会の日程を調整中", NOW, PEOPLE, Workdays()).ask == (Ask.PERSON, Ask.KIND)
    assert understand("電話した", NOW, PEOPLE, Workdays()).ask == (Ask.PEOPLE,)
    assert understand("大槻所長に電話した", NOW, PEOPLE, Workdays()).ask == ()


@pytest.mark.parametrize(
    "text", ["非公開 大槻所長の件", "【非公開】相談", "private: call with Naomi", "Private - lunch"]
)
def test_a_first_word_makes_a_note_private(text: str) -> None:
    assert understand(text, NOW, PEOPLE, Workdays()).private


def test_private_elsewhere_is_only_a_word() -> None:
    assert not understand("大槻所長と非公開情報の扱いを相談", NOW, PEOPLE, Workdays()).private


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        understand("電話", NOW.replace(tzinfo=None), PEOPLE, Workdays())
