"""An export asked for in Slack: written by a job, sent as a file, told to the admins."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.jobs.people import name_of, texts_of, zone_for
from bot.request import parse
from bot.texts import Texts
from bot.views import export as view
from bot.views.message import Message
from storage import incoming, pictures, roles
from storage.exchange.choice import Choice
from storage.exchange.exporting import export
from storage.exchange.values import Form
from storage.tables import Outbox
from storage.work import job

EXPORT, TOLD, NOTHING = "export", "export_told", "export_nothing"
_ENDINGS: Mapping[Form, str] = {
    Form.CSV: "csv",
    Form.CP932: "csv",
    Form.XLSX: "xlsx",
    Form.VCARD: "vcf",
    Form.JSON: "jsonl",
}


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(EXPORT)(lambda ids: write(house, int(ids[0]), str(ids[1])))


def write(house: House, incoming_id: int, user_id: str) -> None:
    """The job: writes what the form `incoming_id` asks for and queues it as a file for the asker."""
    with house.database.read() as session:
        row = incoming.load(session, incoming_id)
        request = parse(row.payload, house.settings.commands) if row and row.payload else None
        zone, t = zone_for(session, house, user_id), texts_of(session, house, user_id)
    if request is None:
        return
    sent, now = view.parse(request.view), house.clock()
    choice = Choice(
        house.workspace_id, sent.tag, sent.company, sent.owner_id, sent.since, sent.until, zone=zone
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        number = export(house.database, choice, sent.form, path, user_id, now, t.language)
        content = path.read_bytes()
    name = f"contacts-{now.astimezone(zone):%Y%m%d}.{_ENDINGS[sent.form]}"
    with house.database.write() as session:
        _queue(session, house, incoming_id, user_id, content if number else b"", name)


def _queue(session: Session, house: House, incoming_id: int, user_id: str, content: bytes, name: str) -> None:
    if not content:
        key, ids = f"export:{incoming_id}", {"user": user_id}
        posting.put(session, house, key=key, recipient=user_id, kind=NOTHING, ids=ids)
        return
    ids = {"exported": pictures.put(session, content, pictures.EXPORTED), "name": name}
    key = f"export:{incoming_id}"
    posting.put(session, house, key=key, recipient=user_id, kind=EXPORT, ids=ids, action="upload")
    for admin in roles.admins(session, house.workspace_id):
        if admin.slack_id != user_id:
            told = f"export_told:{incoming_id}:{admin.slack_id}"
            ids = {"user": user_id}
            posting.put(session, house, key=told, recipient=admin.slack_id, kind=TOLD, ids=ids)


def told(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What the other admins hear."""
    user_id = str(row.ids["user"])
    return view.told(name_of(session, house, user_id) or user_id, t)


def nothing(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """Nobody was among the chosen contacts."""
    return view.nothing(t)
