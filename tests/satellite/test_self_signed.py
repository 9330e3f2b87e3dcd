"""A hub whose certificate nobody has signed: tied to it by a code, then by what it proves."""

import io
import json
import os
import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from tests.grammars import leave_grammars
from tests.hubs import ServedHub, served_hub
from tests.satellite.relay import Relay
from tests.satellite.running import running
from tests.satellite.speech import silence, write

from ova.core import fingerprint_of_pem
from ova.satellite.address import HubAddress
from ova.satellite.errors import HubRefused, HubUnreachable
from ova.satellite.hub_trust import HubTrust
from ova.satellite.hub_web import get
from ova.satellite.hublink import HubLink
from ova.satellite.joining import Joining
from ova.satellite.messages import Connected, Message, Unreachable
from ova.satellite.pin_store import FILE, PinStore
from ova.satellite.report import TerminalReport
from ova.web import self_signed_certificate

WAIT_S = 120.0


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A hub that has made its certificate itself."""
    folder = tmp_path_factory.mktemp("self-signed") / "ova"
    with served_hub(folder, "--self-signed", "--workers", "1") as served:
        yield served
    leave_grammars(folder)


@pytest.fixture
def relay(hub: ServedHub, tmp_path: Path) -> Iterator[Relay]:
    """Somebody in between."""
    between = Relay(tmp_path / "relay", urlsplit(hub.url).port or 0)
    yield between
    between.close()


class Device:
    """A device that asks to join; its person reads the code and does something with it."""

    def __init__(self, name: str, folder: Path, person: Callable[[str], None]) -> None:
        self.hello = {"id": name, "name": name, "version": "1"}
        self.pins = PinStore(folder / "device")
        self.stopping = threading.Event()
        self._person = person
        self.notes: list[str] = []

    def join(self, url: str) -> HubAddress | None:
        """Return where it joined, with its token; None when its person gave up."""
        device, told = self, io.StringIO()

        class Report(TerminalReport):
            def note(self, kind: str, text: str, /, **data: str) -> None:
                device._person(data["code"])

        joining = Joining(HubAddress(url), self.hello, Report(told, told), self.stopping)
        token = joining.token()
        if token is None:
            return None
        where = joining.address
        return HubAddress(url, token, fingerprint=where.fingerprint)

    def trust(self, address: HubAddress) -> HubAddress:
        """Do what is done before each connection."""
        plain = HubAddress(address.url, address.token)
        return HubTrust("hub", self.hello["id"], self.pins, self.notes.append)(plain)


def typed_on(hub: ServedHub) -> Callable[[str], None]:
    def person(code: str) -> None:
        (waiting,) = hub.get("/api/pairing")
        hub.post(f"/api/pairing/{waiting['id']}/accept", {"code": code})

    return person


def certificate(hub: ServedHub) -> str:
    return fingerprint_of_pem(Path(hub.ca or "").read_text())


def connected(address: HubAddress, hello: dict[str, str]) -> Message:
    """Return the first that is told of a connection."""
    inbox: queue.Queue[Message] = queue.Queue()
    link = HubLink(address, hello, inbox.put)
    link.open()
    try:
        return inbox.get(timeout=WAIT_S)
    finally:
        link.close()


def test_the_code_ties_the_hub_to_the_certificate_the_device_sees(hub: ServedHub, tmp_path: Path):
    device = Device("tied", tmp_path, typed_on(hub))
    address = device.join(hub.url)
    assert address is not None
    assert address.fingerprint == certificate(hub)
    assert get(address, "/api/hub", WAIT_S).ok
    assert isinstance(connected(address, device.hello), Connected)


def test_who_stands_in_between_when_it_joins_is_noticed_by_the_code(
    hub: ServedHub, relay: Relay, tmp_path: Path
):
    answers: list[requests.Response] = []

    def person(code: str) -> None:
        (waiting,) = hub.get("/api/pairing")
        place = f"/api/pairing/{waiting['id']}"
        answers.append(hub.ask("POST", f"{place}/accept", json={"code": code}))
        hub.call("DELETE", place)
        device.stopping.set()

    device = Device("watched", tmp_path, person)
    assert device.join(relay.url) is None
    assert answers[0].json()["code"] == "wrong_code"
    assert "stands between" in answers[0].json()["cure"]


def test_who_stands_in_between_later_gets_no_token(hub: ServedHub, relay: Relay, tmp_path: Path):
    device = Device("later", tmp_path, typed_on(hub))
    address = device.join(hub.url)
    assert address is not None
    between = HubAddress(relay.url, address.token, fingerprint=address.fingerprint)
    assert isinstance(connected(between, device.hello), Unreachable)
    with pytest.raises(requests.exceptions.SSLError):
        get(between, "/api/hub", WAIT_S)
    with pytest.raises(HubRefused, match="nobody has signed"):
        device.trust(between)
    device.pins.keep("hub", address.fingerprint)
    with pytest.raises(HubUnreachable, match="not the one") as refused:
        device.trust(between)
    assert refused.value.code == "certificate_changed"
    assert "ova satellite trust" in refused.value.cure
    plain = HubAddress("http://127.0.0.1:9", address.token)
    with pytest.raises(HubUnreachable, match="plain http"):
        device.trust(plain)
    assert device.pins.get("hub") == address.fingerprint


def test_a_certificate_the_hub_has_renewed_is_trusted_without_a_person(
    hub: ServedHub, tmp_path: Path
):
    device = Device("renewed", tmp_path, typed_on(hub))
    address = device.join(hub.url)
    assert address is not None
    device.pins.keep("hub", address.fingerprint)
    folder = Path(hub.ca or "").parent
    other = self_signed_certificate(tmp_path / "other")
    other.key.replace(folder / "key.pem")
    other.certificate.replace(folder / "certificate.pem")
    trusted = device.trust(address)
    assert trusted.fingerprint == certificate(hub) != address.fingerprint
    assert device.pins.get("hub") == trusted.fingerprint
    assert "new certificate" in device.notes[0]
    assert isinstance(connected(trusted, device.hello), Connected)
    assert device.trust(address) == trusted
    assert len(device.notes) == 1


def test_a_signed_certificate_needs_no_such_tie(
    hub: ServedHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SSL_CERT_FILE", hub.ca or "")
    device = Device("signed", tmp_path, typed_on(hub))
    assert device.trust(HubAddress(hub.url, "token")).fingerprint == ""
    assert device.pins.get("hub") == ""


@pytest.mark.timeout(300)
def test_the_program_joins_connects_and_knows_the_hub_again(hub: ServedHub, tmp_path: Path):
    wav = write(tmp_path / "in.wav", silence(0.5))
    start = ("--hub", hub.url, "--id", "box", "--wav", str(wav), "--out", str(tmp_path / "o.wav"))
    environment = {**os.environ, "OVA_HOME": str(tmp_path / "device")}
    with running(*start, environment=environment) as program:
        typed_on(hub)(program.until("satellite-join")["data"]["code"])
        program.until("satellite-connected")
    kept = json.loads((tmp_path / "device" / FILE).read_text())
    assert set(kept.values()) == {certificate(hub)}
    with running(*start, environment=environment) as program:
        program.until("satellite-connected")
        assert "satellite-join" not in program.kinds()
