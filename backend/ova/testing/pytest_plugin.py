"""The pytest plugin: ``pytest --ova-acceptance integrations/sunny_home``, and a fixture.

It does nothing until the option or the fixture is used, and imports nothing of the hub before.
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
