"""A hub that is killed between, during and after polls loses nothing and tells nothing twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.platform.test_polling import NEWS, record
from tests.platform.upstream import Upstream, house, upstream

ROOT = Path(__file__).parents[2]


@contextmanager
def polling(folder: Path, service: Upstream) -> Iterator["subprocess.Popen[str]"]:
    """Run the program until the end of the block, which should have killed it."""
    later_s = 60.0 * (len(service.asked) + 1)  # its clock goes on where the one before was killed
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.platform.polling_program", str(folder), str(later_s)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()


def wait_line(process: "subprocess.Popen[str]", words: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(words):
            return line.strip()
    raise AssertionError(f"the program ended before it said {words!r}")


@pytest.fixture
def service() -> Iterator[Upstream]:
    with upstream() as running:
        yield running


def test_a37_a39_b14_nothing_is_lost_or_told_twice_by_a_hub_that_is_killed(
    tmp_path: Path, service: Upstream
):
    with house(tmp_path) as home:
        home.write("news.py", NEWS)
        home.start()
        home.manager.enable("news", {"url": service.url})

    def grow() -> None:
        """Every time it is asked the service has five more records, and repeats the last twenty."""
        first = len(service.asked) * 5
        service.body = [record(str(number)) for number in range(max(0, first - 25), first)]

    def killed_after(polls: int) -> None:
        with polling(tmp_path, service) as process:
            for _ in range(polls):
                wait_line(process, "polled")
            process.send_signal(signal.SIGKILL)
            process.wait(30)

    def killed_while_it_asks(request: int, before: Callable[[], None]) -> None:
        with polling(tmp_path, service) as process:
            wanted = len(service.asked) + request

            def kill() -> None:
                before()
                if len(service.asked) == wanted:
                    process.send_signal(signal.SIGKILL)

            service.on_request = kill
            process.wait(60)
            service.on_request = before

    service.on_request = grow
    for polls in (1, 3, 2):
        killed_after(polls)
    for request in (1, 4):
        killed_while_it_asks(request, grow)
    killed_after(4)

    with house(tmp_path) as home:
        home.start()
        ids = [event.external_id for event in home.platform.events.recent(10_000)]
        assert len(ids) == len(set(ids)), "nothing is told twice"
        last = home.trigger()["last_poll_ts"]
        assert last is not None
        service.on_request = lambda: None
        service.body = [record(str(number)) for number in range(len(service.asked) * 5)]
        home.platform.polling.run("news", "items")
        ids = [event.external_id for event in home.platform.events.recent(10_000)]
        assert sorted(ids, key=int) == [str(n) for n in range(len(service.body))]
        assert service.asked[-1][1]["since"] == last


def test_d13_a_cursor_never_stands_past_records_that_were_not_stored(
    tmp_path: Path, service: Upstream
):
    """Each answer has just what came since: a cursor kept without its records would lose some."""
    with house(tmp_path) as home:
        home.write("news.py", NEWS)
        home.start()
        home.manager.enable("news", {"url": service.url})
    given: dict[str, list[int]] = {}
    count = 0

    def fresh() -> None:
        nonlocal count
        since = service.asked[-1][1].get("since", "0")
        earlier = given.setdefault(
            since, []
        )  # asked again with the same cursor: the same, and more
        earlier.extend(range(count, count + 3))
        count += 3
        service.body = [record(str(number)) for number in earlier]

    service.on_request = fresh
    for polls in (1, 2, 1):
        with polling(tmp_path, service) as process:
            wait_line(process, "ready")
            for _ in range(polls):
                wait_line(process, "polled")
            process.send_signal(signal.SIGKILL)
            process.wait(30)

    with house(tmp_path) as home:
        home.clock.now += 360_000.0
        home.start()
        home.platform.polling.run("news", "items")
        ids = [event.external_id for event in home.platform.events.recent(10_000)]
        assert sorted(ids, key=int) == [str(number) for number in range(count)]
