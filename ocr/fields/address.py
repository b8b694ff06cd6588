"""Japanese postal codes and addresses, over as many rows as they are printed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.fields import column_codes, office_labels, postcodes, words
from ocr.fields.office_labels import MARK, PREFECTURES
from ocr.fields.text import HYPHENS, KANJI_DIGIT, KANJI_DIGITS, is_japanese
from ocr.layout import Row

_MARK = f"[{MARK}]"
_DASH = rf"[-{HYPHENS}一・]"
# A 〒 read as some other sign, at the start of a row that goes on with a postal code.
_READ_MARK = re.compile(rf"^\W?{_MARK}[\s\-.:人]*(?=\d{{3}}\s?{_DASH}?\s?\d{{4}}(?!\d)|[{KANJI_DIGIT}]{{3}})")
# A postal code on a row of its own, behind whatever 〒 was read as.
_ALONE = re.compile(
    rf"[^\d\s{KANJI_DIGIT}]{{0,3}}[1l]?[\s-]*?((?<!\d)\d{{3}}\s?{_DASH}?\s?\d{{4}}|[{KANJI_DIGIT}]{{3}}[-{HYPHENS}・1Il|]?[{KANJI_DIGIT}]{{4}})"
)
_HYPHEN_AS_ONE = re.compile(rf"^\W?{_MARK}?\W?(\d{{3}})1(\d{{4}})(?!\d)")
# The mark before a code read as a figure more: 1680-0831鳥取県.
_MARK_AS_FIGURE = re.compile(r"^\d(\d{3}-\d{4})\s*([\u3400-\u9fff].*)")
_POSTAL = re.compile(rf"(?<![\d)\-.・〒])(\d{{3}})\s*{_DASH}\s*(\d{{4}})(?![\d-])")
_POSTAL_MARKED = re.compile(rf"〒\s*(\d{{3}})\s*{_DASH}?\s*(\d{{4}})(?!\d)")
_POSTAL_KANJI = re.compile(
    rf"^〒?\s*([{KANJI_DIGIT}]{{3}})\s*[-{HYPHENS}・1Il|一]?\s*([{KANJI_DIGIT}]{{4}})(?![{KANJI_DIGIT}{HYPHENS}・-])"
)
_START = re.compile(
    "|".join(PREFECTURES)
    + r"|[\u3041-\u309f]{2,6}[\u3400-\u9fff]?市[\u3400-\u9fffヶケ\u3041-\u309f]"
    + r"|[\u3400-\u9fff]{1,5}(?:市|郡)[\u3400-\u9fffヶケ]{1,6}(?:区|町|村|市)?"
    + r"|[\u3400-\u9fff]{1,4}区[\u3400-\u9fff]"
)
_NUMBERED = re.compile(r"\d|[〇一二三四五六七八九十]+(?:丁目|番|号|階)")
_PHONE_LABEL = re.compile(
    r"(?i)\s*[(（/|]?\s*(?:tel|fax|phone|電話|携帯|mobile|直通|代表|内線)[^\u3400-\u9fff]*\d"
)
# A label whose number stands elsewhere; a sign or two of something else in front of a prefecture.
_BARE_LABEL = re.compile(r"(?i)\s+(?:メール|電話|携帯|e-?mail|mail|tel|fax|url)\s*[:：]?$")
_STRAY = re.compile(rf"^[^\d\s]{{1,2}}\s+(?=(?:{'|'.join(PREFECTURES)})[\u3400-\u9fff])")
# What is left of a postal code in front of a prefecture: 一〇三—〇〇二 東京都.
_LEFT_OF_CODE = re.compile(
    rf"^[\d{KANJI_DIGIT}]{{2,4}}\s?[-{HYPHENS}・]?\s?[\d{KANJI_DIGIT}]{{0,4}}\s*(?=(?:{'|'.join(PREFECTURES)})[\u3400-\u9fff])"
)
_BUILDING = re.compile(
    r"ビル|タワー|マンション|ハイツ|プラザ|センター|スクエア|スクウェア|棟|会館|フロア|ヒルズ|荘|パーク|ハウス|コート|レジデンス|テラス"
    r"|[\d〇一二三四五六七八九十]+\s*(?:階|F|号室|号館|号)|(?:[ァ-ヺー]{3,}|[A-Z]{2,})\s*\d{2,4}$"
)
_LATIN_BUILDING = re.compile(
    r"[A-Z][\w .'&\-]{3,40}?(?:\d{1,2}\s?F|Bldg\.?|Building|Tower)(?:\s\d{1,2}\s?F)?"
)
# How sure a postal code is that was completed from its address.
COMPLETED = 0.85
# A heading stands on its address's line, or no farther above it, in sizes of the letters.
ON_LINE, WIDEST_GAP, FARTHEST_HEADING = 0.8, 4.0, 4.0
# A building named after its prefecture, not the start of another address: 山梨県庁, 愛知県産業労働センター.
_OF_PREFECTURE = re.compile(
    f"(?:{'|'.join(PREFECTURES)})" + r"(?:庁|民|立)|[^\d]{2,12}(?:会館|センター|ビル)(?:[\s\d]|$)"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address, its postal code, the heading printed over it, and the rows it stood on."""

    postal_code: str | None
    text: str | None
    confidence: float
    rows: tuple[Row, ...]
    label: str | None = None


def marked(text: str) -> str:
    """A row whose 〒 was read as another sign, with its 〒; a hyphen that was read as 1 put right."""
    text = re.sub(r"^(?:郵便番号|〠)\s*[:：]?\s*(?=\d)", "〒", text)
    column = _HYPHEN_AS_ONE.match(text)
    if column and postcodes.is_used(column[1] + column[2]):
        text = f"〒{column[1]}-{column[2]} {text[column.end() :]}".strip()
    mark = _MARK_AS_FIGURE.match(text)
    if mark and postcodes.agrees(mark[1], mark[2]):
        text = f"〒{mark[1]} {mark[2]}"
    if code := column_codes.mended(text):
        return f"〒{code}"
    alone = _ALONE.fullmatch(text)
    return f"〒{alone[1]}" if alone else _READ_MARK.sub("〒", text)


def postal_code(text: str) -> tuple[str, int, int] | None:
    """A Japanese postal code as 123-4567, and where in `marked(text)` it stands."""
    line = marked(text)
    for pattern in (_POSTAL_MARKED, _POSTAL, _POSTAL_KANJI):
        if match := pattern.search(line):
            first, second = (part.translate(KANJI_DIGITS) for part in match.groups())
            return f"{first}-{second}", match.start(), match.end()
    return None


def is_postal_row(text: str) -> bool:
    """Whether a row is nothing but a postal code."""
    found = postal_code(text)
    return found is not None and len(marked(text)) <= found[2] + 1 and found[1] <= 1


def begins(text: str) -> bool:
    """Whether a row holds a postal code or begins an address, whatever stands behind it."""
    return postal_code(text) is not None or _begins(office_labels.parted(text)[1])


def starts_address(text: str) -> bool:
    """Whether a Japanese text begins an address: prefecture or town, and a number or a postal code."""
    return bool(_START.search(text)) and bool(_NUMBERED.search(text))


def japanese(rows: Sequence[Row]) -> list[Address]:
    """The Japanese addresses of a card in the order they are printed."""
    whole = {part: row for row in rows for part in _offices_apart(row)}
    parts = list(whole)
    found: list[Address] = []
    taken: set[Row] = set()
    for row in parts:
        address = None if row in taken else _from(row, [other for other in parts if other not in taken])
        if address:
            found.append(address)
            taken |= set(address.rows)
    labelled = _labelled(found, parts) if len(found) > 1 else found
    return [replace(one, rows=tuple(whole[row] for row in one.rows)) for one in labelled]


def _offices_apart(row: Row) -> list[Row]:
    """A row in which another office's postal code follows an address, as the two it was set in."""
    first = postal_code(row.text)
    cut = re.search(r"(?<=\d)\s+(?=〒?\s?\d{3}-\d{4}(?!\d|-))", row.text)
    if row.vertical or not cut or not (_START.search(row.text[: cut.start()]) and first):
        return [row]
    place = row.left + (row.right - row.left) * cut.end() / len(row.text)
    before = replace(row, text=row.text[: cut.start()], right=place)
    return [before, replace(row, text=row.text[cut.end() :], left=place)]


def _from(row: Row, rows: Sequence[Row]) -> Address | None:
    label, bare = office_labels.parted(row.text)
    text = marked(bare)
    code = postal_code(text)
    if code is None and not _begins(text):
        return None
    if code and re.search(
        r"(?i)tel|fax|電話|携帯|mobile|代表|直通|电话|手机|手機|[傳传]真|전화|팩스", text[: code[1]]
    ):
        return None
    own = _own_text(text, code)
    if own and not (_START.search(own) or is_japanese(own)):
        return None
    parts, used = ([own] if own else []), [row]
    while len(used) < 4 and (following := _next_row(used[-1], rows, used, bool(parts))):
        parts.append(_PHONE_LABEL.split(following.text)[0])
        used.append(following)
    joined = " ".join(parts)
    if not _START.search(joined) and code is None:
        return None
    beside = None if code else _code_beside(used, rows, joined)
    sure = min(part.confidence for part in used)
    if beside:
        digits, row_of_code, sure_of_code = beside
        return Address(digits, joined or None, min(sure, sure_of_code), (*used, row_of_code), label)
    return Address(code[0] if code else None, joined or None, sure, tuple(used), label)


def _begins(text: str) -> bool:
    """Whether a row begins an address, with or without a phone behind it."""
    own = _PHONE_LABEL.split(text)[0]
    return starts_address(own) and _clean(own)


def _code_beside(used: Sequence[Row], rows: Sequence[Row], text: str) -> tuple[str, Row, float] | None:
    """A postal code below or beside an address that is its by Japan Post's table, and how sure it is."""
    for row in rows:
        if row in used or not (_follows(used[-1], row) or _follows(row, used[0])):
            continue
        code = postal_code(row.text)
        if code and is_postal_row(row.text) and postcodes.agrees(code[0], text):
            return code[0], row, row.confidence
        if row.vertical and (whole := column_codes.completed(row.text, text)):
            return whole, row, min(row.confidence, COMPLETED)
    return None


def _own_text(text: str, code: tuple[str, int, int] | None) -> str:
    own = f"{text[: code[1]]} {text[code[2] :]}".strip() if code else text
    own = _BARE_LABEL.sub("", _PHONE_LABEL.split(own)[0].strip(" 〒:：,、"))
    own = _LEFT_OF_CODE.sub("", _STRAY.sub("", own))
    return re.sub(r"^[^\w]*[=一テFT〒]?\s+(?=[\u3400-\u9fff]{2})", "", own)


def _next_row(before: Row, rows: Sequence[Row], used: Sequence[Row], begun: bool) -> Row | None:
    below = [row for row in rows if row not in used and _follows(before, row)]
    nearest = min(below, key=lambda row: _distance(before, row), default=None)
    if nearest is None or _heads(nearest, rows):
        return None
    return nearest if _goes_on(nearest, before, begun) else None


def _heads(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row is the heading of another address that follows below it."""
    return office_labels.is_heading(row.text) and any(
        _follows(row, other) and (postal_code(other.text) or _begins(other.text)) for other in rows
    )


def _distance(before: Row, row: Row) -> float:
    if row.vertical:
        return before.middle_x - row.middle_x
    edges = (before.left - row.left, before.right - row.right, before.middle_x - row.middle_x)
    return row.middle_y - before.middle_y + 0.5 * min(map(abs, edges))


def _follows(before: Row, row: Row) -> bool:
    """Whether a row is the next line of the same block."""
    if row.vertical != before.vertical:
        return False
    if row.vertical:
        return 0 < before.middle_x - row.middle_x < 2.4 * max(before.size, row.size)
    overlap = min(before.right, row.right) - max(before.left, row.left)
    step = row.middle_y - before.middle_y
    return overlap > 0 and 0.3 * before.size < step < 2.4 * max(before.size, row.size)


def _goes_on(row: Row, before: Row, begun: bool) -> bool:
    text = row.text
    if not _clean(text) or _begins_anew(text) or abs(row.size - before.size) > 0.6 * before.size:
        return False
    if not begun:
        return bool(_START.search(text))
    if re.match("|".join(PREFECTURES), text) and not _OF_PREFECTURE.match(text):
        return False
    if _LATIN_BUILDING.fullmatch(text) and _flush(before, row):
        return True
    if re.search(r"\d{2,4}-\d{2,4}-\d{4}", text) or len(text) > 40:
        return False
    if words.is_department(text) and not re.search(r"[\d階号]", text) and not _BUILDING.search(text):
        return False
    if words.ends_with_title(text) or not (is_japanese(text) or (len(text) <= 14 and "," not in text)):
        return False
    return bool(_BUILDING.search(text)) or (_flush(before, row) and bool(re.search("[ァ-ヺー]{3}", text)))


def _begins_anew(text: str) -> bool:
    """Whether a row begins another office's address."""
    label, bare = office_labels.parted(text)
    return label is not None or postal_code(bare) is not None


def _flush(before: Row, row: Row) -> bool:
    """Whether two rows are set as one paragraph: the same size, close together, an edge or middle in line."""
    edges = (before.left - row.left, before.right - row.right, before.middle_x - row.middle_x)
    alike = abs(before.size - row.size) < 0.25 * before.size
    return alike and (row.vertical or min(map(abs, edges)) < 0.6 * row.size)


def _clean(text: str) -> bool:
    return not re.search(
        r"@|(?i:tel|fax|mobile|https?:|www)|株式会社|有限会社|電話|携帯|直通|ファ[ック]", text
    )


def _labelled(found: Sequence[Address], rows: Sequence[Row]) -> list[Address]:
    """With several offices on a card, each with the heading in front of it or right above it."""
    taken = {row for address in found for row in address.rows}
    headings = [row for row in rows if row not in taken and office_labels.is_heading(row.text)]
    bare = [number for number, address in enumerate(found) if not address.label]
    pairs = [(_away(row, found[number].rows[0]), number, row) for number in bare for row in headings]
    owned: dict[int, Row] = {}
    for away, number, row in sorted(pairs, key=lambda pair: pair[0]):
        if away < FARTHEST_HEADING and number not in owned and row not in owned.values():
            owned[number] = row
    return [_headed(one, owned[n]) if n in owned else one for n, one in enumerate(found)]


def _headed(address: Address, heading: Row) -> Address:
    return replace(address, rows=(heading, *address.rows), label=office_labels.bare(heading.text))


def _away(row: Row, first: Row) -> float:
    """How far a heading stands from an address, in sizes of its letters: in front of it is nearest."""
    off_line = abs(row.middle_y - first.middle_y) / first.size
    gap = (first.left - row.right) / first.size
    if not row.vertical and row.left <= first.left and gap < WIDEST_GAP and off_line < ON_LINE:
        return off_line
    close = abs(row.left - first.left) < 1.5 * first.size
    return 1 + off_line if _follows(row, first) and close else FARTHEST_HEADING
