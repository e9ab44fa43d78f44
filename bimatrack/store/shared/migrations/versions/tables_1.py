"""The tables, each row as the file has it, and the rule that history is only ever added to."""

import sqlalchemy as sa
from alembic import op

from bimatrack.store.shared.schema import HOME, Verbatim

revision = "1"
down_revision = None

_REFUSE = f"""
    CREATE FUNCTION {HOME}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'bimatrack: % of % is only added to', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$
"""
_REFUSED = {
    "changes": "UPDATE OR DELETE OR TRUNCATE",
    "events": "UPDATE OR DELETE OR TRUNCATE",
    "directives": "DELETE OR TRUNCATE",
    "releases": "DELETE OR TRUNCATE",
    "meta": "DELETE OR TRUNCATE",
}


def upgrade() -> None:
    """Make them."""
    _tables()
    _indexes()
    op.execute(_REFUSE)
    for name, acts in _REFUSED.items():
        op.execute(
            f"CREATE TRIGGER {name}_only_added BEFORE {acts} ON {HOME}.{name} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION {HOME}.refuse()"
        )


def _tables() -> None:
    _table("meta", sa.Column("layout", sa.Integer, nullable=False))
    _table(
        "directives",
        sa.Column("release", sa.BigInteger),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("units", sa.ARRAY(sa.Text), nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
    )
    _table("releases", sa.Column("key", sa.Text, nullable=False), sa.Column("withdrawn", sa.Boolean, nullable=False))
    _table("events", sa.Column("release", sa.BigInteger))
    _table(
        "changes",
        sa.Column("step", sa.BigInteger, nullable=False),
        sa.Column("directive", sa.BigInteger),
        sa.Column("release", sa.BigInteger),
        sa.Column("undoes", sa.BigInteger),
    )


def _table(name: str, *columns: sa.Column[object]) -> None:
    number = sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False)
    op.create_table(name, number, *columns, sa.Column("row", Verbatim, nullable=False), schema=HOME)


def _indexes() -> None:
    for name, column in (
        ("directives", "release"),
        ("directives", "changed"),
        ("releases", "key"),
        ("events", "release"),
        ("changes", "directive"),
        ("changes", "release"),
        ("changes", "step"),
    ):
        op.create_index(f"{name}_{column}", name, [column], schema=HOME)
    is_open = sa.text("open")
    op.create_index("directives_open", "directives", ["id"], schema=HOME, postgresql_where=is_open)
    op.create_index("directives_due", "directives", ["due"], schema=HOME, postgresql_where=is_open)
    op.create_index("directives_units", "directives", ["units"], schema=HOME, postgresql_using="gin")
    undoing = sa.text("undoes IS NOT NULL")
    op.create_index("changes_undoes", "changes", ["undoes"], schema=HOME, postgresql_where=undoing)
