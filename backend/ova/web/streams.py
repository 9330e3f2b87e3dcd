"""Telling the person at the terminal, who may have gone."""

import os
import sys

_STANDARD = (0, 1, 2)


def keep_streams() -> None:
    """Put nothing where a standard stream is closed, else a file of the hub would get its number."""
    for number in _STANDARD:
        try:
            os.fstat(number)
        except OSError:
            _silence(number)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", closefd=False)


def say(line: str) -> None:
    """Write a line for the person at the terminal.

    When nobody listens any more both streams are silenced: what Python cannot write at its end
    changes the exit code, and the watching process would start the hub again for ever.
    """
    try:
        sys.stderr.write(f"Error: {line}\n")
        sys.stderr.flush()
        sys.stdout.flush()
    except (OSError, ValueError):
        for number in _STANDARD[1:]:
            _silence(number)


def _silence(number: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    if nothing != number:
        os.dup2(nothing, number)
        os.close(nothing)
