"""Scores predictions of notes against their truth: people, day, kind, amount, actions and their due dates.

Actions are matched by the words they share (F2 of content words, from 0.6); "core right" is a note with
people, day, amount and all due dates right. Every figure is 0..1 but `notes`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "for",
        "and",
        "or",
        "in",
        "on",
        "at",
        "by",
        "with",
        "we",
        "i",
        "he",
        "she",
        "they",
        "them",
        "their",
        "our",
        "my",
        "me",
        "it",
        "is",
        "be",
        "will",
    ]
)
_HONORIFIC = re.compile(
    r"(さん|様|さま|殿|氏|先生|くん|君|ちゃん|部長|課長|係長|主任|社長|会長|専務|常務|次長|室長|取締役|所長|支店長|店長|工場長|"
    r"本部長|院長)+$"
)
_LEGAL = re.compile(
    r"株式会社|有限会社|合同会社|学校法人|医療法人|一般社団法人|\(株\)|㈱|\(有\)|"
    r"\b(inc|ltd|llc|co|corp|corporation|k\.?k|gmbh|ab|plc|pte|pvt|srl|llp|limited)\b\.?",
    re.IGNORECASE,
)
_LEAST_ALIKE = 0.6
Row = tuple[Mapping[str, Any], Mapping[str, Any]]


def score(rows: Iterable[Row]) -> dict[str, float]:
    """The figures for pairs of a note (with `now` and `truth`) and what was predicted for it."""
    seen: Counter[str] = Counter()
    for note, said in rows:
        truth = note["truth"]
        right = {
            "people": _people(seen, truth, said),
            "day": _day(seen, note, said),
            "kind": _kind(seen, truth, said),
            "amount": _amount(seen, truth, said),
            "actions": _actions(seen, truth["actions"], said.get("actions") or []),
            "dues": _dues(seen, truth["actions"], said.get("actions") or []),
        }
        seen["notes"] += 1
        seen["core"] += all(right[part] for part in ("people", "day", "amount", "dues"))
        seen["all"] += all(right.values())
    return _figures(seen)


def _people(seen: Counter[str], truth: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    wanted, ids = set(truth["contact_ids"]), list(said.get("contact_ids") or [])
    _count(seen, "contact", len(wanted & set(ids)), len(ids), len(wanted))
    seen["main"] += ids[:1] == truth["contact_ids"][:1]
    rest = [_person(one) for one in said.get("unknown_people") or []]
    found, claimed = 0, len(rest)
    for name in map(_person, truth["unknown_people"]):
        match = next((one for one in rest if one and (name in one or one in name)), None)
        if match is not None:
            rest.remove(match)
            found += 1
    _count(seen, "unknown", found, claimed, len(truth["unknown_people"]))
    seen["company"] += _company(truth["company"]) == _company(said.get("company"))
    return wanted == set(ids)


def _day(seen: Counter[str], note: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    day = note["truth"]["occurred_on"]
    right = (said.get("occurred_on") or "")[:10] == day
    seen["day"] += right
    if day != note["now"][:10]:
        seen["past"] += 1
        seen["past_right"] += right
    return right


def _kind(seen: Counter[str], truth: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    right = bool(said.get("kind") == truth["kind"])
    seen["kind"] += right
    seen["kind_said"] += said.get("kind") is not None
    return right


def _amount(seen: Counter[str], truth: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    wanted, value = _number(truth["amount"]), _number(said.get("amount"))
    seen["amount"] += wanted == value
    _count(seen, "sum", wanted is not None and wanted == value, value is not None, wanted is not None)
    seen["currency"] += wanted is not None and wanted == value and truth["currency"] == said.get("currency")
    return wanted == value


def _actions(
    seen: Counter[str], wanted: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]
) -> bool:
    pairs = match_actions(wanted, said)
    due = sum((said[b].get("due") or None) == wanted[a]["due"] for a, b in pairs)
    owner = sum(said[b].get("owner", "me") == wanted[a]["owner"] for a, b in pairs)
    _count(seen, "action", len(pairs), len(said), len(wanted))
    seen["due_of_matched"] += due
    seen["owner"] += owner
    return len(pairs) == len(wanted) == len(said) == due == owner


def _dues(seen: Counter[str], wanted: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]) -> bool:
    truth = Counter(one["due"] for one in wanted if one["due"])
    given = Counter((one.get("due") or "")[:10] for one in said if one.get("due"))
    _count(seen, "due", sum((truth & given).values()), sum(given.values()), sum(truth.values()))
    return truth == given


def match_actions(
    wanted: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]
) -> list[tuple[int, int]]:
    """Pairs of places (true, predicted) whose words are most alike, each used once; equal dues break ties."""
    ranked = sorted(
        (
            (_alike(a["text"], b.get("text") or "") + 1e-3 * (a["due"] == b.get("due")), i, j)
            for i, a in enumerate(wanted)
            for j, b in enumerate(said)
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for alike, i, j in ranked:
        if alike >= _LEAST_ALIKE and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _alike(truth: str, said: str) -> float:
    """F2 of the words shared: those of the truth weigh most."""
    a, b = _words(truth), _words(said)
    hit = sum((a & b).values())
    if not hit:
        return 0.0
    recall, precision = hit / sum(a.values()), hit / sum(b.values())
    return 5 * precision * recall / (4 * precision + recall)


def _words(text: str) -> Counter[str]:
    """Single kanji and katakana, Latin stems, numbers; pairs of hiragana only where nothing else is there."""
    text = _folded(text)
    found = [
        _stem(word) for word in re.findall(r"[a-z][a-z'&-]*|\d+|[一-鿿ァ-ヺ々]", text) if word not in _STOP
    ]
    if not found:
        kana = re.sub(r"[^ぁ-ゖ]", "", text)
        found = [kana[at : at + 2] for at in range(len(kana) - 1)] or [kana]
    return Counter(found)


def _stem(word: str) -> str:
    return (
        (re.sub(r"(ing|ed|es|s)$", "", word)[:6] or word) if word[0].isascii() and word[0].isalpha() else word
    )


def _folded(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").lower()


def _person(text: str) -> str:
    return _HONORIFIC.sub("", re.sub(r"\s+", "", _folded(text)))


def _company(text: str | None) -> str | None:
    return re.sub(r"[\s,.&・]+", "", _LEGAL.sub("", _folded(text))) if text else None


def _number(value: Any) -> int | None:
    return None if value is None else round(float(value))


def _count(seen: Counter[str], what: str, hits: int, said: int, wanted: int) -> None:
    seen[f"{what}_hits"] += hits
    seen[f"{what}_said"] += said
    seen[f"{what}_wanted"] += wanted


def _figures(seen: Counter[str]) -> dict[str, float]:
    every = seen["notes"]
    matched = seen["action_hits"]
    return {
        "notes": every,
        **_prf(seen, "contact"),
        "main_contact": _share(seen["main"], every),
        "unknown_P": _share(seen["unknown_hits"], seen["unknown_said"]),
        "unknown_R": _share(seen["unknown_hits"], seen["unknown_wanted"]),
        "company": _share(seen["company"], every),
        "occurred_on": _share(seen["day"], every),
        "occurred_on_when_not_today": _share(seen["past_right"], seen["past"]),
        "kind": _share(seen["kind"], every),
        "kind_answered": _share(seen["kind_said"], every),
        "kind_right_of_answered": _share(seen["kind"], seen["kind_said"]),
        "amount": _share(seen["amount"], every),
        "amount_recall": _share(seen["sum_hits"], seen["sum_wanted"]),
        "amount_precision": _share(seen["sum_hits"], seen["sum_said"]),
        "currency": _share(seen["currency"], seen["sum_wanted"]),
        **_prf(seen, "action"),
        "due_of_matched": _share(seen["due_of_matched"], matched),
        **_prf(seen, "due"),
        "owner_of_matched": _share(seen["owner"], matched),
        "note_core_right": _share(seen["core"], every),
        "note_all_right": _share(seen["all"], every),
    }


def _prf(seen: Counter[str], what: str) -> dict[str, float]:
    precision = _share(seen[f"{what}_hits"], seen[f"{what}_said"])
    recall = _share(seen[f"{what}_hits"], seen[f"{what}_wanted"])
    both = _share(2 * precision * recall, precision + recall)
    return {f"{what}_P": precision, f"{what}_R": recall, f"{what}_F1": both}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
