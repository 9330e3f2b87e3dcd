"""Files in which the device keeps what it must know after a power cut, for its own user only."""

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
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def kept_texts(path: Path) -> dict[str, str]:
    """Return the texts that were kept by name; a file that cannot be read holds none."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {str(name): text for name, text in known.items() if isinstance(text, str)}
