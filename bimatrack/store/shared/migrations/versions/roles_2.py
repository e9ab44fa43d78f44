"""Ids from sequences, and who may do what."""

from importlib.resources import files

from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Bring them."""
    migrations = files("bimatrack.store.shared.migrations")
    cursor = op.get_bind().connection.cursor()  # The driver's own, which takes many statements at once.
    for name in ("numbers_2.sql", "roles_2.sql", "officers_2.sql", "grants_2.sql"):
        cursor.execute(migrations.joinpath(name).read_text(encoding="utf-8"))
