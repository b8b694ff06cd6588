"""vCards 2.1, 3.0 and 4.0 in the encodings phones write, read one card at a time.

Sources: vCard 2.1 (versit), RFC 2426 (3.0), RFC 6350 (4.0); X-PHONETIC-… as Android and Apple write it,
SOUND;X-IRMC-N as Japanese phones do.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contacts.normal import has_japanese
from contacts.values import PhoneType
from storage.exchange import cells
from storage.exchange.rows import Gathered, put_together
from storage.exchange.text_files import encoding_of
from storage.exchange.values import Fault, Problem, Record, UnreadableFile

MOST_CARD = 20 << 20
_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_SKIPPED = ("PHOTO", "LOGO", "KEY")
_TYPES = (
    ("FAX", PhoneType.FAX),
    ("CELL", PhoneType.MOBILE),
    ("MOBILE", PhoneType.MOBILE),
    ("IPHONE", PhoneType.MOBILE),
    ("DIRECT", PhoneType.DIRECT),
    ("WORK", PhoneType.WORK),
    ("MAIN", PhoneType.WORK),
)
_TEXTS = {
    "TITLE": "title",
    "X-PHONETIC-LAST-NAME": "family_kana",
    "X-PHONETIC-FIRST-NAME": "given_kana",
}
_LISTS = {"URL": "url", "IMPP": "handle", "X-SOCIALPROFILE": "handle", "X-SKYPE": "handle"}


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name, its parameters in capitals, and its value with escapes still in it."""

    name: str
    parameters: tuple[str, ...]
    value: str


def records(path: Path) -> Iterator[Record | Problem]:
    """The people of a vCard file, numbered from 1; a card that cannot be read is a problem of its own.

    Raises:
        UnreadableFile: the file holds no vCard, or one of more than MOST_CARD bytes.
    """
    encoding = encoding_of(path)
    number = 0
    for number, raw in enumerate(_cards(path, encoding), 1):
        try:
            yield _record(number, list(_lines(raw, encoding)))
        except (ValueError, LookupError):
            yield Problem(number, Fault.UNREADABLE)
    if not number:
        raise UnreadableFile("the file holds no vCard (BEGIN:VCARD … END:VCARD)")


def count(path: Path) -> int:
    """How many cards the file begins."""
    return sum(1 for line in _raw_lines(path, encoding_of(path)) if _BEGIN.fullmatch(line))


def _cards(path: Path, encoding: str) -> Iterator[list[bytes]]:
    """The lines of one card after the other, as bytes: each value may have an encoding of its own."""
    lines: list[bytes] | None = None
    size = 0
    for line in _raw_lines(path, encoding):
        if _BEGIN.fullmatch(line):
            lines, size = [], 0
        elif _END.fullmatch(line) and lines is not None:
            yield lines
            lines = None
        elif lines is not None:
            size += len(line)
            if size > MOST_CARD:
                raise UnreadableFile("a vCard of the file is larger than Goen reads")
            lines.append(line)


def _raw_lines(path: Path, encoding: str) -> Iterator[bytes]:
    if encoding == "utf-16":
        with path.open(encoding=encoding) as text:
            yield from (line.rstrip("\r\n").encode() for line in text)
        return
    with path.open("rb") as file:
        yield from (line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf") for line in file)


def _lines(raw: list[bytes], encoding: str) -> Iterator[Line]:
    for line in _unfolded(raw):
        head, mark, value = line.partition(b":")
        # A colon inside a quoted parameter ends no head.
        while mark and head.count(b'"') % 2:
            more, mark, value = value.partition(b":")
            head += b":" + more
        if mark:
            yield _line(head.decode("ascii", "replace"), value, encoding)


def _unfolded(raw: list[bytes]) -> Iterator[bytes]:
    """Lines put together: a following line begins with a space, or the one before ends with = (2.1)."""
    whole = b""
    for line in raw:
        quoted = whole.endswith(b"=") and b"QUOTED-PRINTABLE" in whole.partition(b":")[0].upper()
        if quoted:
            whole = whole[:-1] + line.lstrip(b" \t")
        elif line[:1] in (b" ", b"\t"):
            whole += line[1:]
        else:
            if whole:
                yield whole
            whole = line
    if whole:
        yield whole


def _line(head: str, value: bytes, encoding: str) -> Line:
    name, *parameters = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', head.upper())
    charset = next((one[8:].strip('"') for one in parameters if one.startswith("CHARSET=")), None)
    name = name.rpartition(".")[2].strip()
    if name in _SKIPPED:
        return Line(name, (), "")
    if any("QUOTED-PRINTABLE" in one for one in parameters):
        value = quopri.decodestring(value)
    elif any(one in ("ENCODING=B", "ENCODING=BASE64", "BASE64") for one in parameters):
        value = binascii.a2b_base64(value)
    return Line(name, tuple(parameters), _decoded(value, charset, encoding))


def _decoded(value: bytes, charset: str | None, encoding: str) -> str:
    named = {"SHIFT_JIS": "cp932", "SJIS": "cp932", "X-SJIS": "cp932", "WINDOWS-31J": "cp932"}
    usual = "utf-8" if encoding in ("utf-8-sig", "utf-16") else encoding
    for one in (named.get(charset or "", charset), usual):
        try:
            return value.decode(one) if one else value.decode()
        except (UnicodeDecodeError, LookupError):
            continue
    raise ValueError("a value in no known encoding")


def _record(number: int, lines: list[Line]) -> Record | Problem:
    gathered = Gathered(number)
    texts = gathered.texts
    for line in lines:
        _take(gathered, line)
    # What is written for display says how parts of the name are to be joined.
    if "FN" in texts:
        whole = texts.pop("FN")
        if not (texts.get("family_name") and texts.get("given_name") and has_japanese(whole)):
            texts["name"] = whole
    return put_together(gathered)


def _take(gathered: Gathered, line: Line) -> None:
    texts, name, value = gathered.texts, line.name, _unescaped(line.value)
    structured = name in ("N", "ADR", "ORG")
    if not value.strip(" ;" if structured else None):
        return
    if name == "FN":
        texts.setdefault("FN", value)
    elif name == "N":
        for target, part in zip(("family_name", "given_name", "middle_name"), _parts(line), strict=False):
            if part:
                texts.setdefault(target, part)
    elif name == "ORG":
        company, *departments = _parts(line)
        texts.setdefault("company", company)
        texts.setdefault("department", " ".join(filter(None, departments)))
    elif name == "TEL":
        number = value.removeprefix("tel:").replace(";ext=", " ext. ")
        gathered.phones.append((number, _type(line), "", "TEL"))
    elif name == "EMAIL":
        gathered.mails.append((value, "EMAIL"))
    elif name == "ADR":
        _address(gathered, line)
    elif name in ("SOUND", "SORT-STRING"):
        _sound(texts, line, value)
    else:
        _rest(gathered, name, value)


def _rest(gathered: Gathered, name: str, value: str) -> None:
    if name in _TEXTS:
        gathered.texts.setdefault(_TEXTS[name], value)
    elif name in _LISTS:
        gathered.lists.setdefault(_LISTS[name], []).append(value)
    elif name == "CATEGORIES":
        gathered.lists.setdefault("tags", []).extend(one.strip() for one in value.split(",") if one.strip())
    elif name == "NOTE":
        gathered.remarks.append(value)
    elif name == "X-GOEN-EXCHANGED-ON":
        gathered.days.append((value, name))


def _type(line: Line) -> PhoneType | None:
    said = " ".join(line.parameters)
    return next((kind for word, kind in _TYPES if word in said), None)


def _address(gathered: Gathered, line: Line) -> None:
    """ADR: post office box; extended; street; city; region; postal code; country."""
    box, extended, street, city, region, code, country = (*_parts(line), *[""] * 7)[:7]
    found = {"prefecture": region, "city": city, "street": street, "building": extended or box}
    if "address" in gathered.texts:
        gathered.remarks.append(" ".join(filter(None, (code, cells.address(found)))))
        return
    gathered.texts["address"] = cells.address(found) or ""
    for target, value in (("postal_code", code), ("country", country)):
        if value:
            gathered.texts.setdefault(target, value)


def _sound(texts: dict[str, str], line: Line, value: str) -> None:
    """The reading of the whole name, family first; half-width kana on older phones."""
    if line.name == "SOUND" and not any("X-IRMC-N" in one for one in line.parameters):
        return
    reading = " ".join(filter(None, _parts(line)[:2])) if ";" in line.value else value
    texts.setdefault("name_kana", reading)


def _parts(line: Line) -> list[str]:
    return [_unescaped(part).strip() for part in re.split(r"(?<!\\);", line.value)]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([nN;,:\\])", lambda found: "\n" if found[1] in "nN" else found[1], text).strip()
