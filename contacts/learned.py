"""What contacts of the same company say already, offered to a new reading: to complete it, or to correct it.

An offer is never taken by itself: a person settles it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Hamming, Levenshtein

from contacts import addresses
from contacts.doubts import with_value
from contacts.search_terms import dialled
from contacts.values import CardFields, Phone, PhoneType

MOST_OFFERS = 3
# It has to fit into a button's value.
MOST_VALUE = 300
# Two people with the same value make it the company's; one may have misprinted or misread it.
ENOUGH = 2
ADDRESS_ALIKE = 0.8
# Direct lines of one switchboard differ in their last digits.
LINE_DIGITS = 3
_LANDLINES = (PhoneType.WORK, PhoneType.DIRECT, PhoneType.TOLL_FREE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that so many contacts of the company have, for the value at `key` ("address", "phones.1").

    `present` is what the card says, "" where it says nothing. An address comes with its postal code.
    """

    key: str
    present: str
    value: str
    people: int
    postal_code: str | None = None


def offers(fields: CardFields, company: str, known: Sequence[CardFields]) -> tuple[Offer, ...]:
    """What the known contacts of a company, the newest first, add to a reading; `company` is its name."""
    found = [*_company(fields, company, known), *_address(fields, known), *_phones(fields, known)]
    return tuple(one for one in found if len(one.value) <= MOST_VALUE)[:MOST_OFFERS]


def taken(fields: CardFields, offer: Offer) -> CardFields:
    """The fields with an offered value, which is sure from now on; other doubts stay open."""
    name, _, number = offer.key.partition(".")
    if number and int(number) >= len(fields.phones):
        fields = replace(fields, phones=(*fields.phones, Phone(PhoneType.WORK, offer.value, None)))
    changed = with_value(fields, offer.key, offer.value)
    sure = [name] if not number or len(fields.phones) == 1 else []
    if offer.postal_code:
        changed = replace(changed, postal_code=offer.postal_code)
        sure.append("postal_code")
    settled = {offer.key, *sure}
    return replace(
        changed,
        candidates={key: likely for key, likely in changed.candidates.items() if key not in settled},
        unsure=tuple(one for one in changed.unsure if one not in sure),
        confidence={**changed.confidence, **dict.fromkeys(sure, 1.0)},
    )


def _company(fields: CardFields, company: str, known: Sequence[CardFields]) -> Iterator[Offer]:
    if not (fields.company or fields.company_en) and known:
        yield Offer("company", "", company, len(known))


def _address(fields: CardFields, known: Sequence[CardFields]) -> Iterator[Offer]:
    printed: dict[str, CardFields] = {}
    counts: Counter[str] = Counter()
    for one in known:
        if one.address:
            place = _place(one.address)
            counts[place] += 1
            if place not in printed or (one.postal_code and not printed[place].postal_code):
                printed[place] = one
    own = _place(fields.address) if fields.address else ""
    meant = _meant(own, counts) if own or not fields.address_en else None
    if meant is None:
        return
    source, people = printed[meant], counts[meant]
    if meant == own:
        yield from _postal_code(fields, source.postal_code, people)
    else:
        yield Offer("address", fields.address or "", source.address or "", people, source.postal_code)


def _place(address: str) -> str:
    """One form of an address, wherever it was printed with spaces."""
    return addresses.normal(address).replace(" ", "")


def _meant(own: str, counts: Mapping[str, int]) -> str | None:
    """The known address that a card's is, or is meant to be: the usual one where the card has none."""
    if own in counts:
        return own
    if own:
        alike = [place for place in counts if counts[place] >= ENOUGH and _is_misread(own, place)]
        return max(alike, key=lambda place: counts[place], default=None)
    usual = max(counts, key=lambda place: counts[place], default=None)
    return usual if usual is not None and _is_usual(counts[usual], counts) else None


def _is_usual(people: int, counts: Mapping[str, int]) -> bool:
    """Whether so many are at most of a company's addresses, or it has only that one."""
    return len(counts) == 1 or (people >= ENOUGH and 2 * people > sum(counts.values()))


def _is_misread(own: str, place: str) -> bool:
    """Whether only signs differ, not numbers: another lot or floor is another office."""
    if re.findall(r"\d+", own) != re.findall(r"\d+", place):
        return False
    return Levenshtein.normalized_similarity(own, place) >= ADDRESS_ALIKE


def _postal_code(fields: CardFields, known: str | None, people: int) -> Iterator[Offer]:
    present = fields.postal_code or ""
    differs = re.sub(r"\D", "", present) != re.sub(r"\D", "", known or "")
    if known and differs and (not present or people >= ENOUGH):
        yield Offer("postal_code", present, known, people)


def _phones(fields: CardFields, known: Sequence[CardFields]) -> Iterator[Offer]:
    """The switchboard: missing on the card, or with one digit read wrong."""
    printed: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in known:
        for number, shown in _boards(one).items():
            printed.setdefault(number, shown)
            counts[number] += 1
    boards = [number for number, people in counts.most_common() if people >= ENOUGH]
    if boards and not any(phone.type in _LANDLINES for phone in fields.phones):
        yield Offer(f"phones.{len(fields.phones)}", "", printed[boards[0]], counts[boards[0]])
    for place, phone in enumerate(fields.phones):
        if phone.type is PhoneType.WORK and (board := _misread_board(phone, boards, counts)):
            yield Offer(f"phones.{place}", phone.number, printed[board], counts[board])


def _boards(fields: CardFields) -> dict[str, str]:
    """The office numbers of a contact as dialled, and as printed."""
    office = [phone for phone in fields.phones if phone.type is PhoneType.WORK]
    return {dialled(phone.e164): phone.number for phone in office if phone.e164}


def _misread_board(phone: Phone, boards: Sequence[str], counts: Mapping[str, int]) -> str | None:
    own = dialled(phone.e164 or phone.number)
    if own in counts:
        return None
    for board in boards:
        if len(own) != len(board) or Hamming.distance(own, board) != 1:
            continue
        wrong = next(at for at, (one, other) in enumerate(zip(own, board, strict=True)) if one != other)
        if phone.e164 is None or wrong < len(own) - LINE_DIGITS:
            return board
    return None
