"""Invented people, companies and their cards, the raw material of pair_maker."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = json.loads(Path(__file__).with_name("pair_words.json").read_text(encoding="utf-8"))
COMMON, RARE, GIVENS = _WORDS["common_families"], _WORDS["rare_families"], _WORDS["givens"]
FIRSTS, LASTS, HEADS, TRADES = (_WORDS[name] for name in ("firsts", "lasts", "heads", "trades"))
TOWNS, DEPARTMENTS, TITLES, MISREAD = (_WORDS[name] for name in ("towns", "departments", "titles", "misread"))
PROVIDERS = ("gmail.com", "icloud.com", "docomo.ne.jp")
FORMS = (
    ("株式会社{}", "{} Co., Ltd."),
    ("{}株式会社", "{} Inc."),
    ("有限会社{}", "{} Ltd."),
    ("合同会社{}", "{} LLC"),
)


@dataclass(frozen=True)
class Firm:
    name: str
    english: str
    site: str
    line: str
    town: str
    postcode: str
    lot: tuple[int, int, int]


@dataclass(frozen=True)
class Human:
    family: tuple[str, str]
    given: tuple[str, str]
    mobile: str
    private: str
    style: int
    firm: Firm
    department: str
    title: str
    mail: str = ""
    extra: dict[str, str] = field(default_factory=dict)


_KANA = {}
for _row, _kana in (
    ("a i u e o", "あいうえお"),
    ("ka ki ku ke ko", "かきくけこ"),
    ("sa shi su se so", "さしすせそ"),
    ("ta chi tsu te to", "たちつてと"),
    ("na ni nu ne no", "なにぬねの"),
    ("ha hi fu he ho", "はひふへほ"),
    ("ma mi mu me mo", "まみむめも"),
    ("ya yu yo", "やゆよ"),
    ("ra ri ru re ro", "らりるれろ"),
    ("wa o n", "わをん"),
    ("ga gi gu ge go", "がぎぐげご"),
    ("za ji zu ze zo", "ざじずぜぞ"),
    ("da ji zu de do", "だぢづでど"),
    ("ba bi bu be bo", "ばびぶべぼ"),
    ("pa pi pu pe po", "ぱぴぷぺぽ"),
):
    _KANA.update(dict(zip(_kana, _row.split(" "), strict=True)))


def romaji(kana: str, kunrei: bool = False, long: str = "") -> str:
    text = "".join(
        _KANA.get(char, char) for char in kana.replace("ょ", "*o").replace("ゅ", "*u").replace("ゃ", "*a")
    )
    for pair in ("shi*", "sh"), ("ji*", "j"), ("chi*", "ch"):
        text = text.replace(*pair)
    text = text.replace("i*", "y").replace("っ", "")
    if kunrei:
        for pair in ("shi", "si"), ("tsu", "tu"), ("chi", "ti"), ("fu", "hu"), ("sh", "sy"):
            text = text.replace(*pair)
    return text.replace("ou", "o" + long).replace("oo", "o" + long).replace("uu", "u").capitalize()


def firm(source: random.Random, head: list[str] | None = None) -> Firm:
    first, trade = head or source.choice(HEADS), source.choice(TRADES)
    if source.random() < 0.7 and not head:
        more = source.choice(HEADS)
        first = [first[0] + more[0], first[1] + " " + more[1]]
    ja, en = source.choice(FORMS)
    town, postcode = source.choice(TOWNS)
    label = (
        first[1].replace(" ", "") + source.choice(["", "-", ""]) + trade[1][: source.randint(3, 9)]
    ).lower()
    lot = (source.randint(1, 9), source.randint(1, 40), source.randint(1, 30))
    return Firm(
        ja.format(first[0] + trade[0]),
        en.format(f"{first[1]} {trade[1]}"),
        f"{label}{source.choice(['', '', source.randint(2, 99)])}.{source.choice(['co.', ''])}example",
        f"+81{source.choice(['22', '25', '53', '82', '89', '76'])}{source.randint(2000000, 9999999)}",
        town,
        postcode,
        lot,
    )


def human(source: random.Random, at: Firm | None = None, *, rare: bool | None = None, **fixed: Any) -> Human:
    pool = COMMON + RARE if rare is None else RARE if rare else COMMON
    family, given = source.choice(pool), source.choice(GIVENS)
    someone = Human(
        (family[0], family[1]),
        (given[0], given[1]),
        f"+81{source.choice([70, 80, 90])}{source.randint(10000000, 99999999)}",
        f"{romaji(given[1]).lower()}{source.randint(1, 9999)}@{source.choice(PROVIDERS)}",
        source.randrange(5),
        at or firm(source),
        source.choice(DEPARTMENTS),
        source.choice(TITLES),
    )
    return replace(someone, **fixed)


def mail(who: Human) -> str:
    family, given = romaji(who.family[1]).lower(), romaji(who.given[1]).lower()
    styles = (f"{given}.{family}", f"{given[0]}.{family}", f"{family}{given[0]}", f"{family}_{given}", family)
    return who.mail or f"{styles[who.style]}@{who.firm.site}"


def card(
    source: random.Random, who: Human, *, noise: float = 0.05, sparse: float = 0.15, **fixed: Any
) -> dict[str, Any]:
    """One card of `who` as a contact; `noise` and `sparse` are the chances of misread and empty fields."""
    space = source.choice([" ", "　", ""])
    lot = source.choice(["{}-{}-{}", "{}丁目{}番{}号", "{}丁目{}−{}"]).format(*who.firm.lot)
    values: dict[str, Any] = {
        "name": who.family[0] + space + who.given[0],
        "name_kana": source.choice(["", "", f"{who.family[1]} {who.given[1]}"]),
        "name_romaji": source.choice(["", "", f"{romaji(who.given[1])} {romaji(who.family[1]).upper()}"]),
        "company": who.firm.name,
        "department": who.department,
        "title": who.title,
        "emails": [mail(who)],
        "phones": [who.firm.line, who.mobile] if source.random() < 0.75 else [who.firm.line],
        "postal_code": who.firm.postcode,
        "address": who.firm.town + lot,
        "url": source.choice(["", f"https://{who.firm.site}/", f"www.{who.firm.site}"]),
    }
    for key in ("name_kana", "department", "title", "postal_code", "address", "url"):
        if source.random() < sparse:
            values[key] = ""
    if source.random() < sparse:
        values[source.choice(["emails", "phones"])] = []
    return {**misread(source, values, noise), **fixed}


def english(source: random.Random, who: Human, **fixed: Any) -> dict[str, Any]:
    """The English side of the same card."""
    family = romaji(who.family[1], source.random() < 0.25, source.choice(["", "", "u", "h"]))
    given = romaji(who.given[1], False, source.choice(["", "u"]))
    shown = source.choice(
        [
            f"{given} {family}",
            f"{given} {family.upper()}",
            f"{family.upper()} {given}",
            f"{given[0]}. {family}",
        ]
    )
    values = card(source, who)
    written = source.choice([{"name": shown, "name_romaji": ""}, {"name": "", "name_romaji": shown}])
    return {
        **values,
        **written,
        "name_kana": "",
        "company": who.firm.english,
        "department": "",
        "title": "Manager",
        "address": "-".join(map(str, who.firm.lot)) + ", Japan",
        **fixed,
    }


def misread(source: random.Random, values: dict[str, Any], chance: float) -> dict[str, Any]:
    def broken(text: str) -> str:
        hits = [at for at, char in enumerate(text) if char in MISREAD]
        if not hits:
            return text
        at = source.choice(hits)
        return text[:at] + MISREAD[text[at]] + text[at + 1 :]

    changed = dict(values)
    for key in ("name", "company", "address"):
        if source.random() < chance:
            changed[key] = broken(changed[key])
    if source.random() < chance / 2 and len(changed["name"]) > 3:
        at = source.randrange(len(changed["name"]))
        changed["name"] = changed["name"][:at] + changed["name"][at + 1 :]
    if source.random() < chance and changed["emails"]:
        changed["emails"] = [
            changed["emails"][0].replace("o", "0", 1).replace("l", "1", 1),
            *changed["emails"][1:],
        ]
    if source.random() < chance and changed["phones"]:
        number = changed["phones"][-1]
        at = source.randrange(5, len(number))
        changed["phones"] = [
            *changed["phones"][:-1],
            number[:at] + str((int(number[at]) + 3) % 10) + number[at + 1 :],
        ]
    return changed
