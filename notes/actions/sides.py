"""Whose deed a Japanese piece speaks of, from who is named as doing it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from contacts.values import Side
from notes.actions.words import says

TITLE = (
    r"(?:さん|様|さま|氏|先生|殿|くん|君|ちゃん|社長|会長|専務|常務|部長|課長|係長|主任|次長|"
    r"室長|所長|師長|婦長|医長|薬局長|店主|船長|隊長|店長|支店長|工場長|本部長|院長|理事長?|取締役|執行役員|役員|マネージャー|"
    r"マネジャー|リーダー|代表|オーナー|担当者?|シェフ|料理長|女将|大将|バイヤー|事務長|局長|"
    r"校長|園長|施設長|支配人|棟梁|監督|教授|博士|組合長|参事|顧問|監査役|CEO|CTO|CFO|COO|CIO|"
    r"GM|MD|PM)(?:さん|様|さま)?"
)
_DEPARTMENT = (
    r"(?:部門?|課|室|本社|情シス|システム部|購買|調達|総務|経理|法務|品証|品管|現場|上層部|"
    r"経営陣|役員|理事会|社長|事務局|営業部)"
)
_ACTOR = re.compile(
    rf"(?P<name>[一-龯々ヶァ-ヶーA-Za-zぁ-ん]{{0,12}}?)(?P<title>{TITLE}|(?:社|株式会社|"
    rf"{_DEPARTMENT})(?:さん|様)?)(?:\([^)]*\))?(?:側|ら|たち|方)?(?P<case>が|から|より|の方で|"
    rf"のほうで|にて|側で|は|も)"
)
_OUR_ACTOR = re.compile(
    r"(?:うち|弊社|当社|自社|こちら|社内(?!の[^、]{1,12}(?:は|を|が))|同行の?|同席の?|上司|部下|後輩|先輩|同僚|上長|技術|弊)の?"
    rf"(?P<name>[一-龯々ヶァ-ヶー]{{1,5}}?)?(?P<title>{TITLE})?(?:が|は|から|で|に(?=て|確認|"
    rf"相談|依頼|作|頼))"
)
# A surname without さん before a particle: so colleagues are spoken of, and nobody else.
_BARE_ACTOR = re.compile(
    r"(?:^|[、,。はをも\s])(?P<name>[一-龯々]{1,4}?)(?:が|から|担当|にて|に(?:作|頼|依頼|"
    r"やって|対応|手配|お願い))"
)
# 佐藤さんから依頼のあった…: what follows is told of the past, so the person does nothing now.
_RELATIVE = re.compile(
    r"(?:から|より|が|の)(?:ご?(?:依頼|要望|要請|指摘|質問|問い?合わ?せ|紹介|相談|提案|指示)|"
    r"頼まれ|言われ|いただいた|頂いた|もらった|聞かれ|[^、]{1,10}(?:てい?た|した|った|いた|"
    r"った)(?=[一-龯ァ-ヶ]))"
)
_TO = re.compile(r"(?:宛|あて|向け)")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: a side, and for ours the colleague's name as written."""

    side: Side
    name: str | None = None


def actor_of(words: str, colleagues: Collection[str], customers: Collection[str]) -> Actor | None:
    """Who the words say does it; None when they do not."""
    for name in colleagues:
        if name and re.search(
            rf"{re.escape(name)}{TITLE}?(?:が|から|は|で|に(?!伺|訪問|会|送|連絡|メール|提出|報告))", words
        ):
            return Actor(Side.OURS, name)
    if _RELATIVE.search(words):
        return None
    ours = _OUR_ACTOR.search(words)
    if ours:
        named = ours["name"] and (ours["title"] or _surname(ours["name"]))
        return Actor(Side.OURS, ours["name"] if named else None)
    if says("theirs", words):
        return Actor(Side.THEIRS)
    for name in customers:
        if name and re.search(rf"{re.escape(name)}{TITLE}?(?:が|から|より|は|側で|も)(?!への)", words):
            return Actor(Side.THEIRS)
    found = _ACTOR.search(words)
    if found and not (found["case"] in ("は", "も") and _TO.search(words)):
        return Actor(Side.THEIRS)
    bare = _BARE_ACTOR.search(words)
    if bare and _surname(bare["name"]):
        return Actor(Side.OURS, bare["name"])
    return None


def _surname(name: str) -> bool:
    """Whether the dictionary knows the word as a family name and as nothing more common."""
    from contacts.readings import tokenizer

    tokens = list(tokenizer().tokenize(name))
    return len(tokens) == 1 and tokens[0].part_of_speech()[2:4] == ("人名", "姓")


_COLLEAGUES = (
    re.compile(
        r"(?:うち|弊社|当社|自社|同行の?|同席の?|上司|部下|後輩|先輩|同僚|同じ部署|営業所|弊部|当部)の"
        rf"(?P<name>[一-龯々]{{1,4}}|[ァ-ヶー]{{2,8}})(?={TITLE}|[がはとにもをで、。])"
    ),
    re.compile(
        rf"(?P<name>[一-龯々]{{1,4}}|[ァ-ヶー]{{2,8}}){TITLE}?(?:と|も|が)(?:ご?同行|一緒に(?:訪問|伺|行))"
    ),
    re.compile(
        r"(?i:\b(?:my|our) (?:own )?(?:colleague|boss|manager|engineer|designer|lawyer|director|"
        r"assistant|teammate|rep|ceo|cto|cfo|"
        r"se|pm|technician|accountant|account manager|sales engineer|co-?worker|partner|team lead|"
        r"consultant|analyst)s?,?) "
        r"(?P<name>[A-Z][a-z]+)"
    ),
    re.compile(
        r"\b(?P<name>[A-Z][a-z]+) (?:\((?:our|my) [^)]*\)|(?:from|on|in) our (?:team|side|office|company))"
    ),
)


def colleagues_in(text: str) -> frozenset[str]:
    """The names of our own people that a note calls so: うちの佐藤, "my colleague David"."""
    named = (found["name"] for pattern in _COLLEAGUES for found in pattern.finditer(text))
    return frozenset(re.sub(rf"{TITLE}$", "", name) for name in named)


def headed_actor(
    label: str | None, before: str, colleagues: Collection[str], customers: Collection[str]
) -> Actor | None:
    """Who a heading or an arrow gives what follows to: 先方: …, 小野さま→…, they: …"""
    for head in (label or "", before if re.search(r"[→⇒:]\s?$", before) else ""):
        name = re.sub(rf"{TITLE}?\s?[→⇒:]?\s?$", "", head)
        if name and (name in colleagues or name in customers):
            return Actor(Side.OURS, name) if name in colleagues else Actor(Side.THEIRS)
        if _OUR_HEAD.search(head):
            return Actor(Side.OURS)
        if _THEIR_HEAD.search(head):
            return None if re.search(r"面談|出席|参加|担当", head) else Actor(Side.THEIRS)
    return None


_OUR_HEAD = re.compile(r"当方|当社|弊社|自社|うち|こちら|自分|(?i:\b(?:we|us|me|ours?)\b)")
_THEIR_HEAD = re.compile(
    rf"先方|客|相手|^[一-龯々ァ-ヶーA-Za-z]{{1,8}}{TITLE}\s?[→⇒:]?\s?$|(?i:\b(?:they|them|theirs?|client|customer|he|she)\b)"
)
