"""Running a program of this machine and reading what it says."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ABSENT = 127
"""The exit code of a program that is not there, as shells give it."""


def answer_of(
    command: Sequence[str | Path],
    timeout_s: float,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Return how a program ended and what it wrote. Raises OSError, subprocess.TimeoutExpired."""
    program = shutil.which(command[0])
    if program is None:
        return subprocess.CompletedProcess([*command], ABSENT, "", f"{command[0]} is not installed")
    return subprocess.run(  # noqa: S603 - named by this program, never by who talks to it
        [program, *command[1:]],
        env=None if environment is None else dict(environment),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
