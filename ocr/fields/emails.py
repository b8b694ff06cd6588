"""E-mail addresses: found by shape, with the slips that recognition makes in them mended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocr.fields.text import folded

_LABEL = re.compile(
    r"^\s*(?:e[-\s]?mail|mail|メール(?:アドレス)?|Eメール|電子メール|E|M)\s*[:.：/|)\]\s]\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Email:
    """An address and how sure its letters are (0..1)."""

    address: str
    confidence: float


def find(text: str, confidence: float) -> list[Email]:
    """The e-mail addresses of one row; a mended one counts as less sure."""
    line = _LABEL.sub("", folded(text))
    mended = _mended(line)
    doubt = 1.0 if mended == line else 0.9
    return [Email(match.group().rstrip(".-"), confidence * doubt) for match in _ADDRESS.finditer(mended)]


def _mended(line: str) -> str:
    """Spaces around @ and dots, and commas read for dots, taken out where an address is."""
    if "@" not in line and "＠" not in line and "©" not in line:
        return line
    line = line.replace("＠", "@").replace("©", "@")
    line = re.sub(r"\s*@\s*", "@", line)
    head, _, tail = line.partition("@")
    tail = re.sub(r"\s*[.,·・]\s*", ".", tail)
    return f"{re.sub(r'(?<=[A-Za-z0-9]),(?=[A-Za-z0-9])', '.', head)}@{tail}"
