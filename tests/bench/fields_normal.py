"""Normal forms of card fields, so that what a person calls the same counts as the same.

Widths, spaces, kinds of hyphens, order of romaji, legal forms in short, kanji numerals and the ways to
write a block of a Japanese address make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import phonenumbers
from rapidfuzz.distance import Levenshtein

HYPHENS = "‐‑‒–—―−－ー─ｰ"
VARIANTS = str.maketrans(
    "髙﨑邊邉齋齊濵德𠮷桒眞澤嶋廣國黑濱斎櫻龍惠", "高崎辺辺斉斉浜徳吉桑真沢島広国黒浜斉桜竜恵"
)
LEGAL_FORMS = {
    "(株)": "株式会社",
    "(有)": "有限会社",
    "(同)": "合同会社",
    "(一社)": "一般社団法人",
    "(一財)": "一般財団法人",
    "(公社)": "公益社団法人",
    "(公財)": "公益財団法人",
    "(医)": "医療法人",
    "(学)": "学校法人",
    "(社福)": "社会福祉法人",
    "(特非)": "特定非営利活動法人",
}
COUNTRIES = (
    "japan|u\\.?s\\.?a?\\.?|united states|u\\.?k\\.?|united kingdom|great britain|england|scotland|germany|"
    "deutschland|france|italy|italia|ireland|poland|polska|sweden|sverige|spain|españa|canada|switzerland|"
    "schweiz|australia|new zealand|netherlands|nederland|denmark|danmark|hungary|magyarország|brazil|brasil|"
    "viet ?nam"
)
TYPES = {
    "cell": "mobile",
    "tel": "work",
    "phone": "work",
    "main": "work",
    "office": "work",
    "tollfree": "toll_free",
    "freedial": "toll_free",
}
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")}
_PREFECTURE = re.compile(r"^(東京都|北海道|(?:京都|大阪)府|.{2,3}県)")


def folded(value: object) -> str:
    """One width (NFKC)."""
    return unicodedata.normalize("NFKC", str(value)) if value is not None else ""


def tight(value: object) -> str:
    """One width, no spaces."""
    return re.sub(r"[\s\u200b]+", "", folded(value))


def name(value: object) -> str:
    """A person's name."""
    text = re.sub("[’‘´`]", "'", _hyphens(tight(value)))
    return text.replace("・", "").replace(".", "").casefold()


def company(value: object) -> str:
    """A company's name, its legal form in full."""
    text = _hyphens(tight(value)).casefold()
    for short, full in LEGAL_FORMS.items():
        text = text.replace(short, full)
    return re.sub("[.,、。’'‘]", "", text)


def words(value: object) -> str:
    """Titles, departments, qualifications: punctuation makes no difference."""
    return re.sub(r"[・,、，/／|｜.:：;&\-]", "", re.sub(f"[{HYPHENS}]", "-", tight(value))).casefold()


def kana(value: object) -> str:
    """Hiragana for katakana."""
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in tight(value)).replace(
        "・", ""
    )


def romaji(value: object) -> str:
    """Letters without accents, the parts of the name in alphabetical order."""
    plain = unicodedata.normalize("NFKD", folded(value)).encode("ascii", "ignore").decode().casefold()
    return " ".join(sorted(re.findall("[a-z]+", plain.replace("'", "").replace("-", ""))))


def postal_code(value: object) -> str:
    """Digits and letters."""
    return re.sub("[^0-9a-z]", "", _arabic(folded(value)).casefold())


def url(value: object) -> str:
    """Without its scheme and the last slash."""
    return re.sub("/+$", "", re.sub("^[a-z]+://", "", tight(value).casefold()))


def qr(value: object) -> str:
    """The payload with one kind of line end."""
    return str(value).replace("\r\n", "\n").strip()


def phone(value: Any, country: str) -> str:
    """A phone (a text, or an object with `e164` or `number`) in E.164, else its bare digits."""
    raw = (value.get("e164") or value.get("number") or "") if isinstance(value, dict) else value
    text = "".join(_DIGITS.get(sign, sign) for sign in folded(raw))
    text = re.sub(f"[{HYPHENS}・]", "-", text)
    text = re.sub(r"\(\s*\+\s*(\d+)\s*\)", r"+\1 ", text)
    text = re.sub(r"(内線|ext\.?|x)\s*[:：]?\s*\d+\)?$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"[^\d+()\-. /]", "", text)
    if text.lstrip().startswith("+"):
        text = text.replace("(0)", "")
    digits = re.sub(r"\D", "", text)
    if country == "JP" and digits.startswith("0120") and "+" not in text:
        return "+81" + digits[1:]
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return digits
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_type(value: Any) -> str:
    """work, fax, mobile, direct or toll_free; a number without a type is of work."""
    said = str(value.get("type") or "work").lower() if isinstance(value, dict) else "work"
    return TYPES.get(said, said)


def address_likeness(wanted: object, value: object, code: str | None) -> float:
    """0..1, the prefecture left out where only one of the two has it; the postal `code` does not count."""
    first, second = _address(wanted, code), _address(value, code)
    if bool(_PREFECTURE.match(first)) != bool(_PREFECTURE.match(second)):
        first, second = _PREFECTURE.sub("", first), _PREFECTURE.sub("", second)
    return Levenshtein.normalized_similarity(first, second)


def _address(value: object, code: str | None) -> str:
    text = re.sub(r"〒\s*", "", folded(value).casefold())
    text = _arabic(re.sub(r"\s+", " ", text))
    text = (
        _hyphens(text, r"(?<=[0-9])", "(?=[0-9])")
        if _is_japanese(text)
        else re.sub(f"[{HYPHENS}]", "-", text)
    )
    if code:
        parts = "[- ]?".join(map(re.escape, re.split("[- ]", folded(code).casefold())))
        text = re.sub(f"(?<![0-9a-z]){parts}(?![0-9a-z])", "", text)
    text = re.sub("[’‘´`']", "", text)
    text = re.sub(rf"[\s,]+({COUNTRIES})[\s.,]*$", "", text)
    return _block(re.sub(r"[\s,、，.。:：\[\]【】()（）#]+", "", text))


def _block(text: str) -> str:
    """4丁目14番8号 as 4-14-8."""
    text = re.sub(r"(\d+)丁目", r"\1-", text)
    text = re.sub(r"(\d+)番地?の?(?=\d)", r"\1-", text)
    text = re.sub(r"(\d+)番地", r"\1", text)
    text = re.sub(r"(\d+)号(?!室|館|棟)", r"\1", text)
    return re.sub(r"-(?=\D|$)", "", text)


def _is_japanese(text: str) -> bool:
    return re.search(r"[\u3040-\u9fff]", text) is not None


def _hyphens(text: str, before: str = "(?<=[0-9A-Za-z])", after: str = "(?=[0-9A-Za-z])") -> str:
    return re.sub(f"{before}[{HYPHENS}]{after}", "-", text)


def _arabic(text: str) -> str:
    """Kanji numerals as digits: 一〇五 as 105, 百二十三 as 123."""
    return re.sub("[〇一二三四五六七八九十百]+", lambda found: _number(found.group()), text)


def _number(text: str) -> str:
    if not re.search("[十百]", text):
        return "".join(_DIGITS[sign] for sign in text)
    total = last = 0
    for sign in text:
        if sign in _DIGITS:
            last = int(_DIGITS[sign])
        else:
            total, last = total + (last or 1) * (10 if sign == "十" else 100), 0
    return str(total + last)
