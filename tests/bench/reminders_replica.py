"""One replica of Goen as far as reminders go: `python -m tests.bench.reminders_replica SECONDS`.

Its clock stands SECONDS behind the machine's, its times are a fifth of the shipped ones, and everything else
is what `goen run` does: the tick that queues, the outbox, the leases, the delivery. The environment names
database and Slack as for `goen run`.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta

from bot.access import Access
from bot.delivery import Delivery, Timing
from bot.house import House
from bot.jobs.audience import check_for
from bot.jobs.morning import keep_true, mornings
from bot.jobs.rendering import renderers
from bot.settings import Settings
from bot.slack import SlackApi, web_client
from ocr.workers import ReadingPool
from reminders.clock import Clock
from storage import replicas
from storage.database import Database
from storage.work import Work

TIMEOUT_SECONDS = 2
TIMING = Timing(lease=8, settle=2.5)


def main() -> None:
    """Queues and delivers until the process is ended; says so on standard output once it does."""
    behind = timedelta(seconds=float(sys.argv[1]))
    house = _house(Settings(_env_file=None), behind)
    name = replicas.take_name(house.database)
    client = house.slack.client
    delivery = Delivery(
        house.database,
        lambda _: client,
        renderers(house),
        name.executor_id,
        check_for(house),
        timing=TIMING,
        clock=house.clock,
    )
    delivery.start()
    Clock(
        [
            (timedelta(seconds=1), lambda: delivery.sweep(house.clock())),
            (timedelta(seconds=3), mornings(house)),
            (timedelta(seconds=5), keep_true(house)),
        ]
    ).start()
    print("ready", flush=True)
    # Whoever started it holds the other end and may be killed as well.
    sys.stdin.read()
    os._exit(0)


def _house(settings: Settings, behind: timedelta) -> House:
    assert settings.slack_bot_token
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, TIMEOUT_SECONDS)
    me = client.auth_test()
    database = Database.open(settings.url)
    slack = SlackApi(client)
    return House(
        settings=settings,
        database=database,
        work=Work(database),
        slack=slack,
        access=Access(database, slack, me["team_id"], me["user_id"]),
        readers=ReadingPool(1),
        workspace_id=me["team_id"],
        bot_user_id=me["user_id"],
        clock=lambda: datetime.now(UTC) - behind,
    )


if __name__ == "__main__":
    main()
