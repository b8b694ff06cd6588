"""by which rules, and how far, what contacts are found by is made

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    marks = op.create_table(
        "index_marks",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_index_marks")),
    )
    op.bulk_insert(marks, [{"name": "contacts", "version": 0, "reached": None}])


def downgrade() -> None:
    op.drop_table("index_marks")
