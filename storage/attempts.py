"""How often each job was begun: tells a job that fails or kills every process from an unlucky one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import JobAttempt

MOST_ATTEMPTS = 5


def begin(session: Session, name: str, key: str, now: datetime) -> int | None:
    """Counts one more attempt and returns its number from 1; None when the job is parked, now or before."""
    row = session.get(JobAttempt, key, with_for_update=True)
    if row is None:
        row = JobAttempt(key=key, name=name, attempts=0)
        session.add(row)
    if row.attempts >= MOST_ATTEMPTS:
        row.parked_at = row.parked_at or now
        return None
    row.attempts += 1
    return row.attempts


def failed(session: Session, key: str, problem: str, now: datetime) -> bool:
    """Notes why an attempt failed (an error's name, no data); whether the job is parked thereby."""
    row = session.get(JobAttempt, key, with_for_update=True)
    if row is None:
        return False
    row.problem = problem
    if row.attempts >= MOST_ATTEMPTS:
        row.parked_at = row.parked_at or now
    return row.parked_at is not None


def done(session: Session, key: str) -> None:
    """Forgets a job that ran to its end."""
    row = session.get(JobAttempt, key)
    if row:
        session.delete(row)


def parked(session: Session) -> Sequence[JobAttempt]:
    """Jobs that are not tried again, the oldest first; for the doctor."""
    rows = select(JobAttempt).where(JobAttempt.parked_at.is_not(None))
    return session.scalars(rows.order_by(JobAttempt.parked_at, JobAttempt.key)).all()


def count_parked(session: Session) -> int:
    """How many jobs are parked; for the metrics."""
    return session.scalar(select(func.count()).where(JobAttempt.parked_at.is_not(None))) or 0
