"""Mail addresses and domains: normal forms, and whose they can be."""

from __future__ import annotations

import re
from functools import cache

from contacts.data import table
from contacts.normal import clean

_ADDRESS = re.compile(r"[a-z0-9._%+'&/=~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_ROLES = re.compile(
    r"(?:info|contact|sales|office|mail|support|help|hello|admin|webmaster|postmaster|press|pr|recruit|jobs|career"
    r"s?|hr|jinji|soumu|somu|eigyo|eigyou|keiri|koho|kouhou|shop|order|service|customer|inquiry|enquir(?:y|ies)|"
    r"toiawase|otoiawase|madoguchi|daihyo|honsha|tokyo|osaka|nagoya|reception|marketing|accounting|billing|"
    r"team|company|general|secretary|hisho|news|noreply|no-reply)[-_.]?(?:jp|en|tokyo|osaka|desk|team|\d{1,3})?",
    re.IGNORECASE,
)
# Suffixes under which a company registers a third label; every other domain is its last two labels.
_JAPANESE_LEVEL = frozenset({"co", "or", "ne", "ac", "go"})
_SECOND_LEVEL = re.compile(r"(?:co|or|ne|ac|go|ed|gr|lg|ad|com|net|org|gov|edu|ltd|plc|me|sch|nhs|re)")


def normal(text: str) -> str | None:
    """The mail address in `text` in lower case, labels and mailto: stripped; None when there is none."""
    found = _ADDRESS.search(re.sub(r"(?i)mailto:", "", clean(text).replace(" ", "")))
    return found.group().strip(".").casefold() if found else None


def domain(address: str) -> str:
    """The part after the @, "" when there is none."""
    return address.rpartition("@")[2].casefold() if "@" in address else ""


def local(address: str) -> str:
    """The part before the @, without a +tag."""
    return address.rpartition("@")[0].partition("+")[0].casefold()


def site(host_or_url: str) -> str:
    """The registered domain of a url or host: "https://www.tokyo.yamada.co.jp/x" -> "yamada.co.jp"."""
    host = re.sub(r"^[a-z]+://", "", clean(host_or_url).casefold()).partition("/")[0].partition(":")[0]
    labels = host.rpartition("@")[2].strip(".").split(".")
    if len(labels) < 2:
        return ""
    country = len(labels[-1]) == 2 and _SECOND_LEVEL.fullmatch(labels[-2])
    return ".".join(labels[-3:] if country or labels[-2] in _JAPANESE_LEVEL else labels[-2:])


def is_free(address: str) -> bool:
    """Whether the domain is a provider's, where anyone has an address (gmail.com, docomo.ne.jp)."""
    return domain(address) in _free() or site(domain(address)) in _free()


def is_role(address: str) -> bool:
    """Whether several people read the address: info@, sales@, eigyo@."""
    return _ROLES.fullmatch(local(address)) is not None


@cache
def _free() -> frozenset[str]:
    return frozenset(row[0] for row in table("free_mail"))
