"""people who are not to be contacted (連絡不要)

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contacts") as batch:
        batch.add_column(sa.Column("no_contact_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("no_contact_by", sa.String(), nullable=True))
        batch.add_column(sa.Column("no_contact_reason", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("contacts") as batch:
        for name in ("no_contact_on", "no_contact_by", "no_contact_reason"):
            batch.drop_column(name)
