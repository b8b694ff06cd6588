"""PDF scans: each page becomes a photo of the same message, and all of them one batch."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import announce
from storage import photos, pictures
from storage.tables import Photo


def spread(house: House, photo_id: int, pages: tuple[bytes, ...], job: str) -> None:
    """Keeps the pages of a PDF as photos to be read by `job`; the file itself is done with."""
    with house.database.write() as session:
        scan = photos.load(session, photo_id)
        if scan.state != "reading":
            return
        for number, page in enumerate(pages, start=1):
            photo = photos.page(session, scan, number, pictures.put(session, page, "image/jpeg"))
            house.work.enqueue(session, job, key=f"read:{photo.id}", ids=[photo.id])
        photos.finish(session, scan, "read")
        photos.drop_content(session, scan)


def without_card(session: Session, house: House, page: Photo) -> None:
    """A page that shows no card passes silently; a scan of which no page shows one is spoken of once."""
    photos.finish(session, page, "not_card", problem="not_card")
    photos.drop_content(session, page)
    scan = photos.scan_of(session, page)
    pages = photos.pages_of(session, scan) if scan else []
    if scan and all(one.state == "not_card" for one in pages):
        announce.problem(session, house, scan, "pdf_empty")
    elif page.batch:
        announce.refresh_batch(session, house, page.batch)
