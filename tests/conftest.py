"""What every test gets: nothing may be left behind, and helpers to start a real hub."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.grammars import share_grammars
from tests.reading import forget_plugins, loaded_plugins, share_what_is_read
from tests.threads import assert_threads_end, open_hubs

from ova.cli.main import COLLECT_AFTER

WHOLE_HUBS = ("bench", "cli", "hub", "satellite", "skills")
"""Folders whose tests mostly run whole hubs and programs: they take longer than their size tells."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Spread files with a browser, which mostly waits, evenly among those that keep a core busy.

    Only where workers share the run. Short files come last, so that all end at about the same time.
    """
    if not hasattr(config, "workerinput"):
        return
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    in_order = sorted(files, key=lambda path: (-_weight(path), str(path)))
    browsing = [path for path in in_order if path.parent.name == "e2e"]
    others = [path for path in in_order if path.parent.name != "e2e"]
    place = {path: number for number, path in enumerate(others)}
    apart = len(others) * 0.7 / max(1, len(browsing))  # none begins in the last third
    place.update({path: number * apart for number, path in enumerate(browsing)})
    items[:] = [
        item
        for path in sorted(files, key=lambda path: (place[path], str(path)))
        for item in files[path]
    ]


def _weight(path: Path) -> int:
    return path.stat().st_size * (3 if path.parent.name in WHOLE_HUBS else 1)


def pytest_collection() -> None:
    """Keep the garbage collector from going through ten thousand tests while they are gathered."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Keep it from going through them ever after, and let it look as seldom as in a hub."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def grammars_are_shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have hubs take over what those before them compiled, in whichever worker."""
    base = tmp_path_factory.getbasetemp()
    share_grammars((base.parent if base.name.startswith("popen-") else base) / "grammars")


@pytest.fixture(scope="session", autouse=True)
def what_is_read_is_shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have hubs of this process take over what those before them read and compiled."""
    share_what_is_read(tmp_path_factory.mktemp("read"))


@pytest.fixture(scope="module", autouse=True)
def plugins_are_forgotten() -> Iterator[None]:
    """Forget the plugins that a file's hubs loaded."""
    before = loaded_plugins()
    yield
    forget_plugins(before)


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before, hubs = set(threading.enumerate()), set(open_hubs)
    yield
    # a pool of a hub that many tests share may start one more thread in any of them
    assert_threads_end(before, spare="ova-" if hubs & open_hubs else None)
