"""The conversations: one module each; importing them fills the router."""

from bot.conversations import (
    capture,
    doubts,
    find,
    goen,
    home,
    log,
    log_edit,
    log_taps,
    remind,
    review,
    series,
    sides,
    why,
)
from bot.conversations.routes import ROUTER

__all__ = [
    "ROUTER",
    "capture",
    "doubts",
    "find",
    "goen",
    "home",
    "log",
    "log_edit",
    "log_taps",
    "remind",
    "review",
    "series",
    "sides",
    "why",
]
