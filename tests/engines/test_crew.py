"""Sentences that kill whoever is given them reach no worker, and are not tried for ever."""

import select
import time

import pytest

from ova.engines import SpeechSettings, wire
from ova.engines.crew import Crew

WAIT_S = 60.0


@pytest.fixture
def crew():
    crew = Crew(SpeechSettings(workers=1))
    yield crew
    for process in crew.disband():
        process.end()


@pytest.fixture(scope="module")
def long_graph(make_graph):
    """So many sentences that they take a while to load."""
    rooms = ("kitchen", "bedroom", "hallway", "garden", "bathroom")
    things = ("light", "lamp", "fan", "heater", "radio", "window", "door")
    return make_graph(
        *(
            f"turn {way} the {room} {thing} and the {other}"
            for way in ("on", "off")
            for room in rooms
            for thing in things
            for other in things
        )
    )


def spare_at_work(crew):
    """Tend the crew until its spare is loaded; return it while it works on the sentences."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        crew.tend(time.monotonic())
        (spare,) = crew.processes
        select.select([spare.link], [], [], WAIT_S)
        assert spare.receive() is not None
        if spare.ready:
            return spare
    pytest.fail("the spare was not ready in time")


def test_sentences_that_kill_two_spares_are_given_up_and_hearing_goes_on(crew, long_graph):
    crew.set_graph(long_graph.key, wire.graph_to_bytes(long_graph))
    for _ in range(2):
        assert crew.error is None
        spare = spare_at_work(crew)
        assert spare.at_work_with == "graph"
        spare.end()
        assert crew.lost(spare, time.monotonic())

    spare = spare_at_work(crew)

    assert spare.at_work_with == ""
    assert crew.error.code == "graph_kills"
    assert crew.error.cure
    assert crew.workers == []


def test_new_sentences_are_tried_again(crew, long_graph, light_graph):
    test_sentences_that_kill_two_spares_are_given_up_and_hearing_goes_on(crew, long_graph)

    crew.set_graph(light_graph.key, wire.graph_to_bytes(light_graph))

    assert crew.error is None


def test_a_spare_that_died_while_it_loaded_is_forgotten_once_all_is_well_again():
    crew = Crew(SpeechSettings(workers=1))
    try:
        deadline = time.monotonic() + WAIT_S
        while not (crew.workers and crew.complete):
            tend(crew)
            assert time.monotonic() < deadline
        for _ in range(2):
            spare = next(one for one in crew.processes if one not in crew.workers)
            spare.end()
            assert crew.lost(spare, time.monotonic())
            crew.restarts.take_due(time.monotonic() + WAIT_S)
            crew.tend(time.monotonic())
        assert crew.error is not None  # the second one was still loading

        while crew.error is not None:
            tend(crew)
            assert time.monotonic() < deadline
        assert crew.complete
    finally:
        for process in crew.disband():
            process.end()


def tend(crew):
    """Tend the crew and read what its processes say."""
    crew.restarts.take_due(time.monotonic() + WAIT_S)
    crew.tend(time.monotonic())
    links = {process.link: process for process in crew.processes}
    for link in select.select(list(links), [], [], 0.1)[0]:
        assert links[link].receive() is not None
