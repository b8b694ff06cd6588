"""What speaks for and against a value of a card, as numbers: how it was read, what it looks like, what the
rest of the card says. `ocr.doubts` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from contacts.area_codes import prefecture_in, prefecture_of
from contacts.emails import domain, is_free, site
from contacts.names import reading_hint
from contacts.readings import is_personal, name_kinds
from contacts.romaji import from_kana, romaji_key
from contacts.values import CardFields, Phone, PhoneType
from ocr.engines.characters import INSIGNIFICANT
from ocr.fields import company_signs, postcodes, qualifications, words
from ocr.fields.text import HYPHENS, KANJI_DIGIT, folded, is_japanese, mostly_japanese, tight
from ocr.matching import Printed, Run, printed, runs
from ocr.places import values_of
from ocr.values import Line

FIELDS = ("name", "company", "department", "title", "postal_code", "address", "phones", "emails", "urls")
SMALL_PIXELS = 18.0
_SMALL_KANA = re.compile(
    "[フヴ][イエオ]|テイ|デイ|[シジチ][エヤユヨ]|[キギニヒビピミリ][ヤユヨ]|ツ[カキクケコサシスセソタチツテトパピプペポ]"
)
_FORM = re.compile(r"会社|法人|\(株\)|（株）|㈱|Inc|Ltd|LLC|GmbH|Co\.|S\.|AG|B\.V|Pty|PLC|Corp")
_FIGURE = rf"[\d{KANJI_DIGIT}]"
_BARE_NUMBER = re.compile(
    rf"(?<!{_FIGURE})(?<![-{HYPHENS}]){_FIGURE}{{3,}}(?!{_FIGURE}|[-{HYPHENS}番号丁階F室地])"
)
_JAPANESE_CODE = re.compile(r"\d{3}-\d{4}")
# A phone number, a second postal code or a letter among the figures of an address.
_FOREIGN_BODY = re.compile(
    r"(?i)\btel|\bfax|\+81|\d{2,4}-\d{2,4}-\d{4}|\s\d{3}-\d{4}\b|\d-?[ilo|]\d?(?![a-z])"
)
# A line so near the value's own, in sizes of its letters, and so alike in size may be a part of it.
_NEAR, _ALIKE = 1.9, 1.25


@dataclass(frozen=True)
class Card:
    """One card's fields with the lines they were read from; what is asked more than once is kept."""

    fields: CardFields
    lines: Sequence[Line]

    @cached_property
    def ready(self) -> list[Printed]:
        return printed(self.lines)

    @cached_property
    def found(self) -> Mapping[str, list[tuple[str, list[Run]]]]:
        """By field: each of its values with the runs of lines it stands on."""
        found: dict[str, list[tuple[str, list[Run]]]] = {}
        for key, value in values_of(self.fields):
            found.setdefault(key.partition(".")[0], []).append((value, runs(value, self.ready)))
        return found

    @cached_property
    def usual_size(self) -> float:
        sizes = sorted(line.size for line in self.lines)
        return sizes[len(sizes) // 2] if sizes else 1.0

    @cached_property
    def unexplained(self) -> list[Line]:
        """Lines that no value stands on."""
        used = {id(run.line) for values in self.found.values() for _, spans in values for run in spans}
        return [one.line for one in self.ready if id(one.line) not in used and len(one.text) > 2]

    @cached_property
    def letters(self) -> str:
        """What the card writes in letters of the person: the local part of mails, the romaji."""
        local = " ".join(mail.split("@")[0] for mail in self.fields.emails)
        return romaji_key(re.sub(r"[^a-z]", "", f"{local}{self.fields.name_romaji or ''}".casefold()))

    @cached_property
    def domains(self) -> list[str]:
        mails = [domain(mail) for mail in self.fields.emails if not is_free(mail)]
        return [*mails, *(site(url) for url in self.fields.urls)]


def signs(card: Card, name: str) -> dict[str, float]:
    """The signs of one filled field; what is left out is 0."""
    common = _read(card, name)
    own = _OWN[name](card)
    return {**common, **{f"{name}: {sign}": float(value) for sign, value in own.items() if value}}


def _read(card: Card, name: str) -> dict[str, float]:
    """How the field was read: its confidence, its least sure character, where and how large it stands."""
    sure = card.fields.confidence.get(name, 0.0)
    found = card.found.get(name, [])
    spans = [run for _, these in found for run in these]
    lines = [run.line for run in spans]
    least = min((_least(run) for run in spans), default=0.0)
    text = "".join(value for value, _ in found)
    return {
        name: 1.0,
        "unsure": 1 - sure,
        "below .9": float(sure < 0.9),
        "below .96": float(sure < 0.96),
        "below .99": float(sure < 0.99),
        "least sign": 1 - least,
        "least below .9": float(least < 0.9),
        "least below .98": float(least < 0.98),
        "nowhere": float(any(not these for _, these in found)),
        "not as printed": _changed(found),
        "vertical": float(any(line.vertical for line in lines)),
        "small": max(0.0, 1 - min((line.size for line in lines), default=SMALL_PIXELS) / SMALL_PIXELS),
        "pieces": min(3.0, max(0, len(lines) - len(found))) / 3,
        "length": min(40, len(text)) / 40,
        "lines left over": min(4, len(card.unexplained)) / 4,
        "cut out of a word": float(any(_is_cut(run) for run in spans)),
        "line beside left over": float(
            any(_is_beside(one, line) for one in card.unexplained for line in lines)
        ),
        "sizes differ": float(_spread([line.size for line in lines]) > 1.4),
        "unsure card": sum(line.confidence < 0.9 for line in card.lines) / max(1, len(card.lines)),
    }


def _is_cut(run: Run) -> bool:
    """Whether letters or figures go on right before or behind a value on its line."""
    text, (begin, end) = run.line.text, run.span
    before, after = text[begin - 1 : begin], text[end : end + 1]
    return (before.isalnum() and text[begin].isalnum()) or (after.isalnum() and text[end - 1].isalnum())


def _is_beside(one: Line, line: Line) -> bool:
    """Whether a line stands right above, below or behind another in letters of its size."""
    if one.vertical != line.vertical or _spread([one.size, line.size]) > _ALIKE:
        return False
    down = max(one.top, line.top) - min(one.bottom, line.bottom)
    across = max(one.left, line.left) - min(one.right, line.right)
    return max(down, across) < (_NEAR - 1) * line.size


def _spread(sizes: Sequence[float]) -> float:
    return max(sizes, default=1.0) / max(min(sizes, default=1.0), 1e-6)


def _least(run: Run) -> float:
    line = run.line
    if len(line.signs) != len(line.text):
        return line.confidence
    begin, end = run.span
    telling = [line.signs[at] for at in range(begin, end) if line.text[at] not in INSIGNIFICANT]
    return min(telling, default=line.confidence)


def _changed(found: Sequence[tuple[str, list[Run]]]) -> float:
    """The share of characters that stand on no line as the value has them."""
    whole = sum(len(tight(value)) for value, _ in found)
    equal = sum(run.equal for _, these in found for run in these)
    return max(0.0, 1 - equal / max(1, whole)) if whole else 0.0


def _name(card: Card) -> dict[str, float]:
    fields = card.fields
    name, family, given = fields.name or "", fields.family_name or "", fields.given_name or ""
    sizes = [run.line.size for _, these in card.found.get("name", []) for run in these]
    japanese = is_japanese(name)
    hint = reading_hint(name) if japanese else None
    told = any(romaji_key(from_kana(one)) in card.letters for one in hint or () if len(one) > 1)
    parts = [romaji_key(one) for one in re.findall(r"[a-z]{3,}", name.casefold())]
    return {
        "no given": japanese and not given,
        "unknown family": japanese and not name_kinds(family)[0],
        "unknown given": japanese and not name_kinds(given)[1],
        "one sign": japanese and len(family) == 1,
        "told by mail": told,
        "more in mail": told and _says_more(card, [romaji_key(from_kana(one)) for one in hint or ()]),
        "letters told": not japanese and any(one in card.letters for one in parts),
        "not told": bool(card.letters) and japanese and not told,
        "letters not told": bool(fields.emails and not japanese)
        and not any(p in card.letters for p in parts),
        "latin": not japanese,
        "latin on a Japanese card": not japanese and mostly_japanese([line.text for line in card.lines]),
        "one word": not japanese and len(name.split()) < 2,
        "not large": bool(sizes) and max(sizes) < 1.3 * card.usual_size,
        "long": len(tight(name)) > (6 if japanese else 24),
        "many words": not japanese and len(name.split()) > 2,
        "words": not japanese and any(words.english_title(one) for one in name.split()),
    }


def _says_more(card: Card, parts: Sequence[str]) -> bool:
    """Whether a word of a mail address goes on where the given name ends: keiichi@ beside 圭."""
    family, given = (*parts, "", "")[:2]
    said = [
        romaji_key(one) for mail in card.fields.emails for one in re.split(r"[^a-z]+", mail.split("@")[0])
    ]
    longer = [one for one in said if given and one.startswith(given) and len(one) > len(given) + 1]
    return any(one != given + family for one in longer)


def _company(card: Card) -> dict[str, float]:
    name = card.fields.company or ""
    japanese = is_japanese(name)
    return {
        "no form": not _FORM.search(name),
        "company left over": any(
            company_signs.ends(line.text) or _FORM.search(line.text) for line in card.unexplained
        ),
        "body alone": company_signs.is_body(name),
        "no firm's word": not company_signs.ends(name),
        "in domain": company_signs.in_domain(name, card.domains),
        "no domain": not card.domains,
        "both scripts": japanese and bool(re.search(r"[A-Za-z]{4,} [A-Za-z]{3,}", name)),
        "small kana": _SMALL_KANA.search(name) is not None,
        "one word": len(tight(name)) < 4,
        "latin": not japanese,
        "personal": is_personal(name.split()[0]) if name else False,
    }


def _post(card: Card, name: str) -> dict[str, float]:
    value = getattr(card.fields, name) or ""
    japanese = is_japanese(value)
    parts = value.split() if japanese else value.split(", ")
    inside = japanese and re.search(r"(?:部|課|室|係|センター|グループ)(?=.{2,})", value)
    left = [folded(line.text) for line in card.unexplained]
    return {
        "parts": min(3, len(parts) - 1) / 3,
        "long": len(value) > (14 if japanese else 40),
        "unknown": not _known_post(value, name),
        "department inside": bool(inside) and name == "title",
        "small kana": _SMALL_KANA.search(value) is not None,
        "latin": not japanese,
        "post left over": any(words.is_department(one) or words.is_title(one) for one in left),
        "digits": bool(re.search(r"\d{2}", value)),
        "capitals": not japanese and value.isupper() and len(value) < 8,
        "dash": not japanese and " - " in value,
        "qualification": len(parts) > 1 and any(qualifications.is_one(one) for one in parts),
    }


def _known_post(value: str, name: str) -> bool:
    if not is_japanese(value):
        return words.english_title(value) if name == "title" else words.english_department(value)
    parts = value.split() or [value]
    ask = words.ends_with_title if name == "title" else words.is_department
    return all(ask(one) for one in parts)


def _postal_code(card: Card) -> dict[str, float]:
    code, address = card.fields.postal_code or "", card.fields.address or ""
    japanese = is_japanese(address)
    agrees = postcodes.agrees(code, address) if japanese else None
    return {
        "agrees": bool(agrees),
        "disagrees": japanese and agrees is False,
        "not in use": japanese and agrees is None,
        "no address": not address,
        "Japanese code abroad": bool(address) and not japanese and _JAPANESE_CODE.fullmatch(code) is not None,
        "no Japanese code": japanese and _JAPANESE_CODE.fullmatch(code) is None,
    }


def _address(card: Card) -> dict[str, float]:
    value, code = card.fields.address or "", card.fields.postal_code or ""
    japanese = is_japanese(value)
    agrees = bool(code) and japanese and postcodes.agrees(code, value)
    return {
        "agrees": bool(agrees),
        "disagrees": bool(code) and japanese and not agrees,
        "no code": not code,
        "no number": not re.search(r"\d", value),
        "bare number": japanese and _BARE_NUMBER.search(value) is not None,
        "foreign body": _FOREIGN_BODY.search(value) is not None,
        "ends open": bool(re.search(r"[-\-,・]$|--", value)),
        "latin": not japanese,
        "short": len(value) < 12,
        "parts": min(4, len(re.split(r"[ ,]+", value)) - 1) / 4,
        "address left over": any(_is_place(line.text) for line in card.unexplained),
    }


def _is_place(text: str) -> bool:
    plain = folded(text)
    return bool(re.search(r"\d+(?:階|F\b|号室)|ビル|タワー|市|区|町|[A-Z]{2} \d{4,5}|Street|Road|Ave", plain))


def _phones(card: Card) -> dict[str, float]:
    found = card.fields.phones
    numbers = [phone.e164 or "" for phone in found]
    home = prefecture_in(card.fields.address or "")
    areas = {area for one in numbers if (area := prefecture_of(one))} if home else set()
    digits = [len(re.sub(r"\D", "", folded(line.text))) for line in card.unexplained]
    return {
        "cannot be": any(not one for one in numbers),
        "area agrees": areas == {home},
        "area disagrees": bool(areas - {home}),
        "odd length": any(_is_odd(one) for one in numbers),
        "odd grouping": any(_is_oddly_grouped(one) for one in found),
        "many": min(3, max(0, len(found) - 2)) / 3,
        "near twins": _has_twins(numbers),
        "same type twice": len({phone.type for phone in found}) < len(found),
        "two mobiles": sum(phone.type is PhoneType.MOBILE for phone in found) > 1,
        "digits left over": any(count >= 6 for count in digits),
        "abroad": any(not one.startswith("+81") for one in numbers),
        "dots": any("." in phone.number or "・" in phone.number for phone in found),
    }


def _is_odd(number: str) -> bool:
    bare = number.removeprefix("+81")
    mobile = bare[:2] in ("70", "80", "90", "50")
    return number.startswith("+81") and len(bare) != (10 if mobile else 9)


def _is_oddly_grouped(phone: Phone) -> bool:
    """A Japanese number whose last group is not of four digits, or that is grouped by blanks as well."""
    if not (phone.e164 or "").startswith("+81"):
        return False
    groups = re.findall(r"\d+", folded(phone.number).split("内線")[0])
    return len(groups) > 1 and (len(groups[-1]) not in (3, 4) or len(groups) > 4)


def _has_twins(numbers: Sequence[str]) -> bool:
    return any(
        one != other and len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
        for at, one in enumerate(numbers)
        for other in numbers[:at]
    )


def _emails(card: Card) -> dict[str, float]:
    mails = card.fields.emails
    sites = {site(url) for url in card.fields.urls}
    hosts = [site(domain(mail)) for mail in mails]
    local = " ".join(mail.split("@")[0] for mail in mails)
    written = (card.fields.name_romaji or card.fields.name or "").casefold()
    return {
        "site agrees": any(host in sites for host in hosts),
        "site disagrees": bool(sites) and not any(host in sites for host in hosts),
        "look-alikes": bool(re.search(r"[a-z]\d|\d[a-z]|rn|vv|ii|ll|[|]", local)),
        "odd": any(re.search(r"[^a-z0-9._+\-@]|\.\.|@.*_", mail) is not None for mail in mails),
        "free": any(is_free(mail) for mail in mails),
        "several": len(mails) > 1,
        "name told": any(romaji_key(one) in card.letters for one in re.findall(r"[a-z]{3,}", written)),
    }


def _urls(card: Card) -> dict[str, float]:
    urls = card.fields.urls
    hosts = {site(domain(mail)) for mail in card.fields.emails}
    return {
        "mail agrees": any(site(url) in hosts for url in urls),
        "mail disagrees": bool(hosts) and not any(site(url) in hosts for url in urls),
        "several": len(urls) > 1,
        "path": any("/" in re.sub(r"^https?://", "", url).rstrip("/") for url in urls),
        "odd": any(re.search(r"\s|\.\.|,|[^\x21-\x7e]", url) is not None for url in urls),
        "scheme": any(re.match(r"https?:/{0,1}[^/]", url) is not None for url in urls),
    }


_OWN: Mapping[str, Callable[[Card], Mapping[str, float]]] = {
    "name": _name,
    "company": _company,
    "department": lambda card: _post(card, "department"),
    "title": lambda card: _post(card, "title"),
    "postal_code": _postal_code,
    "address": _address,
    "phones": _phones,
    "emails": _emails,
    "urls": _urls,
}
