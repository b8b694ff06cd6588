"""The Web API as an app's client meets it: tokens, scopes, membership, messages, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

from localslack.app_config import DEFAULT_MANIFEST
from localslack.serve import LocalSlack
from tests.localslack.connected import (
    EMMA,
    FORMER,
    GENERAL,
    LOUNGE,
    OUTSIDER,
    PRIVATE,
    SATO,
    SHARED,
    buttons,
    client,
    person,
    quick,
    refusal,
)


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(settings=quick()) as running:
        yield running


@pytest.fixture
def web(slack: LocalSlack) -> WebClient:
    return client(slack)


@pytest.fixture
def channel(slack: LocalSlack, request: pytest.FixtureRequest) -> str:
    """A fresh channel with 佐藤 and the app in it."""
    name = request.node.name.replace("[", "-").rstrip("]")
    return str(person(slack).post("channels", name=name)["channel"]["id"])


def manifest_without(*scopes: str) -> Mapping[str, Any]:
    """The default manifest with fewer scopes."""
    manifest: dict[str, Any] = yaml.safe_load(DEFAULT_MANIFEST.read_text(encoding="utf-8"))
    bot = manifest["oauth_config"]["scopes"]["bot"]
    manifest["oauth_config"]["scopes"]["bot"] = [scope for scope in bot if scope not in scopes]
    return manifest


def test_the_token_decides(slack: LocalSlack, web: WebClient) -> None:
    assert web.auth_test()["user_id"] == slack.app.bot_user_id
    assert refusal(client(slack, "xoxb-other").auth_test) == "invalid_auth"
    assert refusal(client(slack, slack.app_token).auth_test) == "not_allowed_token_type"
    assert refusal(web.apps_connections_open, app_token=slack.bot_token) == "not_allowed_token_type"
    assert refusal(web.api_call, api_method="chat.shout") == "unknown_method"


def test_a_method_needs_its_scope() -> None:
    manifest = manifest_without("chat:write", "groups:read", "groups:history", "users:read")
    with LocalSlack(manifest=manifest, settings=quick()) as slack:
        web = client(slack)
        assert refusal(web.chat_postMessage, channel=GENERAL, text="x") == "missing_scope"
        assert refusal(web.users_info, user=SATO) == "missing_scope"
        assert refusal(web.conversations_info, channel=PRIVATE) == "missing_scope"
        assert refusal(web.conversations_history, channel=PRIVATE) == "missing_scope"
        assert web.conversations_info(channel=GENERAL)["channel"]["name"] == "general"
        assert web.conversations_history(channel=GENERAL)["messages"] == []


def test_the_app_reaches_only_where_it_is_a_member(slack: LocalSlack, web: WebClient) -> None:
    assert refusal(web.chat_postMessage, channel=LOUNGE, text="x") == "not_in_channel"
    assert refusal(web.conversations_history, channel=LOUNGE) == "not_in_channel"
    hidden = person(slack).post("channels", name="hidden", is_private=True, with_app=False)["channel"]["id"]
    assert refusal(web.conversations_info, channel=hidden) == "channel_not_found"
    assert web.conversations_info(channel=LOUNGE)["channel"]["is_member"] is False
    assert refusal(web.chat_postMessage, channel="C0NOWHERE01", text="x") == "channel_not_found"


def test_joining_a_channel(slack: LocalSlack, web: WebClient) -> None:
    opened = person(slack).post("channels", name="to-join", with_app=False)["channel"]["id"]
    assert web.conversations_join(channel=opened)["channel"]["is_member"] is True
    assert web.chat_postMessage(channel=opened, text="参加しました")["ok"]


def test_a_message_its_update_and_its_end(slack: LocalSlack, web: WebClient, channel: str) -> None:
    metadata = {"event_type": "goen", "event_payload": {"key": "k1"}}
    posted = web.chat_postMessage(channel=channel, text="確認", blocks=buttons(), metadata=metadata)
    ts = posted["ts"]
    assert "metadata" not in web.conversations_history(channel=channel)["messages"][0]
    (found,) = web.conversations_history(channel=channel, include_all_metadata=True)["messages"]
    assert found["metadata"] == metadata
    web.chat_update(channel=channel, ts=ts, text="保存しました")
    (changed,) = person(slack).messages(channel)
    assert (changed["text"], "blocks" in changed) == ("保存しました", False)
    assert changed["edited"]["user"] == slack.app.bot_user_id
    web.chat_delete(channel=channel, ts=ts)
    assert person(slack).messages(channel) == []
    assert refusal(web.chat_update, channel=channel, ts=ts, text="x") == "message_not_found"


def test_only_ones_own_messages_are_changed(slack: LocalSlack, web: WebClient, channel: str) -> None:
    ts = person(slack).say(channel, "打ち合わせ")
    assert refusal(web.chat_update, channel=channel, ts=ts, text="x") == "cant_update_message"
    assert refusal(web.chat_delete, channel=channel, ts=ts) == "cant_delete_message"


def test_a_long_text_is_cut(web: WebClient, channel: str) -> None:
    posted = web.chat_postMessage(channel=channel, text="字" * 40_001)
    assert len(posted["message"]["text"]) == 40_000


def test_wrong_messages_are_refused(web: WebClient, channel: str) -> None:
    wrong = [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]
    assert refusal(web.chat_postMessage, channel=channel, text="x", blocks=wrong) == "invalid_blocks"
    assert refusal(web.chat_postMessage, channel=channel, text="") == "no_text"
    assert (
        refusal(web.chat_postMessage, channel=channel, text="x", thread_ts="1.000001") == "thread_not_found"
    )
    assert (
        refusal(web.chat_postMessage, channel=channel, text="x", metadata={"a": 1})
        == "invalid_metadata_format"
    )
    assert refusal(web.api_call, api_method="blocks.validate", json={"blocks": wrong}) == "invalid_blocks"


def test_a_refusal_says_where_it_hurts(web: WebClient, channel: str) -> None:
    wrong = [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3_001}}]
    answer = web.api_call("blocks.validate", json={"blocks": buttons()})
    assert answer["ok"]
    with pytest.raises(Exception, match="json-pointer:/blocks/0/text/text"):
        web.chat_postMessage(channel=channel, text="x", blocks=wrong)


def test_history_pages_do_not_shift_when_something_new_comes(web: WebClient, channel: str) -> None:
    stamps = [web.chat_postMessage(channel=channel, text=f"{n}")["ts"] for n in range(7)]
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = web.conversations_history(channel=channel, limit=3, cursor=cursor)
        found += [row["ts"] for row in page["messages"]]
        cursor = page["response_metadata"]["next_cursor"]
        assert page["has_more"] is bool(cursor)
        if not cursor:
            break
        web.chat_postMessage(channel=channel, text="new")
    assert found == stamps[::-1]


def test_history_between_two_moments(web: WebClient, channel: str) -> None:
    one, two, three = (web.chat_postMessage(channel=channel, text=f"{n}")["ts"] for n in range(3))
    rows = web.conversations_history(channel=channel, oldest=one, latest=three)["messages"]
    assert [row["ts"] for row in rows] == [two]
    rows = web.conversations_history(channel=channel, oldest=one, latest=three, inclusive=True)["messages"]
    assert [row["ts"] for row in rows] == [three, two, one]
    assert refusal(web.conversations_history, channel=channel, cursor="x") == "invalid_cursor"


def test_a_thread_is_not_in_the_history(web: WebClient, channel: str) -> None:
    parent = web.chat_postMessage(channel=channel, text="写真")["ts"]
    replies = [web.chat_postMessage(channel=channel, text=f"{n}", thread_ts=parent)["ts"] for n in range(3)]
    (top,) = web.conversations_history(channel=channel)["messages"]
    assert (top["reply_count"], top["thread_ts"], top["latest_reply"]) == (3, parent, replies[-1])
    first = web.conversations_replies(channel=channel, ts=parent, limit=2)
    rest = web.conversations_replies(
        channel=channel, ts=parent, limit=2, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [row["ts"] for row in first["messages"] + rest["messages"]] == [parent, *replies]
    assert refusal(web.conversations_replies, channel=channel, ts="1.000001") == "thread_not_found"


def test_an_answer_to_an_answer_stays_in_the_thread(web: WebClient, channel: str) -> None:
    parent = web.chat_postMessage(channel=channel, text="写真")["ts"]
    reply = web.chat_postMessage(channel=channel, text="確認", thread_ts=parent)["ts"]
    deeper = web.chat_postMessage(channel=channel, text="追記", thread_ts=reply)
    assert deeper["message"]["thread_ts"] == parent


def test_a_deleted_parent_leaves_a_tombstone(slack: LocalSlack, web: WebClient, channel: str) -> None:
    parent = person(slack).say(channel, "写真です")
    web.chat_postMessage(channel=channel, text="確認", thread_ts=parent)
    person(slack).delete(channel, parent)
    (left,) = web.conversations_history(channel=channel)["messages"]
    assert (left["subtype"], left["text"]) == ("tombstone", "This message was deleted.")


def test_reactions_come_and_go_once(web: WebClient, channel: str) -> None:
    ts = web.chat_postMessage(channel=channel, text="写真")["ts"]
    mark = {"channel": channel, "timestamp": ts, "name": "eyes"}
    web.reactions_add(**mark)
    assert refusal(web.reactions_add, **mark) == "already_reacted"
    assert web.reactions_get(channel=channel, timestamp=ts)["message"]["reactions"][0]["count"] == 1
    web.reactions_remove(**mark)
    assert refusal(web.reactions_remove, **mark) == "no_reaction"
    assert refusal(web.reactions_add, **{**mark, "name": "目"}) == "invalid_name"


def test_a_whisper_reaches_one_person(slack: LocalSlack, web: WebClient) -> None:
    web.chat_postEphemeral(channel=GENERAL, user=SATO, text="あなただけに")
    assert [row["text"] for row in person(slack).messages(GENERAL)] == ["あなただけに"]
    assert person(slack, EMMA).messages(GENERAL) == []
    assert refusal(web.chat_postEphemeral, channel=GENERAL, user=OUTSIDER, text="x") == "user_not_in_channel"


def test_direct_messages_are_opened_once(web: WebClient) -> None:
    first = web.conversations_open(users=EMMA)["channel"]["id"]
    assert web.conversations_open(users=EMMA)["channel"]["id"] == first
    assert web.chat_postMessage(channel=EMMA, text="Hello")["channel"] == first
    assert web.conversations_info(channel=first)["channel"]["user"] == EMMA
    assert refusal(web.conversations_open, users=FORMER) == "user_disabled"


def test_who_is_who(web: WebClient) -> None:
    def told(user: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = web.users_info(user=user, include_locale=True)["user"]
        return found

    assert (told(SATO)["is_admin"], told(SATO)["locale"], told(SATO)["tz"]) == (True, "ja-JP", "Asia/Tokyo")
    assert (told(EMMA)["is_admin"], told(EMMA)["locale"], told(EMMA)["tz"]) == (
        False,
        "en-US",
        "Europe/London",
    )
    assert told("U0GUEST0001")["is_restricted"] is True
    assert told(OUTSIDER)["is_stranger"] is True
    assert told(OUTSIDER)["team_id"] != told(SATO)["team_id"]
    assert told(FORMER)["deleted"] is True
    assert told("U0GOENBOT01")["is_bot"] is True
    assert "locale" not in web.users_info(user=SATO)["user"]
    assert refusal(web.users_info, user="U0NOBODY001") == "user_not_found"


def test_members_and_people_come_in_pages(web: WebClient) -> None:
    first = web.conversations_members(channel=SHARED, limit=3)
    rest = web.conversations_members(
        channel=SHARED, limit=3, cursor=first["response_metadata"]["next_cursor"]
    )
    assert len(first["members"]) == 3
    assert OUTSIDER in first["members"] + rest["members"]
    assert rest["response_metadata"]["next_cursor"] == ""
    assert len(web.users_list(limit=2)["members"]) == 2


def test_channels_tell_who_reads_along(slack: LocalSlack, web: WebClient, channel: str) -> None:
    assert web.conversations_info(channel=SHARED)["channel"]["is_ext_shared"] is True
    assert web.conversations_info(channel=channel)["channel"]["is_ext_shared"] is False
    person(slack).post("share", channel=channel, shared=False, pending=True)
    assert web.conversations_info(channel=channel)["channel"]["is_pending_ext_shared"] is True
    kinds = {row["id"] for row in web.conversations_list(types="private_channel")["channels"]}
    assert PRIVATE in kinds
    assert GENERAL not in kinds


def test_a_form_is_as_good_as_json(slack: LocalSlack, web: WebClient, channel: str) -> None:
    answer = web.api_call(
        "chat.postMessage", params={"channel": channel, "text": "x", "blocks": '[{"type": "divider"}]'}
    )
    assert answer["message"]["blocks"][0]["type"] == "divider"


def test_user_groups_are_told_as_slack_tells_them(slack: LocalSlack, web: WebClient) -> None:
    east, west = web.usergroups_list(include_users=True)["usergroups"]
    assert (east["id"], east["name"], east["users"]) == ("S0EAST00001", "東日本営業", [SATO, "U0SUZUKI001"])
    assert "users" not in web.usergroups_list()["usergroups"][0]
    assert web.usergroups_users_list(usergroup=west["id"])["users"] == [EMMA]
    assert refusal(web.usergroups_users_list, usergroup="S0NOBODY001") == "no_such_subteam"
    assert refusal(web.usergroups_users_list, usergroup="") == "invalid_arguments"
    slack.workspace.user_groups["S0WEST00001"].disabled = True
    assert refusal(web.usergroups_users_list, usergroup=west["id"]) == "no_such_subteam"
    assert web.usergroups_users_list(usergroup=west["id"], include_disabled=True)["users"] == [EMMA]
    assert [one["id"] for one in web.usergroups_list()["usergroups"]] == ["S0EAST00001"]
    slack.workspace.is_paid = False
    assert refusal(web.usergroups_list) == "plan_upgrade_required"


def test_user_groups_need_their_scope() -> None:
    with LocalSlack(manifest=manifest_without("usergroups:read"), settings=quick()) as slack:
        assert refusal(client(slack).usergroups_list) == "missing_scope"
        assert refusal(client(slack).usergroups_users_list, usergroup="S0EAST00001") == "missing_scope"
