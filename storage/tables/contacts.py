"""Contacts, their companies, who met them, and the pieces they are found by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.tables.base import Base


class Company(Base):
    """The organisation contacts belong to.

    `phones` is a list as on contacts; `headcount` people, `capital` yen; `fiscal_close` is the month (1 to
    12) in which its fiscal year ends; `listing`, `contract_state` and `source` are free words; `facts` holds
    the team's own fields by name; `aliases` other names it is known by; `merged_into_id` the company it
    went into.
    """

    __tablename__ = "companies"
    __table_args__ = (
        UniqueConstraint("workspace_id", "normal_name"),
        Index(
            "ix_companies_beginning",
            "workspace_id",
            "normal_name",
            postgresql_ops={"normal_name": "text_pattern_ops"},
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    name: Mapped[str]
    normal_name: Mapped[str]
    name_en: Mapped[str | None]
    corporate_number: Mapped[str | None]
    domain: Mapped[str | None] = mapped_column(index=True)
    postal_code: Mapped[str | None]
    address: Mapped[str | None]
    phones: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    industry: Mapped[str | None]
    headcount: Mapped[int | None]
    capital: Mapped[int | None] = mapped_column(BigInteger)
    listing: Mapped[str | None]
    fiscal_close: Mapped[int | None]
    contract_state: Mapped[str | None]
    source: Mapped[str | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    aliases: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    stale_days: Mapped[int | None]


class Contact(Base):
    """A person as the team knows them now; `state` is active, archived, left or merged.

    `other_names` are former and usual ones; `career` holds posts before or beside the present one, as
    `storage.joining` writes them; `merged_into_id` is the contact this one went into. `stale_days` is the
    contact's own period, `never_ask` and `ask_after` what a person answered when asked whether the data
    still holds. The `no_contact` columns say that the person is not to be contacted (連絡不要): since when,
    who of ours noted it, why.
    """

    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(index=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("companies.id"), index=True)
    owner_id: Mapped[str | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="active")
    name: Mapped[str | None]
    name_kana: Mapped[str | None]
    name_romaji: Mapped[str | None]
    family_name: Mapped[str | None]
    given_name: Mapped[str | None]
    department: Mapped[str | None]
    department_en: Mapped[str | None]
    title: Mapped[str | None]
    title_en: Mapped[str | None]
    postal_code: Mapped[str | None]
    address: Mapped[str | None]
    address_en: Mapped[str | None]
    country: Mapped[str | None]
    remark: Mapped[str | None]
    posts: Mapped[list[Any]] = mapped_column(default=list)
    qualifications: Mapped[list[Any]] = mapped_column(default=list)
    other_addresses: Mapped[list[Any]] = mapped_column(default=list)
    phones: Mapped[list[Any]] = mapped_column(default=list)
    emails: Mapped[list[Any]] = mapped_column(default=list)
    urls: Mapped[list[Any]] = mapped_column(default=list)
    handles: Mapped[list[Any]] = mapped_column(default=list)
    tags: Mapped[list[Any]] = mapped_column(default=list)
    other_names: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    career: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    predecessor_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    rank: Mapped[str | None]
    stale_days: Mapped[int | None]
    never_ask: Mapped[bool] = mapped_column(default=False, server_default=false())
    ask_after: Mapped[date | None]
    checked_at: Mapped[datetime | None]
    no_contact_on: Mapped[date | None]
    no_contact_by: Mapped[str | None]
    no_contact_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    company: Mapped[Company | None] = relationship()


class ContactMet(Base):
    """A colleague who met the contact, when, and by which card; `told_on` is when the owner was told."""

    __tablename__ = "contact_met"
    __table_args__ = (UniqueConstraint("contact_id", "user_id", "card_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str]
    met_on: Mapped[date]
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))
    told_on: Mapped[date | None]


class NotDuplicate(Base):
    """Two contacts that a person called different people; the smaller id first."""

    __tablename__ = "not_duplicates"

    first_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    second_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    said_by: Mapped[str]
    said_at: Mapped[datetime]


class SearchTerm(Base):
    """One term of one contact (contacts.search_terms); the hash (signed, 64 bits) has the workspace in it."""

    __tablename__ = "search_terms"
    # The row is its primary key: without a row id SQLite keeps it once, not twice.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 (SQLAlchemy reads it from the class)

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
