"""The right that each registered action needs, and whose data it is about. One line an action.

A new handler needs a line here: the router refuses an action without one, and a test names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from bot.jobs.note_or_question import is_note
from bot.request import Request, RequestKind
from bot.views import edit_contact, erasing, follow_up, handover, merging, no_contact, stale_form, successor
from ocr.signature import is_signature
from storage.roles import Role


class Right(StrEnum):
    """What an action needs; `LEAST` says which role has it."""

    OPEN = "open"
    USE = "use"
    LOOK = "look"
    WRITE = "write"
    LEAD = "lead"
    ADMINISTER = "administer"


LEAST = {
    Right.OPEN: Role.NONE,
    Right.USE: Role.VIEWER,
    Right.LOOK: Role.VIEWER,
    Right.WRITE: Role.MEMBER,
    Right.LEAD: Role.MANAGER,
    Right.ADMINISTER: Role.ADMIN,
}

CONTACTS, COMPANIES, INTERACTIONS, CHANGES, PEOPLE = (
    "contacts",
    "companies",
    "interactions",
    "changes",
    "people",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data an action is about: rows of a table by id, or colleagues ("people") by Slack id."""

    kind: str
    ids: tuple[int | str, ...]


About = Callable[[Request], Subject]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the actions with these names need; a name may end in `*`, the first one goes into the audit log.

    `writes` tells of a request that a reader may make whether this one would change something. `looks_up`
    says that the subject is shown and `exports` that it leaves as a file, which is audited. `team_wide` tells
    a channel about everybody's contacts: where members do not see them all, it takes who leads. A `silent`
    refusal is neither told nor audited: another event of the same happening is. `block` is the input of a
    form that a refusal stands under; without one it takes the form's place.
    """

    kind: RequestKind
    right: Right
    names: tuple[str, ...]
    about: About | None = None
    looks_up: bool = False
    writes: Callable[[Request, datetime], bool] | None = None
    block: str | None = None
    silent: bool = False
    exports: bool = False
    team_wide: bool = False

    @property
    def name(self) -> str:
        return self.names[0].rstrip("*")


def _number(value: str | None) -> int:
    """The number a value begins with; 0, which no row has, when it begins with none."""
    found = re.match(r"\d{1,15}", value or "")
    return int(found.group()) if found else 0


def _numbers(value: str | None) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"(?<![^:])\d{1,15}(?![^:])", value or ""))


def _valued(kind: str) -> About:
    return lambda request: Subject(kind, (_number(request.value),))


def _pair(request: Request) -> Subject:
    return Subject(CONTACTS, _numbers(request.value))


def _joined(request: Request) -> Subject:
    """The contact in "card:contact" or "how:card:contact"."""
    return Subject(CONTACTS, _numbers(request.value)[-1:])


def _edited(request: Request) -> Subject:
    return Subject(CONTACTS, (edit_contact.about(request.view)[0],))


def _not_contacted(request: Request) -> Subject:
    return Subject(CONTACTS, (no_contact.about(request.view)[0],))


def _erased(request: Request) -> Subject:
    return Subject(CONTACTS, (erasing.contact_of(request.view),))


def _stale(request: Request) -> Subject:
    return Subject(CONTACTS, (stale_form.contact_id_of(request.view),))


def _merged(request: Request) -> Subject:
    sent = merging.parse(request.view)
    return Subject(CONTACTS, (sent.kept, sent.gone))


def _succeeded(request: Request) -> Subject:
    sent = successor.parse(request.view)
    return Subject(CONTACTS, (sent.contact_id, sent.successor_id))


def _promised(request: Request) -> Subject:
    contact_id = follow_up.sent(request.view).contact_id
    return Subject(CONTACTS, (contact_id,) if contact_id else ())


def _handed(request: Request) -> Subject:
    return Subject(PEOPLE, (handover.parse(request.view).from_user,))


def _leaver(request: Request) -> Subject:
    return Subject(PEOPLE, (str(request.value),))


# A link as Slack writes it: <mailto:a@b.example|a@b.example>, <tel:031|03-1>.
_LINK = re.compile(r"<(?:[^<>|]*\||mailto:)?([^<>|]*)>")


def _message_writes(request: Request, now: datetime) -> bool:
    """Whether words or files posted would become a card or a note."""
    if request.event.get("files"):
        return True
    text = re.sub(r"<@[^>]*>", " ", str(request.event.get("text") or "")).strip()
    return is_signature(_LINK.sub(r"\1", text)) or is_note(text, now)


EVENT, COMMAND, WORD = RequestKind.EVENT, RequestKind.COMMAND, RequestKind.WORD
ACTION, SUBMISSION = RequestKind.ACTION, RequestKind.SUBMISSION
SHORTCUT, OPTIONS = RequestKind.SHORTCUT, RequestKind.OPTIONS

_contact, _company = _valued(CONTACTS), _valued(COMPANIES)

RULES: tuple[Rule, ...] = (
    # Home, help and one's own settings.
    Rule(EVENT, Right.OPEN, ("app_home_opened",)),
    Rule(EVENT, Right.OPEN, ("app_mention",)),
    Rule(COMMAND, Right.USE, ("goen",)),
    Rule(WORD, Right.USE, ("away", "不在", "休暇")),
    Rule(SUBMISSION, Right.USE, ("away",)),
    Rule(ACTION, Right.USE, ("away_back",)),
    Rule(WORD, Right.USE, ("reminders", "お知らせ", "setup", "設定")),
    Rule(ACTION, Right.USE, ("reminder_settings_open",)),
    Rule(SUBMISSION, Right.USE, ("reminder_settings",)),
    # What channels and the workspace are set to.
    Rule(ACTION, Right.ADMINISTER, ("team_roles_open", "team_settings_open")),
    Rule(SUBMISSION, Right.ADMINISTER, ("team_roles", "team_settings")),
    Rule(WORD, Right.WRITE, ("language", "言語")),
    Rule(WORD, Right.WRITE, ("cards", "名刺")),
    Rule(WORD, Right.WRITE, ("channel", "チャンネル"), team_wide=True),
    Rule(EVENT, Right.OPEN, ("member_joined_channel", "channel_shared")),
    Rule(WORD, Right.ADMINISTER, ("domains", "ドメイン")),
    Rule(WORD, Right.ADMINISTER, ("fiscal", "会計年度")),
    Rule(SUBMISSION, Right.ADMINISTER, ("fiscal_year",)),
    Rule(WORD, Right.ADMINISTER, ("export", "書き出し", "エクスポート")),
    Rule(SUBMISSION, Right.ADMINISTER, ("export",)),
    # Photos and cards; whose card it is, `conversations.review.on_card` sees to.
    Rule(EVENT, Right.LOOK, ("message",), writes=_message_writes),
    Rule(EVENT, Right.WRITE, ("file_shared",), silent=True),
    Rule(EVENT, Right.OPEN, ("file_deleted",)),
    Rule(COMMAND, Right.WRITE, ("card",)),
    Rule(SHORTCUT, Right.WRITE, ("card_photos",)),
    Rule(SUBMISSION, Right.WRITE, ("card_photos",)),
    Rule(ACTION, Right.WRITE, ("home_add_card",)),
    Rule(ACTION, Right.WRITE, ("review_*",)),
    Rule(SUBMISSION, Right.WRITE, ("edit_card", "edit_series")),
    Rule(ACTION, Right.WRITE, ("doubt_*",)),
    Rule(ACTION, Right.WRITE, ("learned_*",)),
    Rule(ACTION, Right.WRITE, ("side_apart*",)),
    Rule(ACTION, Right.WRITE, ("batch_*",)),
    Rule(SUBMISSION, Right.WRITE, ("batch_details",)),
    Rule(ACTION, Right.WRITE, ("known_*",), _joined),
    Rule(ACTION, Right.WRITE, ("unsaved_*",)),
    # Looking up.
    Rule(COMMAND, Right.LOOK, ("contact",)),
    Rule(ACTION, Right.LOOK, ("contact_share",), _contact, looks_up=True),
    Rule(ACTION, Right.LOOK, ("contact.menu",)),
    Rule(ACTION, Right.LOOK, ("contact.map",), _contact),
    Rule(ACTION, Right.LOOK, ("contact.vcard",), _contact, exports=True),
    Rule(ACTION, Right.LOOK, ("found_more",)),
    Rule(ACTION, Right.LOOK, ("home_search", "home_search_clear")),
    Rule(ACTION, Right.LOOK, ("contact.history",), _contact, looks_up=True),
    Rule(ACTION, Right.LOOK, ("contact_why",), _contact, looks_up=True),
    Rule(ACTION, Right.LOOK, ("company_open",), _company, looks_up=True),
    Rule(WORD, Right.LOOK, ("dormant", "休眠")),
    # Contacts and companies are changed.
    Rule(ACTION, Right.WRITE, ("contact.edit",), _contact, looks_up=True),
    Rule(SUBMISSION, Right.WRITE, ("contact_edit",), _edited),
    Rule(ACTION, Right.WRITE, ("contact.no_contact", "contact.contact_again"), _contact),
    Rule(SUBMISSION, Right.WRITE, ("no_contact",), _not_contacted),
    Rule(ACTION, Right.ADMINISTER, ("contact.erase",), _contact, looks_up=True),
    Rule(SUBMISSION, Right.ADMINISTER, ("erase",), _erased),
    Rule(ACTION, Right.WRITE, ("history_take_back",), _valued(CHANGES)),
    Rule(ACTION, Right.WRITE, ("company_edit",), _company),
    Rule(SUBMISSION, Right.WRITE, ("company",)),
    Rule(ACTION, Right.WRITE, ("company_merge", "company_merge_open", "company_merge_undo")),
    Rule(OPTIONS, Right.WRITE, ("company_merge_other",)),
    Rule(SUBMISSION, Right.WRITE, ("company_merge_pick", "company_merge")),
    Rule(ACTION, Right.WRITE, ("stale_correct", "stale_later", "stale_undo"), _contact),
    Rule(ACTION, Right.LOOK, ("dormant_more", "untouched_more")),
    Rule(ACTION, Right.WRITE, ("stale_update", "contact.period"), _contact, looks_up=True),
    Rule(SUBMISSION, Right.WRITE, ("stale_update_form",), _stale),
    Rule(ACTION, Right.WRITE, ("stale_moved",), _contact, looks_up=True),
    Rule(SUBMISSION, Right.WRITE, ("stale_moved_form",), _stale),
    Rule(ACTION, Right.WRITE, ("successor_open",), _contact),
    Rule(OPTIONS, Right.WRITE, ("successor_person",)),
    Rule(SUBMISSION, Right.WRITE, ("successor",), _succeeded),
    Rule(ACTION, Right.WRITE, ("successor_undo",)),
    # Duplicates.
    Rule(COMMAND, Right.WRITE, ("duplicates",)),
    Rule(ACTION, Right.WRITE, ("merge_more",)),
    Rule(ACTION, Right.WRITE, ("merge_open",), _pair, looks_up=True),
    Rule(ACTION, Right.WRITE, ("merge_different",), _pair),
    Rule(SUBMISSION, Right.WRITE, ("merge",), _merged),
    Rule(ACTION, Right.WRITE, ("merge_undo",)),
    # Notes; that they are the actor's own, `conversations.log_taps.on_note` sees to.
    Rule(COMMAND, Right.WRITE, ("log",)),
    Rule(SHORTCUT, Right.WRITE, ("log_message", "save_signature")),
    Rule(ACTION, Right.WRITE, ("contact.log",), _contact),
    Rule(SUBMISSION, Right.WRITE, ("contact_log",), _edited),
    Rule(ACTION, Right.WRITE, ("log_*",)),
    Rule(SUBMISSION, Right.WRITE, ("log_*",)),
    Rule(OPTIONS, Right.WRITE, ("log_people",)),
    Rule(WORD, Right.WRITE, ("today", "今日", "日報")),
    Rule(SUBMISSION, Right.WRITE, ("daily_report",)),
    # Follow-ups; whose they are, `conversations.follow_up.mine` sees to.
    Rule(COMMAND, Right.WRITE, ("followup",)),
    Rule(ACTION, Right.WRITE, ("contact.follow_up",), _contact),
    Rule(ACTION, Right.WRITE, ("interaction.follow_up",), _valued(INTERACTIONS)),
    Rule(SUBMISSION, Right.WRITE, ("followup_new",), _promised),
    Rule(SUBMISSION, Right.WRITE, ("followup_edit", "followup_date")),
    Rule(ACTION, Right.WRITE, ("followup_*",)),
    Rule(ACTION, Right.USE, ("morning_*",)),
    # Hand-overs: one's own by anybody who writes, a colleague's by who leads.
    Rule(WORD, Right.WRITE, ("handover", "引き継ぎ", "引継ぎ", "引継")),
    Rule(ACTION, Right.WRITE, ("handover_open",), _leaver),
    Rule(SUBMISSION, Right.WRITE, ("handover",), _handed, block="from_user"),
    Rule(ACTION, Right.WRITE, ("handover_undo",)),
)


@lru_cache(maxsize=1_024)
def rule_for(kind: RequestKind, name: str) -> Rule | None:
    """The rule of an action: by its whole name, else by the longest beginning of it; None without one."""
    own = [rule for rule in RULES if rule.kind is kind]
    for rule in own:
        if name in rule.names:
            return rule
    begun = [
        (len(one), rule)
        for rule in own
        for one in rule.names
        if one.endswith("*") and name.startswith(one[:-1])
    ]
    return max(begun, key=lambda pair: pair[0])[1] if begun else None
