"""Opening, migrating and refusing databases."""

import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from ova.core import InvalidInput
from ova.storage import Database, DatabaseCorrupt, DatabaseTooNew, StorageError
from ova.storage.migrate import MIGRATIONS, known_revisions

NEWER = """
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{previous}"


def upgrade():
    op.add_column("areas", sa.Column("icon", sa.Text()))
    {more}
"""


@pytest.fixture
def newer_migrations(tmp_path):
    """The migrations of a later version."""

    def make(more=""):
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = NEWER.format(previous=known_revisions()[-1], more=more)
        (folder / "versions" / "v9000_icons.py").write_text(text)
        return folder

    return make


def everything(folder):
    return {item.name: item.read_bytes() for item in folder.iterdir() if item.is_file()}


def test_a_new_database_is_made_with_its_folder_and_is_private(tmp_path):
    path = tmp_path / "deep" / "ova.sqlite3"
    with Database.open(path) as database:
        assert database.revision == known_revisions()[-1]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_clean_close_leaves_one_file(path, tmp_path):
    with Database.open(str(path)) as database:
        database.settings.set("language", "en")
    assert [item.name for item in tmp_path.iterdir()] == ["ova.sqlite3"]


def test_what_was_stored_is_there_after_opening_again(path):
    with Database.open(path) as database:
        database.settings.set("name", "Haus")
    with Database.open(f"sqlite:///{path}") as database:
        assert database.settings.get("name") == "Haus"


def test_the_migrations_lead_to_the_tables_of_the_code(path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from ova.storage.tables import metadata

    Database.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_alembic_agrees_on_the_one_line_of_revisions():
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(MIGRATIONS))
    line = [step.revision for step in script.walk_revisions()]
    assert list(reversed(line)) == known_revisions()


def test_a_usual_start_does_not_load_alembic(path):
    Database.open(path).close()
    code = (
        "import sys; from ova.storage import Database;"
        f"Database.open({str(path)!r}).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_a_database_of_a_newer_version_is_refused_untouched(path, tmp_path, newer_migrations):
    Database.open(path, migrations=newer_migrations()).close()
    before = everything(tmp_path)
    with pytest.raises(DatabaseTooNew) as refused:
        Database.open(path)
    assert everything(tmp_path) == before
    assert refused.value.code == "database_too_new"
    assert "newer version" in refused.value.message
    assert refused.value.cure
    assert "\n" not in str(refused.value)


def test_an_older_database_is_copied_beside_and_migrated(path, newer_migrations):
    with Database.open(path) as database:
        database.settings.set("name", "Haus")
    old = known_revisions()[-1]
    with Database.open(path, migrations=newer_migrations()) as database:
        assert database.revision == "9000"
        assert database.settings.get("name") == "Haus"
    with Database.open(path.with_name(f"ova.sqlite3.backup-{old}")) as backup:
        assert backup.revision == old
        assert backup.settings.get("name") == "Haus"


def test_a_failed_migration_leaves_the_old_database(path, newer_migrations):
    with Database.open(path) as database:
        database.settings.set("name", "Haus")
    broken = newer_migrations(more='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(StorageError):
        Database.open(path, migrations=broken)
    with Database.open(path) as database:
        assert database.settings.get("name") == "Haus"


def test_a_migration_may_not_break_references(path, newer_migrations):
    Database.open(path).close()
    broken = newer_migrations(
        more="op.execute(\"INSERT INTO areas VALUES ('a', 'A', 'no floor', '[]', NULL)\")"
    )
    with pytest.raises(StorageError) as refused:
        Database.open(path, migrations=broken)
    assert refused.value.code == "migration_failed"


@pytest.mark.parametrize(
    "content", [b"not a database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_with_a_cure(path, tmp_path, content):
    path.write_bytes(content)
    with pytest.raises(DatabaseCorrupt) as refused:
        Database.open(path)
    assert "backup" in refused.value.cure
    assert everything(tmp_path) == {path.name: content}


def test_a_database_damaged_in_the_middle_is_refused_untouched(path, tmp_path):
    with Database.open(path) as database:
        for number in range(200):
            database.settings.set(f"key {number}", "x" * 200)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(content)
    with pytest.raises(DatabaseCorrupt):
        Database.open(path)
    assert everything(tmp_path) == {path.name: bytes(content)}


def test_a_truncated_database_is_refused_untouched(path, tmp_path):
    Database.open(path).close()
    path.write_bytes(path.read_bytes()[:9000])
    before = everything(tmp_path)
    with pytest.raises(DatabaseCorrupt):
        Database.open(path)
    assert everything(tmp_path) == before


def test_the_database_of_another_program_is_refused_untouched(path, tmp_path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    before = everything(tmp_path)
    with pytest.raises(DatabaseCorrupt, match="another program"):
        Database.open(path)
    assert everything(tmp_path) == before


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StorageError, match="folder"):
        Database.open(tmp_path)


def test_a_place_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be"):
        Database.open(tmp_path / "file" / "ova.sqlite3")


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite:///:memory:", "nonsense://", "://"])
def test_a_database_of_an_unknown_kind_is_refused(url):
    with pytest.raises(InvalidInput) as refused:
        Database.open(url)
    assert "postgresql://" in refused.value.cure


def test_a_server_that_is_away_is_an_error_without_the_password(postgres):
    with pytest.raises(StorageError) as refused:
        Database.open("postgresql://ova:hunter2@/x?host=/nowhere")
    assert "hunter2" not in str(refused.value)


def test_a_second_open_sees_what_the_first_wrote(path):
    with Database.open(path) as first, Database.open(path) as second:
        first.settings.set("a", 1)
        second.settings.set("b", 2)
        assert first.settings.all() == second.settings.all() == {"a": 1, "b": 2}


def test_a_server_keeps_what_was_stored_and_refuses_older_code(postgres, newer_migrations):
    url = postgres("opening")
    with Database.open(url) as database:
        database.settings.set("name", "Haus")
    with Database.open(url) as database:
        assert database.settings.get("name") == "Haus"
        assert database.revision == known_revisions()[-1]
    Database.open(url, migrations=newer_migrations()).close()
    with pytest.raises(DatabaseTooNew):
        Database.open(url)


def test_several_may_open_a_new_database_at_once(path):
    opened, failures = [], []

    def work():
        try:
            opened.append(Database.open(path))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in opened:
        database.settings.set("name", "Haus")
        database.close()
    assert failures == []
