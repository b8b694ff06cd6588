"""The company: rows with a legal form, else what the mail domain, a shop's word or the size speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contacts.companies import split_form
from ocr.fields import company_signs, qualifications, words
from ocr.fields.text import folded, is_japanese
from ocr.layout import Row, usual_size

# What a name must score to be taken beside others, and where nothing else on the card could be the company.
ENOUGH, ENOUGH_ALONE = 0.8, 0.3
# How sure a company without any word, form or domain that speaks for it can be.
BY_ELIMINATION = 0.8
MOST_LETTERS = 45
# How sure a name is of which nothing but its size speaks; words, forms and domains add to it.
LEAST_SURE = 0.83
_NO_NAME = re.compile(r"@|https?:|www\.|\d{2,}-\d{2,}|[。!！?？]$|^[\d\W]+$")
_ON_ITS_OWN = re.compile(
    r"^(?:Ltd|Limited|Inc|LLC|LLP|GmbH|S\.?r\.?l|S\.?p\.?A|AG|Corp)\b\.?$|^[&＆]", re.IGNORECASE
)
_GOES_ON = re.compile(r"[&＆・,]$|\b(?:and|of|for|und|et|y|e)$")
# Lines of one name differ in size by no more than this; a legal form above it may be set smaller.
ALIKE, SMALLER_FORM = 1.2, 2.0
# Legal forms in letters with what recognition makes of l, I and commas.
_FORMS = (
    (re.compile(r"\bS\.\s?r\.\s?[Il1|]\.?$", re.IGNORECASE), "S.r.l."),
    (re.compile(r"\bCo\.\s*[.,]\s*Ltd\b|\bCo\s*,\s*Ltd\b|\bCo\.Ltd\b"), "Co., Ltd"),
    (re.compile(r"\b[l1|]nc\b"), "Inc"),
    (re.compile(r"\bL[lI1|]C$"), "LLC"),
    (re.compile(r"\bGmb[HI]+\b"), "GmbH"),
)


# A ring or emblem in front of a legal form, read as a sign of its own.
_LOGO = re.compile(r"^[^\W_]\s(?=(?:[(（][株有][)）]|(?:株式|有限|合同)会社|㈱|㈲).{2})")


@dataclass(frozen=True, slots=True)
class Company:
    """A company name as printed, the rows it stands on, and how sure it is (0..1)."""

    text: str
    rows: tuple[Row, ...]
    confidence: float


def japanese(rows: Sequence[Row], domains: Sequence[str], enough: float = ENOUGH) -> Company | None:
    """The most likely Japanese company name; None when none looks like one."""
    return _best([found for found in _candidates(rows) if is_japanese(found[0].text)], rows, domains, enough)


def latin(rows: Sequence[Row], domains: Sequence[str], enough: float = ENOUGH) -> Company | None:
    """The most likely company name in Latin letters."""
    return _best(
        [found for found in _candidates(rows) if not is_japanese(found[0].text)], rows, domains, enough
    )


def left_over(rows: Sequence[Row], domains: Sequence[str]) -> Company | None:
    """The company among rows that are nothing else: weak evidence is enough then, and it is left unsure."""
    found = [
        one for one in (japanese(rows, domains, ENOUGH_ALONE), latin(rows, domains, ENOUGH_ALONE)) if one
    ]
    best = max(found, key=lambda one: max(row.size for row in one.rows), default=None)
    return replace(best, confidence=min(best.confidence, BY_ELIMINATION)) if best else None


def _candidates(rows: Sequence[Row]) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """Each row by itself, and two that form one name: 医療法人 清風会 above 清風病院."""
    for row in rows:
        yield row, (row,)
    for upper in rows:
        for lower in rows:
            if upper is not lower and _follows(upper, lower) and _one_name(upper.text, lower.text):
                yield _joined(upper, lower), (upper, lower)


def _follows(upper: Row, lower: Row) -> bool:
    """Whether `lower` is the next line of what `upper` begins, in the same block and mostly the same size."""
    body = company_signs.is_body(upper.text) and company_signs.ends(lower.text)
    heads = body or company_signs.is_form(upper.text)
    most = SMALLER_FORM if heads else ALIKE
    if upper.vertical != lower.vertical or max(upper.size, lower.size) > most * min(upper.size, lower.size):
        return False
    size = max(upper.size, lower.size)
    if upper.vertical:
        return 0 < upper.middle_x - lower.middle_x < 2.2 * size
    edges = (upper.left - lower.left, upper.right - lower.right, upper.middle_x - lower.middle_x)
    return 0 < lower.middle_y - upper.middle_y < 2.0 * size and min(map(abs, edges)) < size


def _one_name(upper: str, lower: str) -> bool:
    if not is_japanese(upper + lower):
        return bool(_ON_ITS_OWN.match(lower) or _GOES_ON.search(upper))
    return (
        company_signs.is_body(upper)
        and not _is_post(lower)
        and not qualifications.is_one(lower)
        and not words.SLOGAN_MARKS.search(lower)
    )


def _is_post(text: str) -> bool:
    return words.ends_with_title(text) or (words.is_department(text) and not company_signs.ends(text))


def _joined(upper: Row, lower: Row) -> Row:
    return replace(
        upper, text=f"{upper.text} {lower.text}", confidence=min(upper.confidence, lower.confidence)
    )


def _best(
    candidates: Sequence[tuple[Row, tuple[Row, ...]]],
    rows: Sequence[Row],
    domains: Sequence[str],
    enough: float,
) -> Company | None:
    usual = usual_size(rows)
    scored = [(_score(row, usual, domains), len(parts), row, parts) for row, parts in candidates]
    score, _, row, parts = max(scored, key=lambda entry: entry[:2], default=(0.0, 0, None, ()))
    if row is None or score < enough:
        return None
    return Company(folded_name(row.text), parts, min(row.confidence, LEAST_SURE + score / 15))


def folded_name(text: str) -> str:
    """The name with plain letters, its form as printed; the thin 一 of 一般社団法人 is put back."""
    plain = _LOGO.sub("", re.sub(r"\s+", " ", folded(text)).strip(" ・|｜"))
    for misread, form in _FORMS:
        plain = misread.sub(form, plain)
    return re.sub(r"^[ー\-|]?般(?=(?:社団|財団)法人)", "一般", plain)


def _score(row: Row, usual: float, domains: Sequence[str]) -> float:
    text = row.text
    if _NO_NAME.search(text) or not 2 <= len(text) <= MOST_LETTERS or words.is_title(text):
        return 0.0
    form = split_form(text).form
    score = 2.2 * bool(form) + 0.3 * min(1.5, row.size / max(usual, 1e-6))
    in_domain, sign = company_signs.in_domain(text, domains), company_signs.ends(text)
    score += 1.2 * in_domain + 1.0 * sign + 1.5 * company_signs.is_authority(text, domains)
    score -= 1.0 * bool(words.SLOGAN_MARKS.search(text))
    named = form or in_domain or sign
    return score - 0.8 * bool(not named and (words.is_department(text) or words.ends_with_title(text)))
