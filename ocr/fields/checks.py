"""What one field says about another: repairs, confirmations and doubts. A repair is always left unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from contacts.emails import domain, is_free, site
from contacts.names import reading_hint
from contacts.normal import katakana
from contacts.phones import e164
from contacts.readings import kana_of
from contacts.romaji import from_kana, romaji_key
from contacts.values import Phone, PhoneType
from ocr.fields import emails, lost_hyphens, postcodes, qr
from ocr.fields.draft import CONFIRMED, DOUBTED, Draft
from ocr.fields.text import is_japanese, tight

REPAIRED = 0.85
# A postal code that was completed from the address agrees with it by its making.
COMPLETED = REPAIRED


def settle(draft: Draft, codes: Sequence[str]) -> None:
    """Lets the fields of a draft check each other, then lets the card's codes have the last word."""
    _postal_code(draft)
    _house_numbers(draft)
    _emails(draft)
    _reading(draft)
    _romaji(draft)
    _phones(draft)
    _two_firms(draft)
    if is_japanese(draft.values.get("name", "")) and not draft.values.get("given_name"):
        draft.doubt("name")
    for payload in codes:
        code = qr.parse(payload)
        if code:
            _code(draft, code)


def _postal_code(draft: Draft) -> None:
    code, address = draft.values.get("postal_code"), draft.values.get("address")
    if not code or not address or not is_japanese(address):
        return
    if postcodes.agrees(code, address):
        if draft.confidence["postal_code"] != COMPLETED:
            draft.confirm("postal_code")
        draft.support("address")
        return
    likely = postcodes.likely_codes(code, address)
    if len(likely) == 1:
        draft.put("postal_code", likely[0], REPAIRED)
    draft.doubt("postal_code", REPAIRED)
    draft.doubt("address", REPAIRED)


def _house_numbers(draft: Draft) -> None:
    """Numbers run together are parted where that is clear, and doubted either way."""
    address = draft.values.get("address") or ""
    if is_japanese(address) and lost_hyphens.lacks_hyphens(address):
        draft.put("address", lost_hyphens.with_hyphens(address), min(draft.confidence["address"], DOUBTED))


def _emails(draft: Draft) -> None:
    found = draft.values.get("emails", ())
    if not found:
        return
    sure = draft.confidence["emails"]
    settled = [emails.settled(emails.Email(mail, sure), _letters(draft), _sites(draft)) for mail in found]
    draft.put("emails", tuple(mail.address for mail in settled), min(mail.confidence for mail in settled))


def _letters(draft: Draft) -> list[str]:
    """The person's name in letters: as printed, by its kana, by the dictionary."""
    printed = re.findall(r"[^\W\d_]+", draft.values.get("name_romaji") or "")
    name = draft.values.get("name") or ""
    if not is_japanese(name):
        return printed + re.findall(r"[^\W\d_]+", name)
    kana = (draft.values.get("name_kana") or "").split()
    return printed + [from_kana(part) for part in (*kana, *(reading_hint(name) or ()))]


def _sites(draft: Draft) -> list[str]:
    return [
        re.sub(r"^(?:https?:/*)?(?:www\.)?", "", url).split("/")[0] for url in draft.values.get("urls", ())
    ]


def _reading(draft: Draft) -> None:
    """Kana that the dictionary knows for the kanji confirm both."""
    kana, family = draft.values.get("name_kana"), draft.values.get("family_name")
    if not kana or not family:
        return
    read = katakana(tight(kana))
    if any(read.startswith(reading) for reading in kana_of(family, family=True)):
        draft.confirm("name_kana")


def _romaji(draft: Draft) -> None:
    """A name whose reading stands neither in the mail address nor in letters on the card is less sure."""
    name = draft.values.get("name") or ""
    local = " ".join(mail.split("@")[0] for mail in draft.values.get("emails", ()))
    written = romaji_key(re.sub(r"[^a-z]", "", f"{local}{draft.values.get('name_romaji', '')}".casefold()))
    hint = reading_hint(name) if is_japanese(name) else None
    if hint and written and not any(romaji_key(from_kana(part)) in written for part in hint if len(part) > 1):
        # A lone sign may be what is left of a family name.
        draft.doubt("name", 0.985 if len(draft.values.get("family_name") or "") > 1 else DOUBTED)


def _phones(draft: Draft) -> None:
    """A number that cannot exist is doubted."""
    found: Sequence[Phone] = draft.values.get("phones", ())
    if any(phone.e164 is None or _too_short(phone.e164) for phone in found):
        draft.doubt("phones", REPAIRED)


def _two_firms(draft: Draft) -> None:
    """Mail addresses at two firms' domains: two cards were taken for one, so nothing on it is certain."""
    mails = draft.values.get("emails", ())
    if len({site(domain(mail)) for mail in mails if not is_free(mail)}) > 1:
        for name in draft.values:
            draft.doubt(name)


def _too_short(number: str) -> bool:
    digits = re.sub(r"^\+81", "", number)
    mobile = bool(re.match(r"\+81[789]0", number))
    return number.startswith("+81") and len(digits) != (10 if mobile else 9)


def _code(draft: Draft, code: qr.CodeFields) -> None:
    _from_code(draft, "name", code.name)
    for part, value in (("family_name", code.family), ("given_name", code.given)):
        _from_code(draft, part, value)
    _from_code(draft, "company", code.company)
    _from_code(draft, "title", code.title)
    _from_code(draft, "department", code.department)
    _code_emails(draft, code.emails)
    _code_phones(draft, code.phones)
    if code.urls and not draft.values.get("urls") and not (code.name or code.emails):
        draft.put("urls", code.urls, CONFIRMED)


def _from_code(draft: Draft, name: str, value: str | None) -> None:
    """A code fills a blank and confirms or corrects what is nearly the same; else it raises a doubt."""
    if not value:
        return
    printed = draft.values.get(name)
    if printed is None:
        draft.put(name, value, CONFIRMED)
    elif tight(printed) == tight(value):
        draft.confirm(name)
    elif Levenshtein.normalized_similarity(tight(printed), tight(value)) >= 0.5:
        draft.put(name, value, CONFIRMED)
    else:
        draft.doubt(name)


def _code_emails(draft: Draft, told: Sequence[str]) -> None:
    if not told:
        return
    printed = list(draft.values.get("emails", ()))
    for mail in told:
        near = [
            n
            for n, other in enumerate(printed)
            if Levenshtein.distance(mail.casefold(), other.casefold()) <= 3
        ]
        if near:
            printed[near[0]] = mail
        else:
            printed.append(mail)
    draft.put("emails", tuple(printed), CONFIRMED)


def _code_phones(draft: Draft, told: Sequence[str]) -> None:
    country = draft.values.get("country", "JP")
    printed: list[Phone] = list(draft.values.get("phones", ()))
    for text in told:
        number = e164(text, country)
        if number and not any(phone.e164 == number for phone in printed):
            _mend_or_add(printed, text, number)
    draft.put("phones", tuple(printed), draft.confidence.get("phones", CONFIRMED))


def _mend_or_add(printed: list[Phone], text: str, number: str) -> None:
    """A number one digit away from a printed one corrects it; any other is one more."""
    for place, phone in enumerate(printed):
        if phone.e164 and Levenshtein.distance(phone.e164, number) <= 1 and _too_short(phone.e164):
            printed[place] = replace(phone, number=text, e164=number)
            return
    printed.append(Phone(PhoneType.WORK, text, number))
