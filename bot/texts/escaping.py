"""Values from cards, notes and people made harmless for Slack's mrkdwn."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_VALUE = 300

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Look-alikes: Slack has no way to escape a formatting character.
_LOOK_ALIKES = {"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"}
_FIRING = re.compile(r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])")
_EMOJI = re.compile(r":(?=[a-z0-9_+'-]*[a-z][a-z0-9_+'-]*:)")
# Control characters, and those that turn the direction of text round or hide in it.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_USER_ID = re.compile(r"[UW][A-Z0-9]+")


class Mrkdwn(str):
    """Text that is safe to show as mrkdwn; `escape` leaves it as it is."""

    __slots__ = ()


def escape(value: object, most: int = MOST_VALUE) -> Mrkdwn:
    """A value as one harmless line of mrkdwn, cut to `most` characters before escaping.

    `<!channel>`, `<@U…>`, links, emoji codes and formatting characters show as written. What is
    `Mrkdwn` already comes back unchanged.
    """
    if isinstance(value, Mrkdwn):
        return value
    text = cut(one_line(str(value)), most)
    text = _FIRING.sub(lambda found: _LOOK_ALIKES[found.group()], text)
    text = _EMOJI.sub("∶", text)
    if text.startswith(">"):
        text = f"＞{text[1:]}"
    return Mrkdwn(text.translate(_ENTITIES))


def one_line(text: str) -> str:
    """`text` without hidden characters, every run of white space one space."""
    return " ".join(_HIDDEN.sub("", text).split())


def cut(text: str, most: int) -> str:
    """`text` with at most `most` characters, the last one … when something was cut off."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def join(separator: str, parts: Iterable[object]) -> Mrkdwn:
    """The parts, escaped, with a separator of ours between them; empty ones are left out."""
    return Mrkdwn(separator.join(escape(part) for part in parts if part))


def bold(value: object, most: int = MOST_VALUE) -> Mrkdwn:
    """A value in bold; an empty one stays empty."""
    text = escape(value, most)
    return Mrkdwn(f"*{text}*") if text else text


def link(url: str, label: object) -> Mrkdwn:
    """A link of ours; `url` must hold no data that was not checked."""
    return Mrkdwn(f"<{url}|{escape(label)}>")


def mention(user_id: str) -> Mrkdwn:
    """A colleague as Slack shows them; what is no user id shows as written."""
    return Mrkdwn(f"<@{user_id}>") if _USER_ID.fullmatch(user_id) else escape(user_id)
