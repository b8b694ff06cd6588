"""The company: rows with a legal form, else what the mail domain or the size speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contacts.companies import split_form
from ocr.fields import words
from ocr.fields.address import PREFECTURES
from ocr.fields.text import folded, is_japanese
from ocr.layout import Row, usual_size

_LATIN_SIGN = re.compile(
    r"\b(?:company|co\.|corporation|corp|inc|ltd|limited|llc|llp|plc|gmbh|ag|kg|s\.?a\.?|s\.?r\.?l|s\.?p\.?a|b\.?v|k\.?k|"
    r"group|holdings|partners|associates|studio|studios|bank|university|institute|foundation|hotel|clinic|hospital|"
    r"school|college|laboratories|works|systems|solutions|technologies|industries|consulting|logistics|trading|foods|"
    r"software|design|architects|& sons|brothers|agency|capital|ventures|museum|press|media)\b",
    re.IGNORECASE,
)
_JAPANESE_SIGN = re.compile(
    r"(?:法人|組合|協会|大学|学園|学校|病院|医院|クリニック|銀行|信用金庫|事務所|商店|商会|工房|旅館|酒造|酒店|製作所|研究所|市役所|"
    r"区役所|町役場|県庁|財団|連合会|機構|ホールディングス|農園|牧場|薬局|寺|神社|ホテル|スタジオ|堂|屋|舎|庵|亭|軒|庁|公社|振興会|本舗|店)$"
)

_TOWN = re.compile(
    "(?:" + "|".join(PREFECTURES) + r")?[\u3400-\u9fffヶケ]{1,6}(?:市|区|町|村|県|都|府)(?:役所|役場)?"
)


@dataclass(frozen=True, slots=True)
class Company:
    """A company name as printed, its row, and how sure it is (0..1)."""

    text: str
    row: Row
    confidence: float


def japanese(rows: Sequence[Row], domains: Sequence[str]) -> Company | None:
    """The most likely Japanese company name; None when none looks like one."""
    return _best([(row, _score(row, rows, domains)) for row in rows if is_japanese(row.text)])


def latin(rows: Sequence[Row], domains: Sequence[str]) -> Company | None:
    """The most likely company name in Latin letters."""
    return _best([(row, _score(row, rows, domains)) for row in rows if not is_japanese(row.text)])


def _best(scored: list[tuple[Row, float]]) -> Company | None:
    row, score = max(scored, key=lambda pair: pair[1], default=(None, 0.0))
    if row is None or score < 0.8:
        return None
    return Company(folded_name(row.text), row, min(row.confidence, 0.8 + score / 15))


def folded_name(text: str) -> str:
    """The name with plain letters, its marks of form as printed."""
    return re.sub(r"\s+", " ", folded(text)).strip(" ・|｜")


def _score(row: Row, rows: Sequence[Row], domains: Sequence[str]) -> float:
    text = row.text
    if re.search(r"@|https?:|www\.|\d{2,}-\d{2,}", text) or len(text) > 45:
        return 0.0
    form = split_form(text).form if text else None
    score = 2.2 * bool(form) + 0.3 * min(1.5, row.size / max(usual_size(rows), 1e-6))
    score += 1.2 * _in_domain(text, domains)
    score += 1.5 * bool(_TOWN.fullmatch(text) and any(domain.endswith(".lg.jp") for domain in domains))
    score += 1.0 * bool(_JAPANESE_SIGN.search(text) if is_japanese(text) else _LATIN_SIGN.search(text))
    score -= 1.0 * bool(words.SLOGAN_MARKS.search(text))
    score -= 0.8 * bool(not form and (words.is_department(text) or words.ends_with_title(text)))
    return score


def _in_domain(text: str, domains: Sequence[str]) -> bool:
    """Whether the mail or web domain is made of the name's letters."""
    letters = re.sub(r"[^a-z0-9]", "", text.casefold())
    for domain in domains:
        name = re.sub(r"[^a-z0-9]", "", domain.split(".")[0].casefold())
        if len(name) >= 3 and (name in letters or (len(letters) >= 4 and letters in name)):
            return True
    return False
