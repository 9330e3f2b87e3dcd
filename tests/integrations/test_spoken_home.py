"""Music and calendars asked for by voice, in a whole hub."""

import time
from contextlib import ExitStack

import pytest
from tests.hubs import START_S, hub_in_process
from tests.integrations.mpd_server import Mpd
from tests.integrations.radicale_server import Radicale

from ova.core import PluginState

CALENDAR = "CalendarAsk"


@pytest.fixture
def hub(tmp_path_factory):
    with ExitStack() as stack:
        mpd = Mpd(tmp_path_factory.mktemp("mpd"), stack)
        mpd.start()
        mpd.scan()
        radicale = Radicale(tmp_path_factory.mktemp("radicale"), stack)
        radicale.start()
        radicale.make("Family")
        hub = stack.enter_context(hub_in_process(tmp_path_factory.mktemp("ova")))
        for integration_id, config in (("music", mpd.config), ("calendar", radicale.config)):
            info = hub.integration_manager.enable(integration_id, config)
            assert (info.state, info.warnings) == (PluginState.LOADED, ())
        deadline = time.monotonic() + START_S
        while (
            hub.grammar.grammar.match("put on some breakfast").intent is None
            # until the calendar is known a skill answers in its place
            or getattr(hub.grammar.grammar.match("what is on my calendar").intent, "name", CALENDAR)
            == CALENDAR
        ):
            assert time.monotonic() < deadline, "the phrases did not come into force"
            time.sleep(0.02)  # the hub tells nobody of a new grammar
        yield hub


TALK = [
    ("play the testers", "Playing The Testers."),
    ("put on some breakfast", "Playing Breakfast."),
    ("play morning sun by the testers", "Playing Morning Sun by The Testers."),
    ("what is playing", "This is Morning Sun by The Testers."),
    ("play polka", "I found no music called polka."),
    ("pause the music", "Paused the music."),
    ("what is playing", "Nothing is playing."),
    ("what is on my calendar", "There is nothing on your calendar today."),
    ("what's on my calendar tomorrow", "There is nothing on your calendar tomorrow."),
    ("add dentist to my calendar tomorrow at 2:30 pm", "Added dentist tomorrow at 2:30 PM."),
    ("add bins to my calendar tomorrow", "Added bins tomorrow."),
    (
        "what is on my calendar tomorrow",
        "You have 2 events tomorrow: bins all day and dentist at 2:30 PM.",
    ),
    ("what is my next appointment", "dentist, tomorrow at 2:30 PM."),
]


def test_what_is_said_is_done_and_answered(hub):
    answers = [(said, hub.converse(said).reply) for said, _ in TALK]
    assert answers == TALK
