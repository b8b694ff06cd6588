"""reminders: stale clocks, morning entries, digests, absences, switches; offers of follow-ups

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_columns()
    op.create_table(
        "stale_clocks",
        sa.Column("contact_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("touched_on", sa.Date(), nullable=True),
        sa.Column("base_on", sa.Date(), nullable=False),
        sa.Column("period_days", sa.Integer(), nullable=False),
        sa.Column("met_again", sa.Boolean(), nullable=False),
        sa.Column("ask_on", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asks", sa.Integer(), nullable=False),
        sa.Column("doublings", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("evidence_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_stale_clocks_contact_id_contacts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_stale_clocks")),
    )
    for name, columns in (
        ("due", ["workspace_id", "owner_id", "period_days", "ask_on"]),
        ("periods", ["workspace_id", "period_days"]),
        ("evidence", ["workspace_id", "evidence", "owner_id"]),
        ("dormant", ["workspace_id", "met_again", "touched_on"]),
    ):
        op.create_index(f"ix_stale_clocks_{name}", "stale_clocks", columns)
    _fill_clocks()
    op.create_table(
        "morning_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_morning_entries")),
        sa.UniqueConstraint(
            "workspace_id",
            "user_id",
            "day",
            "kind",
            "ref",
            name=op.f("uq_morning_entries_workspace_id_user_id_day_kind_ref"),
        ),
    )
    op.create_index("ix_morning_entries_item", "morning_entries", ["kind", "ref", "day"])
    _fill_entries()
    op.create_table(
        "digest_subscriptions",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("subscribed_by", sa.String(), nullable=False),
        sa.Column("tz", sa.String(), nullable=True),
        sa.Column("mentions", sa.Boolean(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspect", sa.Boolean(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", name=op.f("pk_digest_subscriptions")),
    )
    op.create_table(
        "absences",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("deputy_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "source", name=op.f("pk_absences")),
    )
    op.create_table(
        "reminder_switches",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("morning", "stale", "cards", "met", "mentions")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name=op.f("pk_reminder_switches")),
    )


def _add_columns() -> None:
    with op.batch_alter_table("contacts") as table:
        table.add_column(sa.Column("never_ask", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("ask_after", sa.Date(), nullable=True))
    with op.batch_alter_table("companies") as table:
        table.add_column(sa.Column("stale_days", sa.Integer(), nullable=True))
    with op.batch_alter_table("follow_ups") as table:
        table.add_column(sa.Column("rest_until", sa.Date(), nullable=True))
        table.add_column(sa.Column("assigned_by", sa.String(), nullable=True))
        table.add_column(sa.Column("owned_since", sa.DateTime(timezone=True), nullable=True))
        table.create_index(op.f("ix_follow_ups_assigned_by"), ["assigned_by"])
    with op.batch_alter_table("users") as table:
        table.add_column(sa.Column("zone_since", sa.DateTime(timezone=True), nullable=True))
        table.create_index(op.f("ix_users_zone_since"), ["zone_since"])
        table.create_index("ix_users_zone", ["workspace_id", "tz"])
    with op.batch_alter_table("cards") as table:
        table.create_index("ix_cards_settled", ["workspace_id", "settled_at"])


def _fill_clocks() -> None:
    """Clocks for contacts known so far: those with a rank or more than one interaction."""
    on_postgres = op.get_bind().dialect.name == "postgresql"
    created_on = "CAST(c.created_at AS DATE)" if on_postgres else "date(c.created_at)"
    op.execute(
        f"""
        INSERT INTO stale_clocks (contact_id, workspace_id, owner_id, touched_on, base_on, period_days,
                                  met_again, asks, doublings)
        SELECT c.id, c.workspace_id, c.owner_id, t.last_on, COALESCE(t.last_on, {created_on}),
               COALESCE(c.stale_days, CASE c.rank WHEN 'A' THEN 30 WHEN 'B' THEN 90 ELSE 180 END),
               COALESCE(t.n, 0) > 1, 0, 0
        FROM contacts c
        LEFT JOIN (SELECT l.contact_id, MAX(i.happened_on) AS last_on, COUNT(*) AS n
                   FROM interaction_contacts l JOIN interactions i ON i.id = l.interaction_id
                   GROUP BY l.contact_id) t ON t.contact_id = c.id
        WHERE c.state = 'active' AND (c.rank IS NOT NULL OR t.n > 1)
        """  # noqa: S608 (both texts are ours)
    )
    due = "base_on + period_days" if on_postgres else "date(base_on, '+' || period_days || ' days')"
    op.execute(f"UPDATE stale_clocks SET ask_on = {due}")  # noqa: S608 (as above)


def _fill_entries() -> None:
    """What was shown last, so that the message it stands in is still known."""
    op.execute(
        """
        INSERT INTO morning_entries (workspace_id, user_id, day, kind, ref, position)
        SELECT workspace_id, owner_id, reminded_on, 'followup', id, id FROM follow_ups
        WHERE reminded_on IS NOT NULL
        """
    )


def downgrade() -> None:
    for name in (
        "reminder_switches",
        "absences",
        "digest_subscriptions",
        "morning_entries",
        "stale_clocks",
    ):
        op.drop_table(name)
    with op.batch_alter_table("cards") as table:
        table.drop_index("ix_cards_settled")
    with op.batch_alter_table("users") as table:
        table.drop_index("ix_users_zone")
        table.drop_index(op.f("ix_users_zone_since"))
        table.drop_column("zone_since")
    with op.batch_alter_table("follow_ups") as table:
        table.drop_index(op.f("ix_follow_ups_assigned_by"))
        for column in ("owned_since", "assigned_by", "rest_until"):
            table.drop_column(column)
    with op.batch_alter_table("companies") as table:
        table.drop_column("stale_days")
    with op.batch_alter_table("contacts") as table:
        for column in ("ask_after", "never_ask"):
            table.drop_column(column)
