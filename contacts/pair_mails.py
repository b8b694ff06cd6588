"""Whose are two mail addresses? Equal or not, look-alikes aside; never judged by edit distance."""

from __future__ import annotations

import re
from itertools import product

from contacts import emails
from contacts.lookalikes import fold_letters

_NUMBER = re.compile(r"[._-]?\d{1,3}")


def same_mails(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Addresses of `a` that `b` has too, look-alike letters and separators in the local part aside."""
    folded = {mail_key(mail) for mail in b}
    return frozenset(mail for mail in a if mail_key(mail) in folded)


def mail_key(mail: str) -> str:
    """What equal addresses share: look-alike letters are one, separators in the local part fall away."""
    local = re.sub(r"[._-]", "", emails.local(mail))
    return fold_letters(local) + "@" + fold_letters(emails.domain(mail))


def _tokens(mail: str) -> list[str]:
    return [part for part in re.split(r"[._-]+", emails.local(mail)) if part]


def styles_fit(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two addresses at one domain can be one person's in two styles: t.tanaka and taro.tanaka."""
    return any(_one_site(x, y) and _style(_tokens(x), _tokens(y)) > 0 for x, y in product(a, b))


def _style(a: list[str], b: list[str]) -> int:
    """1 when two local parts fit one name, -1 when they tell two people apart, 0 when they leave it open."""
    shared = {token for token in a if len(token) > 2} & set(b)
    glued = sorted("".join(a)) == sorted("".join(b))
    if not shared and not glued:
        return -1
    left_a, left_b = ([token for token in tokens if token not in shared] for tokens in (a, b))
    if glued or (left_a and left_b and all(_abbreviates(x, y) for x, y in zip(left_a, left_b, strict=False))):
        return 1 if glued or len(left_a) == len(left_b) else -1
    if left_a and left_b:
        return -1
    left = left_a + left_b
    return 1 if all(len(token) > 2 for token in left) else 0 if all(token.isalpha() for token in left) else -1


def _abbreviates(a: str, b: str) -> bool:
    return min(len(a), len(b)) == 1 and a[0] == b[0] and (a + b).isalpha()


def tell_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both have an address of their own at one domain and these cannot be one person's."""
    pairs = [(x, y) for x, y in product(a, b) if _one_site(x, y)]
    return bool(pairs) and all(_style(_tokens(x), _tokens(y)) < 0 for x, y in pairs)


def numbered_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two addresses at one domain differ in a number alone, as a company tells namesakes apart."""
    return any(
        _one_site(x, y) and _NUMBER.sub("", emails.local(x)) == _NUMBER.sub("", emails.local(y))
        for x, y in product(a, b)
    )


def local_kept(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the part before the @ is the same at two different domains."""
    folded = {"".join(_tokens(mail)) for mail in b}
    return any("".join(_tokens(mail)) in folded for mail in a)


def _one_site(a: str, b: str) -> bool:
    return fold_letters(emails.domain(a)) == fold_letters(emails.domain(b))
