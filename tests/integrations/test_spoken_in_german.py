"""Integrations asked and answering in German, by a whole hub."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.hubs import START_S, hub_in_process
from tests.integrations.radicale_server import Radicale
from tests.integrations.servers import Answer, serving

from ova.core import PluginState
from ova.hub import OpenVoiceAssistant

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Stadt</title>'
    "<item><title>Neue Brücke</title><guid>1</guid></item></channel></rss>"
).encode()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with ExitStack() as stack:
        radicale = Radicale(tmp_path_factory.mktemp("radicale"), stack)
        radicale.start()
        radicale.make("Familie")
        feeds = stack.enter_context(
            serving(lambda _asked: Answer(FEED, headers={"Content-Type": "text/xml"}))
        )
        hub = stack.enter_context(hub_in_process(tmp_path_factory.mktemp("ova")))
        hub.update_settings({"language": "de"})
        for name, config in (
            ("calendar", radicale.config),
            ("rss", {"feeds": [f"{feeds.url}/feed"]}),
        ):
            assert hub.integration_manager.enable(name, config).state == PluginState.LOADED
        for text in ("was gibt es neues", "habe ich heute termine"):
            wait_for(hub, text)
        hub.converse("wie spät ist es")
        hub.actions.run("calendar", "next_event")  # starts what keeps runs
        yield hub


def wait_for(hub: OpenVoiceAssistant, text: str) -> None:
    """Wait until a text is understood."""
    deadline = time.monotonic() + START_S
    while hub.grammar.grammar.match(text).intent is None:
        assert time.monotonic() < deadline, "the grammar stayed as it was"
        time.sleep(0.02)  # the hub tells nobody of a new grammar: commands never wait for one


def test_the_news_are_read(hub: OpenVoiceAssistant):
    for text in ("was gibt es neues", "lies mir die schlagzeilen vor", "was sind die nachrichten"):
        assert hub.converse(text).reply == "Von Stadt: Neue Brücke."


def test_an_appointment_is_written_down_and_told(hub: OpenVoiceAssistant):
    written = hub.converse("trage morgen um 14 uhr zahnarzt in meinen kalender ein")
    assert written.reply.casefold() == "eingetragen: zahnarzt, morgen um 14 uhr."

    for text in (
        "was steht morgen in meinem kalender",
        "welche termine habe ich morgen",
        "habe ich morgen einen termin",
    ):
        said = hub.converse(text).reply.casefold()
        assert said == "du hast morgen einen termin: zahnarzt um 14 uhr.", text
    assert hub.converse("was steht heute in meinem kalender").reply == (
        "Heute steht nichts in deinem Kalender."
    )
    said = hub.converse("wann ist mein nächster termin").reply.casefold()
    assert said == "zahnarzt, morgen um 14 uhr."
