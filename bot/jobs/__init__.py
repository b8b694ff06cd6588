"""Plain functions that join reading, database and posting; nothing here knows Bolt."""

from __future__ import annotations

from bot.house import House
from bot.jobs import (
    capture,
    digest,
    erasing,
    exports,
    home_tab,
    log_model,
    reading,
    reminder_settings,
    user_groups,
    why,
)

_MODULES = (
    capture,
    reading,
    home_tab,
    log_model,
    why,
    digest,
    erasing,
    exports,
    reminder_settings,
    user_groups,
)


def register_jobs(house: House) -> None:
    """Makes every durable job known to `storage.work`."""
    for module in _MODULES:
        module.register(house)
