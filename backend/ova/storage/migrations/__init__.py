"""The history of the database schema, applied by Alembic when a database is opened.

Law: one straight line of files ``versions/v<revision>_<what>.py`` with four-digit revisions; a
released file is never edited.
"""
