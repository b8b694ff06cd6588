"""hashed blocking keys, by which it is found whom a card may belong to

The keys of the contacts there are are written by storage.migrate once all migrations have run.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate_keys",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_candidate_keys_contact_id_contacts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hash", "contact_id", name=op.f("pk_candidate_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_candidate_keys_contact_id"), "candidate_keys", ["contact_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_candidate_keys_contact_id"), table_name="candidate_keys")
    op.drop_table("candidate_keys")
