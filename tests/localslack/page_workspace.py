"""A local Slack with the counterpart app connected, for the page's tests."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from localslack.driver import Person
from localslack.serve import LocalSlack
from localslack.settings import ServerSettings
from tests.localslack.page_counterpart import Seen, build

USERS = {"admin": "U0SATO00001", "member": "U0CLARK0001", "colleague": "U0SUZUKI001"}

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Goen"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Goen"},
        "shortcuts": [
            {"name": "見本", "type": "global", "callback_id": "gallery", "description": "すべての入力"},
            {"name": "名刺を取り込む", "type": "global", "callback_id": "capture", "description": "写真から"},
            {
                "name": "活動として記録",
                "type": "message",
                "callback_id": "log_message",
                "description": "記録",
            },
        ],
        "slash_commands": [
            {"command": "/card", "description": "名刺を探す", "usage_hint": "[名前]"},
            {"command": "/silent", "description": "答えない"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "im:history",
                "reactions:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "app_mention", "file_shared", "message.channels", "message.im"]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@dataclass
class Running:
    """The local Slack on show, and what the app has seen."""

    slack: LocalSlack
    seen: Seen
    users: dict[str, str]

    @property
    def url(self) -> str:
        return self.slack.url

    @property
    def app_id(self) -> str:
        return self.slack.app.app_id

    def new_channel(self, name: str) -> str:
        """Creates a channel with the admin, the member and the app in it; returns its id."""
        members = [self.users["member"]]
        answer = Person(self.url, self.users["admin"]).post("channels", name=name, members=members)
        return str(answer["channel"]["id"])

    def close_modals(self) -> None:
        """Closes what a test left open, so that the next one starts with a bare page."""
        for user in self.users.values():
            person = Person(self.url, user)
            for view in person.get("views")["stack"][-1:]:
                person.post("view/close", view_id=view["id"], clear=True)


def wait_until(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Waits for something that happens in the app; fails when it does not."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "the app was not told in time"
        time.sleep(0.05)


@contextmanager
def running() -> Iterator[Running]:
    """The local Slack and the app, connected over Socket Mode."""
    with LocalSlack(manifest=MANIFEST, settings=ServerSettings(rate_limits=False)) as slack:
        app, seen = build(WebClient(token=slack.bot_token, base_url=slack.api_url))
        handler = SocketModeHandler(app, slack.app_token)
        handler.connect()
        try:
            yield Running(slack, seen, USERS)
        finally:
            handler.close()
