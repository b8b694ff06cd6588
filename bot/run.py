"""Starts and stops Goen: services, jobs, the clock, and the way requests come in."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import structlog
from prometheus_client import Gauge
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.access import Access
from bot.app import bolt_app
from bot.delivery import Delivery
from bot.house import House
from bot.http import Server, metrics_app, web_app
from bot.jobs import housekeeping, register_jobs
from bot.jobs.rendering import RENDERERS
from bot.log import configure
from bot.settings import Mode, Settings
from bot.slack import SlackApi, web_client
from ocr.workers import ReadingPool
from reminders.clock import Clock
from storage import migrate, outbox, workspaces
from storage.database import Database
from storage.work import Work

log = structlog.get_logger()

JOBS = Gauge("goen_jobs", "Durable jobs by state", ["state"])
OUTBOX = Gauge("goen_outbox", "Outbox rows by state", ["state"])


def run_forever(settings: Settings) -> None:
    """Runs until SIGTERM or SIGINT, then lets running jobs finish."""
    configure()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with ExitStack() as running:
        _start(settings, running)
        log.info("goen is running", mode=settings.mode.value)
        stop.wait()
        log.info("goen is stopping")
