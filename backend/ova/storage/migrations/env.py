"""Alembic's entry: run the migrations on the connection the hub opened."""

from alembic import context

from ova.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
