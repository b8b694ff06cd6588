"""What `goen duplicates` prints: one JSON object a line, in the order of the pairs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from bot.texts import texts_for
from bot.views.reasons import sentence
from contacts.duplicates_io import predict


def judge_lines(pairs: Iterable[str], out: TextIO, complaints: TextIO) -> int:
    """Judges `{"a": contact, "b": contact}` lines; the exit code, 1 at the first line that is none."""
    english = texts_for("en-US")
    for number, line in enumerate(pairs, 1):
        if not line.strip():
            continue
        try:
            judged = predict(json.loads(line), lambda reason: sentence(reason, english))
        except ValueError as error:
            complaints.write(f"goen: line {number}: {error}\n")
            return 1
        out.write(json.dumps(judged, ensure_ascii=False) + "\n")
    return 0
