"""The real program and a real hub with a real network between them, which is bad or breaks."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.grammars import leave_grammars
from tests.hubs import ServedHub, start_hub, with_owner
from tests.satellite.network import Wire, wire
from tests.satellite.pulse import Pulse
from tests.satellite.running import Running, running
from tests.satellite.speech import silence, speak, write


class Home(NamedTuple):
    hub: ServedHub
    cable: Wire
    pulse: Pulse
    folder: Path

    @contextmanager
    def satellite(self, *options: str) -> Iterator[Running]:
        environment = {**self.pulse.environment, "OVA_HOME": str(self.folder / "device")}
        with running(*options, environment=environment, before=self.cable.inside) as program:
            yield program

    def let_in(self, satellite: Running) -> None:
        """Do what a person does: read the code on the device and type it on the hub's page."""
        code = satellite.until("satellite-join")["data"]["code"]
        (waiting,) = self.hub.get("/api/pairing")
        self.hub.post(f"/api/pairing/{waiting['id']}/accept", {"code": f"{code[:3]}-{code[3:]}"})

    def known(self) -> dict:
        return self.hub.get("/api/satellites/shelf")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("home")
    (folder / "pulse").mkdir()
    with wire() as cable:
        pulse = Pulse(folder / "pulse")
        hub = with_owner(start_hub(folder / "ova", host=cable.hub_ip))
        try:
            yield Home(hub, cable, pulse, folder)
        finally:
            hub.stop()
            pulse.close()
    leave_grammars(folder / "ova")


@pytest.mark.timeout(600)
def test_found_joined_by_a_code_and_spoken_to_over_a_bad_network(home: Home, tmp_path: Path):
    home.cable.spoil(loss=0.05, jitter_s=0.3)
    said = write(
        tmp_path / "said.wav",
        *(silence(0.5), speak("okay nabu", tmp_path), silence(0.6)),
        *(speak("turn on the kitchen light", tmp_path), silence(1.0)),
    )
    try:
        with home.satellite("--id", "shelf", "--area", "Kitchen") as satellite:
            assert home.hub.url in satellite.until("satellite-found")["data"]["text"]
            home.let_in(satellite)
            satellite.until("satellite-connected")
            home.pulse.say(said)
            while (
                (told := satellite.until("intent-end", "satellite-disconnected"))["type"]
                != ("intent-end")
            ):  # so much was lost in a row that it counted as a broken connection: people say it again
                satellite.until("satellite-connected")
                home.pulse.say(said)
            assert told["data"]["intent"] == "HassTurnOn"
            satellite.until("satellite-speaking")
    finally:
        home.cable.spoil()
    assert home.hub.get("/api/entities/light.kitchen_light")["state"] == "on"


@pytest.mark.timeout(600)
def test_a_network_that_swallows_everything_is_noticed_on_both_sides_and_healed(
    home: Home, record_property: Callable[[str, object], None]
):
    with home.satellite("--id", "shelf") as satellite:
        satellite.until("satellite-connected")
        home.hub.wait(lambda: home.known()["health"]["round_trip_ms"] is not None)
        drop_outs = home.known()["health"]["drop_outs"]
        began = time.time()
        home.cable.spoil(loss=1.0)
        lost = satellite.until("satellite-disconnected")["timestamp"] - began
        home.hub.wait(lambda: not home.known()["connected"])
        noticed = time.time() - began
        home.cable.spoil()
        satellite.until("satellite-connected")
        home.hub.wait(lambda: home.known()["connected"])
        healed = time.time() - began
        record_property("noticed_there_s", lost)
        record_property("noticed_here_s", noticed)
        record_property("healed_s", healed)
        assert home.known()["health"]["drop_outs"] > drop_outs


@pytest.mark.timeout(600)
def test_a_hub_at_another_address_is_found_again_without_a_person(home: Home):
    with home.satellite("--id", "shelf") as satellite:
        satellite.until("satellite-connected")
        assert home.hub.stop() == 0
        moved = home.cable.move_hub()
        again = start_hub(home.hub.folder, host=moved)
        home.hub.process, home.hub.url = again.process, again.url
        assert home.hub.url in satellite.until("satellite-connected")["data"]["text"]
