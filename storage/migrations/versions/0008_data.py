"""imports, their cases that wait for a person, and what headings mean that a person explained

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("problems", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("started_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("finished_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_imports_act_id_acts")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_imports_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_workspace_id"), "imports", ["workspace_id"])
    op.create_table(
        "import_cases",
        sa.Column("card_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name=op.f("fk_import_cases_card_id_cards"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_import_cases_import_id_imports")),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_import_cases")),
    )
    op.create_index(op.f("ix_import_cases_import_id"), "import_cases", ["import_id"])
    op.create_index(op.f("ix_import_cases_digest"), "import_cases", ["digest"])
    op.create_table(
        "import_headings",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "heading", name=op.f("pk_import_headings")),
    )


def downgrade() -> None:
    op.drop_table("import_headings")
    op.drop_table("import_cases")
    op.drop_table("imports")
