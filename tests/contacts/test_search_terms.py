"""A query finds a contact by its terms: whatever script, variant or part it is typed in."""

from __future__ import annotations

import pytest

from contacts.search_terms import Searched, hashed, query_terms, terms, words_of

WATANABE = Searched(
    names=("渡邉 髙志", "わたなべ たかし", "Takashi Watanabe", "近藤 髙志"),
    companies=("株式会社ミナモ技研", "Minamo Giken Co., Ltd."),
    words=("技術開発部", "主任研究員", "t.watanabe@minamo.example", "展示会2026"),
    numbers=("045-321-9876", "+819055512345"),
)


@pytest.mark.parametrize(
    "query",
    [
        "渡邉",
        "渡辺",
        "渡",
        "高志",
        "渡辺高志",
        "近藤",
        "ワタナベ",
        "わた",
        "watanabe",
        "TAKA",
        "ミナモ",
        "株式会社ミナモ技研",
        "渡辺 ミナモ技研(株)",
        "Minamo Giken Co., Ltd.",
        "開発",
        "研究員",
        "t.watanabe@minamo.example",
        "minamo",
        "321-9876",
        "9876",
        "090-555",
        "+81453219876",
        "展示会",
    ],
)
def test_is_found(query: str) -> None:
    found = terms(WATANABE)
    asked = [term for word in words_of(query) for term in query_terms(word)]
    assert asked
    assert set(asked) <= found


@pytest.mark.parametrize("query", ["渡部", "渡辺 健", "ミナト", "1111", "watanuki", "辺渡"])
def test_is_not_found(query: str) -> None:
    asked = {term for word in words_of(query) for term in query_terms(word)}
    assert not asked <= terms(WATANABE)


def test_a_legal_form_alone_is_a_word_after_all() -> None:
    assert words_of("株式会社") != []
    assert words_of(" 、 ") == []


def test_hashes_keep_workspaces_apart_and_fit_the_column() -> None:
    assert hashed("林", "T1") != hashed("林", "T2")
    assert -(2**63) <= hashed("林", "T1") < 2**63
