"""The people and channels a new local workspace starts with; all of them are invented."""

from __future__ import annotations

from localslack.workspace import Channel, User, UserGroup, Workspace

TEAM, PARTNER_TEAM = "T0GOEN00001", "T0PARTNER01"
JAPAN, LONDON = ("Asia/Tokyo", 32_400), ("Europe/London", 0)

PEOPLE = (
    ("U0SATO00001", TEAM, "sato", "佐藤 健", "admin", "ja-JP", JAPAN, False),
    ("U0SUZUKI001", TEAM, "suzuki", "鈴木 花", "member", "ja-JP", JAPAN, False),
    ("U0CLARK0001", TEAM, "emma", "Emma Clark", "member", "en-US", LONDON, False),
    ("U0GUEST0001", TEAM, "guest", "外部 ゲスト", "guest", "ja-JP", JAPAN, False),
    ("U0PARTNER01", PARTNER_TEAM, "partner", "取引先 太郎", "outsider", "ja-JP", JAPAN, False),
    ("U0FORMER001", TEAM, "former", "退職 済", "member", "ja-JP", JAPAN, True),
)
MEMBERS = ("U0SATO00001", "U0SUZUKI001", "U0CLARK0001")

CHANNELS = (
    ("C0GENERAL01", "general", (*MEMBERS, "U0FORMER001"), False, False),
    ("C0CARDS0001", "名刺", MEMBERS, False, False),
    ("C0PRIVATE01", "営業部", MEMBERS[:2], True, False),
    ("C0SHARED001", "shared-partner", (*MEMBERS, "U0PARTNER01"), False, True),
    ("C0GUESTS001", "with-guest", (*MEMBERS, "U0GUEST0001"), False, False),
    ("C0LOUNGE001", "休憩室", MEMBERS, False, False),
)
USER_GROUPS = (
    ("S0EAST00001", "sales-east", "東日本営業", ["U0SATO00001", "U0SUZUKI001"]),
    ("S0WEST00001", "sales-west", "西日本営業", ["U0CLARK0001"]),
)
WITHOUT_APP = {"C0LOUNGE001"}


def seeded() -> Workspace:
    """A workspace with members, a guest, an outsider, a deactivated person and a channel for each case."""
    workspace = Workspace(TEAM, "ご縁商事", "goen-shoji")
    for user_id, team, name, real_name, kind, locale, (zone, offset), deleted in PEOPLE:
        workspace.users[user_id] = User(user_id, team, name, real_name, kind, locale, zone, offset, deleted)
    for channel_id, name, members, private, shared in CHANNELS:
        workspace.channels[channel_id] = Channel(
            channel_id, name, list(members), is_private=private, is_ext_shared=shared
        )
    for group_id, handle, name, users in USER_GROUPS:
        workspace.user_groups[group_id] = UserGroup(group_id, handle, name, list(users))
    return workspace
