"""How the commands on the same machine find the running hub."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ova.core import Unavailable

FILE_NAME = "hub.json"


@dataclass(frozen=True, slots=True)
class Presence:
    """Address and key of a running hub; only its own user can read them."""

    url: str
    key: str
    pid: int
    certificate: str | None = None
    """Certificate file to trust, for https."""


def write_presence(folder: Path, presence: Presence) -> None:
    """Write the presence file, readable by its owner alone. Raises Unavailable."""
    target = folder / FILE_NAME
    draft = folder / f".{FILE_NAME}.{os.getpid()}"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            json.dump(asdict(presence), handle)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Unavailable(
            f"Commands on this machine cannot find the hub: {target}: {error.strerror}.",
            cure="Make room on the disk and the folder writable, then start the hub again.",
            code="presence_unwritten",
        ) from error


def read_presence(folder: Path) -> Presence | None:
    """Return the running hub's presence, or None when no hub runs on this folder."""
    try:
        fields = json.loads((folder / FILE_NAME).read_text())
        presence = Presence(**fields)
        texts = (fields["url"], fields["key"], fields.get("certificate") or "")
        if not all(isinstance(text, str) for text in texts):
            return None
        os.kill(presence.pid, 0)
    except (OSError, ValueError, TypeError, OverflowError):
        return None
    return presence


def remove_presence(folder: Path) -> None:
    """Remove the presence file, if it is there; one that stays names a process that ended."""
    with suppress(OSError):
        (folder / FILE_NAME).unlink(missing_ok=True)
