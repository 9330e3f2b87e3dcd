"""Several satellites hear one person: the one that heard best answers, the others keep quiet."""

import queue
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from tests.hubs import hub_in_process, spoken
from tests.satellites.test_link import Device, start_threads

from ova.audio import to_speech
from ova.core import Outcome, outcome_of
from ova.hub import OpenVoiceAssistant
from ova.satellite.messages import Connected, HubEvent, Message, Started
from ova.satellite.options import SatelliteOptions
from ova.satellite.session import Phase, Session
from ova.satellite.wake import WakeListener, load_wake_words, own_wake_words

RATE = 16_000
BLOCK = 1_280
FAR = {"hall": (0.12, 0.04), "kitchen": (1.0, 0.0), "bath": (0.3, 0.02)}
"""Loudness and delay in seconds of one voice at three microphones, the first one connected first."""


class Clock:
    """Time that passes when the test says so."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        start_threads(hub)
        yield hub


@pytest.fixture
def clock(hub: OpenVoiceAssistant) -> Clock:
    clock = Clock()
    hub.satellites.auditions.clock = clock
    return clock


class Quiet:
    """A player and a report that note what they are asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments, **_more: self.asked.append((name, arguments))

    def names(self) -> set[str]:
        return {name for name, _ in self.asked}


class Program:
    """The session of the satellite program with its own wake word, wired to the hub."""

    def __init__(self, hub: OpenVoiceAssistant, name: str) -> None:
        self.name = name
        self.device = Device(hub)
        self.link = self.device.link
        hello = {"id": f"sat-{name}", "name": name.title(), "area": name.title()}
        assert self.link.hello({**hello, "wake_words": ["okay_nabu"]})["ok"]
        self.output, self.report = Quiet(), Quiet()
        self.inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._seen = 0
        self.wake = WakeListener(load_wake_words(own_wake_words(SatelliteOptions())))
        self.session = Session(self, self.output, self.wake, self.report)
        self.session.handle(Connected())
        self.audio, self.stop = self.link.audio, self.link.stop
        self.near = self.link.wake_near

    def start(self, wake_word: dict[str, Any] | None) -> None:
        answer = self.link.start({"rate": RATE, "wake_word": wake_word})
        self.inbox.put(Started(answer["run_id"]))

    def hear(self, block: bytes) -> None:
        self.session.hear(block)
        self.pump()

    def pump(self) -> None:
        while not self.inbox.empty():
            self.session.handle(self.inbox.get())
        messages = self.device.messages
        while self._seen < len(messages):
            self.session.handle(HubEvent(*messages[self._seen]))
            self._seen += 1

    def events(self, kind: str) -> list[dict[str, Any]]:
        events = [args[0] for event, args in self.device.messages if event == "event"]
        return [event["data"] for event in events if event["type"] == kind]

    def close(self) -> None:
        self.link.close()
        self.wake.close()


@pytest.fixture
def house(hub: OpenVoiceAssistant, clock: Clock) -> Iterator[dict[str, Program]]:
    known = {area.name for area in hub.home.areas()}
    for name in FAR:
        if name.title() not in known:
            hub.home.add_area(name.title())
    house = {name: Program(hub, name) for name in FAR}
    yield house
    for program in house.values():
        program.close()


def copies(sound: np.ndarray) -> dict[str, bytes]:
    """Return one recording as three microphones hear it, each with noise of its own."""
    noise = np.random.default_rng(7)
    heard = {}
    for name, (gain, delay_s) in FAR.items():
        late = np.concatenate([np.zeros(int(delay_s * RATE)), sound.astype(float) * gain])
        late = np.pad(late, (0, RATE // 2))[: sound.size]
        mixed = late + noise.normal(0.0, 25.0, late.size)
        heard[name] = np.clip(mixed, -32768, 32767).astype("<i2").tobytes()
    return heard


def test_of_three_satellites_the_nearest_answers_for_its_room_and_the_others_keep_quiet(
    hub: OpenVoiceAssistant, house: dict[str, Program]
):
    sound = to_speech(spoken("okay nabu", 0.4, "turn on the kitchen light", pad_s=1.5))
    hub.home.control("light.kitchen_light", "turn_off")
    heard = copies(sound)

    for offset in range(0, sound.size * 2, BLOCK * 2):
        for name, program in house.items():
            program.hear(heard[name][offset : offset + BLOCK * 2])
    best = house["kitchen"]
    best.device.wait(lambda event, args: event == "event" and args[0]["type"] == "run-end")
    for program in house.values():
        program.pump()

    assert hub.home.entity("light.kitchen_light").state.state == "on"
    (chosen,) = best.events("wake-chosen")
    assert chosen["why"] == "snr"
    assert {one["name"] for one in chosen["others"]} == {"Hall", "Bath"}
    assert all(one["snr_db"] < chosen["snr_db"] for one in chosen["others"])
    for name in ("hall", "bath"):
        lost = house[name]
        (elsewhere,) = lost.events("wake-elsewhere")
        (end,) = lost.events("run-end")
        assert elsewhere["winner"]["name"] == "Kitchen"
        assert end["error"] == "wake-elsewhere"
        assert lost.session.phase is Phase.IDLE
        assert lost.output.names() == {"hold"}
        assert {event for event, _ in lost.device.messages if event.startswith("play")} == set()
        kinds = lost.device.run_events()
        assert kinds == ["run-start", "wake_word-end", "wake-elsewhere", "run-end"]
        log = hub.satellites.log_lines(f"sat-{name}")
        assert any("left it to Kitchen" in line["text"] for line in log)
    kept = {run["satellite_id"] for run in hub.history.recent(limit=10)}
    assert not kept & {"sat-hall", "sat-bath"}
    assert outcome_of("wake-elsewhere", asked=False, understood=False) is Outcome.DROPPED


def wakes(device: Device, **facts: Any) -> dict[str, Any]:
    told = {"name": "okay_nabu", "snr_db": 20.0, "level_dbfs": -30.0, "score": 0.9, **facts}
    answer = device.link.start({"rate": RATE, "wake_word": told})
    assert answer["ok"]
    return answer


@pytest.fixture
def pair(hub: OpenVoiceAssistant, clock: Clock) -> Iterator[tuple[Device, Device]]:
    devices = Device(hub), Device(hub)
    for number, device in enumerate(devices):
        assert device.link.hello({"id": f"pair-{number}", "wake_words": ["okay_nabu"]})["ok"]
    yield devices
    for device in devices:
        device.link.close()
        hub.satellites.forget(device.link.satellite_id)


def test_one_alone_goes_on_at_once_and_one_with_others_when_it_is_known(
    hub: OpenVoiceAssistant, pair: tuple[Device, Device]
):
    first, second = pair
    second.link.close()
    assert wakes(first)["chosen"] is True
    assert first.run_events() == ["run-start", "wake_word-end", "stt-start"]
    first.link.cancel()

    second.link.hello({"id": "pair-1", "wake_words": ["okay_nabu"]})
    assert wakes(first)["chosen"] is False
    assert first.run_events()[-1] == "wake_word-end"
    assert wakes(second, snr_db=5.0)["chosen"] is False
    assert first.run_events()[-2:] == ["wake-chosen", "stt-start"]
    assert second.run_events()[-2:] == ["wake-elsewhere", "run-end"]


def test_a_late_one_is_quieted_and_somebody_else_is_not(
    hub: OpenVoiceAssistant, pair: tuple[Device, Device], clock: Clock
):
    first, second = pair
    wakes(first)
    clock.now += 0.2
    hub.satellites.auditions.decide()
    assert first.run_events()[-1] == "stt-start"

    clock.now += 1.5
    wakes(second)
    assert second.run_events()[-2:] == ["wake-elsewhere", "run-end"]
    assert first.run_events()[-1] == "wake-chosen", "it is told who else heard it"

    clock.now += 1.0
    wakes(second)
    clock.now += 0.2
    hub.satellites.auditions.decide()
    assert second.run_events()[-1] == "stt-start"


def test_when_the_best_one_leaves_in_the_window_the_next_one_answers_and_every_run_ends_once(
    hub: OpenVoiceAssistant, pair: tuple[Device, Device], clock: Clock
):
    first, second = pair
    third = Device(hub)
    third.link.hello({"id": "third", "wake_words": ["okay_nabu"]})
    wakes(first, snr_db=30.0)
    wakes(second, snr_db=20.0)
    first.link.close()
    clock.now += 0.2
    hub.satellites.auditions.decide()

    assert first.run_events().count("run-end") == 1
    assert second.run_events()[-2:] == ["wake-chosen", "stt-start"]
    third.link.close()
    hub.satellites.forget("third")


def test_what_was_said_while_it_was_decided_is_heard(
    hub: OpenVoiceAssistant, pair: tuple[Device, Device]
):
    first, second = pair
    clip = spoken("turn on the bathroom light", pad_s=1.0)
    hub.home.control("light.bathroom_light", "turn_off")
    first.link.start({"rate": clip.format.rate, "wake_word": {"name": "okay_nabu"}})
    first.speak(clip)
    assert first.run_events()[-1] == "wake_word-end"

    wakes(second, snr_db=1.0)
    first.wait(lambda event, args: event == "event" and args[0]["type"] == "run-end")

    assert hub.home.entity("light.bathroom_light").state.state == "on"
    (chosen,) = [
        args[0]["data"]
        for event, args in first.messages
        if event == "event" and args[0]["type"] == "wake-chosen"
    ]
    assert chosen["snr_db"] > 1.0, "measured in its sound, as it could not tell"


def test_out_of_earshot_both_answer(hub: OpenVoiceAssistant, pair: tuple[Device, Device]):
    first, second = pair
    hub.satellites.update("pair-1", preferences={"earshot": "none"})

    assert wakes(first)["chosen"] is True
    assert wakes(second)["chosen"] is True
