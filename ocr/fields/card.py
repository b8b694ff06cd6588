"""All fields of one card: what is certain by shape goes first, names and companies from what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from contacts.values import CardFields, Office, Phone
from ocr.fields import (
    address,
    checks,
    chinese_cards,
    company,
    countries,
    emails,
    foreign,
    handles,
    latin_postal,
    names,
    phones,
    post,
    qualifications,
    urls,
)
from ocr.fields.draft import Draft
from ocr.fields.rows import prepared
from ocr.fields.split_rows import joined
from ocr.fields.text import folded, mostly_japanese
from ocr.layout import Row


def read_fields(rows: Sequence[Row], codes: Sequence[str] = ()) -> CardFields:
    """The fields of one card from its rows in reading order and the payloads of its QR codes."""
    draft = Draft()
    left = _contacts(joined(prepared(rows)), draft)
    left = _addresses(left, draft)
    left = _company(left, draft)
    left = _qualifications(left, draft)
    left = _person(left, draft)
    if "company" not in draft.values:
        _put_company(draft, company.left_over(left, _domains(draft)))
    draft.put("qr", codes[0] if codes else None, 1.0)
    checks.settle(draft, codes)
    return draft.done()


def _contacts(rows: Sequence[Row], draft: Draft) -> list[Row]:
    """E-mails, web addresses and phones; returns the rows without any."""
    country = _country(rows)
    mails = [mail for row in rows for mail in emails.find(row.text, row.confidence)]
    sites = [(url, row.confidence) for row in rows for url in urls.find(row.text)]
    dialled = [row for row in rows if not address.is_postal_row(row.text)]
    numbers = [number for row in dialled for number in phones.find(row.text, row.confidence, country)]
    draft.put(
        "emails", tuple(dict.fromkeys(mail.address for mail in mails)), _least(m.confidence for m in mails)
    )
    draft.put("urls", tuple(dict.fromkeys(url for url, _ in sites)), _least(sure for _, sure in sites))
    draft.put("phones", _distinct([found.phone for found in numbers]), _least(n.confidence for n in numbers))
    accounts = [(account, row.confidence) for row in rows for account in handles.find(row.text)]
    draft.put("handles", tuple(dict.fromkeys(a for a, _ in accounts)), _least(sure for _, sure in accounts))
    draft.put("country", country, 1.0)
    return [row for row in rows if not _is_contact(row, country)]


def _least(values: Any) -> float:
    return min(values, default=0.0)


def _distinct(found: Sequence[Phone]) -> tuple[Phone, ...]:
    by_number = {(phone.type, phone.e164 or phone.number): phone for phone in found}
    return tuple(by_number.values())


def _is_contact(row: Row, country: str) -> bool:
    text = folded(row.text)
    if emails.find(text, 1.0) or urls.find(text) or handles.find(text):
        return True
    return bool(phones.find(text, 1.0, country)) and not address.begins(text)


def _country(rows: Sequence[Row]) -> str:
    texts = [row.text for row in rows]
    if chinese := chinese_cards.country(texts):
        return chinese
    if mostly_japanese(texts):
        return "JP"
    found = foreign.find(rows)
    named = latin_postal.country_of(found.text or "") if found else None
    return named or _by_domain(rows) or countries.dialled(texts) or countries.by_form(texts) or "US"


def _by_domain(rows: Sequence[Row]) -> str | None:
    for row in rows:
        for mail in emails.find(row.text, 1.0):
            top = mail.address.rsplit(".", 1)[-1].upper()
            if len(top) == 2:
                return "GB" if top == "UK" else top
    return None


def _addresses(rows: list[Row], draft: Draft) -> list[Row]:
    # Elsewhere a telephone number (555) 123-4567 ends like a Japanese postal code.
    japanese = address.japanese(rows) if draft.values.get("country") == "JP" else []
    used = {row for found in japanese for row in found.rows}
    if japanese:
        first, others = japanese[0], [other for other in japanese[1:] if other.text]
        draft.put("postal_code", first.postal_code, first.confidence)
        draft.put("address", first.text, first.confidence)
        offices = tuple(Office(other.label, other.postal_code, other.text or "") for other in others)
        draft.put("other_addresses", offices, _least(other.confidence for other in others))
    elif chinese := chinese_cards.country([row.text for row in rows]) and chinese_cards.address(rows):
        used = set(chinese.rows)
        draft.put("postal_code", chinese.postal_code, chinese.confidence)
        draft.put("address", chinese.text, chinese.confidence)
    latin = foreign.find([row for row in rows if row not in used])
    if latin:
        used |= set(latin.rows)
        if "address" in draft.values:
            draft.put("address_en", latin.text, latin.confidence)
        else:
            draft.put("postal_code", latin.postal_code, latin.confidence)
            draft.put("address", latin.text, latin.confidence)
    return [row for row in rows if row not in used]


def _company(rows: list[Row], draft: Draft) -> list[Row]:
    domains, mails = _domains(draft), draft.values.get("emails", ())
    free = [row for row in rows if not names.is_clearly_person(row.text, mails)]
    japanese, latin = company.japanese(free, domains), company.latin(free, domains)
    _put_company(draft, japanese or latin)
    if japanese and latin:
        draft.put("company_en", latin.text, latin.confidence)
    used = {row for found in (japanese, latin) if found for row in found.rows}
    return [row for row in rows if row not in used]


def _put_company(draft: Draft, found: company.Company | None) -> None:
    if found:
        draft.put("company", found.text, found.confidence)


def _domains(draft: Draft) -> list[str]:
    mails = [mail.split("@")[1] for mail in draft.values.get("emails", ())]
    sites = [
        re.sub(r"^(?:https?://)?(?:www\.)?", "", url).split("/")[0] for url in draft.values.get("urls", ())
    ]
    return mails + sites


def _qualifications(rows: list[Row], draft: Draft) -> list[Row]:
    found, rest = qualifications.find(rows)
    draft.put(
        "qualifications",
        tuple(dict.fromkeys(name for name, _ in found)),
        _least(r.confidence for _, r in found),
    )
    return rest


def _person(rows: list[Row], draft: Draft) -> list[Row]:
    """Name, reading, department and title; returns the rows that are none of them."""
    mails = draft.values.get("emails", ())
    kana = names.kana_rows(rows)
    rest = [row for row in rows if row not in kana]
    japanese = names.japanese(rest, mails, [folded(row.text) for row in kana])
    others = [row for row in rest if not japanese or row is not japanese.row]
    latin = names.latin(others, mails, draft.values.get("country"), japanese)
    _names(japanese, latin, kana, draft)
    beside = [part for row in rest for part in _besides(row, (japanese, latin))]
    posted = _posts(beside, latin.row if latin and not japanese else None, draft)
    named = [person.row for person in (japanese, latin) if person]
    return [row for row in rest if row not in posted and row not in named]


def _besides(row: Row, people: Sequence[names.Name | None]) -> list[Row]:
    """A row without the name on it: nothing, or what stands before or behind the name (a title)."""
    for person in people:
        if person and person.row is row:
            name = person.text.split()[0]
            before, _, after = row.text.partition(person.text) if person.text in row.text else ("", "", "")
            before = before or (row.text[: row.text.find(name)] if name in row.text else "")
            return [replace(row, text=part) for part in (before, after) if len(part.strip()) > 1]
    return [row]


def _names(japanese: names.Name | None, latin: names.Name | None, kana: list[Row], draft: Draft) -> None:
    main = japanese or latin
    if main is None:
        return
    draft.put("name", main.text, main.confidence)
    draft.put("family_name", main.family, main.confidence)
    draft.put("given_name", main.given, main.confidence)
    reading = names.reading_of(main, kana) if japanese else None
    if reading:
        draft.put("name_kana", reading.text, reading.confidence)
    if japanese and latin:
        draft.put("name_romaji", latin.text, latin.confidence)


def _posts(rows: list[Row], name: Row | None, draft: Draft) -> list[Row]:
    found = post.find(rows, name)
    departments, titles = found.sure()
    if found.departments or found.titles:
        draft.put("department", " ".join(found.departments), departments)
        draft.put("title", " ".join(found.titles), titles)
        draft.put("department_en", ", ".join(found.departments_en), departments)
        draft.put("title_en", ", ".join(found.titles_en), titles)
        draft.put("posts", found.posts(), min(departments, titles))
    else:
        draft.put("department", ", ".join(found.departments_en), departments)
        draft.put("title", ", ".join(found.titles_en), titles)
    return found.rows
