"""What Alembic runs: the revisions, on the connection that it was given, in the transaction that is under way."""

from alembic import context

from bimatrack.store.shared.schema import HOME, TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    version_table_schema=HOME,
    include_schemas=True,
)
with context.begin_transaction():
    context.run_migrations()
