"""A query finds a contact by its terms: whatever script, variant or part it is typed in."""

from __future__ import annotations

import pytest

from contacts.search_terms import (
    MOST_WORDS,
    Searched,
    hashed,
    loosened,
    query_terms,
    terms,
    without_accents,
    words_of,
)

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
        "+81 45 321 9876",
        "045 321 9876",
        "(045)321-9876",
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


@pytest.mark.parametrize("query", ["Müller", "muller", "Groß-Müller", "jurgen gross", "MULLER"])
def test_accents_may_be_typed_or_not(query: str) -> None:
    found = terms(Searched(names=("Jürgen Groß-Müller",)))
    assert {term for word in words_of(query) for term in query_terms(word)} <= found


def test_accents_are_of_letters_only() -> None:
    assert without_accents("łódźガ각") == "lodzガ각"


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("山田商事の田中課長", "山田商事 田中"),
        ("林さん", "林"),
        ("鈴木様 未来電機", "鈴木 未来電機"),
        ("Tanaka-san", "Tanaka"),
        ("部長", "部長"),
        ("田中", "田中"),
    ],
)
def test_what_people_say_is_taken_for_what_they_mean(query: str, meant: str) -> None:
    assert loosened(query) == meant


def test_so_many_words_are_enough() -> None:
    assert len(words_of(" ".join(f"w{number}" for number in range(700)))) == MOST_WORDS
    assert words_of("a " * 1000) == ["a"]
