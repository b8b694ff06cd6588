"""Phrases completed: the thing that stands in a piece before, where the deed names none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notes.actions.english_forms import lacks_object_english, topic_of_english, wanted_thing
from notes.actions.japanese_patterns import NEXT as _NEXT
from notes.actions.phrases import event_of, lacks_object, phrase_of, topic_of
from notes.actions.pieces import Piece
from notes.actions.words import noun_group

_PRONOUN = re.compile(r"\b(?:it|them|this|that|him|her)\b", re.IGNORECASE)
_PRONOUN_LAST = re.compile(r"\b(?:him|her)$", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b(?=[,.;]|$| (?:is|was|will|said|has)\b)")
_SETTLED_EN = re.compile(r"rescheduled|rebooked|booked|moved|pushed|set|postponed|confirmed", re.IGNORECASE)
# Whom to ring needs no object, but the deed its name.
_AGAIN = re.compile(r"^(?P<how>(?:もう一[回度]|再度|また|改めて|あらためて)?)[か掛架]ける$")
# A date settled, of what was named before.
_SETTLED = re.compile(
    r"(?:[^、]{0,8}(?:都合|希望|合意)(?:で|により)?)?(?:FIX|フィックス|確定|決定|OK|変更|決まる|なる|延期|リスケ|本決まり)?",
    re.I,
)
_OF = re.compile(
    r"[おご]?(?:返|回答|結論|結果|決|承認|サイン|押印|署名|連絡|報告|判断|可否|フィードバック|"
    r"コメント|納品|請求|件)"
)


def japanese_phrase(cut: Sequence[Piece], place: int, assignee: str | None) -> str:
    """The phrase of a piece, with the thing from the piece before where it names none."""
    phrase = phrase_of(cut[place].bare, assignee)
    label = cut[place].label or ""
    if label.startswith("次回") and phrase and noun_group(phrase) is None:
        return f"{label} {phrase}"
    if following := _NEXT.fullmatch(cut[place].bare.strip(" 、。")):
        return following["what"] if following["what"] else "次回"
    phrase = _AGAIN.sub(r"\g<how>電話をかける", phrase)
    if _SETTLED.fullmatch(phrase):
        events = (event_of(one.bare) for one in reversed(cut[max(0, place - 4) : place]))
        return next((event for event in events if event), phrase)
    if phrase.endswith("納期"):
        return f"{phrase.removesuffix('納期')}納品"
    if not lacks_object(phrase):
        return phrase
    for before in reversed(cut[max(0, place - 3) : place]):
        topic = topic_of(before.bare)
        if topic and topic not in phrase:
            return f"{topic}の{phrase}" if _OF.match(phrase) else f"{topic}を{phrase}"
    return phrase


def _definite(topic: str) -> str:
    """The thing that "it" or "them" stood for: the draft, two more boxes."""
    counted = re.match(
        r"(?:\d|one|two|three|four|five|six|more|some|any|all|both|their|our|his|her|the)\b", topic, re.I
    )
    return topic if counted else f"the {topic}"


def _event(words: str) -> str | None:
    """The last appointment that English words name: call, kick-off."""
    return next((one for one in reversed(re.findall(r"[\w-]+", words)) if noun_group(one) == "event"), None)


def english_phrase(phrase: str, cut: Sequence[Piece], place: int) -> str:
    """The phrase, with the thing from the piece before where it names none."""
    if _SETTLED_EN.fullmatch(phrase):
        events = (event for one in reversed(cut[max(0, place - 4) : place]) if (event := _event(one.bare)))
        return f"{phrase} {next(events, '')}".strip()
    earlier = [one.bare for one in cut[max(0, place - 4) : place]]
    wanted = next((thing for one in reversed(earlier) if (thing := wanted_thing(one))), None)
    short = lacks_object_english(phrase) or noun_group(phrase.split()[-1]) is not None
    if wanted and short and len(phrase.split()) <= 2 and not _PRONOUN.search(phrase):
        head = phrase.split()[-1].casefold()
        if head not in wanted.casefold().split():
            return f"{phrase} ({wanted})"
        return wanted if len(phrase.split()) == 1 else f"{phrase.rsplit(' ', 1)[0]} {wanted}"
    if _PRONOUN_LAST.search(phrase):
        name = next((found[-1] for one in reversed(earlier) if (found := _NAMED.findall(one))), None)
        return f"{phrase} ({name})" if name else phrase
    if not lacks_object_english(phrase):
        return phrase
    for before in reversed(cut[max(0, place - 2) : place]):
        topic = wanted_thing(before.bare) or topic_of_english(before.bare)
        if topic and topic.casefold() not in phrase.casefold():
            return (
                re.sub(r"\b(?:it|this|that|them|these|those)\b", _definite(topic), phrase)
                if re.search(r"\b(?:it|this|that|them|these|those)\b", phrase)
                else f"{phrase} ({topic})"
            )
    return phrase
