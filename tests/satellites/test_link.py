"""One connected satellite, against a real hub with its real recogniser."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.hubs import hub_in_process, spoken

from ova.core import AudioClip, PlanKind, Unavailable, Wish
from ova.hub import OpenVoiceAssistant
from ova.satellites import SatelliteLink

WAIT_S = 60.0


class Device:
    """Takes what the hub sends, as the connection of a satellite would."""

    def __init__(self, hub: OpenVoiceAssistant) -> None:
        self.messages: list[tuple[str, tuple[Any, ...]]] = []
        self._changed = threading.Condition()
        self.link: SatelliteLink = hub.open_link(self.take)

    def take(self, event: str, *arguments: Any) -> None:
        with self._changed:
            self.messages.append((event, arguments))
            self._changed.notify_all()

    def wait(self, wanted: Callable[[str, tuple[Any, ...]], bool]) -> tuple[Any, ...]:
        """Return the arguments of the first message that is wanted."""

        def found() -> tuple[Any, ...] | None:
            return next((args for event, args in self.messages if wanted(event, args)), None)

        with self._changed:
            assert self._changed.wait_for(lambda: found() is not None, WAIT_S), self.messages
            arguments = found()
        assert arguments is not None
        return arguments

    def run_events(self) -> list[str]:
        """Return the types of the run events so far."""
        return [args[0]["type"] for event, args in self.messages if event == "event"]

    def speak(self, clip: AudioClip) -> None:
        """Stream a clip in pieces of 50 ms."""
        step = clip.format.rate // 20 * clip.format.frame_bytes
        for start in range(0, len(clip.pcm), step):
            self.link.audio(clip.pcm[start : start + step])


def start_threads(hub: OpenVoiceAssistant) -> None:
    """Have the hub answer, so that its threads run before any test counts threads."""
    device = Device(hub)
    device.link.hello({"id": "first"})
    for _ in range(8):
        device.link.text({"text": "what time is it", "speak": False})
    device.wait(lambda _event, _args: device.run_events().count("run-end") == 8)
    device.link.close()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        start_threads(hub)
        yield hub


@pytest.fixture
def device(hub: OpenVoiceAssistant) -> Iterator[Device]:
    device = Device(hub)
    assert device.link.hello({"id": "kitchen-1", "name": "Shelf", "area": "Kitchen"})["ok"]
    yield device
    device.link.close()


def ended(event: str, arguments: tuple[Any, ...]) -> bool:
    return event == "event" and arguments[0]["type"] == "run-end"


def test_a_streamed_command_ends_by_itself_and_is_answered_aloud(
    hub: OpenVoiceAssistant, device: Device
):
    hub.home.control("light.kitchen_light", "turn_off")
    clip = spoken("turn on the kitchen light", pad_s=1.5)

    started = device.link.start({"rate": clip.format.rate})
    device.speak(clip)
    device.wait(lambda event, _: event == "play_end")

    assert started["ok"]
    assert hub.home.entity("light.kitchen_light").state.state == "on"
    kinds = [kind for kind in device.run_events() if kind != "stt-partial"]
    order = ["run-start", "stt-start", "stt-vad-start", "stt-vad-end", "stt-end"]
    order += ["intent-start", "intent-end", "tts-start", "tts-end", "run-end"]
    assert kinds == order
    names = [event for event, _ in device.messages if event.startswith("play_")]
    assert names[0] == "play_start"
    assert names[-1] == "play_end"
    assert set(names[1:-1]) == {"play_chunk"}
    assert hub.run(started["run_id"])["satellite_id"] == "kitchen-1"


def test_a_satellite_snoozes_what_rings_on_it_and_nothing_else(
    hub: OpenVoiceAssistant, device: Device
):
    alarm = hub.schedules.add(Wish(kind=PlanKind.ALARM, in_s=1.0, satellite_id="kitchen-1"))
    device.wait(lambda event, _: event == "ring")
    other = Device(hub)
    assert other.link.hello({"id": "hall-1", "name": "Hall"})["ok"]
    for link, said in ((other.link, {"id": alarm.id}), (device.link, {"id": 7}), (device.link, [])):
        assert link.ring_snooze(said)["code"] == "not_ringing"
    other.link.close()

    answer = device.link.ring_snooze({"id": alarm.id})

    assert answer["ok"]
    later = hub.schedules.get(alarm.id)
    assert later.due_at == answer["due_at"] > alarm.due_at
    device.wait(lambda event, args: event == "ring_stop" and args[0] == {"id": alarm.id})
    assert device.link.ring_snooze({"id": alarm.id})["code"] == "not_ringing"
    hub.schedules.cancel(alarm.id)


@pytest.mark.parametrize(
    ("patience", "said", "whole"),
    [
        ("relaxed", ("turn on the kitchen light", 0.9, "and the bathroom light"), True),
        ("default", ("turn on the kitchen light", 0.9, "and the bathroom light"), False),
        ("default", ("set a timer for", 0.85, "ten minutes"), True),
        ("aggressive", ("turn on the kitchen light", 0.9, "and the bathroom light"), False),
    ],
)
def test_a_pause_in_a_command_may_be_as_long_as_the_satellite_is_patient(
    hub: OpenVoiceAssistant, device: Device, patience: str, said: tuple[str | float], whole: bool
):
    hub.satellites.update("kitchen-1", preferences={"patience": patience})
    try:
        device.link.start({"rate": spoken("a").format.rate, "speak": False})
        device.speak(spoken(*said, pad_s=2.0))
        heard = device.wait(ended)[0]["data"]["text"]
    finally:
        hub.satellites.update("kitchen-1", preferences={"patience": "default"})
        for timer in hub.timers.pending():
            hub.timers.cancel(timer.id)

    assert (("bathroom" in heard) or ("minute" in heard)) is whole, heard


def test_the_room_of_the_satellite_is_meant(hub: OpenVoiceAssistant, device: Device):
    for light in hub.home.entities("light"):
        hub.home.control(light.id, "turn_off")
    kitchen = hub.home.find_area("Kitchen")
    assert kitchen is not None

    assert device.link.text({"text": "turn on the lights"})["ok"]
    device.wait(ended)

    on = {light.area_id for light in hub.home.entities("light") if light.state.state == "on"}
    assert on == {kitchen.id}


def test_a_cancelled_command_ends_once_and_does_nothing(hub: OpenVoiceAssistant, device: Device):
    hub.home.control("light.kitchen_light", "turn_off")
    clip = spoken("turn on the kitchen light", pad_s=0.1)

    device.link.start({"rate": clip.format.rate})
    device.speak(clip)
    device.link.cancel()
    end = device.wait(ended)

    assert end[0]["data"]["error"] == "cancelled"
    assert device.run_events().count("run-end") == 1
    assert hub.home.entity("light.kitchen_light").state.state == "off"


def test_a_second_start_ends_the_first_run(device: Device):
    first = device.link.start({"rate": 16_000})
    second = device.link.start({"rate": 16_000})
    device.link.cancel()

    def ends(event: str, arguments: tuple[Any, ...], run_id: str) -> bool:
        return ended(event, arguments) and arguments[0]["run_id"] == run_id

    device.wait(lambda event, arguments: ends(event, arguments, first["run_id"]))
    device.wait(lambda event, arguments: ends(event, arguments, second["run_id"]))
    assert device.run_events().count("run-end") == 2


def test_who_has_not_said_hello_is_told_so(hub: OpenVoiceAssistant):
    stranger = Device(hub)

    refused = stranger.link.start({"rate": 16_000})

    assert refused["ok"] is False
    assert refused["code"] == "no_hello"
    assert refused["cure"]
    stranger.link.close()


def test_an_announcement_reaches_the_named_satellite_only(hub: OpenVoiceAssistant, device: Device):
    other = Device(hub)
    other.link.hello({"id": "bedroom-1"})

    reached = hub.announce("dinner is ready", ["kitchen-1"])

    assert reached == ["kitchen-1"]
    (start,) = device.wait(lambda event, _: event == "play_start")
    assert (start["kind"], start["text"]) == ("announce", "dinner is ready")
    assert other.messages == []
    other.link.close()
    with pytest.raises(Unavailable, match="bedroom-1"):
        hub.announce("dinner is ready", ["bedroom-1"])


def test_a_timer_rings_where_it_was_set_until_it_is_silenced(
    hub: OpenVoiceAssistant, device: Device
):
    device.link.text({"text": "set a timer for one second", "speak": False})

    (ring,) = device.wait(lambda event, _: event == "ring")
    device.link.ring_stop({"id": ring["timer"]["id"]})
    (stopped,) = device.wait(lambda event, _: event == "ring_stop")

    assert ring["timer"]["satellite_id"] == "kitchen-1"
    assert "1 second timer" in ring["text"]
    assert stopped["id"] == ring["timer"]["id"]
    assert hub.ringing.all() == []


def test_a_satellite_that_comes_back_hears_what_rings(hub: OpenVoiceAssistant, device: Device):
    device.link.text({"text": "set a timer for one second", "speak": False})
    device.wait(lambda event, _: event == "ring")
    device.link.close()

    again = Device(hub)
    again.link.hello({"id": "kitchen-1"})
    (ring,) = again.wait(lambda event, _: event == "ring")

    again.link.ring_stop({"id": ring["timer"]["id"]})
    again.wait(lambda event, _: event == "ring_stop")
    again.link.close()


def test_a_page_that_comes_back_is_told_what_it_was_asked(hub: OpenVoiceAssistant):
    def come(person_id: str) -> tuple[SatelliteLink, dict[str, Any] | None]:
        link = hub.open_link(device.take, person_id=person_id)
        told = link.hello({"id": "page-1", "kind": "browser", "name": "Page"})
        return link, told["question"]

    device = Device(hub)
    link, question = come("anna")
    assert question is None
    link.text({"text": "set a timer", "speak": False})
    device.wait(ended)
    link.close()

    stranger, question = come("ben")
    assert question is None
    stranger.close()
    again, question = come("anna")
    assert question is not None
    asked = hub.pipeline.sessions.running(question["asked_at"])[-1]
    assert (question["text"], question["kind"]) == (asked.last_reply, "value")
    assert question["language"] == "en"
    device.messages.clear()
    again.text({"text": "ten minutes", "speak": False})
    device.wait(ended)
    again.close()
    again, question = come("anna")
    assert question is None
    again.close()
    for timer in hub.timers.find():
        hub.timers.cancel(timer.id)
    hub.satellites.forget("page-1")


def test_what_people_set_in_the_hub_outlives_the_next_hello(
    hub: OpenVoiceAssistant, device: Device
):
    bedroom = hub.home.find_area("Bedroom")
    assert bedroom is not None
    hub.satellites.update("kitchen-1", name="Bedside", area_id=bedroom.id)
    device.link.close()
    assert not hub.satellites.get("kitchen-1").connected

    again = Device(hub)
    again.link.hello({"id": "kitchen-1", "name": "Shelf", "area": "Kitchen"})

    known = hub.satellites.get("kitchen-1")
    assert (known.name, known.area_id, known.connected) == ("Bedside", bedroom.id, True)
    again.link.close()
    hub.satellites.forget("kitchen-1")
