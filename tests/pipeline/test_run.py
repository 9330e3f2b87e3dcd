"""The life of one run."""

from ova.core import OvaError, Reply, RunEvent, RunEventType
from ova.pipeline import Ending, Run


def new_run(listener: list[RunEvent]) -> Run:
    ticks = iter(range(1000))
    return Run(
        clock=lambda: 1_700_000_000.0,
        stopwatch=lambda: float(next(ticks)),
        listeners=(listener.append,),
        satellite_id="kitchen",
    )


def test_events_come_in_order_with_run_and_satellite():
    events: list[RunEvent] = []
    run = new_run(events)

    run.emit(RunEventType.RUN_START, language="en")
    run.fail(OvaError("Nothing was heard.", code="stt-no-text-recognized"))
    result = run.end(Ending(reply=Reply(error="stt-no-text-recognized")))

    assert [event.type for event in events] == ["run-start", "error", "run-end"]
    assert {event.run_id for event in events} == {run.id}
    assert {event.satellite_id for event in events} == {"kitchen"}
    assert result is not None
    assert result.events == tuple(events)


def test_a_run_ends_only_once():
    events: list[RunEvent] = []
    run = new_run(events)

    first = run.end(Ending(reply=Reply("one")))
    second = run.end(Ending(reply=Reply("two")))
    run.emit(RunEventType.TTS_START)

    assert first is not None
    assert second is None
    assert [event.type for event in events] == ["run-end"]


def test_timings_add_up_per_stage():
    run = new_run([])

    with run.timed("intent"):
        pass
    run.add_time("intent", 0.5)
    result = run.end(Ending(reply=Reply()))

    assert result is not None
    assert result.timings_ms["intent"] == 1500
    assert result.timings_ms["total"] > 0


def test_what_a_skill_tells_of_an_error_may_have_any_names():
    events: list[RunEvent] = []
    run = new_run(events)

    run.emit(RunEventType.ERROR, kind="a", code="b", self_made="c")

    assert events[0].data == {"kind": "a", "code": "b", "self_made": "c"}
