"""What the integrations are asked by voice, all of them together in a whole hub."""

import time
from contextlib import ExitStack

import pytest
from integrations.home_assistant.tests.test_home_assistant_acceptance import answer, settings
from tests.hubs import START_S, hub_in_process
from tests.integrations.mpd_server import players
from tests.integrations.servers import Answer, serving
from tests.integrations.weather_services import OpenMeteo

from ova.core import PluginState


@pytest.fixture
def hub(tmp_path_factory):
    with ExitStack() as stack:
        mpd = stack.enter_context(players(tmp_path_factory.mktemp("mpd")))
        weather = stack.enter_context(serving(OpenMeteo().answer))
        assist = stack.enter_context(serving(answer))
        api = stack.enter_context(serving(lambda asked: Answer({"percent": len(asked.path)})))
        tank = {
            "name": "Tank",
            "url": f"{api.url}/tanks/{{tank}}",
            "phrases": ["how full is the {tank} tank"],
            "answer": "It is {percent} percent full.",
        }
        hub = stack.enter_context(hub_in_process(tmp_path_factory.mktemp("ova")))
        for integration_id, config in (
            ("music", mpd.config),
            ("weather", {"location": "Graz", "server": weather.url}),
            ("home_assistant", settings(assist)),
            ("api_fetch", {"saved_requests": [tank]}),
        ):
            info = hub.integration_manager.enable(integration_id, config)
            assert (info.state, info.warnings) == (PluginState.LOADED, ())
        deadline = time.monotonic() + START_S
        while any(
            hub.grammar.grammar.match(text).intent is None
            for text in ("what comes next", "how windy is it", "how full is the north tank")
        ):
            assert time.monotonic() < deadline, "the phrases did not come into force"
            time.sleep(0.02)  # the hub tells nobody of a new grammar
        yield hub
        for info in hub.integration_manager.infos():
            assert [one for one in info.warnings if "phrase" in one] == []


TALK = [
    ("play days", "Playing Days by The Testers."),
    ("play sun next", "Sun by Ann Other comes next."),
    ("add breakfast to the queue", "Added Breakfast to the queue."),
    (
        "what comes next",
        "Next: Sun by Ann Other, then Evening Rain by The Testers, then Sun by Ann Other.",
    ),
    ("i like this song", "Morning Sun is one of your favourites now."),
    ("play my favourites", "Playing your favourites."),
    ("shuffle the music", "Shuffle is on."),
    ("turn repeat off", "Repeat is off."),
    ("which playlists are there", "There are Breakfast, Favourites."),
    ("clear the queue", "The queue is empty."),
    ("will it rain tomorrow", "Yes, tomorrow 4.2 mm of rain from 6:00. The chance is 70 percent."),
    ("do i need an umbrella", "No, no rain today. The chance is 5 percent."),
    ("will it rain tonight", "No, no rain tonight. The chance is 5 percent."),
    ("how windy is it", "Today wind up to 22 km/h, gusts of 40."),
    ("when does the sun set", "Today the sun rises at 6:24 and sets at 17:52."),
    (
        "what is the weather tomorrow morning",
        "Tomorrow morning: overcast, 8 to 10 °C, 1 mm of rain from 6:00.",
    ),
    ("are there weather warnings", "Look out: On Sunday storm with gusts of 80 km/h."),
    (
        "what is the weather in vienna",
        "In Vienna it is 12 °C, overcast, wind 14 km/h. Today: overcast, 4 to 12 °C, no rain.",
    ),
    ("ask home assistant which lights are on", "Porch Light"),
    ("how full is the north tank", "It is 12 percent full."),
]


def test_what_is_asked_is_answered(hub):
    answers = [(said, hub.converse(said).reply) for said, _ in TALK]
    assert answers == TALK
