"""Tests of My Devices: run them with pytest; they need no hub and no network."""

from pathlib import Path

import pytest

from ova.sdk import AuthFailed, NotReady
from ova.testing import Asked, IntegrationAcceptance, Service, Testbed

FOLDER = Path(__file__).parents[1]
CONFIG = {"api_key": "k3y-of-the-test", "hook_secret": "h00k-of-the-test"}


def replaced(asked: Asked) -> list[dict[str, object]]:
    """Answer as the box does: what came after the time it is asked for."""
    rows = [{"id": "r1", "lamp": "desk", "at": 1_700_000_000}]
    return [row for row in rows if int(str(row["at"])) > int(asked.params["since"])]


def tell(service: Service) -> None:
    """Tell the box what to answer."""
    service.answer("GET", "/status", {"name": "Box", "serial": "B-17"})
    service.answer(
        "GET", "/lights", [{"id": "desk", "name": "Desk Lamp", "level": 40, "room": "Study"}]
    )
    service.answer("GET", "/temperature", {"celsius": 20})
    service.answer("PUT", "/lights/desk")
    service.answer("GET", "/replaced", replaced)
    service.answer("GET", "/series/power", {"dates": ["2025-06-15"], "kwh": [1.5]})


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER
    config = CONFIG
    invalid_config = {"api_key": "wrong"}
    actions = {"set_light": {"light": "desk", "level": 70}}

    def answers(self, service: Service) -> None:
        """Tell the box what to answer."""
        tell(service)


def test_a_lamp_is_set_with_the_key() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        assert bed.action("set_light", {"light": "desk", "level": 70})["level"] == 70
        sent = bed.service.asked[-1]
    assert sent.json == {"level": 70}
    assert sent.headers["Authorization"] == "Bearer k3y-of-the-test"


def test_the_things_are_in_the_home_in_the_chosen_units() -> None:
    with Testbed(FOLDER, {**CONFIG, "units": "F"}) as bed:
        tell(bed.service)
        found = {one.name: one.state.state for one in bed.sync()}
    assert found == {"Desk Lamp": "on", "Box Temperature": "68.0"}


def test_what_was_told_is_not_told_again() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        assert [one["data"]["lamp"] for one in bed.poll("replaced")] == ["desk"]
        bed.now += 300
        assert bed.poll("replaced") == []


def test_only_the_box_may_press_buttons() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        pressed = {"id": "p1", "button": "left"}
        assert [one.payload for one in bed.webhook(pressed)] == [{"button": "left"}]
        with pytest.raises(AuthFailed):
            bed.webhook(pressed, {"X-My-Signature": "nonsense"})


def test_an_outage_is_no_fault_of_the_code() -> None:
    with Testbed(FOLDER, CONFIG) as bed:
        tell(bed.service)
        bed.load()
        bed.service.down = True
        with pytest.raises(NotReady):
            bed.action("set_light", {"light": "desk"})
