"""Web addresses."""

from __future__ import annotations

import re

from ocr.fields.text import folded

_TOP = (
    r"(?:com|net|org|info|biz|io|dev|app|ai|jp|co|uk|de|fr|it|es|ch|at|nl|be|se|dk|no|fi|pl|cz|hu|pt|ie|eu"
    r"|us|ca|au|nz|cn|kr|tw|hk|sg|th|vn|in|br|mx|example|tokyo|osaka|shop|site|online|tech|xyz|jobs|gov|edu|law)"
)
_URL = re.compile(
    rf"(?:https?\s*:\s*/\s*/\s*|(?<![A-Za-z0-9@.])www\.)[A-Za-z0-9][\w.\-]*\.[A-Za-z]{{2,}}(?::\d+)?(?:/[\w./?%&=~#+\-]*)?"
    rf"|(?<![A-Za-z0-9@.\-])(?-i:(?:[a-z0-9][a-z0-9\-]*\.)+{_TOP})(?![\w@])(?:/[\w./?%&=~#+\-]*)?",
    re.IGNORECASE,
)


_LABEL = re.compile(
    r"(?<![A-Za-z0-9@./\-])(?:"
    # web. and w. may also begin a host's name, url. hardly ever
    r"(?:url|home\s?page|ホームページ|ウェブ(?:サイト)?)\s*[.:：]\s*(?=https?:|[\w\-]+\.[\w\-]+)"
    r"|(?-i:Web|WEB|Hp|HP|W|U|H)\s*\.\s*(?=[a-z0-9\-]+\.[a-z])"
    r"|(?:web(?:\s?site)?|hp|w|u)\s*(?:[.:：]\s*(?=https?:|www\.)|[:：]\s*(?=[\w\-]+\.[\w\-]+)))",
    re.IGNORECASE,
)


def find(text: str) -> list[str]:
    """The web addresses of one row; e-mail addresses are none."""
    line = _LABEL.sub(" ", folded(text))
    line = re.sub(r"\s*([:/.])\s*(?=[A-Za-z0-9/])", r"\1", line)
    line = re.sub(r"\S+@\S+", " ", line)
    return [
        match.group().rstrip(".") for match in _URL.finditer(line) if re.search(r"[A-Za-z]", match.group())
    ]
