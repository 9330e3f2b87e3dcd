"""One voice in three rooms: three real satellites hear it, and only the nearest answers."""

from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.hubs import served_hub
from tests.satellite.earwitnesses import ELSEWHERE, Did, earwitnesses
from tests.satellite.room import Place, Rooms
from tests.satellite.speech import silence, speak

from ova.satellite.peripherals.looks import LOOKS
from ova.satellite.peripherals.protocol import Shown

FAR, NEAR, NEXT_DOOR = Place(0.12, -14.0), Place(), Place(0.04, -6.0)
ROOMS = {"Garage": FAR, "Bathroom": NEAR, "Bedroom": NEXT_DOOR}
LAMPS = {
    "Garage": "light.garage_light",
    "Bathroom": "light.bathroom_light",
    "Bedroom": "light.bedroom_lamp",
}
NEAREST = "Bathroom"
AT_ONCE_S = 0.4
SAYINGS = 20
"""On a machine that is too busy to hear in time, or to play the listening sound without a gap, it is
said again, as often as it takes to be free."""


@pytest.mark.timeout(900)
def test_of_three_satellites_only_the_nearest_is_heard_and_seen_and_its_room_is_lit(
    tmp_path: Path,
):
    folder = tmp_path / "pulse"
    folder.mkdir()
    wake, command = speak("okay nabu", tmp_path), speak("turn on the light", tmp_path)
    rest = np.concatenate([silence(0.8), command, silence(1.5)])
    with (
        served_hub(tmp_path / "home") as hub,
        closing(Rooms(folder, list(ROOMS.values()))) as rooms,
        earwitnesses(hub, rooms, tmp_path, list(ROOMS)) as house,
    ):
        winner = ""
        for _ in range(SAYINGS):
            for lamp in LAMPS.values():
                hub.post(f"/api/entities/{lamp}/control", {"service": "turn_off"})
            did = dict(zip(ROOMS, house.say(wake, rest), strict=True))
            if not heard_at_once(did):
                continue
            answering = the_one_that_answered(did)
            lit = [room for room, lamp in LAMPS.items() if is_on(hub, lamp)]
            assert lit == [answering], "the area is that of the satellite that answers"
            if did[answering].cue_s is not None:
                winner = answering
            if winner == NEAREST:
                break
        assert winner == NEAREST


def is_on(hub, lamp: str) -> bool:
    return hub.get(f"/api/entities/{lamp}")["state"] == "on"


def the_one_that_answered(did: dict[str, Did]) -> str:
    """Return it, after making sure that the others were as if they had heard nothing."""
    heard = {room: one for room, one in did.items() if one.told("satellite-wake")}
    answered = [room for room, one in heard.items() if one.told("run-end")[0]["error"] != ELSEWHERE]
    assert len(answered) == 1, answered
    winner = answered[0]
    assert did[winner].loudest > 0
    assert LOOKS[Shown.LISTENING].colour in did[winner].colours
    for room, one in did.items():
        if room == winner:
            continue
        assert one.loudest == 0, f"the loudspeaker of {room} was heard"
        assert one.colours <= {LOOKS[Shown.IDLE].colour}, f"the lights of {room} were seen"
        assert not one.told("satellite-speaking")
        assert not one.told("error")
    return winner


def heard_at_once(did: dict[str, Did]) -> bool:
    """Tell whether the machine was quick enough for all of them to hear one saying as one."""
    told = [line["timestamp"] for one in did.values() for line in one.lines if is_wake(line)]
    return len(told) == len(did) and max(told) - min(told) < AT_ONCE_S


def is_wake(line: dict[str, Any]) -> bool:
    return line["type"] == "satellite-wake"
