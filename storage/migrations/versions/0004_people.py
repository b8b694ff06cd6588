"""merged contacts, other names, careers, successors, and pairs that are different people

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LINKS = ("merged_into_id", "predecessor_id", "successor_id")


def upgrade() -> None:
    with op.batch_alter_table("contacts") as table:
        for name in ("other_names", "career"):
            table.add_column(sa.Column(name, sa.JSON(none_as_null=True), nullable=False, server_default="[]"))
        for name in LINKS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_contacts_{name}_contacts"), "contacts", [name], ["id"])
        table.create_index(op.f("ix_contacts_merged_into_id"), ["merged_into_id"])
    with op.batch_alter_table("contact_met") as table:
        table.add_column(sa.Column("told_on", sa.Date(), nullable=True))
    op.create_table(
        "not_duplicates",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["contacts.id"], name=op.f("fk_not_duplicates_first_id_contacts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["contacts.id"], name=op.f("fk_not_duplicates_second_id_contacts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_not_duplicates")),
    )
    op.create_index(op.f("ix_not_duplicates_second_id"), "not_duplicates", ["second_id"])


def downgrade() -> None:
    op.drop_table("not_duplicates")
    with op.batch_alter_table("contact_met") as table:
        table.drop_column("told_on")
    with op.batch_alter_table("contacts") as table:
        table.drop_index(op.f("ix_contacts_merged_into_id"))
        for name in LINKS:
            table.drop_constraint(op.f(f"fk_contacts_{name}_contacts"), type_="foreignkey")
            table.drop_column(name)
        for name in ("career", "other_names"):
            table.drop_column(name)
