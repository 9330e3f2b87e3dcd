"""Starts real Wyoming servers for the tests."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

_PROGRAM = Path(__file__).with_name("wyoming_server.py")


@contextmanager
def wyoming_server(model, *sentences, mode="asr"):
    """Run a server in a process of its own; gives the process, with its ``port``."""
    server = subprocess.Popen(
        [sys.executable, _PROGRAM, mode, model, *sentences],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    with server:
        server.port = int(server.stdout.readline())
        try:
            yield server
        finally:
            server.stdin.close()
            server.wait()
