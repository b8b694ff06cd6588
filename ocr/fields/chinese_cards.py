"""Cards in Chinese told from Japanese ones: no kana, and words that only Chinese firms print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.fields import countries, phone_labels
from ocr.fields.address import Address
from ocr.layout import Row

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_WORDS = re.compile(
    "有限公司|股份|总公司|邮编|邮箱|电话|手机|手機|傳真|传真|電郵|分機|統一編號|统一社会|大厦|大廈|业务|经理"
)
_PLACES = (
    ("HK", re.compile(r"香港|九龍|九龙|新界")),
    ("MO", re.compile(r"澳門|澳门")),
    ("TW", re.compile(r"台灣|臺灣|[台臺][北中南東]|新北市|桃園|高雄|新竹|統一編號|統編")),
)
_STREET = re.compile(r"[省市區区县縣鎮镇路街道巷灣湾].*\d+\s?(?:[號号室樓楼层層弄]|F)")
_CODE = re.compile(
    r"^(?:邮编|邮政编码|郵編|郵遞區號)?\s*[:：]?\s*(\d{3}(?:\d{2,3})?)(?=\s*$|\s*[\u3400-\u9fff])"
)
_TOP = re.compile(r"\.(cn|tw|hk|mo|sg)\b")


def country(texts: Sequence[str]) -> str | None:
    """CN, TW, HK, MO or SG for a card in Chinese; None for any other card."""
    whole = "\n".join(texts)
    if len(_KANA.findall(whole)) > 1 or not _WORDS.search(whole):
        return None
    dialled, top = countries.dialled(texts), _TOP.search(whole)
    if dialled or top:
        return dialled or (top.group(1).upper() if top else None)
    return next((code for code, pattern in _PLACES if pattern.search(whole)), "CN")


def address(rows: Sequence[Row]) -> Address | None:
    """The first row with a street and a house number, and the postal code before it or on its own row."""
    found = next((row for row in rows if _STREET.search(row.text) and not phone_labels.leads(row.text)), None)
    if found is None:
        return None
    code = _CODE.match(found.text)
    if code:
        return Address(code[1], found.text[code.end() :].strip(), found.confidence, (found,))
    own = next((row for row in rows if _CODE.fullmatch(row.text)), None)
    digits = _CODE.fullmatch(own.text) if own else None
    used = (found, own) if own else (found,)
    return Address(digits[1] if digits else None, found.text, min(row.confidence for row in used), used)
