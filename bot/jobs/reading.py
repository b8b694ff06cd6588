"""The job behind a photo: downloaded, read, kept as cards under review, and answered."""

from __future__ import annotations

import time
from datetime import date, timedelta

import structlog
from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import announce, log_cards, scans, sides
from bot.slack import DownloadFailed, FileGone, FileTooLarge, UntrustedHost
from ocr import PhotoReading
from ocr.exceptions import PhotoError
from ocr.open import MAX_BYTES
from ocr.pages import is_pdf
from reminders.hours import zone_of
from storage import cards, doubts, photos, pictures, users
from storage.sides import COLLEAGUE, role_of
from storage.tables import Photo
from storage.work import job

log = structlog.get_logger()

READ = "capture.read"
# Forty photos at once come near what Slack allows a minute.
DOWNLOAD_WAITS_SECONDS = (1, 5, 20)
SHOT_DAYS = 31


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(READ)(lambda ids: read(house, int(ids[0])))


def read(house: House, photo_id: int) -> None:
    """The job behind a photo: every step leaves the database so that running it again goes on from there."""
    with house.database.write() as session:
        photo = photos.start(session, photo_id)
        if photo is None:
            return
        file_id, sha = photo.file_id, photo.picture_sha
    content = _content(house, photo_id, file_id, sha)
    if content is None:
        return
    try:
        if is_pdf(content):
            scans.spread(house, photo_id, house.readers.pages(content), READ)
        else:
            _keep(house, photo_id, house.readers.read(content))
    except PhotoError as error:
        log.info("photo not read", photo=photo_id, code=error.code)
        _problem(house, photo_id, error.code)


def _content(house: House, photo_id: int, file_id: str, sha: str | None) -> bytes | None:
    if sha:
        with house.database.read() as session:
            return pictures.get(session, sha)[0]
    try:
        content, mime = _download(house, file_id)
    except FileGone:
        with house.database.write() as session:
            photo = photos.load(session, photo_id)
            photos.cancel(session, photo)
            announce.cancelled(session, house, photo)
            log_cards.settled(session, house, photo)
            sides.pair(session, house, photo.batch)
        return None
    except FileTooLarge:
        _problem(house, photo_id, "too_many_bytes")
        return None
    except (DownloadFailed, UntrustedHost) as error:
        log.warning("download failed", photo=photo_id, why=str(error))
        _problem(house, photo_id, "download_failed")
        return None
    with house.database.write() as session:
        photo = photos.load(session, photo_id)
        if photo.state != "reading":
            return None
        photo.picture_sha = pictures.put(session, content, mime)
    return content


def _download(house: House, file_id: str) -> tuple[bytes, str]:
    for wait in DOWNLOAD_WAITS_SECONDS:
        try:
            return _download_once(house, file_id)
        except DownloadFailed as error:
            time.sleep(max(wait, error.retry_after))
    return _download_once(house, file_id)


def _download_once(house: House, file_id: str) -> tuple[bytes, str]:
    file = house.slack.file(file_id)
    if int(file.get("size") or 0) > MAX_BYTES:
        raise FileTooLarge
    url = file.get("url_private_download") or file.get("url_private")
    if not url:
        raise FileGone(file_id)
    return house.slack.download(str(url), MAX_BYTES), str(file.get("mimetype") or "")


def _keep(house: House, photo_id: int, reading: PhotoReading) -> None:
    # Looked up before the write begins, which others wait for.
    with house.database.read() as session:
        own = sides.own_domains(session, house)
        read = [doubts.offered(session, house.workspace_id, card.fields) for card in reading.cards]
    with house.database.write() as session:
        photo = photos.load(session, photo_id)
        if photo.state != "reading":
            return
        exchanged_on, source = exchange_date(reading, posted_on(session, photo))
        for position, (card, fields) in enumerate(zip(reading.cards, read, strict=True)):
            picture = pictures.put(session, card.picture, "image/jpeg")
            row = cards.add(session, photo, position, fields, picture, exchanged_on, source, house.clock())
            row.role = role_of(fields, own)
        if reading.cards:
            _announce(session, house, photo)
            return
        if photos.is_page(photo):
            scans.without_card(session, house, photo)
        else:
            announce.problem(session, house, photo, "not_card")
        log_cards.settled(session, house, photo)
        sides.pair(session, house, photo.batch)


def _announce(session: Session, house: House, photo: Photo) -> None:
    photos.finish(session, photo, "read")
    session.flush()
    # First, so that a side that belongs to a card gets no message of its own.
    sides.pair(session, house, photo.batch)
    announce.cards_read(session, house, photo)
    for card in photo.cards:
        if card.role == COLLEAGUE:
            announce.review_alone(session, house, card)


def _problem(house: House, photo_id: int, code: str) -> None:
    with house.database.write() as session:
        photo = photos.load(session, photo_id)
        if photo.state == "reading":
            announce.problem(session, house, photo, code)
            log_cards.settled(session, house, photo)
            sides.pair(session, house, photo.batch)


def exchange_date(reading: PhotoReading, posted: date) -> tuple[date, str]:
    """The day the card was exchanged, and "exif" when that is the shot's day, which is then a recent one."""
    shot = reading.shot_at.date() if reading.shot_at else None
    if shot and timedelta(0) <= posted - shot <= timedelta(days=SHOT_DAYS):
        return shot, "exif"
    return posted, "post"


def posted_on(session: Session, photo: Photo) -> date:
    """The post's date in the poster's zone."""
    poster = users.get(session, photo.workspace_id, photo.poster_id)
    return photo.posted_at.astimezone(zone_of(poster.tz if poster else None)).date()
