"""What speaks for a company's name: a shop's or institution's word at its end, and the mail or web domain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from contacts.companies import core_name
from contacts.emails import is_free
from contacts.readings import word_reading
from contacts.romaji import from_kana, romaji_key
from ocr.fields.data import entries
from ocr.fields.office_labels import PREFECTURES
from ocr.fields.text import is_japanese, without_accents

_TOWN = re.compile(
    "(?:" + "|".join(PREFECTURES) + r")?[\u3400-\u9fffヶケ]{1,6}(?:市|区|町|村|県|都|府)(?:役所|役場)?"
)
_MINISTRY = re.compile(r"[\u3400-\u9fff]{1,6}(?:省|庁|府|院|局|研究所|機構)(?:\s|$)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SUFFIX = re.compile(r"\.(?:(?:co|or|ne|ac|go|ed|lg|gr|ad|com|net|org|edu|gov)\.[a-z]{2}|[a-z]+)$")
_FORM = re.compile(
    r"(?:国立大学|公立大学|学校|宗教|医療|社会福祉|(?:一般|公益)?(?:社団|財団)|特定非営利活動|独立行政|地方独立行政|弁護士|税理士|監査|"
    r"司法書士|行政書士|社会保険労務士|特許業務|農業組合)法人(?:社団|財団)?|(?:株式|有限|合同|合資|合名|相互)会社"
)
_BODY = re.compile(r"(?:法人|協会|組合)(?:社団|財団)?(?:\s*[^\s]{1,12}会)?$|^(?:株式|有限|合同)会社$")
LEAST_LETTERS = 3


def ends(text: str) -> bool:
    """Whether a name carries the word of a firm or institution (クリニック, 不動産, Kanzlei)."""
    if is_japanese(text):
        bare = re.sub(r"\s", "", core_name(text))
        parts = [part for part in text.split() if len(part) > 2]
        if any(part.endswith(entries("company_ends_ja")) for part in (bare, *parts)):
            return True
        return bare.startswith(entries("company_starts_ja"))
    return bool(_latin_words().search(text)) or bool(re.search(r"\w\s?&\s?\w", text))


def is_body(text: str) -> bool:
    """Whether a Japanese text is a legal body whose institution may follow below it (医療法人 清風会)."""
    return bool(_BODY.search(text.strip()))


def is_authority(text: str, domains: Sequence[str]) -> bool:
    """Whether a name is a town's or a ministry's and the domain a public one (lg.jp, go.jp)."""
    if any(domain.endswith(".lg.jp") for domain in domains):
        return bool(_TOWN.fullmatch(text))
    return bool(_MINISTRY.match(text)) and any(domain.endswith(".go.jp") for domain in domains)


def is_form(text: str) -> bool:
    """Whether a text is a Japanese legal form and no more: 国立大学法人, 株式会社."""
    return bool(_FORM.fullmatch(re.sub(r"\s", "", text)))


def in_domain(text: str, domains: Sequence[str]) -> bool:
    """Whether a mail or web domain is made of the name's letters, or of how it is read (葉月 -> hazuki)."""
    folded = text.casefold().replace("&", "and")
    spellings = without_accents(folded), without_accents(folded.translate(_UMLAUTS))
    names = [name for name in (re.sub(r"[^a-z0-9]", "", spelling) for spelling in spellings) if name]
    names += [_spelt(text)] if is_japanese(text) else []
    return any(_shared(part, name) for domain in domains for part in _parts(domain) for name in names)


def _shared(part: str, name: str) -> bool:
    return part in name or (len(name) >= LEAST_LETTERS + 1 and name in part)


def _parts(domain: str) -> Iterator[str]:
    """The domain's own words: asagiri-do.co.jp -> asagirido, asagiri."""
    if is_free(f"@{domain}"):
        return
    for label in _SUFFIX.sub("", domain.casefold()).split("."):
        for part in {label.replace("-", ""), *label.split("-")}:
            if len(part) >= LEAST_LETTERS:
                yield from {part, romaji_key(part)}


@cache
def _latin_words() -> re.Pattern[str]:
    words = sorted(entries("company_words_latin"), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)


def _spelt(text: str) -> str:
    """A Japanese name in letters, by the dictionary's reading."""
    return romaji_key(from_kana(re.sub(r"[^\u30a0-\u30ff]", "", word_reading(core_name(text)))))
