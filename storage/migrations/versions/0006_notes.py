"""what a note says: amount, company, colleagues, open questions; its photos; whom a name means to whom

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LISTS = ("unknown_people", "colleagues", "questions")


def upgrade() -> None:
    with op.batch_alter_table("interactions") as table:
        for name in ("channel_id", "message_ts", "currency", "company_name"):
            table.add_column(sa.Column(name, sa.String(), nullable=True))
        table.add_column(sa.Column("amount", sa.BigInteger(), nullable=True))
        for name in LISTS:
            table.add_column(sa.Column(name, sa.JSON(none_as_null=True), nullable=False, server_default="[]"))
        table.create_index("ix_interactions_message", ["workspace_id", "channel_id", "message_ts"])
        table.create_index(op.f("ix_interactions_company_name"), ["company_name"])
    # On SQLite the tables are written anew, so that an id which an undo freed never comes back.
    kept = {"sqlite_autoincrement": True}
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("follow_ups", recreate="always", table_kwargs=kept):
            pass
    with op.batch_alter_table("interactions", table_kwargs=kept) as table:
        for name in LISTS:
            table.alter_column(name, existing_type=sa.JSON(none_as_null=True), server_default=None)
    # Names are looked up by their beginning, whatever the database's language.
    op.create_index(
        "ix_companies_beginning",
        "companies",
        ["workspace_id", "normal_name"],
        postgresql_ops={"normal_name": "text_pattern_ops"},
    )
    op.create_table(
        "interaction_photos",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interactions.id"],
            name=op.f("fk_interaction_photos_interaction_id_interactions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"],
            ["photos.id"],
            name=op.f("fk_interaction_photos_photo_id_photos"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interaction_id", "photo_id", name=op.f("pk_interaction_photos")),
    )
    op.create_index(op.f("ix_interaction_photos_photo_id"), "interaction_photos", ["photo_id"])
    op.create_table(
        "person_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_person_choices_contact_id_contacts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_choices")),
        sa.UniqueConstraint(
            "workspace_id",
            "user_id",
            "said",
            name=op.f("uq_person_choices_workspace_id_user_id_said"),
        ),
    )
    op.create_index(op.f("ix_person_choices_contact_id"), "person_choices", ["contact_id"])


def downgrade() -> None:
    op.drop_index("ix_companies_beginning", "companies")
    op.drop_table("person_choices")
    op.drop_table("interaction_photos")
    with op.batch_alter_table("interactions") as table:
        table.drop_index(op.f("ix_interactions_company_name"))
        table.drop_index("ix_interactions_message")
        for name in (*LISTS, "amount", "company_name", "currency", "message_ts", "channel_id"):
            table.drop_column(name)
