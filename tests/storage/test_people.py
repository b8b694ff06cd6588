"""Workspaces with their settings, people and conversations, as Slack last described them."""

from __future__ import annotations

from datetime import date, time

import pytest

from storage import channels, threads, users, workspaces
from storage.database import Database
from storage.workspaces import TeamSettings, UnknownSetting
from tests.storage.build import NOW, later, photo


def test_settings_are_typed_and_kept(database: Database) -> None:
    with database.write() as session:
        workspaces.put(session, "T1", "営業部", "UBOT")
        assert workspaces.settings_of(session, "T1") == TeamSettings()
        workspaces.change_settings(session, "T1", morning=time(8, 30), closed_days=(date(2026, 12, 30),))
    with database.write() as session:
        workspaces.change_settings(session, "T1", locale="en-US")
        workspaces.put(session, "T1", "Sales", "UBOT")
    with database.read() as session:
        assert workspaces.settings_of(session, "T1") == TeamSettings(
            locale="en-US", morning=time(8, 30), closed_days=(date(2026, 12, 30),)
        )
        assert workspaces.settings_of(session, "T404") == TeamSettings()


def test_unknown_settings_and_workspaces_are_refused(database: Database) -> None:
    with database.write() as session:
        workspaces.put(session, "T1", "営業部", "UBOT")
        with pytest.raises(UnknownSetting):
            workspaces.change_settings(session, "T1", colour="red")
        with pytest.raises(LookupError):
            workspaces.change_settings(session, "T2", locale="ja-JP")


def test_a_person_is_described_anew_and_keeps_what_goen_knows(database: Database) -> None:
    with database.write() as session:
        users.put(session, "T1", "U1", NOW, name="tanaka", tz="Asia/Tokyo")
        users.keep_direct(session, "T1", "U1", "D1")
    with database.write() as session:
        users.put(session, "T1", "U1", later(hours=1), name="tanaka", tz="Europe/Berlin", deleted=True)
    with database.read() as session:
        user = users.get(session, "T1", "U1")
        assert user is not None
        assert (user.tz, user.deleted, user.dm_channel_id) == ("Europe/Berlin", True, "D1")
        assert user.fetched_at == later(hours=1)
        assert users.get(session, "T2", "U1") is None


def test_a_conversation_keeps_its_settings_when_its_audience_is_asked_anew(database: Database) -> None:
    with database.write() as session:
        channels.put(session, "T1", "C1", name="名刺", is_card_channel=True)
        channels.put_audience(session, "T1", "C1", "guest", NOW)
    with database.read() as session:
        channel = channels.get(session, "T1", "C1")
        assert channel is not None
        assert (channel.name, channel.is_card_channel, channel.allowed) == ("名刺", True, True)
        assert (channel.audience, channel.checked_at) == ("guest", NOW)
        assert channels.get(session, "T2", "C1") is None


def test_threads_under_photos_are_goens_own(database: Database) -> None:
    with database.write() as session:
        photo(session, message_ts="7.7")
        assert threads.is_ours(session, "T1", "C1", "7.7")
        assert not threads.is_ours(session, "T1", "C1", "8.8")
        assert not threads.is_ours(session, "T1", "C2", "7.7")
