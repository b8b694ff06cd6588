"""Small helpers on printed text that all field rules share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

HYPHENS = "‐‑‒–—―−－ー─ｰ"
KANJI_DIGIT = "〇一二三四五六七八九"
KANJI_DIGITS = str.maketrans(KANJI_DIGIT, "0123456789")
_JAPANESE = r"〇\u3040-\u30ff\u3400-\u9fff々〆"
# A small kana read as a large one, in sequences that loan words hardly ever spell otherwise.
_SMALL_KANA = re.compile(
    r"(?<=[ァ-ヺー])(テ|デ)イ(?=[ンアブスネレ])|フ(?=[ァィェォ])|シヨン|ジヨン|チヤー|ジヤー|ツシュ|(?<=[リニネロマパテポ])ツ(?=[クトプチ])"
)
_SMALL = {
    "テイ": "ティ",
    "デイ": "ディ",
    "シヨン": "ション",
    "ジヨン": "ジョン",
    "チヤー": "チャー",
    "ジヤー": "ジャー",
    "ツ": "ッ",
    "ツシュ": "ッシュ",
}

_SMALL_VOWELS = dict(zip("アイエオ", "ァィェォ", strict=True))
# Kanji that look like katakana, between katakana.
_KATAKANA = str.maketrans("夕二口力工八卜", "タニロカエハト")
# Old forms that the recogniser prefers and cards no longer print, not even in names.
_PRESENT = str.maketrans("圈霸專營讀經畫步", "圏覇専営読経画歩")


def folded(text: str) -> str:
    """NFKC (full-width letters become plain, ㈱ becomes (株)), then what recognition mixes up in Japanese.

    A dash between katakana is ー, a ー before a counter is 一, a dot between Japanese signs is ・, a circle
    among kanji digits is 〇.
    """
    # 3º stays apart from 30.
    line = "".join(
        part if part in "ºª" else unicodedata.normalize("NFKC", part) for part in re.split("([ºª])", text)
    )
    line = re.sub(rf"(?<=[{_JAPANESE}])\s?[·∙•‧]\s?|[·∙•‧](?=[{_JAPANESE}])", "・", line)
    line = re.sub(r"(?<=[ァ-ヺ])[—–―−─](?=[ァ-ヺ\s:：]|$)", "ー", line)
    line = re.sub(r"ー(?=級|丁目|番|号|階)", "一", line)
    line = re.sub(rf"(?<=[{KANJI_DIGIT}話X])[○◯]|[○◯](?=[{KANJI_DIGIT}])", "〇", line)
    line = re.sub(r"[へ∧(<]株[一)ー>、](?=\s|$)|[(]株(?![)])|(?<![(])株[)]", "(株)", line)
    line = re.sub(
        r"(?<=[ァ-ヺー])[夕二口力工八卜](?=[ァ-ヺー])", lambda match: match.group().translate(_KATAKANA), line
    )
    line = re.sub(rf"(?<=[{KANJI_DIGIT}])[|Il1ー](?=[{KANJI_DIGIT}])", "-", line)
    line = re.sub(r"(?<=\d)[ー―–—−─](?=\d)", "-", line)
    line = re.sub(r"(?<=\d)(?:[|｜]\s?|\s[|｜])(?=\d)", "-", line)
    line = re.sub(r"[rIl|](?=丁目|番地?|号)|(?<=\d)[rIl|](?=丁目|番|号)", "1", line)
    line = line.replace("卜", "ト")
    line = re.sub(r"(?<=[ァ-ヺ])一(?=[ァ-ヺ])", "ー", line)
    line = re.sub(r"(?<=[\u3400-\u9fff])エ(?=\s|$|[所業場房])", "工", line)
    line = re.sub(r"(?<=[ァ-ヺー]{3})工(?=[\s]|$|[^業事場房作具芸学程ァ-ヺ])", "エ", line)
    line = re.sub(r"(?<=セン)タ(?=\s|$)", "ター", line)
    line = re.sub(r"(?<![ァ-ヺ])チム(?=\s|$)|(?<=[\u3400-\u9fff])チム", "チーム", line)
    line = re.sub(r"(?<=\d-)[Il|](?=\d)|(?<=\d)[Il|](?=-\d)", "1", line)
    line = re.sub(r"(?<=[ァ-ヺー])才(?=[ァ-ヺー\s]|株|有限|合同|$)", "オ", line)
    line = re.sub(r"ヴ([アイエオ])", lambda match: "ヴ" + _SMALL_VOWELS[match[1]], line)
    line = re.sub(r"(?<![\u3400-\u9fff])了(?=[ァ-ヺ]{2})|(?<=[ァ-ヺー])了", "ア", line)
    line = re.sub("(?<=[ァ-ヺ]{2})夕(?=[\u3400-\u9fff])", "タ", line)
    line = re.sub(r"(?<=[ァ-ヺ]{2})一(?=\s|$)", "ー", line)
    line = line.translate(_PRESENT)
    return _SMALL_KANA.sub(lambda match: _SMALL.get(match.group(), match.group()), line)


def is_japanese(text: str) -> bool:
    """Whether a text holds kana or kanji."""
    return bool(re.search(rf"[{_JAPANESE}]", text))


def mostly_japanese(texts: Iterable[str]) -> bool:
    """Whether texts are a Japanese card's: one stray kanji read into a drawing does not count."""
    whole = "".join(texts)
    signs = len(re.findall(rf"[{_JAPANESE}]", whole))
    return signs >= 4 and signs > 0.06 * len(whole)


def is_kana(text: str) -> bool:
    """Whether a text is kana and nothing else."""
    return bool(re.fullmatch(r"[\u3040-\u30ffー・\s]+", text)) and bool(re.search(r"[\u3041-\u30fa]", text))


def is_kanji_name(text: str) -> bool:
    """Whether a text could be a Japanese name by its characters: kanji, a few kana, no digits."""
    return bool(
        re.fullmatch(r"[\u3400-\u9fff々〆ヶケノ\U00020000-\U0002ffff\uf900-\ufaff\u3041-\u30fe]+", text)
    )


def tight(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s+", "", text)


def without_accents(text: str) -> str:
    """Latin letters without their accents: setouchí -> setouchi."""
    split = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in split if not unicodedata.combining(char)))


_SITE_BEHIND = re.compile(r"(@[A-Za-z0-9.\-]+\.[a-z]{2,})\s+[·・•|/]\s*(?=(?:www\.)?[a-z0-9\-]+\.[a-z])")
_SAME_SITE_BEHIND = re.compile(r"(@([A-Za-z0-9\-]+(?:\.[a-z\-]+)*\.[a-z]{2,}))\s*[·・•.|]\s*(?=\2\b)")


def mail_and_site_apart(text: str) -> str:
    """A row with the dot or bar between a mail address and the site behind it made blank: a@b.ai · b.ai."""
    return _SAME_SITE_BEHIND.sub(r"\1  ", _SITE_BEHIND.sub(r"\1  ", text))
