"""The same people's next cards: what happens to people and to readings, each cause a function.

A cause takes a random source, the person and the team's size and returns the person as they are now and the
fields as they were read. What is kept is always enough for a colleague to say who it is.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from contacts.companies import core_name
from contacts.values import CardFields, Phone
from tests.bench.team import Person, another, card, in_letters, mail, mobile, moved

Cause = Callable[[random.Random, Person, int], CardFields | None]
_LETTERS = {"o": "0", "l": "1", "m": "rn", "i": "l", "s": "5"}


def again(r: random.Random, who: Person, size: int) -> CardFields:
    """The same card once more, set differently."""
    fields = card(who)
    name = (fields.name or "").replace(" ", r.choice([" ", "　"] if who.letters else ["", "　"]))
    company = (fields.company or "").replace("株式会社", r.choice(["㈱", "(株)", " 株式会社 "]))
    return replace(fields, name=name, company=company)


def misread_name(r: random.Random, who: Person, size: int) -> CardFields:
    """One character of the name is any other."""
    return replace(card(who), name=_wrong(r, card(who).name or ""), name_kana=None, name_romaji=None)


def misread_all(r: random.Random, who: Person, size: int) -> CardFields:
    """A bad photo: a slip in the name, in the company, in the mail and in the phone."""
    fields = misread_name(r, who, size)
    return replace(
        fields,
        company=_wrong(r, fields.company or ""),
        emails=tuple(_wrong_letter(r, one) for one in fields.emails),
        phones=tuple(_wrong_digit(r, one) if r.random() < 0.5 else one for one in fields.phones),
    )


def lost_character(r: random.Random, who: Person, size: int) -> CardFields:
    """A character of the name is lost, and a digit of each number is wrong."""
    name = card(who).name or ""
    at = r.randrange(len(name))
    numbers = tuple(_wrong_digit(r, one) for one in card(who).phones)
    return replace(card(who), name=name[:at] + name[at + 1 :], phones=numbers)


def written_otherwise(r: random.Random, who: Person, size: int) -> CardFields:
    """The company in English, short or with its branch, and no kana."""
    company = r.choice([who.firm.english, core_name(who.firm.name)[:4], f"{who.firm.name} 大阪支店"])
    return replace(card(who), company=company, name_kana=None, name_romaji=None)


def new_office(r: random.Random, who: Person, size: int) -> CardFields:
    """Another office, department and mobile of the same company."""
    there = replace(who, office=r.randrange(len(who.firm.offices)), department="監査室", mobile=mobile(r))
    return card(there)


def new_mail(r: random.Random, who: Person, size: int) -> CardFields:
    """The company has a new domain."""
    firm = replace(who.firm, domain=f"g-{who.firm.domain}")
    return card(replace(who, firm=firm, mail=mail(r, who.family, who.given, firm)))


def moved_with_mobile(r: random.Random, who: Person, size: int) -> CardFields | None:
    """Another company, the mobile kept."""
    return card(moved(who, r, size)) if who.mobile else None


def moved_and_misread(r: random.Random, who: Person, size: int) -> CardFields | None:
    """Another company, the mobile kept but one digit wrong, and look-alikes in the name."""
    if not who.mobile:
        return None
    fields = card(moved(who, r, size))
    return replace(fields, phones=(*fields.phones[:-1], _wrong_digit(r, fields.phones[-1])))


def moved_in_letters(r: random.Random, who: Person, size: int) -> CardFields | None:
    """Another company, of which only the English side was posted."""
    return card(replace(moved(who, r, size), letters=True)) if who.mobile else None


def married(r: random.Random, who: Person, size: int) -> CardFields | None:
    """A new family name and mail address, the mobile kept."""
    family = another(r, size).family
    address = mail(r, family, who.given, who.firm)
    return card(replace(who, family=family, mail=address)) if who.mobile else None


def married_and_misread(r: random.Random, who: Person, size: int) -> CardFields | None:
    """A new family name, one digit of the mobile wrong."""
    fields = married(r, who, size)
    return fields and replace(fields, phones=(*fields.phones[:-1], _wrong_digit(r, fields.phones[-1])))


def english_side(r: random.Random, who: Person, size: int) -> CardFields:
    """The English side alone of somebody stored in kanji."""
    return card(replace(who, letters=True, mobile=r.choice([who.mobile, ""])))


def initials(r: random.Random, who: Person, size: int) -> CardFields:
    """An English side that prints the given name's initial only."""
    given, family = in_letters(who).split(" ")
    return replace(english_side(r, who, size), name=f"{given[0]}. {family.title()}")


def in_kana(r: random.Random, who: Person, size: int) -> CardFields:
    """The name in kana only, as in a signature."""
    return replace(card(who), name=f"{who.family[1]} {who.given[1]}", name_kana=None, name_romaji=None)


def name_and_company(r: random.Random, who: Person, size: int) -> CardFields:
    """Nothing but who and where."""
    fields = card(who)
    return CardFields(name=fields.name, company=fields.company)


def mail_alone(r: random.Random, who: Person, size: int) -> CardFields | None:
    """A family name with the mail address, from a signature."""
    own = who.mail and not who.mail.startswith(("info", "eigyo", "contact"))
    return CardFields(name=who.family[0], emails=(who.mail,)) if own else None


CAUSES: tuple[Cause, ...] = (
    again,
    misread_name,
    misread_all,
    lost_character,
    written_otherwise,
    new_office,
    new_mail,
    moved_with_mobile,
    moved_and_misread,
    moved_in_letters,
    married,
    married_and_misread,
    english_side,
    initials,
    in_kana,
    name_and_company,
    mail_alone,
)


def _wrong(r: random.Random, text: str) -> str:
    """The text with one sign replaced by another of its kind; a legal form is never misread."""
    start, end = text.find(core := core_name(text)), len(core)
    at = start + r.choice([n for n in range(end) if text[start + n].isalnum()] or [0])
    sign = r.choice("abcdefghiklmnoprstuwy") if text[at].isascii() else chr(r.randrange(0x4E00, 0x9FA0))
    return text[:at] + sign + text[at + 1 :]


def _wrong_letter(r: random.Random, address: str) -> str:
    """The address with one letter taken for its look-alike, or one left out."""
    hits = [at for at, sign in enumerate(address) if sign in _LETTERS]
    at = r.choice(hits or [0])
    return address[:at] + r.choice([_LETTERS.get(address[at], ""), ""]) + address[at + 1 :]


def _wrong_digit(r: random.Random, phone: Phone) -> Phone:
    number = phone.e164 or ""
    at = r.randrange(5, len(number))
    wrong = number[:at] + str((int(number[at]) + r.randrange(1, 10)) % 10) + number[at + 1 :]
    return Phone(phone.type, wrong, wrong)
