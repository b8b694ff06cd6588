"""What field rules know of titles, departments, slogans and notices: questions to the lists in `data`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ocr.fields.data import entries

SLOGAN_MARKS = re.compile(
    r"[。!！?？]|(を|で|に|へ|と|の)(?:つなぐ|支える|創る|つくる|変える|守る|届ける|実現|応援|サポート)"
)
MOST_LETTERS_OF_TITLE = 14
# A number in a department counts it: 第2技術部, 海外営業1課.
_NO_DEPARTMENT = re.compile(
    r"\d(?!\d?[^\d号階丁番\-]*(?:部|課|係|室|科|班|チーム|グループ)$)|\d{3}|号室|会議室|株式会社|有限会社|合同会社"
)
# Words of sentences rather than of posts: Engineering the future, Your partner.
_SENTENCE = re.compile(r"\b(?:[Yy]our|[Oo]ur|[Ww]e|[Yy]ou|us)\b|(?<!of )(?<!to )(?<!for )\bthe\b|[!?]$")
# Words in small letters that say something: several beside "for" make a promise, not a post.
_FOR = re.compile(r"\b(?:for|with|that|since)\b")
_SMALL_WORD = re.compile(r"\b(?!(?:for|with|that|since|and|from)\b)[a-z]{4,}\b")
_RANKS = (
    r"(?:シニア|チーフ|アシスタント|ジュニア|リード|プロジェクト|プロダクト|チーム|グループ|セールス|エリア|ゼネラル|統括|主任|"
    r"副|上級|上席|首席|主席|専任|担当|代表|技術|営業|本部|事業部|支店|工場|研究所|センター|事務局|学部|研究科|法人営業)*"
)


def title_in(text: str) -> re.Match[str] | None:
    """The first title in a Japanese text."""
    return _titles_ja().search(text)


def ends_with_title(text: str) -> bool:
    """Whether a text ends with a Japanese title."""
    return text.endswith(_endings())


def ends_like_title(text: str) -> bool:
    """Whether a short Japanese word ends as titles do, whatever stands before: 地域振興担当, 染色家."""
    plain = bool(re.fullmatch(r"[\u3400-\u9fff々ァ-ヺーA-Za-z]+", text))
    return plain and 2 < len(text) <= MOST_LETTERS_OF_TITLE and text.endswith(entries("title_ends_ja"))


def is_title(text: str) -> bool:
    """Whether a Japanese text is a title and no more, its rank or kind included (シニアエンジニア)."""
    return bool(_whole_title().fullmatch(text))


def leading_titles(text: str) -> list[str]:
    """The titles that a Japanese text without spaces begins with, shortest first: 部長田中一郎 -> 部長."""
    found = [title for title in entries("titles_ja") if text.startswith(title) and len(text) > len(title)]
    return sorted(found, key=len)


def known_loan(text: str) -> bool:
    """Whether a kana text is a word of offices and firms rather than a name's reading."""
    return text.endswith(entries("loan_ends"))


def english_title(text: str) -> bool:
    """Whether a text in Latin letters names a title."""
    known = bool(_titles_latin().search(text)) or text.strip() in entries("titles_ja")
    return known and not _SENTENCE.search(text) and not _promises(text, 3)


def english_department(text: str) -> bool:
    """Whether a text in Latin letters names a department."""
    known = bool(_departments_latin().search(text))
    return known and not _SENTENCE.search(text) and not _promises(text, 2)


def _promises(text: str, least: int) -> bool:
    """Whether a text is a promise to customers: Clear counsel for growing firms."""
    return _FOR.search(text) is not None and len(_SMALL_WORD.findall(text)) >= least


def is_department(text: str) -> bool:
    """Whether a Japanese text ends as departments do, or is known for one without such an end (経営企画)."""
    return text in entries("departments_ja") or ends_with_department(text)


def ends_with_department(text: str) -> bool:
    """Whether a Japanese text ends with a word for department: 総務課, 第2技術部."""
    return len(text) >= 2 and text.endswith(entries("department_ends_ja")) and not _NO_DEPARTMENT.search(text)


def is_notice(text: str) -> bool:
    """Whether a text is a mark, a licence or opening hours: ISO 9001, 建設業許可 第…号, 営業時間."""
    return bool(_notices().search(text))


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _endings() -> tuple[str, ...]:
    return entries("titles_ja") + entries("professions_ja")


@cache
def _titles_ja() -> re.Pattern[str]:
    letters = [title for title in entries("titles_ja") if title.isascii()]
    signs = [title for title in entries("titles_ja") if not title.isascii()]
    return re.compile(rf"{_alternatives(signs)}|(?<![A-Za-z])(?:{_alternatives(letters)})(?![A-Za-z])")


@cache
def _whole_title() -> re.Pattern[str]:
    return re.compile(rf"{_RANKS}(?:{_alternatives(_endings())})(?:代理|補佐|心得|付)?")


@cache
def _titles_latin() -> re.Pattern[str]:
    words, ends = _alternatives(entries("titles_en")), _alternatives(entries("title_ends_latin"))
    return re.compile(rf"\b(?:{words})\b|\b[^\W\d_]{{3,}}(?:{ends})\b", re.IGNORECASE)


@cache
def _departments_latin() -> re.Pattern[str]:
    words = _alternatives(entries("departments_latin"))
    return re.compile(rf"\b(?:{words})(?![a-z])", re.IGNORECASE)


@cache
def _notices() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in entries("notices")), re.IGNORECASE)
