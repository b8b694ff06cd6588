"""Somebody follows in a post: both are linked, open follow-ups go along where asked, undone as one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage import acts, cards, successors
from storage.database import Database
from storage.tables import FollowUp
from tests.storage.build import NOW, SUZUKI, TANAKA, card, later


@pytest.mark.parametrize("with_follow_ups", [True, False])
def test_a_successor_is_linked_and_taken_back(database: Database, with_follow_ups: bool) -> None:
    with database.write() as session:
        pair = [card(session, fields, f"F{n}") for n, fields in enumerate((TANAKA, SUZUKI))]
        cards.save_many(session, pair, "U1", NOW)
        left, follows = pair[0].contact, pair[1].contact
        assert left
        assert follows
        for state in ("open", "done"):
            promise = FollowUp(text="見積", owner_id="U1", state=state, created_at=NOW, contact_id=left.id)
            promise.workspace_id = "T1"
            session.add(promise)
        session.flush()
        act = successors.succeed(
            session, left, follows, with_follow_ups=with_follow_ups, actor_id="U1", at=NOW
        )
        assert (left.successor_id, follows.predecessor_id) == (follows.id, left.id)
        whose = session.scalars(select(FollowUp.contact_id).order_by(FollowUp.id)).all()
        assert whose == [follows.id if with_follow_ups else left.id, left.id]
        acts.undo(session, act, "U1", later(hours=1))
        assert (left.successor_id, follows.predecessor_id) == (None, None)
        assert set(session.scalars(select(FollowUp.contact_id))) == {left.id}
        with pytest.raises(ValueError, match="themselves"):
            successors.succeed(session, left, left, with_follow_ups=False, actor_id="U1", at=NOW)
