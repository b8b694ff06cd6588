"""Cells that no spreadsheet takes for a formula."""

from __future__ import annotations

# OWASP, CSV Injection: what makes Excel, LibreOffice or Google Sheets calculate a cell.
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def disarmed(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it; `cells.plain` takes it away."""
    return f"'{text}" if text.startswith(_STARTS) else text
