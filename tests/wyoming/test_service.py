"""The hub's ears, brain and voice over Wyoming, asked by a client as others write one."""

from collections.abc import Iterator
from pathlib import Path

import pymicro_wakeword
import pytest
from tests.hubs import free_port, spoken
from tests.wyoming.client import (
    AudioChunk,
    Client,
    Describe,
    Detect,
    Detection,
    Info,
    client,
)
from tests.wyoming.warm import warm_hub
from wyoming.asr import Transcribe, Transcript
from wyoming.event import Event
from wyoming.intent import Intent, Recognize
from wyoming.ping import Ping
from wyoming.tts import (
    Synthesize,
    SynthesizeChunk,
    SynthesizeStart,
    SynthesizeStop,
    SynthesizeVoice,
)

from ova.core import InvalidInput
from ova.hub import OpenVoiceAssistant
from ova.wyoming import WyomingService

LIGHT = "light.kitchen_light"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with warm_hub(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        hub.update_settings({"wyoming_port": free_port()})
        yield hub


@pytest.fixture
def asks(hub: OpenVoiceAssistant) -> Iterator[Client]:
    with client(hub.wyoming.service.port) as one:
        yield one


def heard(asks: Client) -> str:
    """Return what a client is told it said, which it is told piece by piece as well."""
    asks.expect("transcript-start")
    pieces = ""
    while (event := asks.read()) is not None and event.type != "transcript":
        assert event.type in ("transcript-start", "transcript-chunk"), event
        pieces = "" if event.type == "transcript-start" else pieces + event.data["text"]
    assert event is not None
    assert pieces == event.data["text"]
    asks.expect("transcript-stop")
    return str(event.data["text"])


def sound(asks: Client) -> float:
    """Return how many seconds of sound a client is sent."""
    start, size = asks.expect("audio-start").data, 0
    while (event := asks.read()) is not None and event.type == "audio-chunk":
        size += len(event.payload or b"")
    assert event is not None
    assert event.type == "audio-stop", event
    return float(size / start["rate"] / start["width"] / start["channels"])


def test_it_says_what_it_can_do(hub: OpenVoiceAssistant, asks: Client):
    told = Info.from_event(asks.ask(Describe().event(), "info"))

    assert told.asr[0].models[0].languages == ["en"]
    assert told.handle[0].supports_home_control
    assert any("en-gb" in voice.languages for voice in told.tts[0].voices)
    assert told.asr[0].supports_transcript_streaming
    assert told.tts[0].supports_synthesize_streaming
    assert told.intent[0].models[0].languages == ["en"]
    assert "okay_nabu" in [model.name for model in told.wake[0].models]
    assert told.satellite is None


def test_what_is_said_comes_back_as_text_and_nothing_is_done(hub: OpenVoiceAssistant, asks: Client):
    hub.home.control(LIGHT, "turn_off")

    asks.send(Transcribe(language="en").event())
    asks.say(spoken("turn on the kitchen light"))

    assert heard(asks) == "turn on the kitchen light"
    assert hub.home.entity(LIGHT).state.state == "off"


def test_one_connection_hears_one_command_after_the_other(asks: Client):
    for text in ("turn off the kitchen light", "turn on the kitchen light"):
        asks.say(spoken(text))
        assert heard(asks) == text


def test_a_text_is_carried_out_and_answered(hub: OpenVoiceAssistant, asks: Client):
    hub.home.control(LIGHT, "turn_off")

    answer = asks.ask(Transcript("turn on the kitchen light").event(), "handled")

    assert answer.data["text"]
    assert hub.home.entity(LIGHT).state.state == "on"


@pytest.mark.parametrize("context", [{"conversation_id": "from another hub"}, None])
def test_a_conversation_goes_on(
    hub: OpenVoiceAssistant, asks: Client, context: dict[str, str] | None
):
    hub.home.control(LIGHT, "turn_off")

    asks.ask(Transcript("turn on the kitchen light", context=context).event(), "handled")
    asks.ask(Transcript("turn it off", context=context).event(), "handled")

    assert hub.home.entity(LIGHT).state.state == "off"


@pytest.mark.parametrize("text", ["the weather was nicer in our childhood", "a" * 6_000, 7, None])
def test_what_is_no_command_is_not_handled_and_says_why(asks: Client, text: object):
    answer = asks.ask(Event("transcript", {"text": text}), "not-handled")

    assert answer.data["text"]


def test_a_text_is_spoken_in_the_voice_that_is_named(hub: OpenVoiceAssistant, asks: Client):
    voice = hub.voices()["current"]

    asks.send(Synthesize("Good morning.", SynthesizeVoice(voice)).event())

    assert sound(asks) > 0.5


def test_a_text_is_spoken_as_it_comes(asks: Client):
    asks.send(SynthesizeStart().event())
    for piece in ("It is 3.", "5 degrees", ". It will", " rain to"):
        asks.send(SynthesizeChunk(piece).event())
    asks.expect("audio-start")  # before the second sentence is whole
    asks.send(SynthesizeChunk("morning.").event())
    asks.send(Synthesize("It is 3.5 degrees. It will rain tomorrow.").event())
    asks.send(SynthesizeStop().event())

    while (event := asks.read()) is not None and event.type == "audio-chunk":
        assert event.payload
    assert event is not None
    assert event.type == "audio-stop"
    asks.expect("synthesize-stopped")
    asks.send(Synthesize("And this is spoken at once.").event())
    assert sound(asks) > 0.5


def test_a_streamed_text_that_cannot_be_spoken_is_told_and_ended(asks: Client):
    asks.send(SynthesizeStart(text_format="ssml").event())
    asks.expect("error")
    asks.send(SynthesizeChunk("<speak>Rain. Sun. </speak>").event())
    asks.send(SynthesizeStop().event())
    asks.expect("synthesize-stopped")

    asks.send(SynthesizeStart().event())
    asks.send(SynthesizeStop().event())
    asks.expect("error")
    asks.expect("synthesize-stopped")


def test_a_text_without_an_end_is_cut(asks: Client):
    asks.send(SynthesizeStart().event())
    asks.send(SynthesizeChunk("a" * 30_000).event())

    asks.expect("error")
    assert asks.read() is None


def test_what_a_text_means_is_told_and_nothing_is_done(hub: OpenVoiceAssistant, asks: Client):
    hub.home.control(LIGHT, "turn_off")

    asks.send(Recognize("turn on the kitchen light").event())
    meant = Intent.from_event(asks.expect("intent"))

    assert meant.name == "HassTurnOn"
    assert [one.value for one in meant.entities] == ["Kitchen Light"]
    assert hub.home.entity(LIGHT).state.state == "off"
    asks.ask(Recognize("the weather was nicer in our childhood").event(), "not-recognized")


def test_several_commands_in_one_text_are_told_one_after_the_other(asks: Client):
    asks.send(Recognize("turn on the kitchen light and turn off the bedroom light").event())

    asks.expect("intents-start")
    for _ in range(2):
        asks.expect("intent")
    asks.expect("intents-stop")


def test_it_hears_the_languages_of_the_home_and_its_satellites(hub: OpenVoiceAssistant):
    services = hub.wyoming.services
    link = hub.open_link(lambda *_: None)
    link.hello({"id": "shelf"})
    try:
        assert services.languages() == ("en",)
        hub.satellites.update("shelf", preferences={"language": "de"})

        assert services.languages() == ("en", "de")
        asked = ("de", "de-AT", "DE_de", "en-GB", "fr", "")
        assert [services.hears_in(one) for one in asked] == ["de", "de", "de", "en", "en", "en"]
    finally:
        link.close()
        hub.satellites.forget("shelf")


def test_wake_words_are_found_for_others(asks: Client):
    asks.send(Detect(["okay_nabu"]).event())
    asks.say(spoken(1.0, "okay nabu", 1.0))

    found = Detection.from_event(asks.expect("detection"))
    assert found.name == "okay_nabu"
    assert found.timestamp is not None
    assert 1_000 < found.timestamp < 4_000

    asks.say(spoken(1.0, "turn on the kitchen light", 1.0))
    asks.expect("not-detected")
    asks.send(Transcribe().event())
    asks.say(spoken("turn on the kitchen light"))
    assert heard(asks) == "turn on the kitchen light"


def test_wake_words_that_people_added_are_listed_and_found_for_others(
    hub: OpenVoiceAssistant, asks: Client
):
    models = Path(pymicro_wakeword.__file__).parent / "models"
    files = {one.name: one.read_bytes() for one in models.glob("okay_nabu.*")}
    model = hub.wake_words.upload(files, "Dear Butler")["id"]
    phrase = hub.wake_words.add_phrase("good morning amanda")["id"]
    try:
        told = Info.from_event(asks.ask(Describe().event(), "info"))
        words = {one.name: one.phrase for one in told.wake[0].models}
        assert (words[model], words[phrase]) == ("Dear Butler", "good morning amanda")
        assert words["okay_nabu"] == "Okay Nabu"

        asks.send(Detect([phrase]).event())
        asks.say(spoken(1.0, "okay nabu", 1.0))
        asks.expect("not-detected")
        asks.send(Detect([phrase, model]).event())
        asks.say(spoken(1.0, "okay nabu", 1.0))
        assert asks.expect("detection").data["name"] == model
    finally:
        for one in (model, phrase):
            hub.wake_words.remove(one)


def test_a_wake_word_that_is_not_known_is_told_and_nothing_is_taken_as_a_command(asks: Client):
    asks.ask(Detect(["kitchen"]).event(), "error")
    asks.say(spoken("turn on the kitchen light"))

    asks.expect("not-detected")


@pytest.mark.parametrize(
    "event",
    [
        Event("synthesize", {"text": " "}),
        Event("synthesize", {"text": "\u2026"}),
        Event("synthesize", {"text": "<b>", "text_format": "ssml"}),
    ],
)
def test_what_cannot_be_spoken_is_told_and_the_connection_goes_on(asks: Client, event: Event):
    assert asks.ask(event, "error").data["text"]
    asks.expect("audio-stop")
    assert asks.ask(Ping("there?").event(), "pong").data["text"] == "there?"


@pytest.mark.parametrize(
    "event",
    [
        AudioChunk(1, 2, 1, b"ab").event(),
        AudioChunk(16_000, 2, 7, b"ab").event(),
        Event("audio-chunk", {"rate": "fast"}, b"ab"),
        Event("audio-start", {}),
    ],
)
def test_sound_of_no_usable_format_ends_the_connection_with_a_reason(asks: Client, event: Event):
    assert asks.ask(event, "error").data["text"]
    assert asks.read() is None


def test_sound_without_an_end_is_cut_and_others_are_served(hub: OpenVoiceAssistant, asks: Client):
    second = AudioChunk(8_000, 2, 1, bytes(16_000)).event()
    with client(hub.wyoming.service.port) as other:
        try:
            for _ in range(400):
                asks.send(second)
        except OSError:
            pass  # it was cut while it still sent

        assert other.ask(Ping("there?").event(), "pong").data["text"] == "there?"
    assert hub.wyoming.service.port


def test_addresses_that_are_none_are_refused_and_others_are_kept_as_networks(
    hub: OpenVoiceAssistant,
):
    with pytest.raises(InvalidInput, match="192"):
        hub.settings.check({"wyoming_allowed": ["the kitchen"]})
    with pytest.raises(InvalidInput, match="tcp"):
        hub.settings.check({"wyoming_satellites": ["http://kitchen/"]})

    settings = hub.settings.check(
        {"wyoming_allowed": ["192.168.7.9/24"], "wyoming_satellites": ["shelf", " "]}
    )

    assert settings.wyoming_allowed == ("192.168.7.0/24",)
    assert settings.wyoming_satellites == ("tcp://shelf:10700",)


def test_it_follows_what_is_set(hub: OpenVoiceAssistant):
    service, port = WyomingService(hub.wyoming.services), free_port()
    try:
        service.follow(port, ())
        with client(port) as one:
            one.ask(Ping("").event(), "pong")
            service.follow(port, ["192.168.7.0/24"])
            assert one.read() is None
        with client(port) as again:  # this machine may always
            again.ask(Ping("").event(), "pong")
        service.follow(0, ())
        with pytest.raises(OSError, match="refused"):
            Client(port)
    finally:
        service.close()


def test_a_port_that_is_taken_is_told_and_harms_nobody(hub: OpenVoiceAssistant):
    service = WyomingService(hub.wyoming.services)

    service.follow(hub.wyoming.service.port, ())

    assert "cannot be served" in service.problem
    assert service.port == 0
