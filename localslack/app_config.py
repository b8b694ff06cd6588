"""The app that is installed in the workspace, as its manifest describes it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

Manifest = Mapping[str, Any]

DEFAULT_MANIFEST = Path(__file__).with_name("default_manifest.yaml")

# Any one of the scopes is enough to hear an event; events that are not named need none.
EVENT_SCOPES: Mapping[str, frozenset[str]] = {
    "app_mention": frozenset({"app_mentions:read"}),
    "channel_shared": frozenset({"channels:read", "groups:read"}),
    "channel_unshared": frozenset({"channels:read", "groups:read"}),
    "file_deleted": frozenset({"files:read"}),
    "file_shared": frozenset({"files:read"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "member_left_channel": frozenset({"channels:read", "groups:read"}),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "message.mpim": frozenset({"mpim:history"}),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
    "user_change": frozenset({"users:read"}),
}


@dataclass(frozen=True, slots=True)
class AppConfig:
    """What the app may do and hears; tokens and secret are fresh for every start.

    `problems` are sentences on what the manifest asks for without the scope it takes; it is left out.
    """

    app_id: str
    bot_id: str
    bot_user_id: str
    name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Manifest, ...]
    shortcuts: tuple[Manifest, ...]
    socket_mode: bool
    addresses: Manifest
    interactive: bool
    home_tab: bool
    messages_tab: bool
    problems: tuple[str, ...]
    bot_token: str
    app_token: str
    signing_secret: str

    @classmethod
    def of(cls, manifest: Manifest | Path | str | None, request_url: str | None = None) -> Self:
        """Reads a manifest (mapping or YAML file; None: everything allowed).

        With a `request_url` all requests go there, whatever the manifest says.

        Raises:
            OSError, yaml.YAMLError: the file cannot be read.
        """
        source = manifest if isinstance(manifest, Mapping) else _read(Path(manifest or DEFAULT_MANIFEST))
        features, settings = source.get("features") or {}, source.get("settings") or {}
        scopes = frozenset(((source.get("oauth_config") or {}).get("scopes") or {}).get("bot") or ())
        wanted = frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or ())
        deaf = {event for event in wanted if not _may_hear(event, scopes)}
        home = features.get("app_home") or {}
        called = "commands" in scopes
        return cls(
            app_id="A0GOEN00001",
            bot_id="B0GOEN00001",
            bot_user_id="U0GOENBOT01",
            name=_name(source),
            scopes=scopes,
            events=wanted - deaf,
            commands=tuple(features.get("slash_commands") or ()) if called else (),
            shortcuts=tuple(features.get("shortcuts") or ()) if called else (),
            socket_mode=bool(settings.get("socket_mode_enabled")) and request_url is None,
            addresses={"any": request_url} if request_url else _addresses(source),
            interactive=bool((settings.get("interactivity") or {}).get("is_enabled")),
            home_tab=bool(home.get("home_tab_enabled")),
            messages_tab=bool(home.get("messages_tab_enabled"))
            and not home.get("messages_tab_read_only_enabled"),
            problems=tuple(_problems(features, deaf, called)),
            bot_token=f"xoxb-local-{secrets.token_hex(12)}",
            app_token=f"xapp-local-{secrets.token_hex(12)}",
            signing_secret=secrets.token_hex(16),
        )

    def address(self, kind: str, payload: Manifest) -> str:
        """Where a request of this kind goes; the events' address when it has none of its own.

        Raises:
            LookupError: the manifest names no request URL at all.
        """
        for name in ("any", str(payload.get("command")), kind, "interactive", "events_api"):
            if url := self.addresses.get(name):
                return str(url)
        raise LookupError("the manifest has neither Socket Mode nor a request_url")


def _may_hear(event: str, scopes: frozenset[str]) -> bool:
    return event not in EVENT_SCOPES or bool(scopes & EVENT_SCOPES[event])


def _name(source: Manifest) -> str:
    bot = (source.get("features") or {}).get("bot_user") or {}
    return str(bot.get("display_name") or (source.get("display_information") or {}).get("name") or "App")


def _addresses(source: Manifest) -> dict[str, str]:
    features, settings = source.get("features") or {}, source.get("settings") or {}
    interactivity = settings.get("interactivity") or {}
    addresses = {
        "events_api": (settings.get("event_subscriptions") or {}).get("request_url"),
        "interactive": interactivity.get("request_url"),
        "options": interactivity.get("message_menu_options_url"),
        **{row["command"]: row.get("url") for row in features.get("slash_commands") or ()},
    }
    return {kind: str(url) for kind, url in addresses.items() if url}


def _problems(features: Manifest, deaf: set[str], called: bool) -> list[str]:
    problems = [
        f"event {event} needs the scope {' or '.join(sorted(EVENT_SCOPES[event]))}" for event in sorted(deaf)
    ]
    if not called and (features.get("slash_commands") or features.get("shortcuts")):
        problems.append("commands and shortcuts need the scope commands")
    return problems


def _read(path: Path) -> Manifest:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded if isinstance(loaded, Mapping) else {}
