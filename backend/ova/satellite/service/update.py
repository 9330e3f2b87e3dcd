"""Updating the satellite in place, so that the old one goes on when the new one does not work."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ova
from ova.satellite.errors import SatelliteError
from ova.satellite.service.command import answer_of
from ova.satellite.service.environment import Environment
from ova.satellite.service.systemd import UserService

STEADY_S = 10.0
"""A new version that runs for so long is taken as one that works."""
_LOOK_EVERY_S = 1.0
GIT_S = 600.0
_TRIED = ".ova-tried"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of an update."""

    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether there was anything new."""
        return self.before != self.after


class Update:
    """Tries the new version in a copy of the environment, takes it over, and back when it fails."""

    def __init__(
        self,
        environment: Environment,
        service: UserService,
        say: Say,
        *,
        steady_s: float = STEADY_S,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """``say`` tells how far it is; ``wait`` lets seconds pass."""
        self._environment = environment
        self._service = service
        self._say = say
        self._steady_s = steady_s
        self._wait = wait

    def from_index(self, requirement: str, index: Sequence[str] = ()) -> Updated:
        """Update to what pip finds for ``requirement``. Raises SatelliteError: the old one goes on."""
        return self._update(lambda trial: trial.install(["--upgrade", requirement], index))

    def from_clone(self, root: Path, index: Sequence[str] = ()) -> Updated:
        """Update a clone at ``root`` to what its branch follows. Raises SatelliteError likewise."""
        _git(root, "fetch", "--quiet")
        if _git(root, "status", "--porcelain", "--untracked-files=no"):
            raise SatelliteError(
                f"Files of {root} were changed by hand.",
                cure="Commit or undo that (git stash), then update again.",
                code="changed_by_hand",
            )
        old, new = _git(root, "rev-parse", "HEAD"), _git(root, "rev-parse", "@{upstream}")
        if old == new:
            version = self._environment.check()
            return Updated(version, version)
        tried = self._environment.prefix / _TRIED
        _git(root, "worktree", "prune")
        _git(root, "worktree", "add", "--force", "--detach", str(tried), new)

        def install(trial: Environment) -> None:
            trial.install(["--editable", f"{tried}[satellite]"], index)
            trial.check()
            _git(root, "merge", "--ff-only", "--quiet", new)
            trial.install(["--editable", f"{root}[satellite]"], index)

        try:
            done = self._update(install, anew=True)
        except SatelliteError:
            _git(root, "reset", "--keep", old)
            raise
        finally:
            _git(root, "worktree", "remove", "--force", str(tried))
        return Updated(f"{done.before} ({old[:8]})", f"{done.after} ({new[:8]})")

    def _update(self, install: Callable[[Environment], None], *, anew: bool = False) -> Updated:
        """Try what ``install`` brings; ``anew``: take it over also when its version is the same."""
        before = self._environment.check()
        self._say("Trying the new version in a copy of the environment …")
        trial = self._environment.copy()
        try:
            install(trial)
            after = trial.check()
            if after == before and not anew:
                self._environment.forget()
                return Updated(before, after)
            self._say(f"{after} works; taking it over …")
            self._environment.take(trial)
        except BaseException:
            self._environment.forget()
            raise
        try:
            self._environment.check()
            self._restart()
        except BaseException:
            self._environment.take_back()
            if self._service.installed:
                self._service.restart()
            raise
        self._environment.forget()
        return Updated(before, after)

    def _restart(self) -> None:
        """Start the service anew and watch it. Raises SatelliteError when it does not stay up."""
        if not self._service.installed:
            return
        self._service.restart()
        restarts = self._service.standing().restarts
        passed_s = 0.0
        while passed_s < self._steady_s:
            self._wait(_LOOK_EVERY_S)
            passed_s += _LOOK_EVERY_S
            standing = self._service.standing()
            if standing.active not in ("active", "unknown") or standing.restarts > restarts:
                raise SatelliteError(
                    "The new version does not stay up; the old one is back.",
                    cure="Look at its log: journalctl --user -u ova-satellite.",
                    code="did_not_work",
                )


def clone_of() -> Path | None:
    """Return the clone this program runs from, if it does."""
    root = Path(ova.__file__).parents[2]
    return root if (root / ".git").exists() and (root / "pyproject.toml").is_file() else None


def _git(root: Path, *arguments: str) -> str:
    done = answer_of(["git", "-C", str(root), *arguments], GIT_S)
    if done.returncode != 0:
        told = " ".join(done.stderr.split())
        raise SatelliteError(
            f"'git {' '.join(arguments)}' failed: {told}",
            cure="Mend that in the clone, then update again.",
            code="git_failed",
        )
    return done.stdout.strip()
