"""Letting devices join by the code they show."""

from typing import Any

import pytest

from ova.core import (
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    OvaError,
    Unavailable,
    commitment_to,
    joining_code,
)
from ova.satellites import Pairing, PairingState, SatelliteRegistry
from ova.storage import Database

CERTIFICATE = "the fingerprint of the hub's"
SECRET = "only the device knows this"


class House:
    """A registry on disk, and a clock that goes when it is told to."""

    def __init__(self, database: Database) -> None:
        self.now = 1_000.0
        self.news: list[PairingState] = []
        self.registry = SatelliteRegistry(
            database.satellites, lambda: self.now, lambda _satellite: None
        )
        self.pairing = Pairing(
            self.registry,
            clock=lambda: self.now,
            check_area=self._check_area,
            on_change=lambda request: self.news.append(request.state),
            certificate=lambda: CERTIFICATE,
        )

    def ask(self, satellite_id: str = "ova-1", address: str = "10.0.0.7", **changes: Any) -> Any:
        given = {"name": "Kitchen", "area": "", "version": "1", "secret": SECRET, **changes}
        return self.pairing.ask(satellite_id, address=address, **given)

    def _check_area(self, area_id: str) -> None:
        if area_id == "nowhere":
            raise NotFound("There is no area 'nowhere'.")


@pytest.fixture
def house(tmp_path):
    with Database.open(tmp_path / "ova.db", key_file=tmp_path / "secret.key") as database:
        yield House(database)


def test_a_device_whose_code_was_typed_gets_a_token_of_its_own(house: House):
    asked = house.ask()
    assert house.pairing.claim(asked.request.id, SECRET).state is PairingState.WAITING
    written = f" {asked.code[:3].lower()}-{asked.code[3:].lower()} "
    house.pairing.accept(asked.request.id, written, "Kitchen speaker")

    claimed = house.pairing.claim(asked.request.id, SECRET)

    assert claimed.state is PairingState.JOINED
    satellite = house.registry.with_key(claimed.token or "")
    assert satellite is not None
    assert (satellite.id, satellite.name, satellite.paired) == ("ova-1", "Kitchen speaker", True)
    assert house.pairing.waiting() == []
    assert house.news == ["waiting", "accepted", "joined"]


def test_a_token_is_told_once_and_a_code_counts_once(house: House):
    asked = house.ask()
    house.pairing.accept(asked.request.id, asked.code)
    with pytest.raises(Conflict, match="already"):
        house.pairing.accept(asked.request.id, asked.code)
    house.pairing.claim(asked.request.id, SECRET)
    with pytest.raises(NotAllowed, match="already") as again:
        house.pairing.claim(asked.request.id, SECRET)
    assert again.value.code == "pairing_used"
    with pytest.raises(NotFound):
        house.pairing.accept(asked.request.id, asked.code)


def test_only_who_asked_is_told_how_it_stands(house: House):
    asked = house.ask()
    house.pairing.accept(asked.request.id, asked.code)
    with pytest.raises(NotAllowed) as caught:
        house.pairing.claim(asked.request.id, "somebody else's guess of it")
    assert caught.value.code == "wrong_secret"


def test_a_code_can_be_guessed_a_few_times_only(house: House):
    asked = house.ask()
    for left in (4, 3, 2, 1):
        with pytest.raises(NotAllowed, match="not the code") as caught:
            house.pairing.accept(asked.request.id, "000000")
        assert str(left) in caught.value.cure
    with pytest.raises(NotAllowed, match="too often"):
        house.pairing.accept(asked.request.id, "000000")
    with pytest.raises(NotFound):
        house.pairing.accept(asked.request.id, asked.code)
    assert house.pairing.claim(asked.request.id, SECRET).state is PairingState.BLOCKED


def test_a_code_counts_for_ten_minutes(house: House):
    asked = house.ask()
    house.now += 601
    assert house.pairing.waiting() == []
    with pytest.raises(NotFound):
        house.pairing.accept(asked.request.id, asked.code)
    assert house.pairing.claim(asked.request.id, SECRET).state is PairingState.EXPIRED
    assert house.news[-1] is PairingState.EXPIRED
    house.now += 601
    with pytest.raises(NotFound):
        house.pairing.claim(asked.request.id, SECRET)


def test_a_device_that_was_sent_away_is_told(house: House):
    asked = house.ask()
    house.pairing.reject(asked.request.id)
    assert house.pairing.claim(asked.request.id, SECRET).state is PairingState.REJECTED
    assert house.pairing.waiting() == []


def test_a_device_that_asks_again_has_one_request(house: House):
    first, second = house.ask(), house.ask()
    assert [one.id for one in house.pairing.waiting()] == [second.request.id]
    with pytest.raises(NotFound):
        house.pairing.accept(first.request.id, first.code)


def test_a_device_that_joins_anew_loses_its_old_token(house: House):
    tokens = []
    for _ in range(2):
        asked = house.ask()
        house.pairing.accept(asked.request.id, asked.code)
        tokens.append(house.pairing.claim(asked.request.id, SECRET).token or "")
    assert house.registry.with_key(tokens[0]) is None
    assert house.registry.with_key(tokens[1]) is not None


def test_forgetting_a_satellite_ends_its_token(house: House):
    asked = house.ask()
    house.pairing.accept(asked.request.id, asked.code)
    token = house.pairing.claim(asked.request.id, SECRET).token or ""
    house.registry.forget("ova-1")
    assert house.registry.with_key(token) is None


def test_a_device_that_makes_its_code_itself_shows_first_what_it_committed_itself_to(house: House):
    asked = house.ask(commitment=commitment_to("opening"))
    assert asked.code == ""
    for code in (" ", "222222"):
        with pytest.raises(Conflict) as early:
            house.pairing.accept(asked.request.id, code)
        assert early.value.code == "no_code_yet"
    with pytest.raises(NotAllowed) as wrong:
        house.pairing.claim(asked.request.id, SECRET, "another")
    assert wrong.value.code == "wrong_opening"
    assert house.pairing.claim(asked.request.id, SECRET, "opening").state is PairingState.WAITING
    with pytest.raises(NotAllowed, match="not the code") as between:
        house.pairing.accept(asked.request.id, joining_code("opening", asked.nonce, "another's"))
    assert "stands between" in between.value.cure
    house.pairing.accept(asked.request.id, joining_code("opening", asked.nonce, CERTIFICATE))
    assert house.pairing.claim(asked.request.id, SECRET).token


def test_a_crowd_is_kept_out_with_words(house: House):
    for number in range(3):
        house.ask(f"ova-{number}")
    with pytest.raises(Unavailable, match="Too many"):
        house.ask("ova-9")
    for number in range(17):
        house.ask(f"more-{number}", address=f"10.0.1.{number}")
    with pytest.raises(Unavailable, match="Too many"):
        house.ask("ova-9", address="10.0.2.1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "n" * 5_000},
        {"satellite_id": "../etc/passwd"},
        {"secret": "short"},
        {"secret": "s" * 201},
        {"name": "tab\x07bell"},
    ],
)
def test_nonsense_is_refused(house: House, wrong: dict[str, str]):
    with pytest.raises(InvalidInput):
        house.ask(**wrong)
    assert house.pairing.waiting() == []


def test_an_unknown_area_costs_no_try(house: House):
    asked = house.ask()
    with pytest.raises(OvaError, match="nowhere"):
        house.pairing.accept(asked.request.id, asked.code, area_id="nowhere")
    assert house.pairing.waiting()[0].tries_left == 5
