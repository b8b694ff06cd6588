"""Understanding of notes measured: python -m tests.bench.notes [NOTES.jsonl ...]

Prints the figures and the time per note for each set of notes with truth; without any, or without NOTES in
the environment, for the project's own sets. With SIZES=1000000 the look-up in teams of so many contacts too.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import process_time
from typing import Any

from bot.note_command import predict
from tests.bench import notes_lookup
from tests.bench.notes_scorer import score

# Both were written before they were read by the code, and have been tuned on since: they flatter.
OWN = tuple(Path(__file__).parents[1] / "notes" / f"{name}.jsonl" for name in ("fresh", "trades"))


def notes_of(path: Path) -> list[dict[str, Any]]:
    """The notes of a set, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(notes: list[dict[str, Any]]) -> dict[str, float]:
    """The scorer's figures and `ms_per_note` of CPU; predictions see the note and its contacts only."""
    shown = [{key: note[key] for key in ("id", "now", "text", "contacts")} for note in notes]
    predict(shown[0])  # loads dictionary and patterns
    start = process_time()
    said = [predict(note) for note in shown]
    spent = 1000 * (process_time() - start) / len(shown)
    return {**score(zip(notes, said, strict=True)), "ms_per_note": spent}


def run(paths: list[str] | None = None) -> None:
    """Print the table of every set; `paths` defaults to NOTES in the environment, split by ":"."""
    asked = paths or [path for path in os.environ.get("NOTES", "").split(os.pathsep) if path]
    for path in map(Path, asked) if asked else OWN:
        print(f"notes: {path.name}")
        for figure, value in measure(notes_of(path)).items():
            print(f"  {figure:28} {value:.3f}" if isinstance(value, float) else f"  {figure:28} {value}")
    if os.environ.get("SIZES"):
        notes_lookup.run()


if __name__ == "__main__":
    run(sys.argv[1:])
