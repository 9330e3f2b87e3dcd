"""What the service was installed with, so that installing it again changes only what is named."""

import json
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ova.satellite.errors import SatelliteError

FILE = "satellite-options.json"

Value = str | float | bool | Sequence[str]


class KeptOptions:
    """Options of the command line by their name, without the dashes."""

    def __init__(self, folder: Path) -> None:
        """Keep them in ``folder``, which need not exist yet."""
        self._file = folder / FILE

    def get(self) -> dict[str, Value]:
        """Return them; a file that cannot be read holds none."""
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {
            str(name): value
            for name, value in kept.items()
            if isinstance(value, str | int | float | bool)
            or (isinstance(value, list) and all(isinstance(one, str) for one in value))
        }

    def keep(self, options: Mapping[str, Value]) -> None:
        """Remember them. Raises SatelliteError when they cannot be written."""
        new = self._file.with_name(f".{FILE}-{secrets.token_hex(6)}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(dict(options), indent=1), encoding="utf-8")
            new.replace(self._file)
        except OSError as error:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise SatelliteError(
                f"The options cannot be kept in {self._file}: {error.strerror or error}.",
                cure="Make the folder writable and check the free space.",
            ) from error

    def forget(self) -> None:
        """Forget them."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def as_arguments(options: Mapping[str, Value]) -> list[str]:
    """Return options as they are written on a command line."""
    arguments: list[str] = []
    for name, value in options.items():
        if isinstance(value, bool):
            arguments += [f"--{name}"] if value else []
        elif isinstance(value, str | int | float):
            arguments += [f"--{name}={value}"]
        else:
            arguments += [f"--{name}={one}" for one in value]
    return arguments
