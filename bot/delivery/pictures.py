"""What goes up to Slack: cards' straightened pictures, strips of values, org charts, contacts as files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.delivery.org_chart_picture import org_chart
from bot.delivery.upload import Picture
from contacts.doubts import place_of
from contacts.org_chart import departments
from ocr.strip_sheet import strip_sheet
from storage import companies, contacts, outbox, pictures, visibility
from storage.doubts import reading_of
from storage.exchange.vcards_out import tags_of, vcard
from storage.tables import Card, Company, Contact

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def picture_of(session: Session, ids: Mapping[str, Any]) -> Picture | None:
    """The contact `ids["vcard"]` or the export `ids["exported"]` as a file, the org chart of
    `ids["company"]`, or what `ids["card"]` shows.

    Strips are those of `ids["strips"]`, numbered from `ids["first"]`.

    None when card or picture are gone, no strip can be cut, or the card's picture is in Slack already.
    """
    if "vcard" in ids:
        return _vcard(session, ids)
    if "exported" in ids:
        return _exported(session, ids)
    if "company" in ids:
        return _org_chart(session, ids)
    card = session.get(Card, ids["card"])
    if card is None or not card.picture_sha:
        return None
    try:
        content, mime = pictures.get(session, card.picture_sha)
    except pictures.PictureGone:
        return None
    if "strips" in ids:
        return _strips(card, content, ids)
    if card.slack_file_id:
        return None
    return Picture(content, f"card-{card.id}.{_SUFFIXES.get(mime, 'jpg')}", "business card")


def _strips(card: Card, content: bytes, ids: Mapping[str, Any]) -> Picture | None:
    reading, keys = reading_of(card), enumerate(ids["strips"], ids["first"])
    places = {number: place for number, key in keys if (place := place_of(reading, key))}
    sheet = strip_sheet(content, places)
    return Picture(sheet, f"strips-{card.id}.jpg", "parts of a business card") if sheet else None


def _org_chart(session: Session, ids: Mapping[str, Any]) -> Picture | None:
    company = session.get(Company, ids["company"])
    if company is None:
        return None
    company = companies.survivor(session, company)
    shown = companies.people_of(session, company, str(ids.get("user") or ""))
    people = [contacts.person(one) for one in shown]
    if not people:
        return None
    chart = org_chart(company.name, departments(people), str(ids["nameless"]))
    return Picture(chart, f"company-{company.id}.png", "org chart")


def _vcard(session: Session, ids: Mapping[str, Any]) -> Picture | None:
    """The contact as a file for whoever asked; none when it is gone, or not shown to them any more."""
    contact = session.get(Contact, ids["vcard"])
    if contact is None or contact.merged_into_id or not visibility.sees(session, contact, ids["user"]):
        return None
    text = vcard(contacts.fields_of(contact), tags_of(contact))
    return Picture(text.encode(), f"contact-{contact.id}.vcf", "vCard", posted=True)


def _exported(session: Session, ids: Mapping[str, Any]) -> Picture | None:
    """What an export wrote, as a file for whoever asked."""
    try:
        content, _ = pictures.get(session, ids["exported"])
    except pictures.PictureGone:
        return None
    return Picture(content, str(ids["name"]), "export", posted=True)


def keep_file(session: Session, ids: Mapping[str, Any], file_id: str) -> None:
    """Notes on the card where its picture is in Slack; of other pictures the outbox row remembers it.

    A newer org chart takes the older one's place. An export that is there is kept no longer.
    """
    if "exported" in ids:
        pictures.forget_export(session, ids["exported"])
    if shown := outbox.by_key(session, str(ids.get("shown_in") or "")):
        shown.ids = {**shown.ids, "chart_file": file_id}
        _refresh_posted(session, shown.key)
    if "card" not in ids:
        return
    card = session.get(Card, ids["card"])
    if card and "strips" not in ids:
        card.slack_file_id = file_id
        for number in filter(None, (card.id, card.front_id)):
            _refresh_posted(session, f"review:{number}")


def _refresh_posted(session: Session, key: str) -> None:
    """A message that was posted before its picture was there shows it now."""
    posted = outbox.by_key(session, key)
    if posted and posted.state == outbox.SENT:
        outbox.refresh(session, key)
