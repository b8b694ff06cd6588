"""Invented pairs of contacts with the truth about them, from causes met in life; seeded, so always the same.

Each cause is a function of (random source) -> (label, a, b). People, companies and domains are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

FAMILIES = (
    "蛯原 えびはら|鴨志田 かもしだ|真田 さなだ|大滝 おおたき|戸田 とだ|小笠原 おがさわら|有馬 ありま|樋口 ひぐち|黒澤 くろさわ|"
    "浅野 あさの|梶原 かじわら|桐山 きりやま|志村 しむら|須藤 すどう|瀬戸 せと|長谷部 はせべ|早乙女 さおとめ|氷室 ひむろ|"
    "柊 ひいらぎ|牧野 まきの|三橋 みつはし|宗像 むなかた|望月 もちづき|八木 やぎ|湯川 ゆかわ|若林 わかばやし|渡邉 わたなべ|"
    "齋藤 さいとう|髙木 たかぎ|佐藤 さとう|鈴木 すずき|田中 たなか|伊東 いとう|中島 なかじま|阿部 あべ|池田 いけだ|石井 いしい|"
    "新井 あらい|市川 いちかわ|今村 いまむら|岩瀬 いわせ|上原 うえはら|内藤 ないとう|榎本 えのもと|大河原 おおかわら|神谷 かみや|"
    "久世 くぜ|古賀 こが|椎名 しいな|杉浦 すぎうら|辻 つじ|南 みなみ|堀 ほり|村瀬 むらせ|森下 もりした"
).split("|")
GIVENS = (
    "航 わたる|陽介 ようすけ|拓実 たくみ|慎吾 しんご|隆志 たかし|孝 たかし|誠 まこと|真琴 まこと|悠真 ゆうま|直人 なおと|尚登 なおと|"
    "健一 けんいち|賢一 けんいち|浩二 こうじ|光司 こうじ|正樹 まさき|雅紀 まさき|一馬 かずま|龍之介 りゅうのすけ|蓮 れん|"
    "さやか さやか|沙也加 さやか|美咲 みさき|岬 みさき|優子 ゆうこ|裕子 ひろこ|千夏 ちなつ|彩 あや|綾 あや|奈緒 なお|麻衣 まい|"
    "舞 まい|葵 あおい|ひかり ひかり|光 ひかる|香織 かおり|薫 かおる|由紀 ゆき|雪乃 ゆきの|恵美 えみ|智子 ともこ|朋子 ともこ|"
    "和夫 かずお|和子 かずこ|清 きよし|実 みのる|茂 しげる|学 まなぶ|徹 とおる|亨 とおる|翼 つばさ|大樹 だいき|翔 しょう|里奈 りな"
).split("|")
FIRSTS = "Robert Bob,William Bill,Katherine Kate,Oliver,Hannah,Matthew Matt,Thomas Tom,Astrid,Luca,Chloé,Jürgen,Priya".split(
    ","
)
LASTS = "Hargreaves,Okonkwo,Lindgren,Castellano,MacLeod,Fitzgerald,Müller,van Dijk,Novotny,Delacroix,Achterberg,Yamamoto".split(
    ","
)
HEADS = (
    "朝日丘 Asahigaoka|みなと Minato|九重 Kokonoe|ひばり Hibari|大洋 Taiyo|白樺 Shirakaba|若草 Wakakusa|渚 Nagisa|"
    "フロンティア Frontier|オリオン Orion|千歳 Chitose|比良 Hira|天竜 Tenryu|八雲 Yakumo|松風 Matsukaze|アクア Aqua"
).split("|")
TRADES = (
    "物産 Bussan|精機 Precision|製薬 Pharma|工務店 Komuten|水産 Fisheries|設計 Design|観光 Tourism|繊維 Textile|"
    "テック Tech|倉庫 Warehouse|金属 Metals|ホーム Home|電子 Electronics|農園 Farm"
).split("|")
FORMS = (
    ("株式会社{}", "{} Co., Ltd."),
    ("{}株式会社", "{} Inc."),
    ("有限会社{}", "{} Ltd."),
    ("合同会社{}", "{} LLC"),
)
TOWNS = (
    "宮城県仙台市青葉区本町 9800014|新潟県長岡市大手通 9400062|静岡県浜松市中央区鍛冶町 4300933|広島県広島市中区八丁堀 7300013|"
    "愛媛県松山市三番町 7900003|石川県金沢市香林坊 9200961|長野県松本市中央 3900811|熊本県熊本市中央区上通町 8600845"
).split("|")
DEPARTMENTS = (
    "第二営業課|商品企画室|法務部|海外事業部|カスタマーサクセス|物流管理課|経営戦略室|技術開発部".split("|")
)
TITLES = "部長|課長代理|マネージャー|リーダー|係長|専門職|取締役|室長||".split("|")
MISREAD = {
    "木": "本",
    "田": "由",
    "原": "厚",
    "沢": "沢",
    "浅": "残",
    "池": "地",
    "子": "予",
    "真": "直",
    "美": "実",
    "村": "材",
    "石": "右",
}


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


Pair = tuple[str, dict[str, Any], dict[str, Any]]


def pairs(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` pairs as `{"id", "scenario", "label", "a", "b"}`, the causes in turn by their weight."""
    source = random.Random(seed)
    names, weights = list(CAUSES), [weight for _, weight in CAUSES.values()]
    for at in range(count):
        cause = source.choices(names, weights)[0]
        label, a, b = CAUSES[cause][0](source)
        if source.random() < 0.5:
            a, b = b, a
        yield {"id": f"made-{at:05d}", "scenario": cause, "label": label, "a": a, "b": b}


_KANA = {}
for _row, _kana in (
    ("a i u e o", "あいうえお"), ("ka ki ku ke ko", "かきくけこ"), ("sa shi su se so", "さしすせそ"),
    ("ta chi tsu te to", "たちつてと"), ("na ni nu ne no", "なにぬねの"), ("ha hi fu he ho", "はひふへほ"),
    ("ma mi mu me mo", "まみむめも"), ("ya yu yo", "やゆよ"), ("ra ri ru re ro", "らりるれろ"), ("wa o n", "わをん"),
    ("ga gi gu ge go", "がぎぐげご"), ("za ji zu ze zo", "ざじずぜぞ"), ("da ji zu de do", "だぢづでど"),
    ("ba bi bu be bo", "ばびぶべぼ"), ("pa pi pu pe po", "ぱぴぷぺぽ"),
):  # fmt: skip
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


def firm(source: random.Random, head: str | None = None) -> Firm:
    first, trade = (head or source.choice(HEADS)).split(" "), source.choice(TRADES).split(" ")
    if source.random() < 0.7 and not head:
        more = source.choice(HEADS).split(" ")
        first = [first[0] + more[0], first[1] + " " + more[1]]
    ja, en = source.choice(FORMS)
    town, postcode = source.choice(TOWNS).split(" ")
    label = (
        first[1].replace(" ", "") + source.choice(["", "-", ""]) + trade[1][: source.randint(3, 9)]
    ).lower()
    lot = (source.randint(1, 9), source.randint(1, 40), source.randint(1, 30))
    return Firm(
        ja.format(first[0] + trade[0]), en.format(f"{first[1]} {trade[1]}"),
        f"{label}{source.choice(['', '', source.randint(2, 99)])}.{source.choice(['co.', ''])}example",
        f"+81{source.choice(['22', '25', '53', '82', '89', '76'])}{source.randint(2000000, 9999999)}", town, postcode, lot,
    )  # fmt: skip


def human(source: random.Random, at: Firm | None = None, *, rare: bool | None = None, **fixed: Any) -> Human:
    common = [name for name in FAMILIES if name.split(" ")[0] in "佐藤鈴木田中渡邉齋藤阿部池田石井"]
    pool = FAMILIES if rare is None else [n for n in FAMILIES if (n not in common) == rare]
    family, given = source.choice(pool).split(" "), source.choice(GIVENS).split(" ")
    someone = Human(
        (family[0], family[1]), (given[0], given[1]), f"+81{source.choice([70, 80, 90])}{source.randint(10000000, 99999999)}",
        f"{romaji(given[1]).lower()}{source.randint(1, 9999)}@{source.choice(['gmail.com', 'icloud.com', 'docomo.ne.jp'])}",
        source.randrange(5), at or firm(source), source.choice(DEPARTMENTS), source.choice(TITLES),
    )  # fmt: skip
    return replace(someone, **fixed)


def mail(who: Human) -> str:
    family, given = romaji(who.family[1]).lower(), romaji(who.given[1]).lower()
    styles = (f"{given}.{family}", f"{given[0]}.{family}", f"{family}{given[0]}", f"{family}_{given}", family)
    return who.mail or f"{styles[who.style]}@{who.firm.site}"


def card(
    source: random.Random, who: Human, *, noise: float = 0.05, sparse: float = 0.15, **fixed: Any
) -> dict[str, Any]:
    """One card of `who` as a contact; `noise` is the chance of a misread field, `sparse` that of an empty one."""
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
        **values, **written, "name_kana": "", "company": who.firm.english, "department": "", "title": "Manager",
        "address": "-".join(map(str, who.firm.lot)) + ", Japan", **fixed,
    }  # fmt: skip


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


def again(r: random.Random) -> Pair:
    who = human(r)
    return "same", card(r, who), card(r, who, noise=0.3)


def new_post(r: random.Random) -> Pair:
    who = human(r)
    mobile = r.choice([who.mobile, human(r).mobile])
    later = replace(who, department=r.choice(DEPARTMENTS), title=r.choice(TITLES), mobile=mobile)
    return "same", card(r, who), card(r, later)


def sparse(r: random.Random) -> Pair:
    who = human(r)
    bare = {
        "name_kana": "",
        "name_romaji": "",
        "department": "",
        "title": "",
        "postal_code": "",
        "address": "",
        "url": "",
    }
    kept = r.choice(
        [
            {"emails": [], "phones": [who.mobile], "company": ""},
            {"emails": [mail(who)], "phones": [], "company": ""},
            {"emails": [mail(who)], "phones": [], "company": who.firm.name, "name": who.family[0]},
            {"emails": [], "phones": [who.firm.line]},
        ]
    )
    return (
        "same",
        card(r, who, sparse=0, phones=[who.firm.line, who.mobile]),
        card(r, who, **{**bare, **kept}),
    )


def other_side(r: random.Random) -> Pair:
    who = human(r)
    return "same", card(r, who), english(r, who)


def mail_style(r: random.Random) -> Pair:
    who = human(r, style=1)
    return "same", card(r, who), card(r, replace(who, style=0))


def rebranded(r: random.Random) -> Pair:
    who = human(r)
    renamed = replace(who.firm, name=firm(r).name, site=firm(r).site)
    numbers = [who.firm.line, who.mobile]
    first, second = (
        card(r, person, sparse=0, phones=numbers) for person in (who, replace(who, firm=renamed))
    )
    return "same", first, second


def new_domain(r: random.Random) -> Pair:
    who = human(r)
    return "same", card(r, who), card(r, replace(who, firm=replace(who.firm, site="g-" + firm(r).site)))


def wedding(r: random.Random) -> Pair:
    who = human(r)
    bride = human(r, who.firm, given=who.given, mobile=who.mobile, department=who.department, title=who.title)
    keeps = r.random() < 0.5
    bride = replace(bride, mail=mail(who) if keeps else "", style=who.style, private=who.private)
    former = f"{bride.family[0]} {bride.given[0]}（旧姓 {who.family[0]}）"
    fixed = {"name": former} if r.random() < 0.3 else {}
    phones = {} if keeps else {"phones": [who.mobile]}
    return "same", card(r, who, sparse=0, **phones), card(r, bride, sparse=0, **phones, **fixed)


def branch(r: random.Random) -> Pair:
    who = human(r)
    other = replace(
        firm(r), name=f"{who.firm.name} {r.choice(['大阪支店', '九州営業所', '本社'])}", site=who.firm.site
    )
    return "same", card(r, who), card(r, replace(who, firm=other))


def kana_name(r: random.Random) -> Pair:
    who = human(r)
    written = {"name": f"{who.family[0]} {who.given[1]}"}
    return "same", card(r, who), card(r, who, **written)


def western(r: random.Random) -> Pair:
    label, first, second = r.choice([("same", 0, -1), ("same", 0, 0), ("moved", 0, -1)])
    names, last = r.choice(FIRSTS).split(" "), r.choice(LASTS)
    who = human(r)
    later = who if label == "same" else replace(who, firm=firm(r))
    shown = [f"{names[first]} {last}", f"{names[second]} {r.choice(['', 'J. '])}{last}"]
    own = r.choice(["+491512", "+1415", "+44770"]) + who.mobile[-7:]
    cards = [
        card(r, replace(person, mail=f"{names[0][0].lower()}{last.lower().replace(' ', '')}@{person.firm.site}"), name=name,
             name_kana="", name_romaji="", company=person.firm.english, phones=[person.firm.line, own])
        for person, name in zip((who, later), shown, strict=True)
    ]  # fmt: skip
    return label, cards[0], cards[1]


def _two_mails(who: Human) -> list[str]:
    return [mail(who), who.private]


def moved_mobile(r: random.Random) -> Pair:
    who = human(r)
    later = replace(who, firm=firm(r), style=r.randrange(5), title=r.choice(TITLES))
    phones = [{"phones": [person.firm.line, who.mobile]} for person in (who, later)]
    second = english(r, later, **phones[1]) if r.random() < 0.2 else card(r, later, **phones[1])
    return "moved", card(r, who, **phones[0]), second


def moved_private(r: random.Random) -> Pair:
    who = human(r)
    later = replace(who, firm=firm(r), mobile=human(r).mobile)
    return "moved", card(r, who, emails=_two_mails(who)), card(r, later, emails=_two_mails(later))


def moved_misread(r: random.Random) -> Pair:
    who = human(r)
    wrong = who.mobile[:7] + str((int(who.mobile[7]) + 5) % 10) + who.mobile[8:]
    later = replace(who, firm=firm(r), mobile=wrong)
    return "moved", card(r, who, phones=[who.mobile]), card(r, later, phones=[wrong])


def moved_married(r: random.Random) -> Pair:
    who = human(r)
    later = human(r, given=who.given, mobile=who.mobile, private=who.private)
    extra = (
        {"name": f"{later.family[0]} {later.given[0]}（旧姓:{who.family[0]}）"} if r.random() < 0.5 else {}
    )
    return "moved", card(r, who, phones=[who.mobile]), card(r, later, phones=[who.mobile], **extra)


def seconded(r: random.Random) -> Pair:
    head = r.choice(HEADS)
    who = human(r, firm(r, head))
    later = replace(who, firm=replace(firm(r, head), site=r.choice([who.firm.site, firm(r, head).site])))
    phones = [{"phones": [person.firm.line, who.mobile]} for person in (who, later)]
    if later.firm.name == who.firm.name or later.firm.english.split()[:2] == who.firm.english.split()[:2]:
        return seconded(r)
    return "moved", card(r, who, **phones[0]), card(r, later, **phones[1])


def colleagues(r: random.Random) -> Pair:
    at = firm(r)
    shared = r.choice(
        [{}, {"emails": [f"{r.choice(['info', 'eigyo', 'office'])}@{at.site}"], "phones": [at.line]}]
    )
    a, b = human(r, at), human(r, at)
    if a.given == b.given or mail(a) == mail(b):
        return colleagues(r)
    return "different", card(r, a, **shared), card(r, b, **shared)


def relatives(r: random.Random) -> Pair:
    at = firm(r)
    a = human(r, at)
    given = r.choice([g for g in GIVENS if g.split(" ")[0] != a.given[0]]).split(" ")
    if r.random() < 0.4:
        given = [a.given[0][0] + r.choice("一司也夫美"), ""] if len(a.given[0]) > 1 else given
    b = human(r, at, family=a.family, given=(given[0], given[1] or "けんや"), title=r.choice(TITLES))
    if a.given[0] == b.given[0] or mail(a) == mail(b):
        return relatives(r)
    shop = r.random() < 0.3
    fixed = {"phones": [at.line, a.mobile], "emails": [f"info@{at.site}"]} if shop else {}
    return "different", card(r, a, name_kana="", **fixed), card(r, b, name_kana="", **fixed)


def namesakes_here(r: random.Random) -> Pair:
    a = human(r, rare=False)
    b = human(r, a.firm, family=a.family, given=a.given, style=a.style)
    local, _, domain = mail(b).partition("@")
    b = replace(b, mail=f"{local}{r.choice(['2', '.k', '01', '3'])}@{domain}")
    while b.department == a.department:
        b = replace(b, department=r.choice(DEPARTMENTS))
    return "different", card(r, a, sparse=0), card(r, b, sparse=0)


def namesakes_apart(r: random.Random) -> Pair:
    a = human(r, rare=False)
    b = human(r, family=a.family, given=a.given)
    return "different", card(r, a), card(r, b)


def successor(r: random.Random) -> Pair:
    a = human(r)
    b = human(r, a.firm, mobile=a.mobile, department=a.department, title=a.title)
    role = {"emails": [f"branch{r.randint(1, 9)}@{a.firm.site}"]} if r.random() < 0.3 else {}
    if a.family == b.family or a.given == b.given:
        return successor(r)
    both = {"phones": [a.firm.line, a.mobile], **role}
    return "different", card(r, a, **both), card(r, b, **both)


def same_sound(r: random.Random) -> Pair:
    a = human(r)
    sounds = [g for g in GIVENS if g.split(" ")[1] == a.given[1] and g.split(" ")[0] != a.given[0]]
    if not sounds:
        return same_sound(r)
    given = sounds[0].split(" ")
    b = human(r, a.firm, family=a.family, given=(given[0], given[1]), style=a.style)
    local, _, domain = mail(b).partition("@")
    return "different", card(r, a), card(r, replace(b, mail=f"{local}{r.randint(2, 9)}@{domain}"))


def initial_only(r: random.Random) -> Pair:
    a = human(r)
    rest = [g.split(" ") for g in GIVENS if romaji(g.split(" ")[1])[0] == romaji(a.given[1])[0]]
    given = r.choice(rest)
    if given[1] == a.given[1]:
        return initial_only(r)
    b = human(r, a.firm, family=a.family, given=(given[0], given[1]), style=0)
    return "different", card(r, replace(a, style=0)), english(r, b)


def strangers(r: random.Random) -> Pair:
    a, b = human(r), human(r)
    if r.random() < 0.5:
        b = replace(b, firm=replace(b.firm, town=a.firm.town, postcode=a.firm.postcode, lot=a.firm.lot))
    return "different", card(r, a), card(r, b)


def same_given(r: random.Random) -> Pair:
    a = human(r)
    b = human(r, a.firm, given=a.given)
    if a.family == b.family or mail(a) == mail(b):
        return same_given(r)
    return "different", card(r, a), card(r, b)


CAUSES: dict[str, tuple[Callable[[random.Random], Pair], float]] = {
    "again": (again, 8), "new_post": (new_post, 7), "sparse": (sparse, 6), "other_side": (other_side, 7),
    "mail_style": (mail_style, 3), "rebranded": (rebranded, 2), "new_domain": (new_domain, 2), "wedding": (wedding, 5),
    "branch": (branch, 4), "kana_name": (kana_name, 2), "western": (western, 4), "moved_mobile": (moved_mobile, 9),
    "moved_private": (moved_private, 4), "moved_misread": (moved_misread, 2), "moved_married": (moved_married, 2),
    "seconded": (seconded, 4), "colleagues": (colleagues, 8), "relatives": (relatives, 6), "namesakes_here": (namesakes_here, 4),
    "namesakes_apart": (namesakes_apart, 6), "successor": (successor, 4), "same_sound": (same_sound, 3),
    "initial_only": (initial_only, 2), "strangers": (strangers, 4), "same_given": (same_given, 3),
}  # fmt: skip
