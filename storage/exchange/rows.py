"""A table's row becomes a record: names put together, phones typed, addresses joined, dates understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from contacts import emails
from contacts.names import split_name
from contacts.normal import clean, has_japanese
from contacts.values import CardFields, Phone, PhoneType
from storage.exchange import cells
from storage.exchange.headings import IGNORE, Columns
from storage.exchange.values import Fault, Problem, Record

MOST_TEXT, MOST_REMARK = 500, 20_000
_PARTS = ("address", "prefecture", "city", "street", "building")
_TEXTS = (
    "name",
    "family_name",
    "given_name",
    "middle_name",
    "name_kana",
    "family_kana",
    "given_kana",
    "name_romaji",
    "company",
    "company_en",
    "department",
    "department_en",
    "title",
    "title_en",
    "postal_code",
    "address_en",
    "country",
    "owner",
    "no_contact",
    *_PARTS,
)


@dataclass
class Gathered:
    """What the cells of one row say, before it is put together."""

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    phones: list[tuple[str, PhoneType | None, str, str]] = field(default_factory=list)
    mails: list[tuple[str, str]] = field(default_factory=list)
    days: list[tuple[str, str]] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def keep(self, fault: Fault, heading: str, value: str) -> None:
        """Notes a value that was not understood, and keeps it in the remark."""
        self.problems.append(Problem(self.row, fault, heading))
        self.remarks.append(f"{heading}: {value}" if heading else value)


def record(number: int, line: Sequence[str], columns: Columns) -> Record | Problem | None:
    """The person of a table's row; a problem when the row cannot be taken in, None when it is empty."""
    if not any(cell.strip() for cell in line):
        return None
    if any(cell.strip() for cell in line[len(columns.targets) :]):
        return Problem(number, Fault.TOO_MANY_CELLS)
    if any("\ufffd" in cell for cell in line):
        return Problem(number, Fault.UNREADABLE)
    gathered = Gathered(number)
    label = ""
    for heading, target, cell in zip(columns.headings, columns.targets, line, strict=False):
        value = cells.plain(cell)
        if target == "phone_label":
            label = value
        elif value and target not in (None, IGNORE):
            assert target is not None
            if len(value) > (MOST_REMARK if target == "remark" else MOST_TEXT):
                return Problem(number, Fault.TOO_LONG, heading)
            _put(gathered, target, heading, value, label)
    return put_together(gathered)


def _put(gathered: Gathered, target: str, heading: str, value: str, label: str) -> None:
    if target.startswith("phone"):
        kind = PhoneType(target.partition(".")[2]) if "." in target else None
        gathered.phones += [(one, kind, label, heading) for one in cells.several(value)]
    elif target == "email":
        gathered.mails += [(one, heading) for one in cells.several(value)]
    elif target == "exchanged_on":
        gathered.days.append((value, heading))
    elif target == "remark":
        gathered.remarks.append(value)
    elif target in _TEXTS:
        before = gathered.texts.get(target)
        gathered.texts[target] = f"{before} {value}" if before else value
    else:
        found = cells.lines(value) if target in ("url", "handle") else cells.several(value)
        gathered.lists.setdefault(target, []).extend(found)


def put_together(gathered: Gathered) -> Record | Problem:
    """The record of what a row or a vCard says; a problem when it names nobody."""
    texts = gathered.texts
    country = cells.country(texts["country"]) if texts.get("country") else None
    phones = tuple(_phones(gathered, country))
    mails = tuple(dict.fromkeys(_mails(gathered)))
    exchanged_on = None
    for value, heading in gathered.days:
        exchanged_on = exchanged_on or cells.day(value)
        if cells.day(value) is None:
            gathered.keep(Fault.DATE, heading, value)
    named = _names(texts, country)
    fields = replace(
        named,
        company=_tidy(texts.get("company")),
        company_en=_tidy(texts.get("company_en")),
        department=_tidy(texts.get("department")),
        department_en=_tidy(texts.get("department_en")),
        title=_tidy(texts.get("title")),
        title_en=_tidy(texts.get("title_en")),
        postal_code=cells.postal_code(texts["postal_code"]) if texts.get("postal_code") else None,
        address=cells.address(texts),
        address_en=_tidy(texts.get("address_en")),
        country=country,
        phones=phones,
        emails=mails,
        urls=_list(gathered, "url"),
        handles=_list(gathered, "handle"),
        qualifications=_list(gathered, "qualifications"),
        remark="\n".join(gathered.remarks) or None,
    )
    if not (fields.name or fields.name_romaji or fields.company or fields.company_en or mails or phones):
        return Problem(gathered.row, Fault.NOBODY)
    return Record(
        row=gathered.row,
        fields=fields,
        exchanged_on=exchanged_on,
        owner=_tidy(texts.get("owner")),
        no_contact=cells.wish(texts.get("no_contact") or ""),
        # Google marks groups of its own with a star: they say nothing about the person.
        tags=tuple(one for one in _list(gathered, "tags") if not one.startswith("* ")),
        problems=tuple(gathered.problems),
    )


def _phones(gathered: Gathered, country: str | None) -> Iterator[Phone]:
    seen = set()
    for value, kind, label, heading in gathered.phones:
        found = cells.phone(value, kind, label, country)
        if found is None:
            gathered.keep(Fault.PHONE, heading, value)
        elif (found.type, found.e164 or found.number) not in seen:
            seen.add((found.type, found.e164 or found.number))
            yield found


def _mails(gathered: Gathered) -> Iterator[str]:
    for value, heading in gathered.mails:
        if found := emails.normal(value):
            yield found
        else:
            gathered.keep(Fault.MAIL, heading, value)


def _list(gathered: Gathered, target: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(gathered.lists.get(target, ())))


def _tidy(text: str | None) -> str | None:
    """One line with single spaces; variants and widths of letters stay as they were written."""
    return " ".join(text.split()) or None if text else None


def _names(texts: dict[str, str], country: str | None) -> CardFields:
    """The names of a row, parted and joined in the order of their script."""
    family, given = _tidy(texts.get("family_name")), _tidy(texts.get("given_name"))
    middle = _tidy(texts.get("middle_name"))
    whole = _tidy(texts.get("name")) or _whole(family, given, middle)
    kana = _tidy(texts.get("name_kana")) or _joined(texts.get("family_kana"), texts.get("given_kana"))
    if whole and not (family and given):
        parts = split_name(whole, kana, country)
        family, given = family or parts.family or None, given or parts.given or None
        if has_japanese(whole) and " " not in clean(whole) and parts.sure and given and "・" not in whole:
            whole = f"{family} {given}"
    return CardFields(
        name=whole,
        name_kana=clean(kana) if kana else None,
        name_romaji=_tidy(texts.get("name_romaji")),
        family_name=family,
        given_name=given,
    )


def _whole(family: str | None, given: str | None, middle: str | None) -> str | None:
    if has_japanese(f"{family}{given}"):
        return _joined(family, given)
    return " ".join(one for one in (given, middle, family) if one) or None


def _joined(family: str | None, given: str | None) -> str | None:
    return _tidy(f"{family or ''} {given or ''}")
