"""what is known of companies; contacts are found by hashed terms

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXTS = ("postal_code", "address", "industry", "listing", "contract_state", "source")
NUMBERS = {"headcount": sa.Integer, "capital": sa.BigInteger, "fiscal_close": sa.Integer}
LISTS = {"phones": "[]", "facts": "{}", "aliases": "[]"}


def upgrade() -> None:
    with op.batch_alter_table("companies") as table:
        for name in TEXTS:
            table.add_column(sa.Column(name, sa.String(), nullable=True))
        for name, kind in NUMBERS.items():
            table.add_column(sa.Column(name, kind(), nullable=True))
        for name, empty in LISTS.items():
            table.add_column(
                sa.Column(name, sa.JSON(none_as_null=True), nullable=False, server_default=empty)
            )
        table.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_companies_merged_into_id_companies"), "companies", ["merged_into_id"], ["id"]
        )
        table.create_index(op.f("ix_companies_merged_into_id"), ["merged_into_id"])
    op.create_table(
        "search_terms",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("contact_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_search_terms_contact_id_contacts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", "contact_id", name=op.f("pk_search_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_terms_contact_id"), "search_terms", ["contact_id"], unique=False)
    op.drop_table("search_pieces")


def downgrade() -> None:
    op.create_table(
        "search_pieces",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("piece", sa.String(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_search_pieces_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", "piece", name=op.f("pk_search_pieces")),
    )
    op.create_index("ix_search_pieces_piece", "search_pieces", ["workspace_id", "piece", "contact_id"])
    op.drop_index(op.f("ix_search_terms_contact_id"), table_name="search_terms")
    op.drop_table("search_terms")
    with op.batch_alter_table("companies") as table:
        table.drop_index(op.f("ix_companies_merged_into_id"))
        table.drop_constraint(op.f("fk_companies_merged_into_id_companies"), type_="foreignkey")
        for name in ("merged_into_id", *LISTS, *NUMBERS, *TEXTS):
            table.drop_column(name)
