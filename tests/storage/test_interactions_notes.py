"""Notes: one act, corrected, answered, taken back as a whole; choices remembered; private ones hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from contacts.values import Kind
from storage import acts, cards, follow_ups, interactions, note_people, notes
from storage.database import Database
from storage.history import linked
from storage.notes import Note, Promised, Source
from storage.tables import Change, Contact, FollowUp, Interaction
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card, everything, later

ESTIMATE = Promised("見積もり送付", DAY + timedelta(days=7))
NOTE = Note("田中さんと打ち合わせ", DAY, Kind.MEETING, amount=3_000_000, currency="JPY", promised=(ESTIMATE,))


def logged(session: Session, note: Note = NOTE, user: str = "U1") -> Interaction:
    return notes.log(session, "T1", user, note, Source(), NOW)


def saved(session: Session) -> list[int]:
    rows = [card(session, TANAKA), card(session, SUZUKI, "F2")]
    cards.save_many(session, rows, "U1", NOW)
    return [int(row.contact_id or 0) for row in rows]


def test_a_note_with_its_corrections_is_taken_back_as_one(database: Database) -> None:
    with database.write() as session:
        tanaka, suzuki = saved(session)
        before = everything(session)
        row = logged(session, Note(**{**_fields(NOTE), "contact_ids": (tanaka,)}))
        (promise,) = interactions.follow_ups_of(session, row)
        assert (promise.contact_id, promise.owner_id) == (tanaka, "U1")
        kept = Promised("見積もり再送付", DAY, id=promise.id)
        notes.correct(
            session,
            row,
            Note("鈴木さん", DAY, Kind.CALL, (suzuki,), promised=(kept,)),
            "U1",
            later(minutes=1),
        )
        assert (linked(row), promise.text, promise.contact_id) == ([suzuki], "見積もり再送付", suzuki)
        notes.change(session, row, "U1", later(minutes=2), lambda: notes.meet(session, row, [tanaka]))
        assert linked(row) == [suzuki, tanaka]
        result = notes.withdraw(session, row, "U1", later(minutes=3))
        assert (result.conflicts, result.kept) == ((), ())
        assert everything(session) == before


def _fields(note: Note) -> dict[str, object]:
    return {name: getattr(note, name) for name in note.__dataclass_fields__}


def test_what_was_done_since_stays_when_a_note_is_taken_back(database: Database) -> None:
    with database.write() as session:
        row = logged(session)
        (promise,) = interactions.follow_ups_of(session, row)
        follow_ups.complete(session, promise, "U2", later(hours=1))
        result = notes.withdraw(session, row, "U1", later(hours=2))
        assert set(result.kept) == {("follow_ups", promise.id), ("interactions", row.id)}


def test_a_follow_up_left_out_of_a_correction_is_dropped_a_done_one_stays(database: Database) -> None:
    with database.write() as session:
        row = logged(session, Note("電話", DAY, Kind.CALL, promised=(ESTIMATE, Promised("図面"))))
        first, second = interactions.follow_ups_of(session, row)
        follow_ups.complete(session, second, "U1", NOW)
        notes.correct(session, row, Note("電話", DAY, Kind.CALL), "U1", NOW)
        assert (first.state, second.state) == ("dropped", "done")


def test_people_of_an_interaction_come_back_with_undo_of_a_change(database: Database) -> None:
    with database.write() as session:
        tanaka, suzuki = saved(session)
        row = logged(session, Note("電話", DAY, Kind.CALL, (tanaka,)))
        act = notes.change(session, row, "U1", NOW, lambda: interactions.link(row, [suzuki, tanaka]))
        assert linked(row) == [suzuki, tanaka]
        acts.undo(session, act, "U1", NOW)
        assert linked(row) == [tanaka]


def test_the_team_does_not_see_private_notes_their_author_does(database: Database) -> None:
    with database.write() as session:
        tanaka, _ = saved(session)
        logged(session, Note("ここだけの話", DAY, Kind.CALL, (tanaka,), private=True))
        shown = {
            user: [one.note for one in interactions.of_contact(session, tanaka, user)]
            for user in ("U1", "U2")
        }
        assert shown["U1"] == ["ここだけの話", None]
        assert shown["U2"] == [None]
        assert [one.note for one in interactions.of_day(session, "T1", "U1", DAY)] == [None, None]


def test_a_note_for_a_past_day_sorts_where_it_belongs(database: Database) -> None:
    with database.write() as session:
        tanaka, _ = saved(session)
        for days, words in ((0, "今日"), (-30, "先月"), (-3, "先週")):
            logged(session, Note(words, DAY + timedelta(days=days), Kind.CALL, (tanaka,)))
        told = [one.note for one in interactions.of_contact(session, tanaka, "U2")]
        assert told == ["今日", None, "先週", "先月"]


def test_a_company_shows_the_notes_about_its_people_and_those_that_only_name_it(database: Database) -> None:
    with database.write() as session:
        tanaka, suzuki = saved(session)
        company_id = session.get_one(Contact, tanaka).company_id
        logged(session, Note("受付で挨拶", DAY, Kind.VISIT, company_name="山田商事株式会社"))
        logged(session, Note("鈴木さんと", DAY, Kind.VISIT, (suzuki,)))
        logged(session, Note("田中さんと", DAY, Kind.VISIT, (tanaka,)))
        rows = interactions.of_company(session, "T1", int(company_id or 0), ["山田商事株式会社"], "U2")
        assert [one.note for one in rows] == ["田中さんと", "受付で挨拶", None]


def test_a_choice_is_remembered_for_its_author_alone(database: Database) -> None:
    with database.write() as session:
        tanaka, suzuki = saved(session)
        note_people.choose(session, "T1", "U1", "田中", tanaka, NOW)
        assert note_people.chosen_among(session, "T1", "U1", "田中", [tanaka, suzuki]) == tanaka
        assert note_people.chosen_among(session, "T1", "U2", "田中", [tanaka, suzuki]) is None
        note_people.choose(session, "T1", "U1", "田中", suzuki, later(days=1))
        assert note_people.chosen_among(session, "T1", "U1", "田中", [tanaka, suzuki]) == suzuki
        assert note_people.chosen_among(session, "T1", "U1", "田中", [tanaka]) is None
        first = note_people.people_for(session, "T1", ["田中"], [], "U1")[0]
        assert first.id == suzuki


@pytest.mark.parametrize("ask", ["kind", "person"])
def test_an_answered_question_is_gone_and_back_after_undo(database: Database, ask: str) -> None:
    question = {"ask": ask, "said": "田中", "ids": [1]}
    with database.write() as session:
        row = logged(session, Note("田中さん", DAY, questions=(question,)))
        act = notes.change(session, row, "U1", NOW, lambda: notes.answered(row, question))
        assert notes.asked(row, ask) == []
        acts.undo(session, act, "U1", NOW)
        assert notes.asked(row, ask) == [question]
        assert session.query(FollowUp).count() == 0


def test_the_id_of_a_note_taken_back_never_comes_back(database: Database) -> None:
    with database.write() as session:
        row = logged(session)
        gone = row.id, interactions.follow_ups_of(session, row)[0].id
        notes.withdraw(session, row, "U1", NOW)
    with database.write() as session:
        row = logged(session)
        assert row.id > gone[0]
        assert interactions.follow_ups_of(session, row)[0].id > gone[1]


def test_the_words_of_a_note_taken_back_are_known(database: Database) -> None:
    with database.write() as session:
        row = notes.log(session, "T1", "U1", NOTE, Source(channel_id="C1", message_ts="1.2"), NOW)
        number = row.id
        assert notes.withdrawn(session, number, "T1") is None
        notes.withdraw(session, row, "U1", later(hours=1))
        gone = notes.withdrawn(session, number, "T1")
        assert gone is not None
        assert (gone.text, gone.user_id, gone.at) == (NOTE.text, "U1", NOW)
        assert (gone.source.channel_id, gone.source.message_ts) == ("C1", "1.2")


def test_a_forgotten_note_leaves_no_trace(database: Database) -> None:
    with database.write() as session:
        before = session.query(Change).count()
        notes.forget(session, logged(session))
        session.flush()
        assert (session.query(Interaction).count(), session.query(FollowUp).count()) == (0, 0)
        assert session.query(Change).count() == before


def test_people_are_found_by_name_and_company_before_others(database: Database) -> None:
    with database.write() as session:
        tanaka, suzuki = saved(session)
        other = card(session, replace(TANAKA, name="田中 花", company="青葉工業株式会社"), "F3")
        cards.save(session, other, "U1", NOW)

        def ids(names: list[str], companies: list[str]) -> list[int | None]:
            return [one.id for one in note_people.people_for(session, "T1", names, companies, "U1")]

        assert ids(["田中"], ["青葉"]) == [other.contact_id, tanaka]
        assert ids(["田中"], ["山田商事"]) == [tanaka, other.contact_id]
        assert ids([], ["未来電機"]) == [suzuki]
        assert ids(["Tanaka"], ["山田"]) == [tanaka, other.contact_id]
        assert ids(["100%"], ["来", "電機"]) == []


def test_a_company_is_named_by_its_beginning_whatever_its_form(database: Database) -> None:
    with database.write() as session:
        saved(session)
        named = note_people.companies_named
        assert len(named(session, "T1", ["山田商事", "(株)未来電機"])) == 2
        assert named(session, "T1", ["山", "商事", "%"]) == []
        assert named(session, "T2", ["山田商事"]) == []
