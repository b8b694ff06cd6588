"""Every role against every action that any conversation registered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot import authority
from bot.authority import Why
from bot.conversations import ROUTER
from bot.request import Request, RequestKind
from bot.rules import LEAST, RULES, Right, rule_for
from storage import audit, roles, users, workspaces
from storage.database import Database
from storage.roles import Role, Visibility
from storage.tables import Change, Contact, Interaction, InteractionContact, User
from tests.storage.build import DAY, NOW

ACTIONS = sorted(ROUTER.actions())
PEOPLE = {role: f"U{role.value.upper()}" for role in Role}
# What stays open to whom, written down apart from the rules: a slip in a rule fails here.
OPEN_TO_ALL = {
    "app_home_opened",
    "app_mention",
    "channel_shared",
    "file_deleted",
    "member_joined_channel",
}
VIEWERS_MAY = {
    ("action", "away_back"),
    ("action", "company_open"),
    ("action", "contact.history"),
    ("action", "contact.map"),
    ("action", "contact.menu"),
    ("action", "contact.vcard"),
    ("action", "contact_share"),
    ("action", "contact_why"),
    ("action", "dormant_more"),
    ("action", "found_more"),
    ("action", "home_search"),
    ("action", "home_search_clear"),
    ("action", "morning_cards"),
    ("action", "morning_more"),
    ("action", "morning_more_back"),
    ("action", "morning_more_next"),
    ("action", "reminder_settings_open"),
    ("action", "untouched_more"),
    ("command", "contact"),
    ("command", "goen"),
    ("event", "message"),
    ("submission", "away"),
    ("submission", "reminder_settings"),
    *(("word", word) for word in ("away", "不在", "休暇", "reminders", "お知らせ", "setup", "設定")),
    *(("word", word) for word in ("dormant", "休眠")),
}
ADMINS_ONLY = {
    ("action", "contact.erase"),
    ("submission", "erase"),
    ("action", "team_roles_open"),
    ("action", "team_settings_open"),
    ("submission", "team_roles"),
    ("submission", "team_settings"),
    ("submission", "fiscal_year"),
    ("word", "export"),
    ("word", "書き出し"),
    ("word", "エクスポート"),
    ("submission", "export"),
    ("word", "domains"),
    ("word", "fiscal"),
    ("word", "会計年度"),
    ("word", "ドメイン"),
}


@pytest.fixture
def session(sqlite_database: Database) -> Iterator[Session]:
    with sqlite_database.write() as session:
        workspaces.put(session, "T1", "会社", "UGOEN")
        for role, user_id in PEOPLE.items():
            users.put(session, "T1", user_id, NOW, is_admin=role is Role.ADMIN)
        named = {PEOPLE[role]: role for role in Role if role is not Role.ADMIN}
        roles.change(session, "T1", users=named)
        yield session


def actor(session: Session, role: Role) -> User:
    return session.get_one(User, ("T1", PEOPLE[role]))


def request(kind: RequestKind, name: str, value: str | None = None, **body: Any) -> Request:
    return Request(kind, name, "key", "T1", "U1", "C1", None, None, value, None, body)


def least(kind: RequestKind, name: str) -> Role:
    """The lowest role that may, by the lists of this test."""
    if name in OPEN_TO_ALL:
        return Role.NONE
    if (kind.value, name) in VIEWERS_MAY:
        return Role.VIEWER
    return Role.ADMIN if (kind.value, name) in ADMINS_ONLY else Role.MEMBER


@pytest.mark.parametrize(("kind", "name"), ACTIONS)
def test_every_registered_action_has_a_rule(kind: RequestKind, name: str) -> None:
    assert rule_for(kind, name) is not None, f"add a line for {kind.value} {name} to bot/rules.py"


def test_every_rule_is_about_a_registered_action() -> None:
    used = {(rule.kind, one) for rule in RULES for one in rule.names}
    for kind, name in ACTIONS:
        rule = rule_for(kind, name)
        assert rule is not None
        used -= {(kind, one) for one in rule.names if one == name or name.startswith(one.rstrip("*"))}
    assert used == set()


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_the_table_says_and_nothing_else(session: Session, role: Role) -> None:
    wrong = []
    for kind, name in ACTIONS:
        rule = rule_for(kind, name)
        assert rule is not None
        refused = authority.lacking(role, rule.right) is not None
        if refused != (role.rank < least(kind, name).rank):
            wrong.append((kind.value, name, role.value))
    assert wrong == []


@pytest.mark.parametrize(
    ("role", "name", "why"),
    [
        (Role.NONE, "followup_done", Why.NO_ROLE),
        (Role.VIEWER, "followup_done", Why.VIEWER),
        (Role.MEMBER, "followup_done", None),
        (Role.MEMBER, "no_such_action", Why.NO_RULE),
        (Role.ADMIN, "no_such_action", Why.NO_RULE),
    ],
)
def test_a_refusal_says_why(session: Session, role: Role, name: str, why: Why | None) -> None:
    asked = request(RequestKind.ACTION, name, "1")
    refused = authority.may(session, actor(session, role), asked, NOW)
    assert (refused.why if refused else None) is why


def test_rights_grow_with_the_role() -> None:
    for right in Right:
        allowed = [authority.lacking(role, right) is None for role in Role]
        assert allowed == sorted(allowed), right
    assert authority.lacking(Role.MEMBER, Right.LEAD) is Why.NEEDS_MANAGER
    assert authority.lacking(Role.MANAGER, Right.ADMINISTER) is Why.NEEDS_ADMIN
    assert LEAST[Right.OPEN] is Role.NONE


@pytest.mark.parametrize(
    ("text", "files", "may"),
    [
        ("田中さんの電話番号は?", [], True),
        ("山田商事の田中さんと打ち合わせ。見積もりは来週火曜までに。", [], False),
        ("", [{"id": "F1", "mimetype": "image/jpeg", "name": "a.jpg"}], False),
        ("", [{"id": "F1", "mimetype": "text/csv", "name": "a.csv"}], False),
        ("株式会社ミナモ計測\n営業部 早乙女 律\nTEL 03-0000-1234\nsaotome@minamo.example", [], False),
    ],
)
def test_a_viewers_words_look_up_but_write_nothing(
    session: Session, text: str, files: list[Any], may: bool
) -> None:
    asked = request(RequestKind.EVENT, "message", event={"text": text, "files": files})
    refused = authority.may(session, actor(session, Role.VIEWER), asked, NOW)
    assert (refused is None) is may
    assert authority.may(session, actor(session, Role.MEMBER), asked, NOW) is None


@pytest.fixture
def hidden(session: Session) -> Contact:
    """A contact of somebody else's, where members see their own only."""
    roles.change(session, "T1", visibility=Visibility.OWN)
    row = Contact(workspace_id="T1", name="田中", owner_id="UOTHER", created_at=NOW, updated_at=NOW)
    session.add(row)
    session.flush()
    return row


def about(contact: Contact, change: Change, note: Interaction) -> Iterator[Request]:
    """Each action that names its contact, with this one."""
    number = str(contact.id)
    values = {
        "known_add": f"7:{number}",
        "known_other": f"both:7:{number}",
        "merge_open": f"{number}:{number}",
        "merge_different": f"{number}:{number}",
        "stale_later": f"{number}:month",
        "history_take_back": str(change.id),
        "interaction.follow_up": str(note.id),
    }
    for kind, name in ACTIONS:
        rule = rule_for(kind, name)
        assert rule is not None
        if kind is RequestKind.ACTION and rule.about and rule.name not in ("company_open", "company_edit"):
            yield request(kind, name, values.get(name, number))


def test_no_tap_reaches_a_contact_that_the_person_does_not_see(session: Session, hidden: Contact) -> None:
    change = session.query(Change).filter_by(entity="contacts", entity_id=hidden.id).first()
    note = Interaction(workspace_id="T1", user_id="UOTHER", kind="call", happened_on=DAY, created_at=NOW)
    note.links = [InteractionContact(contact_id=hidden.id)]
    session.add(note)
    session.flush()
    assert change is not None
    asked = [one for one in about(hidden, change, note) if one.name != "handover_open"]
    (erase,) = [one for one in asked if one.name == "contact.erase"]
    asked.remove(erase)
    for role in (Role.MEMBER, Role.MANAGER):
        refused = authority.may(session, actor(session, role), erase, NOW)
        assert refused is not None
        assert refused.why is Why.NEEDS_ADMIN
    assert authority.may(session, actor(session, Role.ADMIN), erase, NOW) is None
    assert len(asked) > 15
    for one in asked:
        refused = authority.may(session, actor(session, Role.MEMBER), one, NOW)
        assert refused is not None, one.name
        assert refused.why is Why.NOT_SHOWN, one.name
        assert authority.may(session, actor(session, Role.MANAGER), one, NOW) is None, one.name


def test_a_private_note_is_its_authors_alone_even_to_admins(session: Session) -> None:
    note = Interaction(workspace_id="T1", user_id=PEOPLE[Role.MEMBER], kind="call", happened_on=DAY)
    note.private, note.created_at = True, NOW
    session.add(note)
    session.flush()
    asked = request(RequestKind.ACTION, "interaction.follow_up", str(note.id))
    refused = authority.may(session, actor(session, Role.ADMIN), asked, NOW)
    assert refused is not None
    assert refused.why is Why.PRIVATE
    assert authority.may(session, actor(session, Role.MEMBER), asked, NOW) is None


def test_a_colleagues_contacts_are_handed_over_by_who_leads(session: Session) -> None:
    def ask(role: Role, of: str) -> Why | None:
        values = {"from_user": {"value": {"selected_user": of}}}
        asked = request(RequestKind.SUBMISSION, "handover", view={"state": {"values": values}})
        refused = authority.may(session, actor(session, role), asked, NOW)
        return refused.why if refused else None

    assert ask(Role.MEMBER, PEOPLE[Role.MEMBER]) is None
    assert ask(Role.MEMBER, "UOTHER") is Why.OTHERS
    assert ask(Role.MANAGER, "UOTHER") is None
    assert ask(Role.VIEWER, PEOPLE[Role.VIEWER]) is Why.VIEWER


@pytest.mark.parametrize("value", ["", "abc", "-1", "9" * 40, "1:2:3:4", "<@U1>", None])
def test_a_value_made_up_by_hand_does_no_harm(session: Session, value: str | None) -> None:
    for kind, name in ACTIONS:
        if kind is RequestKind.ACTION:
            authority.may(session, actor(session, Role.MEMBER), request(kind, name, value), NOW)


def test_a_digest_of_all_contacts_takes_who_leads_where_members_see_their_own(session: Session) -> None:
    asked = request(RequestKind.WORD, "channel", "on")
    assert authority.may(session, actor(session, Role.MEMBER), asked, NOW) is None
    roles.change(session, "T1", visibility=Visibility.OWN)
    refused = authority.may(session, actor(session, Role.MEMBER), asked, NOW)
    assert refused is not None
    assert refused.why is Why.NEEDS_MANAGER
    assert authority.may(session, actor(session, Role.MANAGER), asked, NOW) is None


@pytest.mark.parametrize(
    ("name", "action"),
    [("contact.history", "looked_up"), ("contact.vcard", "exported"), ("contact.log", None)],
)
def test_what_an_action_shows_or_hands_out_is_audited(
    sqlite_database: Database, name: str, action: str | None
) -> None:
    asked = request(RequestKind.ACTION, name, "12")
    reader = User(workspace_id="T1", slack_id="U1")
    with sqlite_database.write() as session:
        authority.audit_look_up(session, reader, asked, NOW)
    with sqlite_database.read() as session:
        found = [(one.action, one.subject_kind, one.subject_id) for one in audit.entries(session, "T1")]
    assert found == ([(action, "contacts", "12")] if action else [])
