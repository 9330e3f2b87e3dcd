"""Integrations asked and answering in German, by a whole hub."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.hubs import START_S, hub_in_process
from tests.integrations.chat_service import ChatService
from tests.integrations.mpd_server import Mpd
from tests.integrations.radicale_server import Radicale
from tests.integrations.servers import Answer, serving
from tests.integrations.weather_services import OpenMeteo

from ova.core import PluginState
from ova.hub import OpenVoiceAssistant
from ova.sdk import InputInvalid

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Stadt</title>'
    "<item><title>Neue Brücke</title><guid>1</guid></item></channel></rss>"
).encode()
CHAT = ChatService()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with ExitStack() as stack:
        radicale = Radicale(tmp_path_factory.mktemp("radicale"), stack)
        radicale.start()
        radicale.make("Familie")
        mpd = Mpd(tmp_path_factory.mktemp("mpd"), stack)
        mpd.start()
        feeds = stack.enter_context(
            serving(lambda _asked: Answer(FEED, headers={"Content-Type": "text/xml"}))
        )
        weather = stack.enter_context(serving(OpenMeteo().answer))
        model = stack.enter_context(serving(CHAT.answer))
        hub = stack.enter_context(hub_in_process(tmp_path_factory.mktemp("ova")))
        hub.update_settings({"language": "de"})
        for name, config in (
            ("calendar", radicale.config),
            ("rss", {"feeds": [f"{feeds.url}/feed"]}),
            ("music", mpd.config),
            ("weather", {"location": "Graz", "server": weather.url}),
            ("llm", {"base_url": f"{model.url}/v1", "model": "house-7b", "allowed": True}),
        ):
            assert hub.integration_manager.enable(name, config).state == PluginState.LOADED
        for text in (
            "was gibt es neues",
            "habe ich heute termine",
            "regnet es bald",
            "was läuft gerade",
            "frage das sprachmodell wie weit der mond weg ist",
        ):
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
        "bin ich morgen frei",
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


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (
            "wie ist das wetter",
            "In Graz: 12 °C, bedeckt, Wind 14 km/h. Heute in Graz: bedeckt, 4 bis 12 °C, kein Regen.",
        ),
        (
            "wie wird das wetter morgen",
            "Morgen in Graz: leichter Regen, 5 bis 13 °C, 4,2 mm Regen.",
        ),
        ("wird es am samstag regnen", "Ja, am Samstag 4,2 mm Regen"),
        ("brauche ich heute einen schirm", "Nein, heute kein Regen."),
        ("wie warm wird es am montag", "Am Montag zwischen 7 und 15 °C."),
        ("wie windig wird es am sonntag", "Am Sonntag Wind bis 24 km/h, Böen bis 80."),
        (
            "wann geht die sonne unter",
            "Heute geht die Sonne um 6:24 Uhr auf und um 17:52 Uhr unter.",
        ),
        (
            "wie wird das wetter heute nachmittag",
            "Heute Nachmittag: bedeckt, 11 bis 14 °C, kein Regen.",
        ),
        ("wie ist das wetter in Graz", "In Graz: 12 °C, bedeckt, Wind 14 km/h."),
        ("gibt es unwetterwarnungen", "Achtung: Am Sonntag Sturm mit Böen bis 80 km/h."),
        (
            "wie wird das wetter in den nächsten tagen",
            "Am Montag: leichter Schneefall, 7 bis 15 °C, 8 mm Schnee.",
        ),
        ("wie wird das wetter in den nächsten 4 stunden", "10:00 Uhr 10 °C, bedeckt;"),
    ],
)
def test_questions_about_the_weather_are_answered(hub: OpenVoiceAssistant, asked: str, answer: str):
    assert answer in hub.converse(asked).reply


def test_what_fails_is_told_in_german(hub: OpenVoiceAssistant):
    with pytest.raises(InputInvalid, match=r"Open-Meteo kennt Wien nicht\.") as told:
        hub.actions.run("weather", "elsewhere", {"place": "Wien"})
    assert told.value.cure == "Schreibe nur die Stadt, oder Breite und Länge."
    assert hub.converse("wie ist das wetter in wien").reply == "Open-Meteo kennt Wien nicht."
    with pytest.raises(InputInvalid, match=r"Es gibt keinen Feed namens Dorf\."):
        hub.actions.run("rss", "news", {"feed": "Dorf"})
    with pytest.raises(InputInvalid, match=r"Ich weiß nicht, welcher Tag nie ist\."):
        hub.actions.run("calendar", "agenda", {"day": "nie"})


def test_the_language_model_is_asked_by_name(hub: OpenVoiceAssistant):
    CHAT.script = ["Etwa 384000 Kilometer."]
    assert hub.converse("frage das sprachmodell wie weit der mond weg ist").reply == (
        "Etwa 384000 Kilometer."
    )
    assert CHAT.asked[-1]["messages"][-1]["content"] == "wie weit der mond weg ist"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("was läuft gerade", "Es läuft gerade nichts."),
        ("spiele sun von ann other", "Ich spiele Sun von Ann Other."),
        ("spiele als nächstes evening rain", "Evening Rain von The Testers kommt als Nächstes."),
        (
            "setze morning sun auf die warteschlange",
            "Morning Sun von The Testers steht jetzt in der",
        ),
        ("was kommt danach", "Als Nächstes: Evening Rain von The Testers, dann Morning Sun von"),
        ("welches lied läuft", "Das ist Sun von Ann Other."),
        ("schalte die zufallswiedergabe aus", "Die Zufallswiedergabe ist aus."),
        ("schalte die wiederholung ein", "Die Wiederholung ist an."),
        ("das lied gefällt mir", "Sun gehört jetzt zu deinen Favoriten."),
        ("spiel meine favoriten", "Ich spiele deine Favoriten."),
        ("nimm dieses lied aus meinen favoriten", "Sun ist kein Favorit mehr."),
        ("welche playlists gibt es", "Es gibt Breakfast"),
        ("spiele die playlist breakfast", "Ich spiele Breakfast."),
        ("spiele etwas von ann other", "Ich spiele Ann Other."),
        ("spiele jazz musik", "Ich spiele Jazz."),
        ("leere die warteschlange", "Die Warteschlange ist leer."),
        ("spiele gustav mahler", "Ich habe keine Musik namens gustav mahler gefunden."),
    ],
)
def test_music_is_played_and_told(hub: OpenVoiceAssistant, asked: str, answer: str):
    assert answer in hub.converse(asked).reply
