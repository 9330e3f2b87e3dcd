"""A hub that cannot start ends, whoever listens to it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.hubs import free_port

WAIT_S = 120


@pytest.mark.parametrize("stderr", ["closed", "a pipe nobody reads", "a file"])
def test_a_hub_that_cannot_start_ends(stderr: str, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "ova.sqlite3").write_bytes(b"this is no database" * 1000)
    reading, writing = os.pipe()
    os.close(reading)
    redirected = {
        "closed": "2>&-",
        "a pipe nobody reads": f"2>&{writing} >&{writing}",
        "a file": f"2>{tmp_path / 'log'}",
    }[stderr]
    command = f"exec {sys.executable} -m ova.cli run --port {free_port()} {redirected}"

    try:
        ended = subprocess.run(
            ["sh", "-c", command],
            env={**os.environ, "OVA_HOME": str(home)},
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            timeout=WAIT_S,
            check=False,
        )
    finally:
        os.close(writing)

    assert ended.returncode != 0
    if stderr == "a file":
        assert (tmp_path / "log").read_text().count("damaged") == 1
