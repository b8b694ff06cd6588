"""What the clock tidies: old payloads, photos that nobody saved."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.house import House
from storage import incoming, outbox, photos, webhooks

log = structlog.get_logger()


def tidy(house: House) -> None:
    """Drops raw payloads and unsaved photos that are older than the settings say."""
    now, settings = house.clock(), house.settings
    with house.database.write() as session:
        payloads = incoming.purge(session, now - timedelta(days=settings.payload_days))
        outbox.purge(session, now - timedelta(days=settings.unsaved_photo_days))
        webhooks.purge(session, now - timedelta(days=settings.unsaved_photo_days))
        old = photos.expire(session, now - timedelta(days=settings.unsaved_photo_days))
    house.work.forget(now - timedelta(days=settings.unsaved_photo_days))
    if payloads or old:
        log.info("tidied", payloads=payloads, photos=old)
