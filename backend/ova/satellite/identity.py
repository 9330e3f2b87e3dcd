"""Who this satellite is: an id made once and kept."""

import os
import socket
import uuid
from pathlib import Path

from ova.satellite.kept_file import keep_text


def state_folder() -> Path:
    """Return where the satellite keeps its own files: OVA_HOME, else the platform's state folder."""
    home = os.environ.get("OVA_HOME")
    if home:
        return Path(home).expanduser()
    from platformdirs import user_state_path

    return user_state_path("ova", appauthor=False)


def satellite_id(folder: Path) -> str:
    """Return the id kept in ``folder``, made on first use.

    Where nothing can be written it is derived from the machine, so it still stays the same.
    """
    file = folder / "satellite-id"
    try:
        kept = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    if kept:
        return kept
    made = f"ova-{uuid.uuid4().hex[:12]}"
    try:
        keep_text(file, made + "\n")  # half of it would make another satellite of this one
    except OSError:
        return f"ova-{uuid.uuid5(uuid.NAMESPACE_DNS, f'{socket.gethostname()}-{uuid.getnode()}').hex[:12]}"
    return made


def machine_name() -> str:
    """Return the machine's name as people read it."""
    return socket.gethostname().split(".")[0] or "satellite"
