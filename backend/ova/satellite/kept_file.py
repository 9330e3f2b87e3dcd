"""Files in which the device keeps what it must know after a power cut."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any


def keep(path: Path, value: Any) -> None:
    """Write ``value`` as JSON, all or nothing; the folder need not exist yet. Raises OSError."""
    keep_text(path, json.dumps(value))


def keep_text(path: Path, text: str) -> None:
    """Write a text likewise."""
    new = path.with_name(f".{path.name}-{secrets.token_hex(6)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
