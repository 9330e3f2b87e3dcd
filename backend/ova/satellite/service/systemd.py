"""The service manager of this machine's user."""

import getpass
import os
import secrets
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ova.satellite.errors import SatelliteError
from ova.satellite.service.command import ABSENT, answer_of
from ova.satellite.service.unit import NAME, unit_text

ANSWER_S = 60.0
_SHOWN = ("LoadState", "ActiveState", "SubState", "NRestarts", "ActiveEnterTimestamp", "MainPID")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the service is."""

    installed: bool
    active: str
    """As systemd calls it: ``active``, ``inactive``, ``failed``, ``activating``...; ``unknown``."""
    since: str = ""
    restarts: int = 0


class UserService:
    """The unit of the satellite in the user's own systemd."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` holds the user's units; by default where systemd looks for them."""
        self.unit = (folder or _units()) / NAME

    @property
    def installed(self) -> bool:
        """Whether there is a unit."""
        return self.unit.is_file()

    def install(self, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        """Write the unit, and have it started now and with every start of the machine.

        Raises SatelliteError.
        """
        self._write(unit_text(command, environment))
        self._systemctl("daemon-reload")
        self._systemctl("enable", NAME)
        self._systemctl("restart", NAME)

    def uninstall(self) -> None:
        """Stop it and take the unit away. Raises SatelliteError when systemd refuses."""
        if not self.installed:
            return
        with suppress(SatelliteError):  # where systemd does not run there is nothing to stop
            self._systemctl("disable", "--now", NAME)
        self.unit.unlink(missing_ok=True)
        with suppress(SatelliteError):
            self._systemctl("daemon-reload")

    def restart(self) -> None:
        """Start it anew. Raises SatelliteError."""
        self._systemctl("restart", NAME)

    def stop(self) -> None:
        """End it until it is started again. Raises SatelliteError."""
        self._systemctl("stop", NAME)

    def standing(self) -> Standing:
        """Return how it is; ``unknown`` where systemd cannot be asked."""
        try:
            told = self._systemctl("show", NAME, f"--property={','.join(_SHOWN)}")
        except SatelliteError:
            return Standing(self.installed, "unknown")
        facts = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        restarts = facts.get("NRestarts", "0")
        return Standing(
            self.installed,
            facts.get("ActiveState") or "unknown",
            facts.get("ActiveEnterTimestamp", ""),
            int(restarts) if restarts.isdecimal() else 0,
        )

    def log(self, lines: int) -> list[str]:
        """Return the last lines of its journal; none where there is no journal."""
        done = answer_of(
            [
                "journalctl",
                "--user",
                "--unit",
                NAME,
                "--lines",
                str(lines),
                "--no-pager",
                "-o",
                "cat",
            ],
            ANSWER_S,
        )
        return done.stdout.splitlines() if done.returncode == 0 else []

    def lingers(self) -> bool:
        """Have it run also while nobody is signed in; False when only an administrator can allow that."""
        user = getpass.getuser()
        for command in (["enable-linger", user], ["show-user", user, "--property=Linger"]):
            with suppress(OSError, subprocess.TimeoutExpired):
                done = answer_of(["loginctl", "--no-ask-password", *command], ANSWER_S)
                if done.returncode == 0 and "Linger=yes" in done.stdout:
                    return True
        return False

    def _write(self, text: str) -> None:
        new = self.unit.with_name(f".{NAME}-{secrets.token_hex(6)}")
        try:
            self.unit.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(text, encoding="utf-8")
            new.replace(self.unit)
        except OSError as error:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise SatelliteError(
                f"The unit {self.unit} cannot be written: {error.strerror or error}.",
                cure="Make the folder writable.",
            ) from error

    def _systemctl(self, *arguments: str) -> str:
        try:
            done = answer_of(["systemctl", "--user", *arguments], ANSWER_S)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SatelliteError("systemd does not answer.", cure="Try again.") from error
        if done.returncode == ABSENT:
            raise SatelliteError(
                "There is no systemd on this machine.",
                cure="Have 'ova satellite' started in another way, as your system does it.",
                code="no_systemd",
            )
        if done.returncode != 0:
            told = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
            raise SatelliteError(
                f"'systemctl --user {' '.join(arguments)}' failed: {told}",
                cure="Sign in as the user it is to run as (not by sudo or su), and try again.",
                code="systemd_refused",
            )
        return done.stdout


def _units() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "systemd" / "user"
