"""Text files in whatever encoding they come: told by their bytes, read line by line."""

from __future__ import annotations

import codecs
from pathlib import Path

_PIECE = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Shift_JIS as Windows writes it (髙, ①, ㈱); it reads every plain Shift_JIS file too.
JAPANESE = "cp932"


def encoding_of(path: Path) -> str:
    """The encoding of a text file: its byte order mark's, else UTF-8 when all of it is that, else CP932.

    Reads the file once in pieces, so that its size does not matter.
    """
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return JAPANESE
    return "utf-8"
