"""Running what a skill brings to be tested with: phrase tables, and tests of its own."""

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ova.core import OvaError


@dataclass(frozen=True, slots=True)
class Failure:
    """A test that failed."""

    name: str
    reason: str


@dataclass(slots=True)
class Told:
    """What came of the tests."""

    passed: int = 0
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    alone: bool = False
    """Whether the tables were run without pytest."""

    @property
    def total(self) -> int:
        """How many were run."""
        return self.passed + len(self.failures)

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        failures = [{"name": one.name, "reason": one.reason} for one in self.failures]
        return {"passed": self.passed, "failed": failures, "notes": self.notes}


def run_tests(skill: Path, *, show: bool) -> Told:
    """Run a skill's phrase tables and tests; with ``show`` pytest prints what it does."""
    folder = skill / "tests"
    if not folder.is_dir():
        return Told(notes=[f"There is no {folder}: write tests/phrases.yaml beside the code."])
    if importlib.util.find_spec("pytest") is None:
        return _tables_alone(skill)
    return _with_pytest(folder, show=show)


def _tables_alone(skill: Path) -> Told:
    from ova.testing import run_table, tables_of

    told = Told(alone=True)
    for path in tables_of(skill):
        try:
            for phrase, wrong in run_table(path):
                told.passed += not wrong
                place = f"{path.name}:{phrase.line} {phrase.name}"
                told.failures += [Failure(place, one) for one in wrong[:1]]
        except OvaError as error:
            told.failures.append(Failure(path.name, str(error)))
    if list((skill / "tests").glob("test_*.py")):
        told.notes.append("Its test_*.py were left out: pip install pytest")
    return told


def _with_pytest(folder: Path, *, show: bool) -> Told:
    import contextlib
    import io

    import pytest

    told = Told()

    class Collector:
        """Hears what pytest finds."""

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            """Count a test."""
            if report.failed:
                told.failures.append(Failure(report.nodeid, report.longreprtext))
            elif report.when == "call" and report.passed:
                told.passed += 1

        def pytest_collectreport(self, report: pytest.CollectReport) -> None:
            """Take a file that cannot be read as a failure."""
            if report.failed:
                told.failures.append(Failure(report.nodeid, report.longreprtext))

    plugins: list[object] = [Collector()]
    arguments = [
        *(str(folder), "-q", "-p", "no:cacheprovider", "--import-mode=importlib"),
        f"--rootdir={folder.parent}",
        *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # the hub is imported already
    ]
    quiet = contextlib.nullcontext() if show else contextlib.redirect_stdout(io.StringIO())
    with quiet:
        if not _has_own_plugin():
            from ova.testing import pytest_plugin

            plugins.append(pytest_plugin)
        pytest.main([*arguments, "-c", "/dev/null"], plugins=plugins)
    return told


def _has_own_plugin() -> bool:
    """Tell whether pytest finds the hub's plugin by itself, as it does where the hub is installed."""
    from importlib.metadata import entry_points

    return any(one.value == "ova.testing.pytest_plugin" for one in entry_points(group="pytest11"))
