"""What `/followup TEXT` means: the date and the contact it names."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.orm import Session

from bot.access import described, refusal
from bot.house import House
from bot.jobs.morning import moment_of
from bot.jobs.people import today_of
from bot.views.follow_up import FollowUpForm
from contacts.values import Side
from notes.dates import find_dates
from storage import contacts, users
from storage.tables import Contact, User

_NAMED = re.compile(
    r"(?P<ja>[一-龯々〆ヶ々ぁ-んァ-ヴー]{1,8}?)(?:さん|様|さま|氏|先生)"
    r"|\b(?:Mr|Ms|Mrs|Dr)\.? (?P<en>[A-Z][\w'-]+)"
)
# What may stand before a name without a break: 山田商事の田中さん, 明日田中さん.
_BEFORE = re.compile(r".*(?:[のにはがとへを、,\s]|今日|明日|来週|今週|[月火水木金土日]曜日?)")
_THEIRS = re.compile(r"^\s*(?:先方|お客様|相手)(?:から|が|より|の)|^\s*they(?:'ll| will)?\b", re.IGNORECASE)


def understood(session: Session, house: House, actor: User, text: str, now: datetime) -> FollowUpForm:
    """A typed follow-up with the first date and the one contact it names; among several none is guessed."""
    text = " ".join(text.split())
    today = today_of(actor, now)
    dates = find_dates(text, moment_of(session, house, today))
    contact = _contact(session, house, text, actor.slack_id)
    return FollowUpForm(
        text=text,
        due_on=dates[0].day if dates else None,
        side=Side.THEIRS if _THEIRS.search(text) else Side.OURS,
        owner_id=actor.slack_id,
        contact_id=contact.id if contact else None,
        person=contacts.person(contact) if contact else None,
    )


def is_colleague(session: Session, house: House, user_id: str, now: datetime) -> bool:
    """Whether a chosen person may have follow-ups; who was never met is asked about in Slack.

    Raises:
        SlackApiError, OSError: Slack could not be asked.
    """
    known = users.get(session, house.workspace_id, user_id) if user_id else None
    if user_id and known is None:
        # In this transaction: a second one would wait for it.
        known = users.put(session, house.workspace_id, user_id, now, **described(house.slack.user(user_id)))
    return known is not None and refusal(known) is None


def _contact(session: Session, house: House, text: str, reader_id: str) -> Contact | None:
    for match in _NAMED.finditer(text):
        name = _BEFORE.sub("", match["ja"] or match["en"])
        found = contacts.search(session, house.workspace_id, name, 2, reader_id) if name else []
        if len(found) == 1:
            return found[0]
    return None
