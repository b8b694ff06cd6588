"""The Slack app manifest: what Goen is called, hears and may do, and why."""

from __future__ import annotations

from typing import Any

import yaml

from bot.settings import Settings

SCOPES: dict[str, str] = {
    "app_mentions:read": "answers when it is mentioned",
    "channels:history": "receives card photos posted in public channels it is a member of",
    "channels:read": "checks whether a channel is shared with others before it posts there",
    "chat:write": "posts reviews, answers and reminders",
    "commands": "offers its slash commands and shortcuts",
    "files:read": "downloads the card photos it is shown",
    "files:write": "uploads the straightened card picture into the review",
    "groups:history": "receives card photos posted in private channels it is a member of",
    "groups:read": "checks private channels as it does public ones",
    "im:history": "receives photos and words in its direct messages",
    "im:read": "recognises its direct messages",
    "im:write": "opens a direct message for reviews and the morning message",
    "mpim:history": "receives card photos posted in group messages it is a member of",
    "mpim:read": "checks group messages as it does channels",
    "reactions:write": "shows at once that a photo was taken in",
    "usergroups:read": "knows who is in the user groups that roles and teams are given to",
    "users:read": "tells members from guests, and knows language and time zone",
}

EVENTS = (
    "app_home_opened",
    "app_mention",
    "channel_shared",
    "file_deleted",
    "file_shared",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "user_change",
)


def manifest(settings: Settings, request_url: str | None = None) -> dict[str, Any]:
    """The manifest with the team's own command names; Socket Mode unless a request URL is given."""
    return {
        "display_information": {
            "name": "Goen",
            "description": "名刺と商談メモを顧客データに / Cards and notes become customer data",
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Goen", "always_online": True},
            "shortcuts": _shortcuts(),
            "slash_commands": _commands(settings, request_url),
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": _delivery(request_url),
    }


def manifest_yaml(settings: Settings, request_url: str | None = None) -> str:
    """The manifest as the YAML that Slack's "From a manifest" page takes."""
    text: str = yaml.safe_dump(
        manifest(settings, request_url), allow_unicode=True, sort_keys=False, width=100
    )
    return text


def _shortcuts() -> list[dict[str, str]]:
    return [
        {
            "name": "名刺を登録 / Add cards",
            "type": "global",
            "callback_id": "card_photos",
            "description": "名刺の写真を選んで登録します / Upload photos of business cards",
        },
        {
            "name": "記録する / Log this message",
            "type": "message",
            "callback_id": "log_message",
            "description": "このメッセージを活動記録にします / Logs this message as an interaction",
        },
        {
            "name": "署名を登録 / Save signature",
            "type": "message",
            "callback_id": "save_signature",
            "description": "メールの署名を連絡先にします / Makes a contact of a mail signature",
        },
    ]


def _commands(settings: Settings, request_url: str | None) -> list[dict[str, Any]]:
    rows = (
        (settings.card_command, "名刺の写真を登録 / Add business cards", ""),
        (settings.contact_command, "連絡先をさがす / Find a contact", "山田商事 田中"),
        (settings.log_command, "商談を記録 / Log what happened", "山田商事の田中さんと打ち合わせ"),
        (settings.followup_command, "用件を登録 / Add a follow-up", "見積もり送付 来週火曜まで"),
        (settings.duplicates_command, "重複かもしれない連絡先 / Contacts that may be the same", ""),
        (settings.goen_command, "使いかた / How to use Goen", "help"),
    )
    url = {"url": request_url} if request_url else {}
    return [
        {"command": command, "description": description, "usage_hint": hint, "should_escape": False, **url}
        for command, description, hint in rows
    ]


def _delivery(request_url: str | None) -> dict[str, Any]:
    url = {"request_url": request_url} if request_url else {}
    return {
        "event_subscriptions": {**url, "bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True, **url},
        "org_deploy_enabled": False,
        "socket_mode_enabled": request_url is None,
        "token_rotation_enabled": False,
    }
