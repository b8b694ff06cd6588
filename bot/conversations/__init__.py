"""The conversations: one module each; importing them fills the router."""

from bot.conversations import (
    capture,
    doubts,
    find,
    follow_up,
    goen,
    home,
    log,
    log_edit,
    log_register,
    log_taps,
    remind,
    review,
    series,
    sides,
    stale,
    why,
)
from bot.conversations.routes import ROUTER

__all__ = [
    "ROUTER",
    "capture",
    "doubts",
    "find",
    "follow_up",
    "goen",
    "home",
    "log",
    "log_edit",
    "log_register",
    "log_taps",
    "remind",
    "review",
    "series",
    "sides",
    "stale",
    "why",
]
