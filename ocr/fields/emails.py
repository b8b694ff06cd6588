"""E-mail addresses: found by shape, with the slips that recognition makes in them mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contacts.romaji import romaji_key
from ocr.fields import email_domains
from ocr.fields.text import HYPHENS, folded, mail_and_site_apart, without_accents

_LABEL = re.compile(
    r"^\s*(?:e[-\s]?ma[il1|]{1,2}|ma[il1|]{1,2}|x?-?[メX][ー-]?ル(?:アドレス)?|Eメール|電子メール|(?-i:E|M)|✉)\s*[:.：/|)\]\s]*\s*(?=[\w.+-]+@)",
    re.IGNORECASE,
)
_STRICT_LABEL = re.compile(
    r"^\s*(?:e[-\s]?ma[il1|]{1,2}|ma[il1|]{1,2}|(?-i:E|M))\s*[:.：/|)\]\s]\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WRITTEN_AT = re.compile(r"\s*[(\[]\s?(?:at|アット|@)\s?[)\]]\s*", re.IGNORECASE)
MENDED = 0.85


@dataclass(frozen=True, slots=True)
class Email:
    """An address and how sure its letters are (0..1)."""

    address: str
    confidence: float


def find(text: str, confidence: float) -> list[Email]:
    """The e-mail addresses of one row; a mended one counts as less sure."""
    line = _WRITTEN_AT.sub("@", mail_and_site_apart(without_accents(folded(text))))
    if "@" not in line and "©" not in line:
        return []
    line = re.sub(rf"(?<=[A-Za-z0-9])[{HYPHENS}](?=[A-Za-z0-9])", "-", line)
    return [mail for piece in _pieces(line) for mail in _in_piece(piece, confidence)]


def _pieces(line: str) -> list[str]:
    """A row with several addresses cut before each local part: a@b.jp, c@d.jp."""
    starts = [match.start() for match in re.finditer(r"(?<!@)(?<![\w.+-])[\w.+-]+\s*[@©]", line)][1:]
    return [line[start:end] for start, end in pairwise((0, *starts, len(line)))]


def _in_piece(line: str, confidence: float) -> list[Email]:
    line = re.sub(r"^.*[\u3040-\u9fffー][\s:：.-]*(?=[\w.+-]+\s*[@©])", "", line)
    line = _STRICT_LABEL.sub("", line)
    mended = _mended(line)
    found = [match.group().rstrip(".-") for match in _ADDRESS.finditer(mended)]
    better = [email_domains.mended(address) for address in found]
    sure = confidence if mended == line and better == found else min(confidence, MENDED)
    return [Email(address, sure) for address in better]


def _mended(line: str) -> str:
    """Spaces around @ and dots taken out, commas made dots, a capital I before small letters made l."""
    line = re.sub(r"\s*[@©]\s*", "@", line)
    head, _, tail = line.partition("@")
    tail = re.sub(r"\s*[.,·・。]\s*", ".", tail)
    tail = re.sub(r"(?<=[a-z])I(?=[a-z.])|(?<=[.-])I(?=[a-z])", "l", tail)
    head = re.sub(r"(?<=[A-Za-z0-9])\s*[,・]\s*(?=[A-Za-z0-9])", ".", head)
    head = re.sub(r"\bI(?=[a-z]{2})", "l", head)
    head = re.sub(r"(?<![A-Za-z])([a-z])\.\s(?=[a-z]+$)", r"\1.", head)
    return f"{head}@{tail}"


def settled(found: Email, names: Sequence[str], domains: Sequence[str]) -> Email:
    """The address after a look at what else the card prints.

    `names` are romaji of the person's names, `domains` of the web addresses. l and 1, O and 0 before digits
    are told apart by the name; a label letter stuck to the address (Ey.ito@) comes off; a domain that
    another address of the card spells almost alike is doubted.
    """
    local, _, domain = found.address.partition("@")
    sure = found.confidence
    better = _digits_at_end(_without_label(local))
    if better != local:
        sure = min(sure, MENDED)
    keys = [romaji_key(name) for name in names if len(name) > 2]
    initial = _small_label(better, names)
    if initial != better:
        better, sure = initial, min(sure, MENDED)
    stuck = re.sub(r"^(?:e-?)?mail[._:]?(?=[a-z])", "", better, flags=re.IGNORECASE)
    if stuck != better and any(key in romaji_key(re.sub(r"[^a-z]", "", stuck)) for key in keys):
        better, sure = stuck, min(sure, MENDED)
    if better[-1:] in ("l", "I") and romaji_key(better[:-1]) in keys:
        better, sure = better[:-1] + "1", min(sure, MENDED)
    if any(key in romaji_key(re.sub(r"[^a-z]", "", better)) for key in keys if len(key) > 2):
        sure = min(1.0, sure + 0.02)
    if domains and not any(_same_site(domain, other) for other in domains):
        sure = min(sure, 0.92)
    return Email(f"{better}@{domain}", sure)


def _small_label(local: str, names: Sequence[str]) -> str:
    """e.jsmith -> jsmith where nobody's name begins with e and somebody's begins as the rest does."""
    names = [without_accents(name) for name in names]
    found = re.fullmatch(r"([em])\.([a-z].*)", local)
    if not found or any(name.casefold().startswith(found[1]) for name in names):
        return local
    rest = re.sub(r"[^a-z]", "", found[2])
    begins = any(len(name) > 1 and rest.startswith(name[0].casefold()) for name in names)
    spelt = any(len(name) > 2 and name.casefold() in rest for name in names)
    return found[2] if begins and spelt else local


def _without_label(local: str) -> str:
    return re.sub(r"^[EM](?=[a-z])", "", local)


def _digits_at_end(local: str) -> str:
    """yukol6 -> yuko16: behind a word, an l before the last digits is a 1 and an O a 0."""
    return re.sub(
        r"(?<=[a-z]{2})([lIO])(?=\d{1,3}$)", lambda match: {"O": "0"}.get(match.group(1), "1"), local
    )


def _same_site(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one == other or one.endswith("." + other) or other.endswith("." + one)
