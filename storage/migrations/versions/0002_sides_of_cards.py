"""backs belong to their fronts; cards of our own company are told apart

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cards") as table:
        table.add_column(sa.Column("role", sa.String(), nullable=False, server_default="card"))
        table.add_column(sa.Column("front_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_cards_front_id_cards"), "cards", ["front_id"], ["id"])
        table.create_index(op.f("ix_cards_front_id"), ["front_id"])


def downgrade() -> None:
    with op.batch_alter_table("cards") as table:
        table.drop_index(op.f("ix_cards_front_id"))
        table.drop_constraint(op.f("fk_cards_front_id_cards"), type_="foreignkey")
        table.drop_column("front_id")
        table.drop_column("role")
