"""Plain functions that join reading, database and posting; nothing here knows Bolt."""

from __future__ import annotations

from bot.house import House
from bot.jobs import capture, home_tab, log_model, reading, why


def register_jobs(house: House) -> None:
    """Makes every durable job known to `storage.work`."""
    for module in (capture, reading, home_tab, log_model, why):
        module.register(house)
