"""What every satellite does, of whatever kind: the real programs against one real hub."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from tests.hubs import ServedHub, served_hub
from tests.satellites.contract.esphome_rig import esphome_rig
from tests.satellites.contract.program_rig import program_rig
from tests.satellites.contract.rig import ALIKE, Rig, heard_from, loudness, voice
from tests.satellites.contract.wyoming_rig import wyoming_rig

RIGS: dict[str, Callable[[ServedHub, Path], AbstractContextManager[Rig]]] = {
    "ova": program_rig,
    "wyoming": wyoming_rig,
    "esphome": esphome_rig,
}
LIGHT = "light.kitchen_light"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    with served_hub(tmp_path_factory.mktemp("ova") / "home") as hub:
        yield hub


@pytest.fixture(scope="module", params=list(RIGS))
def rig(
    hub: ServedHub, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Rig]:
    with RIGS[request.param](hub, tmp_path_factory.mktemp(request.param)) as rig:
        yield rig


@pytest.fixture(autouse=True)
def there(hub: ServedHub, rig: Rig) -> None:
    """Begin when it is connected and nothing is going on."""
    hub.wait(lambda: known(hub, rig).get("connected", False))


def known(hub: ServedHub, rig: Rig) -> dict[str, Any]:
    found = (one for one in hub.get("/api/satellites") if one["id"] == rig.satellite_id)
    return next(found, {})


def set_light(hub: ServedHub, service: str) -> None:
    hub.post(f"/api/entities/{LIGHT}/control", {"service": service})


def is_on(hub: ServedHub) -> bool:
    return bool(hub.get(f"/api/entities/{LIGHT}")["state"] == "on")


def last_run(hub: ServedHub, rig: Rig) -> dict[str, Any]:
    runs = hub.get(f"/api/runs?limit=1&satellite_id={rig.satellite_id}")
    return runs[0] if runs else {"run_id": ""}


def obeys(hub: ServedHub, rig: Rig) -> dict[str, Any]:
    """Have it hear a command, and return the run that came of it."""
    set_light(hub, "turn_off")
    before = last_run(hub, rig)["run_id"]
    rig.command("turn on the kitchen light")
    hub.wait(lambda: is_on(hub))
    hub.wait(lambda: last_run(hub, rig)["run_id"] != before)
    return last_run(hub, rig)


def announce(hub: ServedHub, rig: Rig, text: str) -> int:
    """Announce something there; return how much had been played before."""
    since = len(rig.played())
    hub.post("/api/announcements", {"text": text, "satellite_ids": [rig.satellite_id]})
    return since


def test_it_says_who_it_is(hub: ServedHub, rig: Rig):
    one = known(hub, rig)

    assert (one["kind"], one["name"], one["area_id"]) == (rig.kind, rig.name, rig.area_id)
    assert one["health"]["connected_since"]


def test_a_command_after_the_wake_word_is_done_and_answered_aloud(hub: ServedHub, rig: Rig):
    since = len(rig.played())

    run = obeys(hub, rig)

    assert run["area_id"] == rig.area_id
    reply = voice(hub, run["reply"])
    hub.wait(lambda: heard_from(rig, since, reply) > ALIKE)


def test_announcements_are_heard_as_loud_as_was_set(hub: ServedHub, rig: Rig):
    text = "The washing machine is ready."
    clip = voice(hub, text)
    place = f"/api/satellites/{rig.satellite_id}"

    since = announce(hub, rig, text)
    hub.wait(lambda: heard_from(rig, since, clip) > ALIKE)
    loud = loudness(rig, since, clip)
    hub.call("PATCH", place, json={"volume": 30})
    since = announce(hub, rig, text)
    hub.wait(lambda: heard_from(rig, since, clip) > ALIKE)

    assert loudness(rig, since, clip) < 0.6 * loud
    hub.call("PATCH", place, json={"volume": 100})


def test_a_timer_rings_until_somebody_says_stop(hub: ServedHub, rig: Rig):
    since = len(rig.played())
    timer = hub.post("/api/timers", {"duration_s": 1, "satellite_id": rig.satellite_id})

    def states() -> list[str]:
        return [one["state"] for one in hub.get("/api/timers") if one["id"] == timer["id"]]

    hub.wait(lambda: states() == ["ringing"])  # what it played before is no ringing
    hub.wait(lambda: any(rig.played()[since:]))
    rig.command(rig.silences)
    hub.wait(lambda: states() == [])


def test_a_question_is_answered(hub: ServedHub, rig: Rig):
    answers = [
        {"id": "tea", "sentences": ["[some] tea"]},
        {"id": "coffee", "sentences": ["coffee"]},
    ]
    asked = {"question": "Tea or coffee?", "answers": answers, "timeout_s": 60}
    told: list[dict[str, Any]] = []
    since = len(rig.played())
    asking = threading.Thread(
        target=lambda: told.append(hub.post(f"/api/satellites/{rig.satellite_id}/ask", asked))
    )
    asking.start()
    question = voice(hub, asked["question"])
    hub.wait(lambda: heard_from(rig, since, question) > ALIKE)

    (rig.command if rig.needs_wake_word else rig.say)("some tea")

    asking.join(60)
    assert [one["id"] for one in told] == ["tea"]


def test_a_connection_that_breaks_off_is_opened_again(hub: ServedHub, rig: Rig):
    before = known(hub, rig)["health"]["drop_outs"]

    rig.relay.cut()

    hub.wait(lambda: known(hub, rig)["health"]["drop_outs"] > before)
    hub.wait(lambda: known(hub, rig)["connected"])
    obeys(hub, rig)


def test_one_that_is_killed_is_missed_and_welcome_again(hub: ServedHub, rig: Rig):
    rig.kill()
    hub.wait(lambda: not known(hub, rig)["connected"])

    rig.start()

    hub.wait(lambda: known(hub, rig)["connected"])
    obeys(hub, rig)


def test_one_that_sends_garbage_is_cut_and_others_notice_nothing(hub: ServedHub, rig: Rig):
    before = known(hub, rig)["health"]["drop_outs"]

    rig.relay.inject(rig.garbage(), to_target=rig.kind == "ova")

    hub.wait(lambda: known(hub, rig)["health"]["drop_outs"] > before)
    hub.wait(lambda: known(hub, rig)["connected"])
    assert hub.post("/api/converse", {"text": "what time is it"})["intent"]


def test_one_that_is_forgotten_is_gone(hub: ServedHub, rig: Rig):
    hub.call("DELETE", f"/api/satellites/{rig.satellite_id}")

    hub.wait(rig.gone)
    assert known(hub, rig) == {}
