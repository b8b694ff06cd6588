"""The one place where names and honorifics meet: 様, さん, 先生, titles, and names for English readers."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from contacts.data import table
from contacts.names import plain_name, romaji_display, split_name
from contacts.normal import clean, has_japanese
from contacts.romaji import from_kana
from contacts.titles import address_title
from contacts.values import Person

Form = Literal["full", "family"]

_HONORIFIC = re.compile(r"(?P<name>.{2,}?)\s*(?P<said>様|さま|さん|サマ|氏|殿|先生|くん|ちゃん)$")
_SAN = re.compile(r"(?i)(?P<name>\S.*?)-(?:san|sama|sensei)$")
_TITLE_SPLIT = re.compile(r"[\s/／・,、，;兼]+")


def address(
    person: Person,
    locale: str,
    *,
    colleague: bool = False,
    form: Form = "full",
    honorific: str = "様",
) -> str:
    """How a person is named in a text for a reader of `locale` ("ja", "ja-JP", "en-US" …).

    Japanese readers: 田中 一郎様, by `form="family"` 田中様; customers may be さん by `honorific`, colleagues
    are さん. A title replaces it (佐藤部長), 先生 serves doctors, lawyers and professors, and what the
    name already carries (田中さん, 佐藤部長, 山田先生) is never doubled. A name in letters keeps a space:
    Jane Doe 様.
    Other readers: 田中 一郎 (Ichiro TANAKA) where the reading is known, without honorifics.
    Names come back as stored, unescaped; an empty name stays empty.
    """
    name, said = _without_honorific(plain_name(person.name))
    if not name:
        return ""
    if address_title(name) and not person.family_name and not person.title:
        return name
    if not locale.casefold().startswith("ja"):
        return _for_english(person, name, form)
    suffix = "先生" if said == "先生" else _suffix(person.title, colleague, honorific)
    shown = _short(person, name) if form == "family" else name
    return shown + (" " if shown[-1].isascii() else "") + suffix


def is_sensei(title: str | None) -> bool:
    """Whether a title is one whose holder is addressed as 先生: 弁護士, 主任教授, "Associate Professor"."""
    text = clean(title or "")
    japanese, english = _sensei_words()
    parts = [part for part in _TITLE_SPLIT.split(text) if part]
    if any(part.endswith(word) for part in parts for word in japanese):
        return True
    return bool(
        re.search(rf"(?i)\b(?:{english})\b(?!'s|\s+(?:assistant|relations|secretary|services|liaison))", text)
    )


def _suffix(title: str | None, colleague: bool, honorific: str) -> str:
    if not colleague and is_sensei(title):
        return "先生"
    return address_title(title) or ("さん" if colleague else honorific)


def _without_honorific(name: str) -> tuple[str, str]:
    """The bare name and the honorific it came with, in Japanese."""
    found = _HONORIFIC.fullmatch(name) if has_japanese(name) else _SAN.fullmatch(name)
    if not found:
        return name, ""
    return found["name"].strip(), found.groupdict().get("said", "")


def _short(person: Person, name: str) -> str:
    return person.family_name or split_name(name, person.name_kana).family or name


def _for_english(person: Person, name: str, form: Form) -> str:
    shown = _short(person, name) if form == "family" else name
    romaji = _romaji(person, form) if has_japanese(name) else ""
    return f"{shown} ({romaji})" if romaji else shown


def _romaji(person: Person, form: Form) -> str:
    """The name in letters as printed, else from the stored reading, else ""."""
    kana = clean(person.name_kana or "").split(" ")
    family_kana = kana[0] if len(kana) == 2 else None
    if person.name_romaji:
        shown = romaji_display(person.name_romaji, family_kana)
    elif len(kana) == 2:
        shown = f"{from_kana(kana[1])} {from_kana(kana[0]).upper()}"
    else:
        shown = from_kana(kana[0]).upper() if kana[0] and form == "family" and not person.given_name else ""
    return shown.rpartition(" ")[2] if form == "family" else shown


@cache
def _sensei_words() -> tuple[tuple[str, ...], str]:
    rows = table("sensei")
    english = [word for row in rows if len(row) > 1 for word in row[1].split("|")]
    return tuple(row[0] for row in rows), "|".join(re.escape(word) for word in english)
