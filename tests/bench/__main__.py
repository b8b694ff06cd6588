"""`make bench`: figures, printed; ONLY=reading (or another of PARTS) runs one part."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys

PARTS = (
    "reading",
    "harm",
    "burst",
    "duplicates",
    "candidates",
    "search",
    "notes",
    "reminders",
    "imports",
    "audit",
    "",
)


def main() -> int:
    """Runs the parts there are, or the one asked for; 2 for a part that does not exist."""
    asked = os.environ.get("ONLY")
    there = [part for part in PARTS if importlib.util.find_spec(f"tests.bench.{part}")]
    if asked and asked not in there:
        print(f"no part {asked}; there are: {', '.join(there)}", file=sys.stderr)
        return 2
    for part in [asked] if asked else there:
        print(f"\n== {part}")
        importlib.import_module(f"tests.bench.{part}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
