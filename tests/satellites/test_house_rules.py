"""What a satellite may control, and when it is quiet."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
import pytest
from tests.hubs import hub_in_process
from tests.satellites.test_link import Device, ended, start_threads

from ova.core import (
    AudioClip,
    ChangedMeanwhile,
    InvalidInput,
    NotFound,
    RoutineStep,
    RoutineStepKind,
    Satellite,
    SatellitePreferences,
    Unavailable,
    Where,
)
from ova.hub import OpenVoiceAssistant
from ova.satellites.playback import Playback, play_together
from ova.satellites.quiet_hours import QuietRules, is_quiet


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        start_threads(hub)
        yield hub


@pytest.fixture
def device(hub: OpenVoiceAssistant) -> Iterator[Device]:
    device = Device(hub)
    assert device.link.hello({"id": "kids", "name": "Kids", "area": "Kitchen"})["ok"]
    yield device
    device.link.close()
    hub.satellites.forget("kids")
    hub.update_settings({"quiet_hours": "", "quiet_volume": 30, "quiet_announcements": True})


def said(device: Device, text: str) -> dict:
    device.messages.clear()
    assert device.link.text({"text": text})["ok"]
    return device.wait(ended)[0]["data"]


@pytest.mark.parametrize(
    ("hours", "own", "at", "quiet"),
    [
        ("22:00-07:00", "", "23:30", True),
        ("22:00-07:00", "", "06:59", True),
        ("22:00-07:00", "", "07:00", False),
        ("13:00-15:00", "", "14:00", True),
        ("13:00-15:00", "", "15:00", False),
        ("22:00-07:00", "none", "23:30", False),
        ("", "20:00-06:00", "21:00", True),
        ("", "", "03:00", False),
    ],
)
def test_quiet_hours_are_the_homes_or_its_own(hours: str, own: str, at: str, quiet: bool):
    satellite = Satellite("s", "S", preferences=SatellitePreferences(quiet_hours=own))
    now = datetime.fromisoformat(f"2026-01-01 {at}")

    assert is_quiet(satellite, QuietRules(hours), now) is quiet


def loudness(device: Device) -> float:
    pcm = b"".join(args[1] for event, args in device.messages if event == "play_chunk")
    return float(np.sqrt(np.mean(np.frombuffer(pcm, "<i2").astype(float) ** 2)))


def test_answers_and_announcements_are_soft_in_quiet_hours(hub: OpenVoiceAssistant, device: Device):
    hub.announcements.say("Dinner is ready", Where(("kids",)))
    loud = loudness(device)
    hub.satellites.update("kids", preferences={"quiet_hours": _always(hub)})
    device.messages.clear()

    hub.announcements.say("Dinner is ready", Where(("kids",)))

    assert loudness(device) < loud / 10


def test_where_announcements_are_not_wanted_they_are_refused_or_the_quiet_ones_left_out(
    hub: OpenVoiceAssistant, device: Device
):
    other = Device(hub)
    other.link.hello({"id": "hall", "name": "Hall"})
    hub.update_settings({"quiet_announcements": False})
    hub.satellites.update("kids", preferences={"quiet_hours": _always(hub)})

    with pytest.raises(Unavailable, match="quiet hours at Kids"):
        hub.announcements.say("Dinner", Where(("kids",)))
    with pytest.raises(Unavailable, match="quiet hours"):
        hub.satellites.ask("kids", "Tea?")
    announced = hub.announcements.say(
        "Dinner",
        Where(
            (
                "kids",
                "hall",
            )
        ),
    )
    assert (announced.satellite_ids, announced.missed) == (("hall",), ("kids",))

    other.link.close()
    hub.satellites.forget("hall")


@pytest.mark.parametrize("silent", [{"muted": True}, {"volume": 0}])
def test_an_announcement_tells_who_is_too_silent_to_be_heard(
    hub: OpenVoiceAssistant, device: Device, silent: dict[str, object]
):
    hub.satellites.update("kids", preferences=silent)
    said = hub.announcements.say("Dinner", Where(("kids",)))
    assert (said.satellite_ids, said.missed, said.muted) == ((), (), ("kids",))
    assert hub.announcements.recent()[0] == said
    hub.satellites.update("kids", preferences={"muted": False, "volume": 100, "mic_muted": True})
    heard = hub.announcements.say("Dinner", Where(("kids",)))
    assert (heard.satellite_ids, heard.muted) == (("kids",), ())
    hub.satellites.update("kids", preferences={"mic_muted": False})


def test_what_a_satellite_may_not_control_is_refused_kindly_however_it_is_asked_for(
    hub: OpenVoiceAssistant, device: Device
):
    hub.home.control("lock.front_door", "lock")
    hub.home.control("light.bathroom_light", "turn_off")
    hub.satellites.update("kids", preferences={"control_not": ["lock"], "control_areas": ["own"]})

    refused = said(device, "unlock the front door")
    assert refused["error"] == "not_from_here"
    assert "may not be controlled from here" in refused["reply"]
    assert said(device, "turn on the bathroom light")["error"] == "not_from_here"
    assert said(device, "turn on the kitchen light")["error"] is None
    assert hub.home.entity("lock.front_door").state.state == "locked"
    assert hub.home.entity("light.bathroom_light").state.state == "off"

    hub.satellites.update("kids", preferences={"control_not": [], "control_areas": []})
    assert said(device, "unlock the front door")["error"] is None


def test_what_makes_no_sense_or_was_changed_meanwhile_is_refused(
    hub: OpenVoiceAssistant, device: Device
):
    for hours in ("22-7", "25:00-07:00", "07:00-07:00", "always"):
        with pytest.raises(InvalidInput, match="quiet hours"):
            hub.satellites.update("kids", preferences={"quiet_hours": hours})
    with pytest.raises(InvalidInput):
        hub.update_settings({"quiet_hours": "late"})
    with pytest.raises(NotFound):
        hub.satellites.update("kids", preferences={"control_areas": ["nowhere"]})
    hub.satellites.update("kids", preferences={"control_not": ["lock"]})
    with pytest.raises(ChangedMeanwhile):
        hub.satellites.update("kids", preferences={"control_not": []}, was={"control_not": []})


def _always(hub: OpenVoiceAssistant) -> str:
    """Return quiet hours that began an hour ago."""
    minutes = hub.now().hour * 60 + hub.now().minute
    begins, ends = (minutes - 60) % 1440, (minutes + 600) % 1440
    return f"{begins // 60:02}:{begins % 60:02}-{ends // 60:02}:{ends % 60:02}"


def test_where_it_is_quiet_routines_say_nothing_and_somebody_who_announces_is_told_why(
    hub: OpenVoiceAssistant, device: Device
):
    other = Device(hub)
    other.link.hello({"id": "hall", "name": "Hall"})
    hub.satellites.update("kids", preferences={"quiet_hours": _always(hub)})
    step = RoutineStep(RoutineStepKind.SAY, "Time to get up", satellite_id="kids")
    routine = hub.routines.add(
        {"name": "Morning", "steps": (step,), "phrases": ("rise and shine",)}
    )
    try:
        hub.update_settings({"quiet_announcements": False})
        device.messages.clear()
        run = hub.routines.run(routine["id"])
        refused = said(other, "announce dinner is ready")
        assert run["steps"][0]["words"] == "it was quiet hours, so nothing was said"
        assert run["state"] == "done"
        assert refused["error"] == "quiet_hours"
        assert "quiet" in refused["reply"]
        assert not [event for event, _ in device.messages if event == "play_start"]

        hub.update_settings({"quiet_announcements": True})
        hub.routines.run(routine["id"])
        assert device.wait(lambda event, _: event == "play_start")
    finally:
        hub.routines.remove(routine["id"])
        other.link.close()
        hub.satellites.forget("hall")


def test_an_announcement_without_words_is_refused(hub: OpenVoiceAssistant, device: Device):
    for text in ("", "   ", "?!", "🙂"):
        with pytest.raises(InvalidInput, match="nothing to say"):
            hub.announcements.say(text, Where(("kids",)))


def test_a_place_that_fails_keeps_no_other_from_hearing_a_sound():
    heard: list[str] = []

    def breaks(event: str, *_: object) -> None:
        raise OSError(event)

    good = Playback(lambda event, *_: heard.append(event), kind="announce", text="")
    bad = Playback(breaks, kind="announce", text="")
    play_together([bad, good], [AudioClip(bytes(3200))] * 2)

    assert heard == ["play_start", "play_chunk", "play_chunk", "play_end"]
