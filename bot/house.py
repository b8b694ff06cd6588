"""The running services that jobs and conversations share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.access import Access
from bot.settings import Settings
from bot.slack import SlackApi
from ocr.workers import ReadingPool
from storage.database import Database
from storage.work import Work


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """One process's services for one workspace; `clock` gives the aware moment that rules depend on."""

    settings: Settings
    database: Database
    work: Work
    slack: SlackApi
    access: Access
    readers: ReadingPool
    workspace_id: str
    bot_user_id: str
    clock: Callable[[], datetime] = utc_now
