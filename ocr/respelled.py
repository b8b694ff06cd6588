"""A value as it would be, were its line read as another text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import phonenumbers
from rapidfuzz.distance import Levenshtein

from contacts.emails import normal
from contacts.normal import clean
from contacts.phones import e164
from contacts.values import CardFields
from ocr.fields import address, emails, phones, postcodes, urls
from ocr.fields.text import folded, is_japanese, is_kanji_name, tight, without_accents
from ocr.matching import Run

# A value this many edits away is another value of the line, not another reading of this one.
MOST_EDITS = 4
# How alike two values must be for one to be a misreading of the other.
NEAR = 0.6
WITHOUT_ACCENTS = frozenset(("JP", "US", "GB"))
_SMALL = str.maketrans("ヤユヨツアイウエオ", "ャュョッァィゥェォ")
_LARGE_KANA = re.compile("(?<=[キギシジチヂニヒビピミリ])[ヤユヨ]|(?<=[テデ])イ|(?<=フ)[アエオ]")


def respelled(key: str, value: str, run: Run, text: str, fields: CardFields) -> str | None:
    """The value of field `key` were the line of `run` read as `text`; None where that makes no such value."""
    name = key.partition(".")[0]
    spelled = _in_line(name, value, run, text, fields.country or "JP")
    return spelled if spelled and makes_sense(name, spelled, fields) else None


def _in_line(name: str, value: str, run: Run, text: str, country: str) -> str | None:
    if name == "emails":
        return _nearest(value, (found.address for found in emails.find(text, 1.0)))
    if name == "phones":
        return _nearest(value, (found.phone.number for found in phones.find(text, 1.0, country)))
    if name == "urls":
        return _nearest(value, urls.find(text))
    if name == "postal_code" and country == "JP":
        code = address.postal_code(text)
        return code[0] if code else None
    return _replaced(value, run, text)


def makes_sense(name: str, value: str, fields: CardFields) -> bool:
    """Whether a value passes its field's own check."""
    if name == "emails":
        return normal(value) is not None
    if name == "phones":
        return _exists(value, fields.country or "JP")
    if name == "postal_code" and (fields.country or "JP") == "JP":
        return postcodes.agrees(value, fields.address or "") is not None
    if name == "name":
        bare = tight(value)
        return is_kanji_name(bare) if is_japanese(bare) else bool(re.fullmatch(r"[^\d@/_]{3,}", bare))
    return bool(value.strip())


def is_other(value: str, other: str, country: str) -> bool:
    """Whether a person would choose between two values: `other` is near, and no worse spelling of `value`.

    Letter case, spaces, large for small kana, 一 for ー, and accents where the country has none do not count;
    brackets that do not close are no text.
    """
    one, two = (tight(clean(text)).casefold() for text in (value, other))
    if one in (two, small_kana(two)) or e164(value, country) == e164(other, country) is not None:
        return False
    if country in WITHOUT_ACCENTS and without_accents(one) == without_accents(two):
        return False
    if any(two.count(left) != two.count(right) for left, right in ("()", "「」", "『』")):
        return False
    if two.endswith(one) and re.fullmatch(r"e?-?mail[.:]?", two[: -len(one)]):
        return False
    return Levenshtein.normalized_similarity(one, two) >= NEAR


def small_kana(text: str) -> str:
    """Katakana with those signs small that recognition reads large: ジユリア -> ジュリア."""
    return _LARGE_KANA.sub(lambda match: match.group().translate(_SMALL), text)


def _exists(number: str, country: str) -> bool:
    """Whether a phone number can be; a Japanese one must be in the numbering plan."""
    normal_form = e164(number, country)
    if normal_form is None or not normal_form.startswith("+81"):
        return normal_form is not None
    return phonenumbers.is_valid_number(phonenumbers.parse(normal_form))


def _nearest(value: str, found: Iterable[str]) -> str | None:
    near = [(Levenshtein.distance(value, other), other) for other in found]
    edits, other = min(near, default=(MOST_EDITS + 1, ""))
    return other if edits <= MOST_EDITS else None


def _replaced(value: str, run: Run, text: str) -> str | None:
    """The value with the piece that stands on the run's line as `text` spells it, its spaces as they were."""
    before = tight(folded(run.piece))
    after = _piece_of(run, text)
    if after is None or before not in tight(value):
        return None
    whole = tight(value).replace(before, tight(folded(after)), 1)
    if len(whole) != len(tight(value)):
        return _with_parts(value, before, folded(after).strip())
    letters = iter(whole)
    return "".join(" " if char == " " else next(letters) for char in value)


def _with_parts(value: str, before: str, after: str) -> str | None:
    """Of a value whose length changes only the parts that its line spells whole are replaced."""
    return value.replace(before, after, 1) if before in value else None


def _piece_of(run: Run, text: str) -> str | None:
    """What stands in `text` where the run stands in its line."""
    begin, end = run.span
    line = run.line.text
    edits = Levenshtein.opcodes(line, text)
    first = next((op.dest_start + max(0, begin - op.src_start) for op in edits if op.src_end > begin), None)
    last = next((op for op in edits if op.src_end >= end), None)
    if first is None or last is None:
        return None
    stop = last.dest_end - (last.src_end - end if last.tag == "equal" else 0)
    return text[first:stop] or None
