"""What becomes of a command afterwards: kept, found, explained, cured, tried again, forgotten."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.hubs import hub_in_process, spoken

from ova.core import (
    REASONS,
    ChangedMeanwhile,
    InvalidInput,
    NotFound,
    Outcome,
    RunResult,
    Unavailable,
)
from ova.engines import write_wav
from ova.hub import OpenVoiceAssistant
from ova.hub.history import CureKind
from ova.hub.history.cures import CureFinder


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova"), workers=1) as hub:
        hub.update_settings({"keep_audio": "all"})
        hub.listen(write_wav(spoken("what time is it")))  # starts the threads that keep things
        hub.update_settings({"keep_audio": "off"})
        yield hub


@pytest.fixture
def news(hub: OpenVoiceAssistant) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    told: list[tuple[str, dict[str, Any]]] = []
    end = hub.subscribe(lambda kind, data: told.append((kind, data)))
    yield told
    end()


def cures(hub: OpenVoiceAssistant, run: RunResult, kind: CureKind) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hub.curing.find(run.run_id)["cures"]
    return [one for one in found if one["kind"] == kind]


def cure(hub: OpenVoiceAssistant, run: RunResult, kind: CureKind, **fields: Any) -> dict[str, Any]:
    """Apply the first remedy of a kind as it was offered."""
    offered = cures(hub, run, kind)[0]
    given = {name: offered[name] for name in ("place", "id", "text", "means", "area_id", "was")}
    return hub.curing.apply(run.run_id, kind, **{**given, **fields})


def test_a_run_tells_what_was_matched_and_done(hub: OpenVoiceAssistant):
    run = hub.converse("turn on the kitchen light", area_id="kitchen")
    kept = hub.run(run.run_id)

    assert (kept["outcome"], kept["area_id"], kept["engine"]) == ("done", "kitchen", "text")
    (command,) = kept["commands"]
    assert command["template"]
    assert command["score"] == 1.0
    (deed,) = kept["deeds"]
    assert (deed["kind"], deed["target"], deed["call"], deed["code"]) == (
        *("service", "light.kitchen_light", "turn_on"),
        "",
    )


def test_what_else_may_have_been_heard_is_kept(hub: OpenVoiceAssistant):
    run = hub.listen(write_wav(spoken("mumble grumble jabber", 0.2, "hey nonny no")))
    kept = hub.run(run.run_id)

    assert kept["text"] == ""
    assert kept["outcome"] == "not_understood"
    for other in kept["alternatives"]:
        assert other["text"]
        assert other["confidence"] is None or 0 <= other["confidence"] <= 1


def test_pages_hear_of_runs_that_come_and_go(
    hub: OpenVoiceAssistant, news: list[tuple[str, dict[str, Any]]]
):
    run = hub.converse("what time is it")
    hub.history.remove(run.run_id)

    told = [(kind, data) for kind, data in news if kind in ("run_changed", "run_removed")]
    assert [kind for kind, _ in told] == ["run_changed", "run_removed"]
    assert told[0][1]["run_id"] == run.run_id
    assert told[1][1] == {"run_ids": [run.run_id]}
    with pytest.raises(NotFound):
        hub.run(run.run_id)


def test_runs_of_a_day_are_found_in_the_homes_time_zone(hub: OpenVoiceAssistant):
    hub.update_settings({"time_zone": "Pacific/Kiritimati"})
    run = hub.converse("what day is it")
    today = hub.now().date()

    def found(**wanted: Any) -> bool:
        return run.run_id in [one["run_id"] for one in hub.history.recent(50, wanted=wanted)]

    assert found(from_day=today, to_day=today, words="what day")
    assert not found(from_day=today.replace(year=today.year + 1))
    assert not found(to_day=today.replace(year=today.year - 1))
    hub.update_settings({"time_zone": "UTC"})


def test_an_unknown_name_becomes_an_alias_and_the_command_works(hub: OpenVoiceAssistant):
    run = hub.converse("turn on the kitchen lite bulb")
    assert run.error == "no_entity"
    offered = cures(hub, run, CureKind.ALIAS)
    assert [(one["id"], one["text"]) for one in offered] == [("", "lite bulb")]

    done = hub.curing.apply(
        run.run_id,
        CureKind.ALIAS,
        place="entity",
        id="light.kitchen_light",
        text=offered[0]["text"],
        was={"aliases": []},
    )
    again = hub.trying_again.do(run.run_id)

    assert done["after"] == {"aliases": [offered[0]["text"]]}
    assert again.error is None
    assert again.again_of == run.run_id
    assert hub.run(run.run_id)["tried_again"] == [{"run_id": again.run_id, "outcome": "done"}]


def test_a_cure_is_refused_when_somebody_changed_the_thing_meanwhile(hub: OpenVoiceAssistant):
    run = hub.converse("turn on the coffee brewer")
    offered = cures(hub, run, CureKind.ALIAS)[0]
    assert offered["id"] == "switch.coffee_maker"
    hub.home.update_entity(offered["id"], aliases=["espresso"])

    seen = {name: offered[name] for name in ("place", "id", "text", "was")}
    with pytest.raises(ChangedMeanwhile):
        hub.curing.apply(run.run_id, CureKind.ALIAS, **seen)
    assert hub.home.entity(offered["id"]).aliases == ("espresso",)
    with pytest.raises(InvalidInput):
        hub.curing.apply(run.run_id, CureKind.ALIAS, place="entity", id=offered["id"], text=" ")
    with pytest.raises(InvalidInput):
        hub.curing.apply(run.run_id, CureKind.MEND, id="demo_home")


def test_an_unknown_room_gets_a_further_name(hub: OpenVoiceAssistant):
    run = hub.converse("turn on the lights in the kitshen hall")
    assert run.error == "no_area"

    assert cure(hub, run, CureKind.ALIAS)["place"] == "area"
    assert hub.trying_again.understand(run.run_id)["changed"]


@pytest.mark.parametrize(
    ("thing", "command", "error"),
    [
        ("switch.coffee_maker", "turn on the coffee maker", "no_entity_exposed"),
        ("fan.bathroom_fan", "turn on the bathroom fan", "no_domain_in_area_exposed"),
    ],
)
def test_a_thing_that_is_not_shared_is_shared(
    thing: str, command: str, error: str, hub: OpenVoiceAssistant
):
    hub.home.update_entity(thing, exposed=False)
    hub.grammar.wait_settled(60)
    run = hub.converse(command)
    assert run.error == error

    assert cure(hub, run, CureKind.EXPOSE)["after"] == {"exposed": True}
    assert hub.trying_again.do(run.run_id).error is None


def test_a_thing_that_was_hidden_while_the_command_was_on_its_way_is_shared(
    hub: OpenVoiceAssistant,
):
    """The skill refuses it then, and the grammar knows nothing of that."""
    hub.home.update_entity("switch.coffee_maker", exposed=False)
    told = hub.converse("turn on the coffee maker").to_json()
    refused = {**told, "error": "no_entity_exposed", "events": []}
    refused["commands"] = [{"slots": {"name": "Coffee Maker"}, "error": "no_entity_exposed"}]
    found = CureFinder(hub).find(refused)
    hub.home.update_entity("switch.coffee_maker", exposed=True)

    assert [one.id for one in found if one.kind == CureKind.EXPOSE] == ["switch.coffee_maker"]


def test_a_thing_in_another_room_is_moved(hub: OpenVoiceAssistant):
    run = hub.converse("turn on the desk lamp in the kitchen")
    assert run.error == "entity_elsewhere"

    assert cure(hub, run, CureKind.MOVE)["after"] == {"area_id": "kitchen"}
    assert hub.trying_again.do(run.run_id).error is None


def test_a_sentence_that_was_not_understood_is_taught(hub: OpenVoiceAssistant):
    run = hub.converse("gimme brightness over the counter")
    assert run.outcome is Outcome.NOT_UNDERSTOOD
    with pytest.raises(InvalidInput):
        hub.curing.apply(run.run_id, CureKind.SENTENCE, means="flurb the flarb")

    means = "turn on the counter light"
    done = hub.curing.apply(run.run_id, CureKind.SENTENCE, means=means, by="Ada")
    again = hub.trying_again.do(run.run_id)

    assert (done["place"], done["id"], done["after"]["by"]) == ("skill", "home", "Ada")
    assert again.intent is not None
    assert again.intent.values() == {"name": "Counter Light"}
    assert hub.home.entity("light.counter_light").state.state == "on"
    with pytest.raises(InvalidInput):
        hub.curing.apply(run.run_id, CureKind.SENTENCE, means=means)


def test_sentences_that_are_understood_are_offered_as_the_meaning(hub: OpenVoiceAssistant):
    run = hub.converse("turn on the kitchen lite")
    for one in cures(hub, run, CureKind.SENTENCE):
        assert (one["id"], one["text"]) == ("home", "turn on the kitchen lite")
        assert hub.understand(one["means"])["commands"]


def test_an_integration_that_is_off_is_switched_on(hub: OpenVoiceAssistant):
    hub.integration_manager.pause("demo_home")
    run = hub.converse("turn off the kitchen light")
    assert run.outcome is Outcome.FAILED

    assert cure(hub, run, CureKind.ENABLE)["after"]["state"] == "loaded"
    assert hub.trying_again.do(run.run_id).error is None


def test_what_was_no_command_is_declined_from_then_on_until_that_is_taken_back(
    hub: OpenVoiceAssistant,
):
    run = hub.converse("turn on the kitchen ligth maybe")
    report = hub.curing.apply(run.run_id, CureKind.NOT_A_COMMAND, text="")

    for text in ("turn on the kitchen ligth maybe", "Turn on the kitchen, ligth maybe!"):
        assert hub.converse(text).error == "not_a_command"
    assert hub.converse("turn on the kitchen light").error is None
    assert cures(hub, run, CureKind.NOT_A_COMMAND)[0]["done"] == report["id"]
    assert [one["id"] for one in hub.curing.reports()] == [report["id"]]

    hub.curing.take_back(report["id"])
    assert hub.converse("turn on the kitchen ligth maybe").error == run.error
    with pytest.raises(NotFound):
        hub.curing.take_back(report["id"])


def test_a_command_is_tried_again_on_the_same_sound(hub: OpenVoiceAssistant):
    hub.update_settings({"keep_audio": "all"})
    heard = hub.listen(write_wav(spoken("turn on the kitchen light")))
    hub.home.control("light.kitchen_light", "turn_off")

    only = hub.trying_again.understand(heard.run_id)
    assert not only["changed"]
    assert hub.home.entity("light.kitchen_light").state.state == "off"

    again = hub.trying_again.do(heard.run_id)
    hub.update_settings({"keep_audio": "off"})
    assert (again.source, again.text, again.again_of) == ("audio", heard.text, heard.run_id)
    assert hub.home.entity("light.kitchen_light").state.state == "on"


def test_of_a_command_that_left_nothing_nothing_can_be_tried(hub: OpenVoiceAssistant):
    run = hub.listen(write_wav(spoken(1.0)))
    assert run.text == ""
    for again in (hub.trying_again.do, hub.trying_again.understand):
        with pytest.raises(Unavailable):
            again(run.run_id)


def test_a_history_that_is_switched_off_keeps_nothing(hub: OpenVoiceAssistant):
    before = hub.converse("what time is it")
    hub.update_settings({"history_runs": 0})
    run = hub.converse("what time is it")
    assert hub.runs() == []
    hub.update_settings({"history_runs": 10_000})
    for gone in (before, run):
        with pytest.raises(NotFound):
            hub.run(gone.run_id)


def test_all_of_it_can_be_deleted(hub: OpenVoiceAssistant):
    hub.update_settings({"keep_audio": "all"})
    run = hub.listen(write_wav(spoken("turn on the kitchen light")))
    assert hub.run(run.run_id)["recording"]
    assert hub.history.clear() >= 1
    hub.update_settings({"keep_audio": "off"})
    assert hub.runs() == []
    assert not hub.recordings.has(run.run_id)


def test_every_reason_has_an_outcome():
    assert set(REASONS.values()) == set(Outcome) - {Outcome.DONE}
