"""How far the first run has come, over restarts."""

import pytest

from ova.core import InvalidInput
from ova.hub.onboarding import Onboarding
from ova.storage import Database


@pytest.fixture
def table(tmp_path):
    with Database.open(tmp_path / "ova.sqlite3") as database:
        yield database.settings


@pytest.fixture
def told():
    return []


@pytest.fixture
def onboarding(table, told):
    return Onboarding(table, told.append)


def states(onboarding):
    return [step["state"] for step in onboarding.state()["steps"]]


def test_a_home_that_was_there_before_is_through(onboarding):
    assert onboarding.state()["finished"] is True
    assert onboarding.state()["current"] is None


def test_a_new_home_is_asked_everything_in_order(onboarding, told):
    onboarding.begin()
    state = onboarding.state()
    assert [step["id"] for step in state["steps"]] == [
        "home",
        "rooms",
        "speech",
        "microphone",
        "command",
    ]
    assert (state["current"], state["finished"]) == ("home", False)
    assert told == [state]


def test_another_browser_goes_on_after_a_restart(onboarding, table):
    onboarding.begin()
    onboarding.update({"home": "done", "rooms": "skipped"})
    again = Onboarding(table, lambda _state: None)
    assert again.state() == onboarding.state()
    assert again.state()["current"] == "speech"


def test_it_is_finished_when_no_step_is_open(onboarding):
    onboarding.begin()
    for step in ("home", "rooms", "speech", "microphone"):
        assert onboarding.update({step: "done"})["finished"] is False
    assert onboarding.update({"command": "skipped"})["finished"] is True


def test_the_rest_can_be_left_and_taken_up_again(onboarding, told):
    onboarding.begin()
    onboarding.update({"home": "done"})
    assert onboarding.update({}, True)["current"] is None
    assert onboarding.update({"home": "done"})["finished"] is True
    assert onboarding.update({}, False)["current"] == "rooms"
    assert len(told) == 5
    assert states(onboarding) == ["done", "open", "open", "open", "open"]


@pytest.mark.parametrize("steps", [{"kitchen": "done"}, {"home": "burnt"}])
def test_what_is_no_step_is_refused(onboarding, steps):
    onboarding.begin()
    with pytest.raises(InvalidInput):
        onboarding.update({"rooms": "done", **steps})
    assert states(onboarding) == ["open"] * 5


def test_steps_of_another_version_are_passed_over(table):
    table.set("onboarding", {"steps": {"home": "done", "garden": "done"}, "finished": False})
    onboarding = Onboarding(table, lambda _state: None)
    assert onboarding.state()["current"] == "rooms"
