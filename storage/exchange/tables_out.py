"""Lists as files that Excel opens: CSV with a byte order mark or in CP932, XLSX with a sheet a noun."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.normal import fold_kanji
from storage.exchange import choice as choosing
from storage.exchange.choice import Choice
from storage.exchange.columns import cells, headings, listed
from storage.exchange.safe import disarmed
from storage.exchange.text_files import JAPANESE
from storage.interactions import shown_to
from storage.tables import Company, Contact, FollowUp, Interaction, InteractionContact, User

_LEGACY = "goen-usual-forms"
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def _usual_form(error: UnicodeError) -> tuple[str, int]:
    """What CP932 lacks: the usual form of a variant kanji, else a geta mark (〓), as print shops use it."""
    assert isinstance(error, UnicodeEncodeError)
    usual = fold_kanji(error.object[error.start : error.end])
    fits = usual.encode(JAPANESE, "ignore").decode(JAPANESE) == usual
    return (usual if fits else "〓" * len(usual)), error.end


codecs.register_error(_LEGACY, _usual_form)


def write_csv(session: Session, choice: Choice, path: Path, language: str, *, legacy: bool) -> int:
    """Writes the chosen contacts as CSV, UTF-8 with a byte order mark or (`legacy`) CP932; how many."""
    encoding, errors = (JAPANESE, _LEGACY) if legacy else ("utf-8-sig", "strict")
    with path.open("w", encoding=encoding, errors=errors, newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(headings(language))
        written = 0
        for row in contact_rows(session, choice):
            writer.writerow([disarmed(cell) for cell in row])
            written += 1
    return written


def write_xlsx(session: Session, choice: Choice, path: Path, language: str) -> int:
    """Writes four sheets: contacts, companies, interactions and follow-ups; how many contacts.

    Without a choice all companies, interactions for the team and follow-ups are there; with one, those of
    the chosen contacts. Private interactions are their author's and never exported.
    """
    book = Workbook(write_only=True)
    ja = language == "ja"
    written = _sheet(book, "連絡先" if ja else "Contacts", headings(language), contact_rows(session, choice))
    for names, titles, rows in _SHEETS:
        _sheet(book, names[0] if ja else names[1], titles[0] if ja else titles[1], rows(session, choice))
    book.save(path)
    return written


def contact_rows(session: Session, choice: Choice) -> Iterator[list[str]]:
    """The rows of the contacts' list."""
    owners = _names(session, choice)
    for contact, exchanged_on in choosing.contacts(session, choice):
        yield cells(listed(contact, owners, exchanged_on))


def _names(session: Session, choice: Choice) -> dict[str, str]:
    people = session.scalars(select(User).where(User.workspace_id == choice.workspace_id))
    return {person.slack_id: person.real_name or person.name for person in people}


def _sheet(book: Any, name: str, titles: list[str], rows: Iterable[Iterable[Any]]) -> int:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append(titles)
    written = 0
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        written += 1
    return written


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=disarmed(value.translate(_ILLEGAL)))
    cell.data_type = "s"
    return cell


def _companies(session: Session, choice: Choice) -> Iterator[list[Any]]:
    of_chosen = select(Contact.company_id).where(Contact.id.in_(choosing.chosen_ids(choice)))
    rows = select(Company).where(
        Company.workspace_id == choice.workspace_id, Company.merged_into_id.is_(None)
    )
    if _narrowed(choice):
        rows = rows.where(Company.id.in_(of_chosen))
    for one in _streamed(session, rows.order_by(Company.id)):
        yield [one.id, one.name, one.name_en, one.corporate_number, one.domain]


def _interactions(session: Session, choice: Choice) -> Iterator[list[Any]]:
    owners = _names(session, choice)
    rows = select(Interaction).where(Interaction.workspace_id == choice.workspace_id, shown_to(""))
    if _narrowed(choice):
        links = select(InteractionContact.interaction_id)
        of_chosen = links.where(InteractionContact.contact_id.in_(choosing.chosen_ids(choice)))
        rows = rows.where(Interaction.id.in_(of_chosen))
    for one in _streamed(session, rows.order_by(Interaction.id)):
        people = _people(session, [link.contact_id for link in one.links])
        author = owners.get(one.user_id, one.user_id)
        yield [one.id, one.happened_on, one.kind, author, people, one.note, one.amount, one.currency]


def _follow_ups(session: Session, choice: Choice) -> Iterator[list[Any]]:
    owners = _names(session, choice)
    rows = select(FollowUp).where(FollowUp.workspace_id == choice.workspace_id)
    open_to_all = select(Interaction.id).where(shown_to(""))
    rows = rows.where(FollowUp.interaction_id.is_(None) | FollowUp.interaction_id.in_(open_to_all))
    if _narrowed(choice):
        rows = rows.where(FollowUp.contact_id.in_(choosing.chosen_ids(choice)))
    for one in _streamed(session, rows.order_by(FollowUp.id)):
        people = _people(session, [one.contact_id] if one.contact_id else [])
        owner = owners.get(one.owner_id, one.owner_id)
        yield [one.id, one.due_on, one.text, people, owner, one.side, one.state]


def _narrowed(choice: Choice) -> bool:
    return any((choice.company, choice.owner_id, choice.since, choice.until, choice.contact_id))


def _streamed(session: Session, rows: Any) -> Iterator[Any]:
    return iter(session.scalars(rows, execution_options={"yield_per": 500}))


def _people(session: Session, ids: list[int]) -> str:
    found = (session.get(Contact, number) for number in ids)
    return ";".join(one.name or one.name_romaji or "" for one in found if one)


Rows = Callable[[Session, Choice], Iterator[list[Any]]]
_SHEETS: tuple[tuple[tuple[str, str], tuple[list[str], list[str]], Rows], ...] = (
    (
        ("会社", "Companies"),
        (
            ["Goen ID", "会社名", "会社名(英語)", "法人番号", "ドメイン"],
            ["Goen ID", "Company", "Company in English", "Corporate number", "Domain"],
        ),
        _companies,
    ),
    (
        ("やりとり", "Interactions"),
        (
            ["Goen ID", "日付", "種類", "記録者", "相手", "メモ", "金額", "通貨"],
            ["Goen ID", "Date", "Kind", "Author", "People", "Note", "Amount", "Currency"],
        ),
        _interactions,
    ),
    (
        ("次の用件", "Follow-ups"),
        (
            ["Goen ID", "期限", "内容", "相手", "担当", "どちらの約束", "状態"],
            ["Goen ID", "Due", "Text", "People", "Owner", "Side", "State"],
        ),
        _follow_ups,
    ),
)
