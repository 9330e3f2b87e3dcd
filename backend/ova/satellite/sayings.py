"""Words the hub gave, to be said when it cannot be asked."""

import json
import logging
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ova.core import AudioClip, AudioFormat, InvalidInput

log = logging.getLogger(__name__)

HUB_AWAY = "hub_away"
NAMES = frozenset({HUB_AWAY})
LONGEST_BYTES = 2_000_000
_FOLDER = "sayings"


class Sayings:
    """One file per saying: a line of JSON about it, then its samples."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a subfolder of ``folder``, which need not exist yet."""
        self._folder = folder / _FOLDER

    def marks(self) -> dict[str, str]:
        """Return the marks of those that are kept, by name: the hub sends only what is new."""
        read = {name: self._read(name) for name in NAMES}
        return {name: found[0] for name, found in read.items() if found is not None}

    def get(self, name: str) -> AudioClip | None:
        """Return a saying; None when there is none that can be used."""
        found = self._read(name)
        return None if found is None else found[1]

    def keep(self, about: Mapping[str, Any], pcm: bytes) -> None:
        """Keep what the hub sent; nonsense is left."""
        name, mark = about.get("name"), about.get("mark")
        if name not in NAMES or not isinstance(mark, str) or not 0 < len(pcm) <= LONGEST_BYTES:
            return
        facts = {key: about.get(key) for key in ("mark", "text", "rate", "width", "channels")}
        new = self._folder / f".new-{secrets.token_hex(6)}"
        try:
            _format(facts)
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(json.dumps(facts).encode() + b"\n" + pcm)
            new.replace(self._folder / str(name))
        except (OSError, ValueError, TypeError, InvalidInput) as error:
            log.warning("Words for when the hub is away cannot be kept: %s", error)
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def _read(self, name: str) -> tuple[str, AudioClip] | None:
        try:
            head, _, pcm = (self._folder / name).read_bytes().partition(b"\n")
            facts = json.loads(head)
            clip = AudioClip(pcm, _format(facts))
            return str(facts["mark"]), clip
        except (OSError, ValueError, TypeError, KeyError, InvalidInput):
            return None


def _format(facts: Mapping[str, Any]) -> AudioFormat:
    return AudioFormat(int(facts["rate"]), int(facts["width"]), int(facts["channels"]))
