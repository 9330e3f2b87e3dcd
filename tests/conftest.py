"""What every test gets: nothing may be left behind, and helpers to start a real hub."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.grammars import share_grammars

JOIN_S = 30.0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Spread files with a browser, which mostly waits, evenly among those that keep a core busy.

    Only where workers share the run. Short files come last, so that all end at about the same time.
    """
    if not hasattr(config, "workerinput"):
        return
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    in_order = sorted(files, key=lambda path: (-path.stat().st_size, str(path)))
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


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going through ten thousand tests, again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def grammars_are_shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have hubs take over what those before them compiled, in whichever worker."""
    base = tmp_path_factory.getbasetemp()
    share_grammars((base.parent if base.name.startswith("popen-") else base) / "grammars")


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(JOIN_S)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left behind: {', '.join(alive)}"
