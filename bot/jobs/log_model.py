"""The team's own model, where it set one up, reads a note after the rules and fills what they left open."""

from __future__ import annotations

from dataclasses import replace

import structlog
from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import log
from bot.jobs.morning import moment_of
from bot.jobs.understanding import Read, Words, note_of, read
from notes.model import Model, ModelFailed, improved, propose
from storage import interactions, notes, users
from storage.history import SYSTEM
from storage.tables import Interaction
from storage.work import job

logger = structlog.get_logger()


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(log.CONSULT)(lambda ids: consult(house, int(ids[0])))


def consult(house: House, interaction_id: int) -> None:
    """Asks the model about a note that nobody corrected; without an answer the rules stand alone."""
    model = model_of(house)
    with house.database.read() as session:
        row = interactions.load(session, interaction_id, house.workspace_id)
        said = _words(session, house, row) if row else None
        found = read(session, house, said) if said else None
        at = moment_of(session, house, said.today) if said else None
    if model is None or said is None or found is None or at is None:
        return
    try:
        proposal = propose(model, said.text, found.people)
    except ModelFailed as error:
        logger.warning("model gave no answer", why=str(error))
        return
    better = improved(found.draft, proposal, said.text, found.people, at)
    if better != found.draft:
        _keep(house, interaction_id, said, replace(found, draft=better))


def model_of(house: House) -> Model | None:
    """The endpoint of the settings; None when the team set none."""
    settings = house.settings
    if not settings.model_url:
        return None
    key = settings.model_key.get_secret_value() if settings.model_key else "none"
    return Model(settings.model_url, settings.model_name, key, settings.model_seconds)


def _words(session: Session, house: House, row: Interaction) -> Words | None:
    author = users.get(session, house.workspace_id, row.user_id)
    return Words(row.note or "", author, row.created_at, tuple(row.colleagues)) if author else None


def _keep(house: House, interaction_id: int, said: Words, found: Read) -> None:
    with house.database.write() as session:
        row = interactions.load(session, interaction_id, house.workspace_id)
        if row is None or row.note != said.text or notes.is_corrected(session, row):
            return
        note = note_of(session, house, said, found)
        kept = replace(
            note,
            promised=notes.continued(session, row, note.promised),
            questions=(*note.questions, {"ask": "proposed"}),
            private=row.private,
        )
        notes.correct(session, row, kept, SYSTEM, house.clock(), "model")
        log.refresh(session, house, row.id)
