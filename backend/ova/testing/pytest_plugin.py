"""The pytest plugin: fixtures, phrase tables, and ``pytest --ova-acceptance integrations/sunny_home``.

It does nothing until one of them is used, and imports nothing of the hub before.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

OPTION = "--ova-acceptance"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    group = parser.getgroup("ova", "integrations of OpenVoiceAssistant")
    group.addoption(
        OPTION,
        action="append",
        default=[],
        metavar="PATH",
        help="run the acceptance suite of the integration at PATH, with the files in its tests/",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Have the suite collected when an integration is named."""
    config.addinivalue_line(
        "markers", "skill(**options): options of SkillBed for the fixture ask, as home=True"
    )
    paths: list[str] = config.getoption(OPTION)
    if paths:
        suite = str(Path(__file__).with_name("acceptance_suite.py"))
        own = config.args_source is pytest.Config.ArgsSource.ARGS
        config.args = [*(config.args if own else []), suite]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the suite once per integration."""
    if "ova_integration" in metafunc.fixturenames:
        paths: list[str] = metafunc.config.getoption(OPTION)
        metafunc.parametrize("ova_integration", paths, scope="class")


@pytest.fixture
def ova_testbed() -> Iterator[Callable[..., Any]]:
    """Return the function that makes a Testbed, which is closed when the test ends."""
    from ova.testing import Testbed

    beds: list[Testbed] = []

    def make(*args: Any, **options: Any) -> Testbed:
        beds.append(Testbed(*args, **options))
        return beds[-1]

    yield make
    for bed in beds:
        bed.close()


@pytest.fixture
def ova_skill() -> Iterator[Callable[..., Any]]:
    """Return the function that makes a SkillBed, which is closed when the test ends."""
    from ova.testing import SkillBed

    beds: list[SkillBed] = []

    def make(*args: Any, **options: Any) -> SkillBed:
        beds.append(SkillBed(*args, **options))
        return beds[-1]

    yield make
    for bed in reversed(beds):
        bed.close()


@pytest.fixture
def ask(request: pytest.FixtureRequest, ova_skill: Callable[..., Any]) -> Any:
    """Return the SkillBed of the skill the test lies in: ``answer = ask("how many apples")``.

    ``@pytest.mark.skill(home=True)`` gives it options; the nearest mark wins for each.
    """
    marks = list(request.node.iter_markers("skill"))
    options = {name: value for mark in reversed(marks) for name, value in mark.kwargs.items()}
    folder = next(
        (one for one in request.path.parents if (one / "locale").is_dir()),
        request.path.parent.parent,
    )
    return ova_skill(folder, **options)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "PhraseFile | None":
    """Take the phrase tables of skills: ``<skill>/tests/phrases.yaml``."""
    if not file_path.name.startswith("phrases"):
        return None
    from ova.testing.phrases import is_table

    if not is_table(file_path):
        return None
    found: PhraseFile = PhraseFile.from_parent(parent, path=file_path)
    return found


class PhraseFile(pytest.File):
    """A phrase table; its phrases share a hub."""

    bed: Any = None
    table: Any = None

    def collect(self) -> Iterator["PhraseItem"]:
        """Yield a test for every phrase."""
        from ova.core import OvaError
        from ova.testing.phrases import read_table

        try:
            self.table = read_table(self.path)
        except OvaError as error:
            raise self.CollectError(str(error)) from None
        names: dict[str, int] = {}
        for phrase in self.table.phrases:
            count = names[phrase.name] = names.get(phrase.name, 0) + 1
            name = phrase.name if count == 1 else f"{phrase.name} ({count})"
            yield PhraseItem.from_parent(self, name=name, phrase=phrase)

    def teardown(self) -> None:
        """Stop the hub."""
        bed, self.bed = self.bed, None
        if bed is not None:
            bed.close()


class PhraseItem(pytest.Item):
    """One phrase of a table."""

    def __init__(self, *, phrase: Any, **options: Any) -> None:
        super().__init__(**options)
        self.phrase = phrase

    def runtest(self) -> None:
        """Say it, and compare."""
        from ova.testing.phrases import try_phrase

        file = self.parent
        assert isinstance(file, PhraseFile)  # noqa: S101 - it was made by one
        if file.bed is None:
            file.bed = file.table.bed()
        wrong = try_phrase(file.bed, self.phrase, self.nodeid)
        if wrong:
            raise PhraseWrong("\n".join(wrong))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what is not as the table says."""
        if isinstance(excinfo.value, PhraseWrong):
            return f"{self.path.name}:{self.phrase.line}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the phrase is written."""
        return self.path, max(0, self.phrase.line - 1), self.name


class PhraseWrong(Exception):
    """A phrase did not come to what its table says."""
