"""Admins set roles and the team's settings in the Home tab; what they set holds at once, and is audited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from localslack.driver import Person
from storage import audit, roles, workspaces
from storage.roles import Role, Visibility
from storage.tables import Contact, Interaction, Photo, Workspace
from tests.bot.running import EMMA, GENERAL, SAMPLES, SATO, SUZUKI, Running, has, running

PHOTO = SAMPLES / "demo_en.jpg"
EAST, WEST = "S0EAST00001", "S0WEST00001"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        for user in (SATO, SUZUKI, EMMA):
            person, direct = started.person(user), started.direct(user)
            ts = person.say(direct, "help")
            started.wait(lambda p=person, d=direct, t=ts: [r for r in p.messages(d) if r["ts"] > t])
        yield started


def team(goen: Running) -> str:
    with goen.database.read() as session:
        return session.scalars(select(Workspace.id)).one()


def set_roles(goen: Running, **changes: Any) -> None:
    """The settings as a test needs them, past the forms."""
    with goen.database.write() as session:
        roles.change(session, team(goen), users={}, groups={}, everyone=Role.MEMBER, teams=())
        roles.change(session, team(goen), visibility=Visibility.ALL)
        roles.change(session, team(goen), **changes)


def told(goen: Running, user: str, channel: str, words: str) -> Any:
    return goen.person(user).wait_for(channel, lambda row: words in row["text"])


def entries(goen: Running, **which: Any) -> list[Any]:
    with goen.database.read() as session:
        return audit.entries(session, team(goen), **which)


def home(goen: Running, person: Person, words: str) -> Any:
    person.open_home()
    return goen.wait(lambda: (shown := person.home()) and words in str(shown) and shown)


def users(*ids: str) -> dict[str, Any]:
    return {"value": {"type": "multi_users_select", "selected_users": list(ids)}}


def test_the_home_tab_shows_the_settings_to_admins_only(goen: Running) -> None:
    set_roles(goen)
    home(goen, goen.person(SATO), "team_roles_open")
    shown = home(goen, goen.person(EMMA), "home_add_card")
    assert "team_roles_open" not in str(shown)


def test_an_admin_gives_roles_and_they_hold_at_once(goen: Running) -> None:
    set_roles(goen)
    sato = goen.person(SATO)
    sato.tap_view(home(goen, sato, "team_roles_open"), "team_roles_open")
    form = sato.modal()
    assert form["callback_id"] == "team_roles"
    twice = sato.submit(form, {"users_manager": users(SUZUKI), "users_viewer": users(SUZUKI, EMMA)})
    assert list(twice) == ["users_viewer"]
    options = {"value": {"type": "multi_static_select", "selected_options": [{"value": EAST}]}}
    sent = {"users_manager": users(), "users_viewer": users(EMMA), "groups_manager": options}
    assert sato.submit(form, sent) == {}
    with goen.database.read() as session:
        now = roles.settings_of(session, team(goen))
    assert now.users == {EMMA: Role.VIEWER}
    assert now.groups == {EAST: Role.MANAGER}
    assert entries(goen, action="settings")[0].ids == {
        "changed": ["groups.S0EAST00001:manager", "users.U0CLARK0001:viewer"]
    }
    home(goen, sato, "閲覧のみ")

    def suzuki() -> Role:
        with goen.database.read() as session:
            return roles.of_id(session, team(goen), SUZUKI)

    goen.wait(lambda: suzuki() is Role.MANAGER)


def test_a_viewer_looks_up_and_is_told_kindly_what_else_they_may_not(goen: Running) -> None:
    set_roles(goen, users={EMMA: Role.VIEWER})
    emma, direct = goen.person(EMMA), goen.direct(EMMA)
    emma.command(GENERAL, "/log Met Ms. Lindqvist of Tarnwell. Quote by Tuesday.")
    said = told(goen, EMMA, GENERAL, "read-only access")
    assert "please ask" in said["text"]
    emma.say(direct, files=[PHOTO])
    told(goen, EMMA, direct, "read-only access")
    assert goen.rows(Photo) == []
    emma.say(direct, "Met Ms. Lindqvist of Tarnwell today. Quote by next Tuesday.")
    goen.wait(lambda: len([row for row in emma.messages(direct) if "read-only" in row["text"]]) == 2)
    assert len(entries(goen, actor_id=EMMA, action="refused")) == 3
    assert goen.rows(Interaction) == []
    emma.command(GENERAL, "/contact Lindqvist")
    goen.wait(lambda: [one for one in entries(goen, actor_id=EMMA) if one.subject_kind == "search"])
    assert len([row for row in emma.messages(direct) if "read-only" in row["text"]]) == 2
    assert {one.ids["why"] for one in entries(goen, actor_id=EMMA, action="refused")} == {"viewer"}
    emma.open_home()
    goen.wait(lambda: "home_add_card" not in str(emma.home()))


def test_who_has_no_role_is_told_whom_to_ask(goen: Running) -> None:
    set_roles(goen, users={EMMA: Role.NONE})
    emma, direct = goen.person(EMMA), goen.direct(EMMA)
    emma.command(GENERAL, "/contact Lindqvist")
    told(goen, EMMA, GENERAL, "You need a role")
    emma.say(direct, "Who is Lindqvist?")
    told(goen, EMMA, direct, "You need a role")
    home(goen, emma, "You need a role")
    emma.say(GENERAL, files=[PHOTO])
    goen.wait(lambda: [one for one in entries(goen, actor_id=EMMA) if one.ids.get("request") == "event"])
    assert goen.rows(Photo) == []


def test_a_member_sees_their_own_contacts_where_admins_say_so(goen: Running) -> None:
    set_roles(goen)
    sato, suzuki = goen.person(SATO), goen.person(SUZUKI)
    direct = goen.direct(SATO)
    ts = sato.say(direct, files=[PHOTO])
    sato.tap(direct, sato.wait_for(direct, has("review_save"), ts, 90), "review_save")
    goen.wait(lambda: goen.rows(Contact))
    sato.tap_view(home(goen, sato, "team_settings_open"), "team_settings_open")
    form = sato.modal()
    option = {"value": {"type": "radio_buttons", "selected_option": {"value": "own"}}}
    wrong = {"value": {"type": "plain_text_input", "value": "何か"}}
    assert list(sato.submit(form, {"visibility": option, "domains": wrong})) == ["domains"]
    none = {"value": {"type": "plain_text_input", "value": "GOEN.example、@other.example"}}
    assert sato.submit(form, {"visibility": option, "domains": none}) == {}
    with goen.database.read() as session:
        assert workspaces.settings_of(session, team(goen)).own_domains == ("goen.example", "other.example")
    assert "visibility:own" in entries(goen, action="settings")[0].ids["changed"]
    suzuki.command(GENERAL, "/contact Lindqvist")
    hidden = suzuki.wait_for(GENERAL, lambda row: "Lindqvist" in row["text"])
    assert "tarnwell" not in str(hidden).lower()
    contact = goen.rows(Contact)[0]
    direct = goen.direct(SATO)
    sato.say(direct, "Lindqvist")
    seen = sato.wait_for(direct, has("contact.menu"))
    menu = {"selected_option": {"value": f"contact.history:{contact.id}"}}
    sato.tap(direct, seen, "contact.menu", **menu)
    assert "Lindqvist" in str(sato.modal())
    looked = [one for one in entries(goen, actor_id=SATO) if one.subject_kind == "contacts"]
    assert {(one.action, one.subject_id) for one in looked} == {("looked_up", str(contact.id))}
    assert [one.ids["by"] for one in looked][:2] == ["contact.history", "search"]
    assert "contacts" not in {one.subject_kind for one in entries(goen, actor_id=SUZUKI)}
    with goen.database.read() as session:
        assert audit.verify(session, team(goen)).broken is None
