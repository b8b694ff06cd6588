"""What a test, a bench or a person at the page may turn: delays and limits, Slack's own by default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class ServerSettings:
    """Delays in seconds; `retry_scale` shrinks the waits between event retries (0, 1 and 5 minutes)."""

    rate_limits: bool = True
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
    retry_scale: float = 1.0
    file_ready_seconds: float = 0.3
    response_url_seconds: float = 1_800.0
    response_url_uses: int = 5
    socket_refresh_seconds: float = 3_600.0
