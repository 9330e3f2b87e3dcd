"""Which hub this is: told to everybody, and proved to its own satellites only."""

import hashlib
import hmac
import threading
from json import dumps
from pathlib import Path

import pytest
import requests
from tests.hubs import hub_in_process

from ova.core import InvalidInput
from ova.hub.announcing import Announcing, reachable_at
from ova.hub.hub_identity import HubIdentity
from ova.hub.options import Listening
from ova.satellite.address import HubAddress
from ova.satellite.errors import HubUnreachable, TokenRefused
from ova.satellite.hub_memory import HubMemory, KnownHub
from ova.satellite.hub_proof import Asked, Verdict, proved
from ova.satellite.hub_search import FoundHub
from ova.satellite.hub_trail import HubTrail

NONCE = "n" * 24


def test_a_hub_keeps_its_id_and_proves_that_it_knows_a_satellite(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        hub.satellites.registry.adopt("shelf", "Shelf", "ova", None)
        token = hub.satellites.registry.give_key("shelf")
        first, proof = hub.identity.id, hub.identity.prove("shelf", NONCE, "10.0.0.1:7123")
        key = hashlib.sha256(token.encode()).hexdigest().encode()
        lines = "\n".join(("ova-hub", first, "shelf", NONCE, "10.0.0.1:7123"))
        assert proof == hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()
        assert proof != hub.identity.prove("shelf", NONCE, "10.0.0.2:7123")
        stranger = hub.identity.prove("nobody", NONCE, "10.0.0.1:7123")
        assert stranger != hub.identity.prove("nobody", NONCE, "10.0.0.1:7123"), (
            "it can be told apart"
        )
        with pytest.raises(InvalidInput, match="nonce"):
            hub.identity.prove("shelf", "n", "")
    with hub_in_process(tmp_path / "home") as hub:
        assert hub.identity.id == first


def test_only_a_hub_that_others_reach_is_announced():
    threads = set(threading.enumerate())
    identity: HubIdentity = None  # type: ignore[assignment] # not asked
    for host in ("127.0.0.1", "localhost", "::1"):
        announcing = Announcing(identity, Listening(host, 7123, "http"))
        announcing.start()
        announcing.close()
    Announcing(identity, None).start()
    assert set(threading.enumerate()) == threads
    assert reachable_at("192.168.1.4") == ["192.168.1.4"]
    assert not any(one.startswith("127.") for one in reachable_at(""))


class Network:
    """Hubs at addresses: each says what its proof is worth, or nothing."""

    def __init__(self, **verdicts: Verdict) -> None:
        self.verdicts = verdicts
        self.announced: list[FoundHub] = []
        self.asked: list[str] = []
        self.problem = ""

    def prove(self, address: HubAddress, asked: Asked) -> Verdict:
        name = address.url.removeprefix("http://").partition(":")[0]
        self.asked.append(name)
        if name not in self.verdicts:
            raise HubUnreachable("Nobody is there.")
        return self.verdicts[name]

    def look(self, stopping, wanted=None):
        return self.announced


def trail(network: Network, folder: Path) -> HubTrail:
    known = KnownHub("hub-1", "Home", "http://old:7123")
    address = HubAddress(known.url, "secret")
    memory = HubMemory(folder)
    return HubTrail(address, known, "shelf", memory, network, prove=network.prove)  # type: ignore[arg-type] # it looks like a search


def test_a_hub_that_moved_is_followed_and_its_new_address_remembered(tmp_path: Path):
    network = Network(new=Verdict.OURS)
    network.announced = [FoundHub("hub-1", "Home", "http://new:7123")]
    follow = trail(network, tmp_path)
    assert follow(threading.Event()).url == "http://new:7123"
    assert HubMemory(tmp_path).get() == KnownHub("hub-1", "Home", "http://new:7123")
    network.asked.clear()
    follow(threading.Event())
    assert network.asked == ["new"]


@pytest.mark.parametrize("verdict", [Verdict.STRANGER, Verdict.FORGOTTEN])
def test_a_stranger_that_announces_the_hubs_id_gets_no_token(tmp_path: Path, verdict: Verdict):
    network = Network(evil=verdict)
    network.announced = [
        FoundHub("hub-1", "Home", "http://evil:7123"),
        FoundHub("hub-2", "Home", "http://new:7123"),
    ]
    with pytest.raises(HubUnreachable, match="cannot be found"):
        trail(network, tmp_path)(threading.Event())
    assert network.asked == ["old", "evil"], "another hub's id was asked"


def test_another_hub_at_the_old_address_gets_no_token(tmp_path: Path):
    with pytest.raises(HubUnreachable):
        trail(Network(old=Verdict.STRANGER), tmp_path)(threading.Event())


def test_a_hub_that_forgot_the_satellite_is_asked_to_let_it_in_again(tmp_path: Path):
    with pytest.raises(TokenRefused, match="Home does not know"):
        trail(Network(old=Verdict.FORGOTTEN), tmp_path)(threading.Event())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """Answer the satellite's question as a hub that knows its token would, at some address."""

    def ask(url: str, told_address: str, *, insecure: bool = False, known: bool = True) -> Verdict:
        def post(where: str, *, json: dict[str, str], **_how: object) -> requests.Response:
            key = hashlib.sha256(b"secret").hexdigest().encode()
            lines = "\n".join(("ova-hub", "hub-1", "shelf", json["nonce"], told_address))
            proof = hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()
            answer = requests.Response()
            answer.status_code = 200
            told = {"hub_id": "hub-1", "address": told_address, "proof": proof}
            answer._content = dumps(told).encode()
            return answer

        monkeypatch.setattr(requests, "post", post)
        token = "secret" if known else "other"
        return proved(HubAddress(url, token, None, insecure), Asked("hub-1", "shelf", token))

    return ask


def test_a_proof_counts_only_where_it_was_asked_for(asked):
    assert asked("http://127.0.0.1:7123", "127.0.0.1:7123") is Verdict.OURS
    assert asked("http://localhost:7123", "127.0.0.1:7123") is Verdict.OURS
    assert asked("http://127.0.0.1:7123", "10.0.0.9:7123") is Verdict.STRANGER, "passed on"
    assert asked("http://127.0.0.1:7123", "127.0.0.1:7123", known=False) is Verdict.FORGOTTEN


def test_a_hub_behind_a_proxy_is_known_by_its_certificate(asked):
    assert asked("https://127.0.0.1", "10.0.0.9:7123") is Verdict.OURS
    assert asked("https://127.0.0.1", "10.0.0.9:7123", insecure=True) is Verdict.STRANGER
