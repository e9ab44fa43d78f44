"""What filters and reports look for, beside each row."""

from importlib.resources import files

from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Bring it."""
    script = files("bimatrack.store.shared.migrations").joinpath("indexes_3.sql")
    op.get_bind().connection.cursor().execute(script.read_text(encoding="utf-8"))
