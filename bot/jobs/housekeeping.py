"""What the clock tidies: old payloads, photos that nobody saved."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.house import House
from storage import audit, backup, incoming, outbox, photos, webhooks
from storage.history import SYSTEM

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


def back_up(house: House) -> None:
    """Makes the day's backup in GOEN_BACKUP_DIR once the last one is a day old."""
    folder, now = house.settings.backup_dir, house.clock()
    if folder is None or not backup.is_due(folder, now):
        return
    try:
        made = backup.rotate(house.database, folder, house.settings.backup_keep, now)
    except backup.BackupFailed as error:
        log.error("backup failed", why=str(error))
        return
    with house.database.write() as session:
        audit.write(session, house.workspace_id, SYSTEM, audit.Action.BACKED_UP, None, None, now)
    log.info("backed up", file=made.name)
