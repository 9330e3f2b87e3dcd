"""Corrections and pronouns in German, in a whole hub."""

from collections.abc import Iterator

import pytest
from tests.hubs import a_new_grammar, hub_in_process

from ova.hub import OpenVoiceAssistant

LAMP, KITCHEN, COUNTER = "light.bedroom_lamp", "light.kitchen_light", "light.counter_light"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        with a_new_grammar(hub):
            hub.home.update_area("kitchen", name="Küche")
            hub.home.update_area("bedroom", name="Schlafzimmer")
            hub.home.update_entity(LAMP, name="Schlafzimmerlampe")
            hub.home.update_entity(KITCHEN, name="Küchenlampe")
            hub.update_settings({"language": "de"})
        hub.converse("wie spät ist es")
        yield hub


@pytest.mark.parametrize(
    ("said", "lit"),
    [
        (["schalte die Küchenlampe ein", "nein, das im Schlafzimmer"], {LAMP}),
        (["schalte die Küchenlampe ein", "nein, die Schlafzimmerlampe"], {LAMP}),
        (["schalte die Schlafzimmerlampe ein", "nein, in der Küche"], {KITCHEN, COUNTER}),
        (["schalte das Licht in der Küche ein", "nein, im Schlafzimmer"], {LAMP}),
        (["schalte das Licht in der Küche ein", "nicht in der Küche, im Schlafzimmer"], {LAMP}),
        (["schalte das Licht in der Küche ein", "ich meinte das Schlafzimmer"], {LAMP}),
        (["schalte das Licht in der Küche ein", "das Schlafzimmer meinte ich"], {LAMP}),
        (["schalte die Schlafzimmerlampe ein", "schalte sie wieder aus"], set()),
        (["schalte das Licht im Schlafzimmer ein", "mach es wieder aus"], set()),
        (["schalte die Schlafzimmerlampe ein", "nein, aus"], set()),
        (["schalte die Schlafzimmerlampe ein", "nein danke"], {LAMP}),
    ],
)
def test_what_was_meant_is_switched(running: OpenVoiceAssistant, said: list[str], lit: set[str]):
    _say(running, *said)
    assert {one.id for one in running.home.entities("light") if one.state.state == "on"} == lit


@pytest.mark.parametrize(
    ("said", "attribute", "value"),
    [
        (["schalte die Schlafzimmerlampe ein", "nein, rot"], "rgb_color", [255, 0, 0]),
        (["mach die Schlafzimmerlampe rot", "nein, blau"], "rgb_color", [0, 0, 255]),
        (["stelle die Schlafzimmerlampe auf 30 Prozent", "nein, sechzig"], "brightness", 153),
        (["stelle die Schlafzimmerlampe auf 30 Prozent", "mach sie heller"], "brightness", 128),
        (["stelle die Schlafzimmerlampe auf 30 Prozent", "mach es heller"], "brightness", 128),
    ],
)
def test_something_else_is_done_to_the_same_thing(
    running: OpenVoiceAssistant, said: list[str], attribute: str, value: object
):
    _say(running, *said)
    assert running.home.entity(LAMP).state.attributes[attribute] == value


def _say(hub: OpenVoiceAssistant, *texts: str) -> None:
    for light in hub.home.entities("light"):
        hub.home.control(light.id, "turn_off")
    hub.pipeline.sessions.close("talk")
    for text in texts:
        assert hub.converse(text, conversation_id="talk").error is None, text
