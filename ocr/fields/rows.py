"""Rows made ready for the field rules: folded, without drawn signs, web addresses on rows of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contacts.names import split_name
from contacts.normal import katakana
from contacts.readings import kana_of
from ocr.fields import latin_names, phone_labels, words
from ocr.fields.lost_signs import with_lost_signs
from ocr.fields.small_kana import with_small_kana
from ocr.fields.text import folded, is_japanese, is_kanji_name, mostly_japanese, tight, without_accents
from ocr.layout import Row, usual_size

_SIGN = re.compile(r"^[口□■◆◇●○◎▲△▼▽★☆※=＝|｜/／\-・.,。]+\s*(?=\S{2})")
_HANDLE = (
    r"(?:Instagram|Facebook|Twitter|X|LINE(?:\s?ID)?|LinkedIn|YouTube|TikTok|Threads|note)"
    r"\s*[:：]?\s*@[\w.\-]+"
)
_SIGN_OF_NAME = r"[\u3400-\u9fff\u3041-\u30fe々﨑]"
_BOTH_NAMES = re.compile(
    rf"((?!.*(?:会社|法人)){_SIGN_OF_NAME}{{1,6}}\s?{_SIGN_OF_NAME}{{1,6}})\s*"
    r"([A-Z][A-Za-z\-]+,? [A-Z][A-Za-z\-]+)"
)
_KANJI_NAME = r"[\u3400-\u9fff々﨑]{1,4}\s?[\u3400-\u9fff々﨑]{1,4}"
_KANA_NAME = r"[\u3041-\u3096ー]{2,7}\s?[\u3041-\u3096ー]{1,7}|[\u30a1-\u30fe]{2,7}\s?[\u30a1-\u30fe]{1,7}"
_WITH_READING = re.compile(rf"({_KANJI_NAME})\s*[(（]?\s*({_KANA_NAME})\s*[)）]?")
_REACH = re.compile(
    rf"(?:{_HANDLE}|(?:(?:e[-\s]?mail|mail|メール)\s*[:：.]?\s*|\b[EM]\s*[:：.]?\s+)?\S+@\S+|(?:(?:URL|HP|WEB|Web)\s*[:：.]?\s*)?(?:https?\s*:\s*/+|www\.)\S+)",
    re.IGNORECASE,
)
# A space that recognition puts behind the dots of a domain.
_LOOSE_DOT = re.compile(
    r"(?<=[a-z0-9])\.\s+(?=(?:co|or|ne|ac|go|lg|ed|jp|com|net|org|[a-z0-9-]+\.)\b)|(?<=www)\.\s+"
)
# A company or name in one column, and the postal code of the next one.
_ADDRESS_BEHIND = re.compile(r"(.{3,}(?:会社|法人|組合|協会|[)）]|\S))\s+(〒\s?\d{3}.*)")
# A post in Japanese and what it is called in English: 主任 / Assistant Manager.
_TRANSLATED = re.compile(r"([\u3041-\u9fffー・\s]{2,})\s*[/／|]\s*([A-Z][A-Za-z&,.\s\-]{4,})")
_BARRED = re.compile(r"([^|•·–—@\d]+)\s+[|•·–—]\s+([^|@\d]+)")
# An address and the labelled number of the column beside it.
_NUMBER_BEHIND = re.compile(
    r"((?=.*\d)(?:[A-Z0-9][\w'’.,# \-/]{7,}|.*[\u3400-\u9fff].*\d[^\s]*))\s+"
    r"((?i:tel|phone|fax|mobile|direct|cell|office|main|[tfmdp](?=[.:\s]))[.:]?\s*\+?[\d(][\d\s().\-]{7,})"
)
# A body's name in Japanese and what it is called in English: 一般社団法人… Regional Tourism Council.
_BOTH_BODIES = re.compile(
    r"(\S*(?:会社|法人|組合|協会)\S*)\s+((?=.*\b(?:Council|Association|Foundation|Institute|Society|Union|Federation"
    r"|Organi[sz]ation|Agency|University|Hospital|Cooperative|Corporation|Company|Center|Centre|Inc|Ltd|LLC)\b)"
    r"[A-Z][\w.]*(?: (?:[A-Z&][\w.,]*|of|and|for|the))+)"
)
LOGO = 2.0
LOGO_SURE = 0.95


def prepared(rows: Sequence[Row]) -> list[Row]:
    """The rows of one card with folded text, logos read as letters left out."""
    japanese = mostly_japanese(row.text for row in rows)
    usual = usual_size(rows)
    whole = with_lost_signs(rows)
    cleaned = [_cleaned(row, japanese) for row in whole if not _is_logo(row, usual)]
    return [part for row in cleaned for part in _parts(row) if not words.is_notice(part.text)]


def _is_logo(row: Row, usual: float) -> bool:
    text = tight(row.text)
    lone = len(text) <= 2 and (text in "口回田ロ○◯□" or not is_japanese(text))
    return (
        not text
        or (lone and (row.confidence < LOGO_SURE or row.size > LOGO * usual))
        or (row.confidence < 0.4 and row.size > LOGO * usual and not _could_be_name(text))
    )


def _could_be_name(text: str) -> bool:
    """Whether a large unsure row is a badly read name rather than a drawing."""
    return len(text) > 1 and is_kanji_name(text) and bool(split_name(text).given)


def _cleaned(row: Row, japanese: bool) -> Row:
    text = with_small_kana(re.sub(r"\s+", " ", folded(row.text)).strip())
    if _REACH.search(text):
        text = _LOOSE_DOT.sub(".", text)
        text = re.sub(r"(?<=[a-z])(?=URL\b|https?:)", " ", text)
    text = _SIGN.sub("", text)
    # 口 in front of Latin letters is a drawn square, and so is a lone letter in front of Japanese.
    text = re.sub(r"^口\s*(?=[A-Z][a-z])", "", text)
    text = re.sub(r"^[\u3400-\u9fff]\s+(?=[A-Z][A-Za-z.&' ,]+$)", "", text)
    text = re.sub(r"(?<=[\u3041-\u9fff])[、,・.。]$", "", text)
    text = re.sub(r"^[A-Za-z0-9]\s?(?=(?:株式|有限|合同)会社\S{2})", "", text)
    text = re.sub(r"^[a-z×✕＋+]\s(?=[\u3041-\u9fff]{2})", "", text)
    if row.confidence < 0.8:
        text = re.sub(r"^[a-z]\s?(?=[\u3400-\u9fff]{2})", "", text)
    if japanese and not is_japanese(text):
        text = without_accents(text)
    return replace(row, text=text)


def _name_and_post(text: str) -> re.Match[str] | None:
    """A name in letters with its title behind a bar: Ines Calder | Managing Director."""
    both = _BARRED.fullmatch(text)
    named = both and latin_names.could_be(both[1].strip(), ()) and words.english_title(both[2])
    return both if named else None


def _with_number_behind(text: str) -> re.Match[str] | None:
    both = _NUMBER_BEHIND.fullmatch(text)
    return both if both and not phone_labels.leads(text) and not _REACH.search(text) else None


def _with_reading(text: str) -> re.Match[str] | None:
    """A name with its reading behind it (後藤 明 ごとう あきら), if the dictionary agrees."""
    both = _WITH_READING.fullmatch(text)
    if both is None:
        return None
    family = split_name(both.group(1)).family
    read = katakana(tight(both.group(2)))
    known = [reading for reading in kana_of(family, family=True) if read.startswith(reading)]
    return both if any(len(reading) < len(read) for reading in known) else None


def _parts(row: Row) -> Iterator[Row]:
    """A row with an address and a web address beside each other, as two rows."""
    address = _ADDRESS_BEHIND.fullmatch(row.text)
    both = (
        _BOTH_NAMES.fullmatch(row.text)
        or _with_reading(row.text)
        or address
        or _TRANSLATED.fullmatch(row.text)
        or _name_and_post(row.text)
        or _BOTH_BODIES.fullmatch(row.text)
        or _with_number_behind(row.text)
    )
    if both:
        yield from (replace(row, text=text.strip()) for text in both.groups())
        return
    found = _REACH.search(row.text)
    if not found:
        yield row
        return
    before, after = row.text[: found.start()].strip(" |/"), row.text[found.end() :].strip(" |/")
    if len(before) <= 12:
        before, reach = "", row.text[: found.end()]
    else:
        reach = found.group()
    for text in (before, reach, after):
        if text:
            yield replace(row, text=text)
