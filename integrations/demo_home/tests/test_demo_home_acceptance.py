"""The virtual house passes what every integration must."""

from pathlib import Path

from ova.testing import IntegrationAcceptance, Testbed

FOLDER = Path(__file__).parents[1]


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = FOLDER


def test_the_house_answers_commands_and_tells_how_it_is() -> None:
    with Testbed(FOLDER) as bed:
        bed.load()
        before = len(bed.entities())
        lamp = bed.control("light.living_room_lamp", "turn_on", {"brightness_pct": 40})
        assert (lamp.state.state, lamp.state.attributes["brightness"]) == ("on", 102)
        assert bed.object.health(bed.entry.context) == ("ok", f"{before} things")
        assert len(bed.entities()) == before
