"""English verbs in their plain form, phrases trimmed, and the thing a piece speaks of."""

from __future__ import annotations

import re
from functools import cache

from notes.actions import english_patterns as say
from notes.actions.words import noun_group
from notes.data import grouped


def topic_of_english(words: str) -> str | None:
    """The thing a piece speaks of last: "He needs spare rollers" gives spare rollers."""
    words = words.strip(" .,;:!?-–—")
    found = say.WANTED.search(words) or say.LAST_THING.search(words)
    thing = found["what"].strip() if found and not re.search(r"\b(?:not|no|never)\b", words, re.I) else ""
    return thing if thing and not say.NO_TOPIC.search(thing) else None


def wanted_thing(words: str) -> str | None:
    """The thing a piece says is wanted or needed, with what it is for."""
    found = say.WANTED.search(words.strip(" .,;:!?-–—"))
    return found["what"].strip() if found and not say.NO_TOPIC.search(found["what"]) else None


def lacks_object_english(phrase: str) -> bool:
    """Whether the phrase names no thing of its own: deliver, Quote, share it, reply to her."""
    rest = re.sub(
        r"\b(?:it|them|this|that|these|those|him|her|their|back|again|out|over|up|off|in|on|to|by|us|me|"
        r"with|the|and|a|an|for)\b",
        "",
        phrase,
        flags=re.I,
    )
    return len(rest.split()) <= 1 and noun_group(phrase) not in ("event", "customer")


@cache
def _acts() -> frozenset[str]:
    return frozenset(grouped("action_verbs_en")["act"])


def is_act(words: str) -> bool:
    parts = words.casefold().strip(",.:").split()
    if not parts:
        return False
    again = parts[0].removeprefix("re").lstrip("-") if parts[0].startswith("re") else parts[0]
    return parts[0] in _acts() or again in _acts() or " ".join(parts[:2]) in _acts()


def base_of_ing(stem: str) -> str:
    """The verb of an -ing form without the ing: send, shar(e), plan(n)."""
    stem = stem.casefold()
    return next((one for one in (stem, stem + "e", stem[:-1]) if one in _acts()), stem)


IRREGULAR: dict[str, str] = {}
for _pair in grouped("action_verbs_en")["participle"]:
    _done, _, _verb = _pair.partition(":")
    IRREGULAR[_done] = _verb


def base_of_participle(done: str) -> str:
    """The verb of a participle: sent, shared, shipped, copied."""
    done = done.casefold()
    forms = (
        IRREGULAR.get(done, ""),
        done.removesuffix("d"),
        done.removesuffix("ed"),
        done[:-3],
        f"{done[:-3]}y",
    )
    return next((one for one in forms if one in _acts()), IRREGULAR.get(done, done))


def base_of_s(verb: str) -> str:
    verb = verb.casefold()
    known = _acts() | frozenset(grouped("action_verbs_en")["fact"])
    forms = (
        verb,
        verb.removesuffix("s"),
        verb.removesuffix("es"),
        f"{verb[:-3]}y" if verb.endswith("ies") else verb,
    )
    return next((one for one in forms if one in known), verb)


def clean(words: str) -> str:
    """A phrase: no articles before it, no punctuation and dangling words around it, verbs in plain form."""
    words = re.sub(
        r"\s+(?:moved|pushed(?: back)?|rescheduled|postponed|shifted)(?: to)?$|"
        r"\s*\b(?:by|on|before|until|till|at|in|for|the|this|and|or|but|from|of|a|due|asap|"
        r"starting|no later than|sometime|then|hopefully|probably)$",
        "",
        words.strip(" .,;:!?-–—()\"'"),
        flags=re.I,
    )
    words = re.sub(
        r"^(?:also|then|to|be able to|the|a|an|us|me|please|over|out)\s+", "", words, flags=re.I
    ).strip()
    return re.sub(
        r"^(\w+) (?:us|me) (?=(?:the|a|an|their|his|her|our|some|\w+ing)\b)", r"\1 ", words, flags=re.I
    ).strip()


def plain_form(words: str) -> str:
    """Sending the draft as send the draft."""
    first, _, rest = words.partition(" ")
    if first.casefold().endswith("ing") and base_of_ing(first[:-3].casefold()) in _acts():
        first = base_of_ing(first[:-3].casefold())
    return f"{first} {rest}".strip()
