"""Installing what an integration needs, for itself alone, and only when somebody asks for it."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from ova.plugins.dependencies import hub_packages, installed_in, unmet
from ova.plugins.errors import RequirementsConflict, RequirementsFailed
from ova.plugins.found import FoundPlugin

Progress = Callable[[str], None]
LIMIT_S = 900.0
HUB = "the hub"
_SHOWN = ("Collecting ", "Downloading ", "Installing ", "Building ", "Successfully ")
_ADDRESS = re.compile(r"\w+://\S+")
_DEPENDS = re.compile(r"\s+(\S+) (\S+) depends on (.+)")
_PINNED = re.compile(r"\s+The user requested \(constraint\) ([A-Za-z0-9._-]+)==(\S+)")


def install(
    found: FoundPlugin,
    name: str,
    wanted: Sequence[Requirement],
    others: Mapping[str, Path | None],
    progress: Progress,
) -> tuple[str, ...]:
    """Install what is not there yet into the plugin's own folder; return it as ``name version``.

    ``others`` are the folders of other integrations by name: one interpreter holds one version of a
    package, so nothing may differ from theirs or the hub's. What was installed before stays until
    the new set is complete. Raises RequirementsConflict naming both sides, RequirementsFailed.
    """
    missing = unmet(found, wanted)
    if not missing:
        return ()
    if found.dependencies is None:
        raise RequirementsFailed(
            f"There is no folder for what {name} needs.", cure="Install it with pip yourself."
        )
    taken = {package: (HUB, version) for package, version in hub_packages().items()}
    for other, folder in others.items():
        for package, version in installed_in(folder).items():
            taken.setdefault(package, (other, version))
    _refuse_conflicts(name, wanted, taken)
    if importlib.util.find_spec("pip") is None:
        raise RequirementsFailed(
            "There is no pip to install with.", cure=f"Install it: {sys.executable} -m ensurepip"
        )
    found.dependencies.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=found.dependencies.parent, prefix=".installing-"
    ) as workplace:
        return _installed(found.dependencies, name, wanted, taken, progress, Path(workplace))


def _installed(
    folder: Path,
    name: str,
    wanted: Sequence[Requirement],
    taken: Mapping[str, tuple[str, str]],
    progress: Progress,
    workplace: Path,
) -> tuple[str, ...]:
    pins = workplace / "constraints.txt"
    pins.write_text("".join(f"{one}=={version}\n" for one, (_, version) in taken.items()))
    report = workplace / "report.json"
    told = [str(one) for one in wanted]
    progress("Looking what is needed")
    _pip(
        name,
        ["install", "--dry-run", "--report", str(report), "-c", str(pins), *told],
        taken,
        progress,
    )
    planned = [_pinned(one) for one in json.loads(report.read_text())["install"]]
    new = workplace / "new"
    new.mkdir()
    if planned:
        _pip(name, ["install", "--no-deps", "--target", str(new), *planned], taken, progress)
    old = workplace / "old"
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return tuple(f"{one} {version}" for one, version in sorted(installed_in(folder).items()))


def _refuse_conflicts(
    name: str, wanted: Sequence[Requirement], taken: Mapping[str, tuple[str, str]]
) -> None:
    for one in wanted:
        owner, version = taken.get(canonicalize_name(one.name), ("", ""))
        if version and not one.specifier.contains(version, prereleases=True):
            raise RequirementsConflict(
                f"{name} needs {one}, and {owner} uses {one.name} {version}.",
                cure=f"Widen what {name} requires, or get another version of it.",
            )


def _pinned(planned: Mapping[str, Mapping[str, str]]) -> str:
    package, version = planned["metadata"]["name"], planned["metadata"]["version"]
    return (
        f"{package} @ {planned['download_info']['url']}"
        if planned.get("is_direct")
        else (f"{package}=={version}")
    )


def _pip(
    name: str, arguments: list[str], taken: Mapping[str, tuple[str, str]], progress: Progress
) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    lines: list[str] = []
    try:
        with subprocess.Popen(  # noqa: S603 - the hub's own interpreter; what it installs was asked for
            [*command, "--no-color", "--retries", "1", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            for line in _until_end(process):
                lines.append(line)
                if line.startswith(_SHOWN):
                    progress(_ADDRESS.sub("", line).partition(" from ")[0].strip())
    except OSError as error:
        raise RequirementsFailed(f"pip cannot be started: {error.strerror}.") from error
    if process.returncode:
        raise _refusal(name, lines, taken)


def _until_end(process: "subprocess.Popen[str]") -> Iterator[str]:
    """Return the lines of a process, which is ended when it takes too long."""
    assert process.stdout is not None  # noqa: S101 - it was opened with a pipe
    limit = threading.Timer(LIMIT_S, process.kill)
    limit.daemon = True
    limit.start()
    try:
        for line in process.stdout:
            yield line.rstrip()
    finally:
        limit.cancel()
        limit.join()


def _wants(requirement: str, package: str) -> bool:
    try:
        wanted = Requirement(requirement).name
    except InvalidRequirement:
        return False
    return canonicalize_name(wanted) == canonicalize_name(package)


def _refusal(
    name: str, lines: Sequence[str], taken: Mapping[str, tuple[str, str]]
) -> RequirementsConflict | RequirementsFailed:
    """Return what pip's words mean."""
    pinned = [found for line in lines if (found := _PINNED.match(line))]
    depends = [found for line in lines if (found := _DEPENDS.match(line))]
    if pinned:
        package, version = pinned[0][1], pinned[0][2]
        owner = taken.get(canonicalize_name(package), (HUB, ""))[0]
        who = next((one for one in depends if _wants(one[3], package)), None)
        needs = f"{who[1]} {who[2]}, which wants {who[3]}" if who else f"another {package}"
        return RequirementsConflict(
            f"{name} needs {needs}, and {owner} uses {package} {version}.",
            cure=f"Get another version of {name}, or of what it needs.",
        )
    said = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    told = _ADDRESS.sub("...", said[-1]) if said else "pip gave no reason"
    return RequirementsFailed(
        f"What {name} needs cannot be installed: {told}",
        cure="Check the internet connection and the names of what it requires.",
    )
