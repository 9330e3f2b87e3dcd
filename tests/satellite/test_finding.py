"""Which hub a satellite belongs to: the only one, the one named, the one picked, or none yet."""

import io
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from ova.cli.satellite import hub_of
from ova.satellite import ExitCode, SatelliteOptions, run_satellite
from ova.satellite.choosing import Choosing
from ova.satellite.errors import BadInput, HubUnreachable
from ova.satellite.hub_memory import FILE, HubMemory, KnownHub
from ova.satellite.hub_search import FoundHub, HubSearch, announced_hub
from ova.satellite.report import TerminalReport

HOME = FoundHub("h1", "Home", "http://10.0.0.1:7123")
CABIN = FoundHub("h2", "Cabin", "http://10.0.0.2:7123")


class Search:
    """A network on which hubs turn up one look after the other."""

    def __init__(self, *looks: list[FoundHub], problem: str = "") -> None:
        self.looks = list(looks)
        self.problem = problem

    def look(self, stopping: threading.Event, wanted: object = None) -> list[FoundHub]:
        return self.looks.pop(0) if len(self.looks) > 1 else self.looks[0]


class Stopping(threading.Event):
    """Waits for nothing: time does not matter here."""

    def wait(self, timeout: float | None = None) -> bool:
        return self.is_set()


def choosing(search: Search, err: io.StringIO | None = None, **how: Any) -> Choosing:
    report = TerminalReport(io.StringIO(), err or io.StringIO())
    return Choosing(search, report, Stopping(), **how)  # type: ignore[arg-type] # it looks like a search


def test_the_only_hub_is_taken_and_one_of_several_by_its_name():
    assert choosing(Search([HOME])).hub(None) == HOME
    assert choosing(Search([CABIN, HOME])).hub(" cabin ") == CABIN


def test_several_hubs_are_listed_for_who_is_not_there_and_asked_for_who_is():
    with pytest.raises(BadInput, match=r"Cabin \(http://10.0.0.2:7123\), Home") as caught:
        choosing(Search([CABIN, HOME])).hub(None)
    assert "--hub" in caught.value.cure
    assert choosing(Search([CABIN, HOME]), pick=lambda hubs: hubs[1]).hub(None) == HOME


def test_without_a_hub_it_says_so_and_goes_on_looking():
    err = io.StringIO()
    assert choosing(Search([], [CABIN], [HOME]), err).hub("Home") == HOME
    told = err.getvalue().splitlines()
    assert "No hub called Home answers" in told[0]
    assert "only: Cabin" in told[1]


def test_patience_has_an_end_for_one_command_and_a_network_that_is_none_is_named():
    ticks = iter(range(0, 1_000, 10))
    with pytest.raises(HubUnreachable, match="No hub answers on the network"):
        choosing(Search([]), patience_s=5.0, clock=lambda: float(next(ticks))).hub(None)
    ticks = iter(range(0, 1_000, 10))
    search = Search([], problem="The network cannot be searched: no device.")
    with pytest.raises(HubUnreachable, match="cannot be searched"):
        choosing(search, patience_s=5.0, clock=lambda: float(next(ticks))).hub(None)


def test_a_network_that_cannot_be_asked_is_no_fault_of_the_satellite():
    def none() -> Any:
        raise OSError(19, "No such device")

    search = HubSearch(none, local_url="http://127.0.0.1:9")
    assert search.look(threading.Event()) == []
    assert "No such device" in search.problem


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({b"id": b"h1", b"name": b"Home", b"scheme": b"https"}, "https://10.0.0.1:7123"),
        ({b"id": b"h1", b"name": b"\x00\x1b[31m\xff"}, "http://10.0.0.1:7123"),
        ({b"name": b"Home"}, None),
        ({b"id": b"h1", b"scheme": b"file"}, None),
        ({b"id": None}, None),
    ],
)
def test_announcements_are_read_with_care(told: dict[bytes, bytes | None], found: str | None):
    info = SimpleNamespace(
        parsed_scoped_addresses=lambda: ["fe80::1", "10.0.0.1"], port=7123, properties=told
    )
    hub = announced_hub(info)
    assert (hub and hub.url) == found
    assert hub is None or hub.name.isprintable()
    assert announced_hub(None) is None


@pytest.mark.parametrize(
    ("given", "url", "name"),
    [
        (None, None, None),
        (" ", None, None),
        ("https://hub.example:1", "https://hub.example:1", None),
        ("192.168.1.20", "http://192.168.1.20:7123", None),
        ("hub.local", "http://hub.local:7123", None),
        ("hub:8000", "http://hub:8000", None),
        ("localhost", "http://localhost:7123", None),
        ("Our home", None, "Our home"),
    ],
)
def test_a_hub_is_named_by_its_address_or_its_home(
    given: str | None, url: str | None, name: str | None
):
    assert hub_of(given) == (url, name)


def test_the_hub_is_remembered_and_a_damaged_file_holds_none(tmp_path):
    memory = HubMemory(tmp_path / "state")
    assert memory.get() is None
    memory.keep(KnownHub("h1", "Home", "http://10.0.0.1:7123"))
    assert HubMemory(tmp_path / "state").get() == KnownHub("h1", "Home", "http://10.0.0.1:7123")
    (tmp_path / "state" / FILE).write_text('{"id": 1}')
    assert memory.get() is None
    memory.forget()
    memory.forget()


def test_a_token_is_never_shown_to_a_hub_that_was_only_found(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OVA_HOME", str(tmp_path))
    monkeypatch.setattr("ova.satellite.start.hub_at", lambda *_: None)
    code = run_satellite(SatelliteOptions(hub_url=None, token="secret", id="shelf"))
    assert code == ExitCode.BAD_INPUT
    assert "not the hub it is for" in capsys.readouterr().err
