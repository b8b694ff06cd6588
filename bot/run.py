"""Starts and stops Goen: services, jobs, the clock, and the way requests come in."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import timedelta
from queue import Empty, SimpleQueue

import structlog
from prometheus_client import Gauge
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.access import Access
from bot.api.application import application
from bot.app import bolt_app
from bot.delivery import Delivery
from bot.house import House
from bot.http import Server, metrics_app, web_app
from bot.jobs import housekeeping, register_jobs, user_groups, webhooks
from bot.jobs.audience import check_for
from bot.jobs.digest import digests_tick
from bot.jobs.morning import keep_true, mornings
from bot.jobs.rendering import renderers
from bot.log import configure
from bot.settings import Mode, Settings
from bot.slack import SlackApi, refuse_redirects, web_client
from ocr.workers import ReadingPool
from reminders.clock import Clock
from storage import migrate, outbox, reindex, workspaces
from storage.database import Database
from storage.work import Work

log = structlog.get_logger()

JOBS = Gauge("goen_jobs", "Durable jobs by state", ["state"])
# Of every five seconds after an update that changes what contacts are found by.
REINDEX_SECONDS = 2.0
OUTBOX = Gauge("goen_outbox", "Outbox rows by state", ["state"])


def run_forever(settings: Settings) -> None:
    """Runs until SIGTERM or SIGINT, then lets running jobs finish."""
    configure()
    asked: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: asked.put(number))
    with ExitStack() as running:
        start(settings, running)
        log.info("goen is running", mode=settings.mode.value)
        _wait_for(asked)
        log.info("goen is stopping")


def _wait_for(asked: SimpleQueue[int]) -> None:
    """Waits until a signal put itself into the queue, looking again each second.

    A signal that comes right before a wait without end would be seen only when another one ends it.
    """
    while True:
        with suppress(Empty):
            asked.get(timeout=1.0)
            return


def start(settings: Settings, running: ExitStack) -> House:
    """Starts everything in its order; what was started is stopped in reverse when `running` closes.

    Raises:
        SlackApiError: Slack refuses the token.
    """
    house = _house(settings, running)
    register_jobs(house)
    house.work.start()
    running.callback(house.work.stop)
    delivery = _delivery(house)
    delivery.start()
    running.callback(delivery.stop)
    clock = Clock(_ticks(house, delivery))
    clock.start()
    running.callback(clock.stop)
    _listen(house, running)
    return house


def _house(settings: Settings, running: ExitStack) -> House:
    refuse_redirects()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    assert settings.slack_bot_token is not None
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    me = client.auth_test()
    database = Database.open(settings.url)
    running.callback(database.dispose)
    migrate.upgrade(database)
    with database.write() as session:
        workspaces.put(session, me["team_id"], me["team"], me["user_id"])
    readers = ReadingPool(settings.readers, settings.photo_seconds)
    running.callback(readers.close)
    slack = SlackApi(client)
    access = Access(database, slack, me["team_id"], me["user_id"])
    work = Work(database)
    return House(settings, database, work, slack, access, readers, me["team_id"], me["user_id"])


def _delivery(house: House) -> Delivery:
    client = house.slack.client
    owner = house.work.executor_id
    return Delivery(house.database, lambda _: client, renderers(house), owner, check_for(house))


def _ticks(house: House, delivery: Delivery) -> list[tuple[timedelta, Callable[[], object]]]:
    return [
        (timedelta(seconds=2), lambda: delivery.sweep(house.clock())),
        (timedelta(seconds=10), house.work.sweep),
        (timedelta(seconds=30), mornings(house)),
        (timedelta(seconds=5), keep_true(house)),
        (timedelta(seconds=30), digests_tick(house)),
        (timedelta(seconds=3), webhooks.tick(house)),
        (timedelta(minutes=10), lambda: user_groups.renew(house)),
        (timedelta(hours=1), lambda: housekeeping.tidy(house)),
        (timedelta(minutes=10), lambda: housekeeping.back_up(house)),
        (timedelta(seconds=5), lambda: reindex.go_on(house.database, REINDEX_SECONDS)),
    ]


def _listen(house: House, running: ExitStack) -> None:
    settings = house.settings
    secret = settings.slack_signing_secret
    over_http = settings.mode is Mode.HTTP
    bolt = bolt_app(house, secret.get_secret_value() if over_http and secret else None)
    api = application(house) if settings.api else None
    web = web_app(lambda: problem_with(house), bolt if over_http else None, api)
    _serve(Server(web, settings.http_host, settings.http_port), running)
    metrics = metrics_app(lambda: _measure(house))
    _serve(Server(metrics, "127.0.0.1", settings.metrics_port), running)
    if not over_http:
        _connect(bolt, settings, running)


def _serve(server: Server, running: ExitStack) -> None:
    server.start()
    running.callback(server.stop)


def _connect(bolt: App, settings: Settings, running: ExitStack) -> None:
    assert settings.slack_app_token is not None
    handler = SocketModeHandler(bolt, settings.slack_app_token.get_secret_value())
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    running.callback(handler.close)


def problem_with(house: House) -> str | None:
    """One line that says why Goen cannot work now; None when it can."""
    try:
        with house.database.read() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        return f"database: {type(error).__name__}"
    return None


def _measure(house: House) -> None:
    with house.database.read() as session:
        for state, number in outbox.counts(session).items():
            OUTBOX.labels(state).set(number)
    for state, number in house.work.counts().items():
        JOBS.labels(state).set(number)
