"""Real databases: SQLite files, a small real disk, and a PostgreSQL server."""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.peers import require

from ova.storage import Database


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ova.sqlite3"


@pytest.fixture
def database(path, tmp_path):
    with Database.open(path, key_file=tmp_path / "secret.key") as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres():
    """Start a PostgreSQL server that listens on a socket in a folder of its own."""
    require(lambda: find_spec("psycopg") is not None, "needs psycopg, of the extra [postgres]")
    programs = _postgres_programs()
    require(lambda: programs is not None, "needs the programs of a PostgreSQL server")
    folder = Path(tempfile.mkdtemp(prefix="ova-pg-"))
    as_user = {}
    if os.getuid() == 0:  # the server refuses to run as root
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def run(program, *arguments):
        subprocess.run(
            [programs / program, *arguments],
            check=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **as_user,
        )

    data = folder / "data"
    run("initdb", "-D", data, "-A", "trust", "-U", "ova", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        run("pg_ctl", "start", "-w", "-s", "-D", data, "-o", options, "-l", folder / "log")
        yield lambda name: (
            run("createdb", "-h", folder, "-U", "ova", name),
            f"postgresql://ova@/{name}?host={folder}",
        )[1]
        run("pg_ctl", "stop", "-w", "-s", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder)


def _postgres_programs():
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).parent] if found else []
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(request, tmp_path):
    """A database of each kind."""
    if request.param == "sqlite":
        target = tmp_path / "ova.sqlite3"
    else:
        make = request.getfixturevalue("postgres")
        target = make(f"t{abs(hash(request.node.nodeid))}")
    with Database.open(target, key_file=tmp_path / "secret.key", now=lambda: 1000.0) as opened:
        yield opened


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)
