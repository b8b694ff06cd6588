"""The lines that show a card's or contact's fields, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.texts import Mrkdwn, Texts, escape, join
from bot.texts.escaping import bold
from contacts.values import CardFields, Office, Phone, PhoneType

MOST_NAME, MOST_LINE = 80, 150
MOST_PHONES, MOST_EMAILS, MOST_MORE = 5, 4, 3

LABELS = {
    "name": "field.name",
    "name_kana": "field.name_kana",
    "name_romaji": "field.name_romaji",
    "family_name": "field.family_name",
    "given_name": "field.given_name",
    "company": "field.company",
    "company_en": "field.company_en",
    "department": "field.department",
    "department_en": "field.department_en",
    "title": "field.title",
    "title_en": "field.title_en",
    "posts": "field.posts",
    "qualifications": "field.qualifications",
    "postal_code": "field.postal_code",
    "address": "field.address",
    "address_en": "field.address_en",
    "other_addresses": "field.other_addresses",
    "country": "field.country",
    "phones": "field.phones",
    "emails": "field.emails",
    "urls": "field.urls",
    "handles": "field.handles",
    "qr": "field.qr",
    "remark": "field.remark",
}
PHONE_WORDS = {
    PhoneType.WORK: "phone.work",
    PhoneType.FAX: "phone.fax",
    PhoneType.MOBILE: "phone.mobile",
    PhoneType.DIRECT: "phone.direct",
    PhoneType.TOLL_FREE: "phone.toll_free",
}
_PHONE_SIGNS = {PhoneType.FAX: "📠", PhoneType.MOBILE: "📱"}
# What Slack may be given inside <mailto:…> and <tel:…> without being able to break out of it.
_SAFE_MAIL = re.compile(r"[A-Za-z0-9.+_'-]{1,64}@[A-Za-z0-9.-]{1,100}")
_SAFE_TEL = re.compile(r"\+\d{6,15}")


def shown_name(fields: CardFields, t: Texts) -> str:
    """The name by which a card is listed: as printed, else in letters, else that it is missing."""
    return fields.name or fields.name_romaji or t.plain("card.no_name")


def shown_company(fields: CardFields) -> str:
    return fields.company or fields.company_en or ""


def headline(fields: CardFields, t: Texts) -> Mrkdwn:
    """The name in bold with its reading, then the company: 📇 *田中 一郎*(タナカ イチロウ) 山田商事."""
    name = bold(shown_name(fields, t), MOST_NAME)
    reading = _reading(fields, t)
    named = t("card.with_reading", name=name, reading=escape(reading, MOST_NAME)) if reading else name
    return t("card.headline", name=named, company=escape(shown_company(fields), MOST_NAME))


def _reading(fields: CardFields, t: Texts) -> str:
    if not fields.name:
        return ""
    first, second = fields.name_kana, fields.name_romaji
    reading = (first or second) if t.language == "ja" else (second or first)
    return reading if reading and reading != fields.name else ""


def post(fields: CardFields) -> Mrkdwn:
    """Department and title; several posts held together with ／ between them; qualifications last."""
    held = [_post(one.department, one.title) for one in fields.posts[:MOST_MORE]]
    main = _post(fields.department or fields.department_en, fields.title or fields.title_en)
    qualifications = join("・", [escape(one, 40) for one in fields.qualifications[:MOST_MORE]])
    return join("  ", (join(" ／ ", held) or main, qualifications))


def _post(department: str | None, title: str | None) -> Mrkdwn:
    return join(" ", (escape(department or "", 60), escape(title or "", 60)))


def escape_line(value: object) -> Mrkdwn:
    """A value that gets a line of its own."""
    return escape(value, MOST_LINE)


def phones(fields: CardFields, t: Texts) -> Mrkdwn:
    """The phones with their type in words, to be called by a tap where the number is a real one."""
    shown = [_phone(phone, t) for phone in fields.phones[:MOST_PHONES]]
    return join("  ", [*shown, _more(len(fields.phones) - MOST_PHONES, t)])


def _phone(phone: Phone, t: Texts) -> Mrkdwn:
    number = escape(phone.number, 40)
    if phone.e164 and _SAFE_TEL.fullmatch(phone.e164) and phone.type is not PhoneType.FAX:
        number = Mrkdwn(f"<tel:{phone.e164}|{_label(number)}>")
    key = "phone.line_ext" if phone.ext else "phone.line"
    sign = _PHONE_SIGNS.get(phone.type, "☎")
    return t(key, sign=sign, number=number, ext=escape(phone.ext, 10), type=t(PHONE_WORDS[phone.type]))


def emails(fields: CardFields, t: Texts) -> Mrkdwn:
    """The mail addresses."""
    shown = [_mail(address) for address in fields.emails[:MOST_EMAILS]]
    line = join("  ", [*shown, _more(len(fields.emails) - MOST_EMAILS, t)])
    return Mrkdwn(f"✉ {line}") if line else line


def _mail(address: str) -> Mrkdwn:
    if _SAFE_MAIL.fullmatch(address):
        return Mrkdwn(f"<mailto:{address}|{address}>")
    return escape(address, 100)


def _label(text: Mrkdwn) -> Mrkdwn:
    return Mrkdwn(text.replace("|", "∣"))


def urls(fields: CardFields) -> Mrkdwn:
    """Web addresses and social handles, as printed: a link on a stranger's card is not for tapping."""
    line = join("  ", [escape(one, 100) for one in (*fields.urls, *fields.handles)[:MOST_MORE]])
    return Mrkdwn(f"🔗 {line}") if line else line


def address(fields: CardFields, t: Texts) -> Mrkdwn:
    """Postal code and address; further offices with their heading."""
    home = postal(fields.postal_code, fields.address or fields.address_en, t)
    rest = fields.other_addresses
    offices = [_office(office, t) for office in rest[:MOST_MORE]]
    lines = [home, *offices, _more(len(rest) - MOST_MORE, t)]
    return Mrkdwn("\n".join(f"📍 {line}" for line in lines if line))


def postal(code: str | None, text: str | None, t: Texts) -> Mrkdwn:
    """〒100-0001 東京都…; abroad and in letters without 〒, and not again where the address holds it."""
    code = None if code and text and code in text else code
    sign = "〒" if code and re.fullmatch(r"\d{3}-?\d{4}", code) and t.language == "ja" else ""
    return join(" ", (escape(f"{sign}{code}", 20) if code else "", escape_line(text or "")))


def _office(office: Office, t: Texts) -> Mrkdwn:
    label = escape(office.label or "", 30)
    where = postal(office.postal_code, office.address, t)
    return t("card.office", label=label, address=where) if label else where


def remark(fields: CardFields) -> Mrkdwn:
    """What is written on the card by hand."""
    line = escape_line(fields.remark or "")
    return Mrkdwn(f"✏ {line}") if line else line


def body(fields: CardFields, t: Texts) -> list[Mrkdwn]:
    """All of a card but its headline, a line each; what is empty gives an empty line."""
    return [
        post(fields),
        phones(fields, t),
        emails(fields, t),
        address(fields, t),
        urls(fields),
        remark(fields),
    ]


def unsure(fields: CardFields, t: Texts) -> Mrkdwn:
    """Which fields a person should check, in words; empty when there is none."""
    names = list(dict.fromkeys(label(name, t) for name in fields.unsure if name in LABELS))
    return t("review.unsure", fields=join(t("list.comma"), names[:8])) if names else Mrkdwn("")


def label(name: str, t: Texts) -> Mrkdwn:
    """A field's name in the reader's language."""
    return t(LABELS[name])


def listed(names: Iterable[Mrkdwn], most: int, t: Texts) -> Mrkdwn:
    """The first names of a list and how many more there are."""
    every = list(names)
    return join(t("list.comma"), [*every[:most], _more(len(every) - most, t)])


def _more(n: int, t: Texts) -> Mrkdwn:
    return t("list.more", n=n) if n > 0 else Mrkdwn("")
