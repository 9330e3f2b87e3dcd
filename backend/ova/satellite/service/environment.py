"""The Python environment the satellite runs in, and a copy of it to try things in."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from ova.satellite.errors import SatelliteError
from ova.satellite.service.command import answer_of

INSTALL_S = 3_600.0
"""A Pi Zero builds for a long time what has no wheel."""
CHECK_S = 300.0
_NEXT, _BEFORE = ".ova-next", ".ova-before"


class Environment:
    """A virtual environment at ``prefix``."""

    def __init__(self, prefix: Path, packages: Path) -> None:
        """``packages`` is its folder of packages."""
        self.prefix = prefix
        self.packages = packages

    @classmethod
    def here(cls) -> "Environment":
        """Return the one this program runs in. Raises SatelliteError when it is the system's own."""
        if sys.prefix == sys.base_prefix:
            raise SatelliteError(
                "This program is installed in the system's own Python, which is not changed.",
                cure="Install it into a virtual environment or with pipx, as docs/satellite-setup.md shows.",
                code="no_environment",
            )
        return cls(Path(sys.prefix), Path(sysconfig.get_paths()["purelib"]))

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.prefix / "bin" / "python"

    def copy(self) -> "Environment":
        """Make a copy beside it that shares its files as long as nobody changes them.

        Raises SatelliteError when that is not possible.
        """
        place = self.prefix / _NEXT
        shutil.rmtree(place, ignore_errors=True)
        try:
            self._run(["-m", "venv", "--without-pip", str(place)], CHECK_S)
            if not self._has_own_packages_only():
                config = place / "pyvenv.cfg"
                text = config.read_text(encoding="utf-8")
                off, on = (f"include-system-site-packages = {one}" for one in ("false", "true"))
                config.write_text(text.replace(off, on), encoding="utf-8")
            copied = place / self.packages.relative_to(self.prefix)
            shutil.rmtree(copied, ignore_errors=True)
            # pip replaces files and never writes into them: links are as good as copies
            shutil.copytree(self.packages, copied, copy_function=_link, symlinks=True)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise SatelliteError(
                f"{place} cannot be made: {error.strerror or error}.",
                cure="Check the free space, and that the environment is yours to change.",
            ) from error
        return Environment(place, copied)

    def install(self, requirement: Sequence[str], index: Sequence[str] = ()) -> None:
        """Install something with pip. Raises SatelliteError with pip's last words."""
        self._run(
            ["-m", "pip", "install", "--disable-pip-version-check", *index, *requirement], INSTALL_S
        )

    def check(self) -> str:
        """Return the version of the satellite in it, once it was seen to work. Raises SatelliteError."""
        return self._run(["-m", "ova.cli", "satellite", "check"], CHECK_S).strip()

    def take(self, other: "Environment") -> None:
        """Use the packages of a copy instead of its own, which are kept for ``take_back``."""
        before = self._before()
        shutil.rmtree(before, ignore_errors=True)
        self.packages.rename(before)
        try:
            other.packages.rename(self.packages)
        except OSError:
            before.rename(self.packages)
            raise
        shutil.rmtree(other.prefix, ignore_errors=True)

    def take_back(self) -> None:
        """Use the packages there were before ``take``."""
        broken = self.packages.with_name(self.packages.name + ".ova-broken")
        self.packages.rename(broken)
        self._before().rename(self.packages)
        shutil.rmtree(broken, ignore_errors=True)

    def forget(self) -> None:
        """Delete what was kept for ``take_back``, and any copy."""
        shutil.rmtree(self._before(), ignore_errors=True)
        shutil.rmtree(self.prefix / _NEXT, ignore_errors=True)

    def _before(self) -> Path:
        return self.packages.with_name(self.packages.name + _BEFORE)

    def _has_own_packages_only(self) -> bool:
        config = (self.prefix / "pyvenv.cfg").read_text(encoding="utf-8").lower()
        return "include-system-site-packages = true" not in config

    def _run(self, arguments: Sequence[str], timeout_s: float) -> str:
        """Run its interpreter and return what that prints. Raises SatelliteError."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        environment.pop("PYTHONHOME", None)
        try:
            done = answer_of(
                [self.python, *arguments], timeout_s, environment=environment, folder=self.prefix
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SatelliteError(f"{self.python} did not end in order: {error}") from error
        if done.returncode != 0:
            last = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
            raise SatelliteError(
                f"'{' '.join(('python', *arguments))}' failed: {' '.join(last[-3:])[-500:]}",
                code="did_not_work",
            )
        return done.stdout


def _link(source: str, target: str) -> None:
    """Link a file, or copy it where links are not possible."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
