"""A note cut into sentences and clauses: bullets, lines, Japanese with or without punctuation, English.

All offsets count characters of the NFKC form of the text (`plain`), as those of `notes.dates` do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a note: its words, where they stand, the number of its sentence and of its line.

    `label` is the heading before it in a form-like note (【次回】, "next:", 宿題(先方):), without its marks.
    """

    text: str
    start: int
    end: int
    sentence: int
    line: int
    label: str | None = None


def plain(text: str) -> str:
    """`text` in NFKC, to which the offsets of all findings in a note refer."""
    return unicodedata.normalize("NFKC", text)


def sentences(text: str) -> list[Clause]:
    """The sentences of a note in order; a line or a bullet ends one, and so does 〜ました without a mark."""
    return list(_sentences(plain(text)))


def clauses(text: str) -> list[Clause]:
    """The clauses of a note in order: its sentences, cut at commas, arrows and joining words."""
    whole = plain(text)
    return [piece for one in _sentences(whole) for piece in _labelled(whole, one)]


_BULLET = re.compile(r"\s*(?:[・●○◯◆◇■□▪▸▶►*•‣※✅☑✔→⇒-]|\(?\d{1,2}[.)](?=\s|\D))\s*")
_LABEL = re.compile(
    r"\s*(?:[【\[](?P<a>[^】\]\n]{1,12})[】\]]\s*[::]?"
    r"|(?P<b>[^\W\d][\w /・-]{0,11}(?:\([^()\n]{1,8}\))?)\s*(?<!\d):(?!//))\s*"
)
_ABBREVIATION = re.compile(
    r"(?i)(?:\b(?:mr|mrs|ms|dr|prof|inc|co|ltd|corp|llc|st|no|vs|approx|est|e\.g|i\.e|etc|jr|sr|dept|tel|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|a\.m|p\.m|k\.k|re)|\b[a-z])\.$"
)
# Polite and plain predicates that close a Japanese sentence said without a mark.
_POLITE = r"(?:ました|ません(?:でした)?|ます|でした|です|でしょう|ください|(?:との|という)こと(?![でだに]))"
# What tells that the predicate is not the end: a quotation, a joining word, a noun it belongs to.
_QUOTING = r"と(?:の|い|言|お|伺|聞|仰|確|回|連)|って|んで|ところ|こと|よう"
_JOINING = r"の?で|から|けど|けれ|が|し[、,]|か[ら、]"
_QUOTED = rf"(?!{_QUOTING}|{_JOINING})"
_SENTENCE_END = re.compile(
    r"[。!?‼⁉;]+[」』)]*"
    r"|\.(?=\s|$)"
    rf"|{_POLITE}(?:ね|よ|よね|わ)?(?=[一-龯ァ-ヶぁ-ん\d\s]){_QUOTED}"
    r"|(?<=[たるいだ])[\s](?=[^\s])"
)
_PRONOUN = r"(?:i|i'?ll|i'?d|i'?m|we|we'?ll|we'?re|he|he'?ll|he'?s|she|she'?ll|she'?s|they|they'?ll|they'?re)"
_CLAUSE_END = re.compile(
    r"[、，,;→⇒|](?!\d{3})|\s[-–—]+\s|\s/\s|(?<![\w\s])/|/(?![\w\s])"
    r"|(?![☎✆✉📞📱📧📩📨])[☀-➿\U0001f300-\U0001faff]\ufe0f?\s"
    r"|(?:ですが|ますが|ましたが|んですけど|けれども?|けど|ので|のため)(?![、,。])"
    r"|(?<=[一-龯ぁ-んァ-ヶー)])[ ](?=\S)"
    r"|(?i:\s(?=(?:and|but|so|then)\s" + _PRONOUN + r"\b))"
    r"|(?i:(?<!\bthat)(?<!\bwhen)(?<!\bif)(?<!\bwhat)(?<!said)(?<!says)(?<!\bas)(?<!\band)(?<!\bbut)(?<!\bso)"
    r"\s(?=" + _PRONOUN + r"\s+[a-z]))"
)


def _sentences(whole: str) -> Iterator[Clause]:
    number, place = 0, 0
    for line, words in enumerate(whole.split("\n")):
        head, label = _head(whole, place, place + len(words))
        for piece in _cut(whole, Clause("", head, place + len(words), 0, line, label), _SENTENCE_END):
            yield replace(piece, sentence=number)
            number += 1
        place += len(words) + 1


def _head(whole: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the words of a line begin behind its bullet and label, and the label."""
    bullet = _BULLET.match(whole, start, end)
    start = bullet.end() if bullet else start
    label = _LABEL.match(whole, start, end)
    if label and label.end() < end:
        return label.end(), (label["a"] or label["b"]).strip()
    return start, None


def _labelled(whole: str, one: Clause) -> Iterator[Clause]:
    """The clauses of a sentence, those behind an inner heading (次: … / 宿題: …) under that one."""
    label = one.label
    for piece in _cut(whole, one, _CLAUSE_END):
        start, found = _head(whole, piece.start, piece.end)
        inner = found is not None and (piece.start == one.start or whole[: piece.start].rstrip()[-1:] in "/|")
        label = found if inner else label
        start = start if inner else piece.start
        yield replace(piece, label=label, start=start, text=whole[start : piece.end])


def _cut(whole: str, part: Clause, ends: re.Pattern[str]) -> Iterator[Clause]:
    """The pieces of a part between the matches of `ends`, each with the mark that closes it."""
    start = part.start
    for found in ends.finditer(whole, part.start, part.end):
        if _inside(whole[part.start : found.start()]) or _abbreviated(whole[start : found.end()]):
            continue
        yield from _piece(whole, start, found.end(), part)
        start = found.end()
    yield from _piece(whole, start, part.end, part)


def _piece(whole: str, start: int, end: int, part: Clause) -> Iterator[Clause]:
    words = whole[start:end]
    if re.search(r"\w", words):
        start += len(words) - len(words.lstrip())
        yield Clause(words.strip(), start, start + len(words.strip()), part.sentence, part.line, part.label)


def _inside(before: str) -> bool:
    """Whether a bracket that opened has not closed yet."""
    return sum(before.count(mark) for mark in "(「『") > sum(before.count(mark) for mark in ")」』")


def _abbreviated(words: str) -> bool:
    return words.endswith(".") and bool(_ABBREVIATION.search(words))
