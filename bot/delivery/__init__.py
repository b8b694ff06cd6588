"""Everything that goes out to Slack: the outbox, rendered and posted exactly once."""

from bot.delivery.delivery import Delivery
from bot.delivery.lease import Timing
from bot.delivery.registry import (
    RENDERERS,
    AudienceCheck,
    Message,
    Redirect,
    Renderer,
    everyone_may_read,
    renders,
)

__all__ = [
    "RENDERERS",
    "AudienceCheck",
    "Delivery",
    "Message",
    "Redirect",
    "Renderer",
    "Timing",
    "everyone_may_read",
    "renders",
]
