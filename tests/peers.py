"""Real programs the tests work with: skipped with a reason where they are absent, wanted under CI."""

import os
import shutil
from collections.abc import Callable

import pytest


def require(peer: str | Callable[[], bool], reason: str) -> str:
    """Return the path of a program, or "" for a check that holds.

    ``peer`` is a program's name or a check. When it is absent the test is skipped with ``reason``;
    with CI=true it fails, since there every peer is installed.
    """
    if callable(peer):
        if peer():
            return ""
        missing = reason
    else:
        path = shutil.which(peer)
        if path is not None:
            return path
        missing = f"{reason} ({peer} is not installed)"
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"A test peer is missing: {missing}", pytrace=False)
    pytest.skip(missing)
