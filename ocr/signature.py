"""A mail signature as a card: its rules and frames taken off, its lines read as a card's rows."""

from __future__ import annotations

import re
import unicodedata

from contacts.companies import split_form
from contacts.values import CardFields
from ocr.fields import read_fields, words
from ocr.fields.text import is_japanese
from ocr.layout import Row

MOST_LINES, MOST_CHARACTERS = 30, 2_000
FEWEST_LINES, FEWEST_WAYS = 2, 2
# A rule of signs, alone or at a line's ends: ━━━━, ----, *~*~*, =====, ☆━━☆.
_RULE = re.compile(r"[━─―—–‐\-=＝_＿*＊~～〜+＋#・…·.:：◇◆□■○●☆★♪│┃|｜┏┓┗┛┌┐└┘/／\\<>＜＞\s]{3,}")
_FRAME = re.compile(r"^[│┃|｜┏┗┌└>＞*＊■□◆◇●○★☆・\s]+|[│┃|｜┓┛┐┘*＊\s]+$")
# What parts two things on one line: a bar, a wide gap, a slash between blanks.
_PARTS = re.compile(
    r"\s*[|｜│┃]\s*|\s{3,}|\u3000{2,}|\s+[/／・•]\s+(?=(?i:tel|fax|mobile|phone|e-?mail|mail|url|www|http|〒|\+?\d))"
)
# 早乙女 律(さおとめ りつ), 中村 健 (NAKAMURA Ken)
_READING = re.compile(
    r"(?P<name>[^()（）@\d]{2,20})[(（]"
    r"(?P<reading>[\u3041-\u30ffー\s]{3,}|[A-Za-z][A-Za-z.\-]+ [A-Za-z][A-Za-z .\-]+)[)）]"
)
_SENTENCE = re.compile(
    r"[。!！?？]$|(?:です|ます|ました|ません|でした|ください)[。!！]?$|^(?:お世話になって|いつもお世話)"
)
# What follows a signature or stands before it and names nobody.
_AROUND = re.compile(
    r"(?i)^(?:--|best regards|kind regards|regards|sincerely|thanks|cheers|敬具|以上"
    r"|よろしくお願い|宜しくお願い|sent from my|iphoneから送信)"
)
_DISCLAIMER = re.compile(
    r"(?i)confidential|intended recipient|unauthori[sz]ed|please consider the environment|disclaimer"
    r"|機密情報|守秘|誤って受信|破棄"
)


def read_signature(text: str) -> CardFields:
    """The fields of a signature, which is all text and so read surely; what it does not say is blank."""
    rows, top = [], 0.0
    for line in lines_of(text):
        rows.append(Row(line, 0.0, top, 0.04 * len(line), top + 0.04, 0.04, False, 1.0))
        top += 0.05
    return read_fields(rows)


def lines_of(text: str) -> list[str]:
    """The telling lines of a signature, those parted by bars or wide gaps each by itself."""
    found: list[str] = []
    for raw in text[:MOST_CHARACTERS].splitlines():
        line = _FRAME.sub("", raw.strip())
        if _DISCLAIMER.search(line):
            break
        if not line or _RULE.fullmatch(line) or _AROUND.match(line):
            continue
        found += [one for part in _PARTS.split(line) if part and part.strip() for one in _apart(part.strip())]
    return found[:MOST_LINES]


def _apart(line: str) -> list[str]:
    """A company with the post behind it, and a name with its reading in brackets, as lines of their own."""
    if reading := _READING.fullmatch(line):
        return [reading["name"].strip(), reading["reading"].strip()]
    words_ = line.split()
    if not is_japanese(line) or not split_form(words_[0]).form:
        return [line]
    post = next((at for at, word in enumerate(words_) if at and _is_post(word)), len(words_))
    return list(filter(None, (" ".join(words_[:post]), " ".join(words_[post:]))))


def _is_post(word: str) -> bool:
    return words.is_department(word) or words.ends_with_title(word)


def is_signature(text: str) -> bool:
    """Whether a text is a signature and no note or letter: several lines, no sentence, somebody, two ways."""
    lines = lines_of(text)
    if len(lines) < FEWEST_LINES or len(text) > MOST_CHARACTERS:
        return False
    if any(_SENTENCE.search(unicodedata.normalize("NFKC", line)) for line in lines):
        return False
    fields = read_signature(text)
    ways = (fields.emails, fields.phones, fields.urls, fields.address)
    somebody = bool(fields.name or fields.name_romaji)
    return somebody and sum(map(bool, ways)) >= FEWEST_WAYS
