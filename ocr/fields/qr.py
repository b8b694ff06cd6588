"""What a card's QR codes say: vCard and MECARD as fields, anything else as a web address or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeFields:
    """The fields of one code as its maker wrote them; empty where it says nothing."""

    family: str | None = None
    given: str | None = None
    kana: str | None = None
    company: str | None = None
    department: str | None = None
    title: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        return " ".join(part for part in (self.family, self.given) if part) or None


def parse(payload: str) -> CodeFields | None:
    """The fields of a payload; None when it is no contact and no web address.

    vCard follows RFC 6350 (folded lines, escaped commas), MECARD NTT DOCOMO's description.
    """
    if re.match(r"\s*BEGIN:VCARD", payload, re.IGNORECASE):
        return _vcard(payload)
    if payload.upper().startswith("MECARD:"):
        return _mecard(payload[7:])
    if re.fullmatch(r"https?://\S+", payload.strip(), re.IGNORECASE):
        return CodeFields(urls=(payload.strip(),))
    return None


def _vcard(payload: str) -> CodeFields:
    unfolded = re.sub(r"\r?\n[ \t]", "", payload)
    values: dict[str, list[str]] = {}
    for line in re.split(r"\r?\n", unfolded):
        head, colon, value = line.partition(":")
        name = head.split(";")[0].split(".")[-1].upper()
        if colon and value.strip():
            values.setdefault(name, []).append(value.strip())
    family, given = _pair(values.get("N", [""])[0], ";")
    company, department = _pair(values.get("ORG", [""])[0], ";")
    phones = tuple(re.sub(r"^tel:", "", value) for value in values.get("TEL", ()))
    kana = [
        _plain(values[key][0]) for key in ("X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME") if key in values
    ]
    return CodeFields(
        family,
        given,
        " ".join(kana) or None,
        company,
        department,
        _plain(values.get("TITLE", [""])[0]) or None,
        phones,
        tuple(values.get("EMAIL", ())),
        tuple(_plain(url) for url in values.get("URL", ())),
    )


def _mecard(body: str) -> CodeFields:
    values: dict[str, list[str]] = {}
    for part in re.split(r"(?<!\\);", body):
        name, colon, value = part.partition(":")
        if colon and value:
            values.setdefault(name.upper(), []).append(value)
    family, given = _pair(values.get("N", [""])[0], ",")
    kana = " ".join(part for part in _pair(values.get("SOUND", [""])[0], ",") if part)
    return CodeFields(
        family,
        given,
        kana or None,
        _plain(values.get("ORG", [""])[0]) or None,
        phones=tuple(values.get("TEL", ())),
        emails=tuple(values.get("EMAIL", ())),
        urls=tuple(_plain(url) for url in values.get("URL", ())),
    )


def _pair(value: str, mark: str) -> tuple[str | None, str | None]:
    parts = [_plain(part) for part in re.split(rf"(?<!\\){mark}", value)]
    second = parts[1] if len(parts) > 1 else ""
    return parts[0] or None, second or None


def _plain(value: str) -> str:
    return re.sub(r"\\([;,:\\])", r"\1", value).strip()
