"""The home's own sentences and replies of skills, in a real hub with the real skills."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hubs import START_S, a_new_grammar, hub_in_process

from ova.core import ChangedMeanwhile, InvalidInput, NotFound, OvaError
from ova.hub import OpenVoiceAssistant

TIME = "HassGetCurrentTime"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova") / "home") as hub:
        hub.converse("what time is it")  # starts what keeps runs
        yield hub


def add(hub: OpenVoiceAssistant, text: str, intent: str = TIME, **more) -> dict:
    """Add a sentence to the clock and wait until it is in force."""
    with a_new_grammar(hub):
        return hub.skill_desk.add_sentence("clock", "en", intent, text, by="Ada", **more)


def faults(hub: OpenVoiceAssistant, text: str, intent: str = TIME) -> list[tuple[str, int]]:
    """What is wrong with a sentence for the clock: codes and columns."""
    trial = hub.skill_desk.try_sentence("clock", "en", intent, text)
    return [(one.code, one.column) for one in trial.faults]


def test_an_own_sentence_is_understood_without_a_restart(hub):
    assert hub.understand("give me the hour")["commands"] == []
    stored = add(hub, "give me the hour [please]")
    assert stored["version"] == 1
    assert stored["by"] == "Ada"
    assert hub.skill_desk.grammar()["seq"] >= stored["seq"]
    assert hub.understand("give me the hour please")["commands"][0]["intent"] == TIME
    assert hub.converse("give me the hour").error is None


def test_an_own_sentence_may_have_a_meaning_of_its_own(hub):
    add(hub, "what comes after today", "ClockGetDay", meaning={"slots": {"days": 1}})
    (command,) = hub.understand("what comes after today")["commands"]
    assert command["slots"] == {"days": 1}
    assert hub.converse("what comes after today").reply.startswith("Tomorrow is")


def test_faults_are_named_with_their_place(hub):
    assert faults(hub, "") == [("empty", 0)]
    assert faults(hub, "the hour (please") == [("syntax", 10)]
    assert faults(hub, "the {nothing} hour") == [("syntax", 5)]
    assert faults(hub, "the <nothing> hour") == [("syntax", 5)]
    assert faults(hub, "the hour in the {area}") == [("unknown_slot", 17)]
    assert faults(hub, "x" * 5000)[0][0] == "syntax"
    assert faults(hub, "(a|b|c|d|e|f|g|h|i|j)" * 15)[0][0] == "syntax"
    assert faults(hub, "(" + "|".join(f"word{n}" for n in range(10_000)) + ")")[0][0] == "syntax"
    assert faults(hub, "[please] stop") == [("stop", 0)]
    assert faults(hub, "[please]") == [("no_words", 0)]


def test_a_sentence_with_a_fault_is_refused_and_nothing_is_stored(hub):
    before = hub.skill_texts.seq
    with pytest.raises(InvalidInput, match="never closed") as refused:
        hub.skill_desk.add_sentence("clock", "en", TIME, "the hour (please")
    assert "character 10" in refused.value.message
    assert refused.value.errors[0]["pointer"] == "/text"
    for skill, language, intent in (
        ("clock", "xx", TIME),
        ("clock", "en", "ClockTellFortune"),
        ("nobody", "en", TIME),
    ):
        with pytest.raises(OvaError):
            hub.skill_desk.add_sentence(skill, language, intent, "fortune time")
    assert hub.skill_texts.seq == before


def test_what_belongs_to_another_skill_is_said_and_can_be_taken_over(hub):
    trial = hub.skill_desk.try_sentence("clock", "en", TIME, "cancel all timers")
    assert (trial.taken[0].skill, trial.taken[0].intent) == ("timers", "HassCancelAllTimers")
    with pytest.raises(OvaError) as refused:
        hub.skill_desk.add_sentence("clock", "en", TIME, "cancel all timers")
    assert refused.value.code == "sentence_taken"
    stored = add(hub, "cancel all timers", anyway=True)
    assert hub.understand("cancel all timers")["commands"][0]["skill"] == "clock"
    (conflict,) = [
        one for one in hub.skill_desk.conflicts("clock") if one["sentence"] == "cancel all timers"
    ]
    asked, other = conflict["sides"]
    assert (asked["skill"], asked["own"], asked["template"]) == ("clock", True, "cancel all timers")
    assert (other["skill"], other["intent"]) == ("timers", "HassCancelAllTimers")
    assert other["template"]
    with a_new_grammar(hub):
        hub.skill_desk.change_sentence("clock", stored["id"], removed=True)
    assert hub.understand("cancel all timers")["commands"][0]["skill"] == "timers"


def test_what_means_the_same_already_is_said(hub):
    trial = hub.skill_desk.try_sentence("clock", "en", TIME, "what time is it")
    assert trial.faults == trial.taken == []
    assert trial.known[0].intent == TIME


def test_the_same_sentence_twice_is_refused(hub):
    add(hub, "clock please [now]")
    assert faults(hub, " Clock  please [now]") == [("duplicate", 0)]


def test_an_edit_says_what_it_had_seen_and_every_version_can_come_back(hub):
    stored = add(hub, "tick tock")
    change = hub.skill_desk.change_sentence
    with a_new_grammar(hub):
        second = change("clock", stored["id"], text="tick tock tick", was={"version": 1})
    assert hub.understand("tick tock tick")["commands"]
    with pytest.raises(ChangedMeanwhile):
        change("clock", stored["id"], text="tock", was={"version": 1})
    with a_new_grammar(hub):
        gone = change("clock", stored["id"], removed=True, was={"version": second["version"]})
    assert gone["removed"]
    assert stored["id"] in [one["id"] for one in hub.skill_desk.sentences("clock")["removed"]]
    versions = hub.skill_desk.history("clock", stored["id"])
    assert [one["text"] for one in versions] == ["", "tick tock tick", "tick tock"]
    with a_new_grammar(hub):
        back = hub.skill_desk.restore("clock", stored["id"], 1, was={"version": 3})
    assert (back["version"], back["text"], back["removed"]) == (4, "tick tock", False)
    assert hub.understand("tick tock")["commands"]
    with pytest.raises(NotFound):
        hub.skill_desk.restore("clock", stored["id"], 99)


def test_sentences_are_listed_by_intent_with_names_of_the_home(hub):
    listed = hub.skill_desk.sentences("home")
    assert listed["languages"][0] == "en"
    intents = {one["intent"]: one for one in listed["intents"]}
    assert intents["HassTurnOn"]["handled"]
    assert intents["HassTurnOn"]["count"] > 10
    assert {"name", "area"} <= set(intents["HassTurnOn"]["slots"])
    found = hub.skill_desk.sentences("home", search="kitchen light", limit=500)
    assert found["total"] > 0
    assert any("Kitchen Light" in text for one in found["sentences"] for text in one["examples"])
    german = hub.skill_desk.sentences("clock", "de", intent="ClockGetDay")
    assert german["language"] == "de"
    assert {one["intent"] for one in german["sentences"]} == {"ClockGetDay"}
    assert any(one["line"] for one in german["sentences"])


def test_a_reply_is_said_in_ones_own_words_and_goes_back(hub):
    desk = hub.skill_desk
    stored = desk.set_reply("clock", "en", "time", {"": ["Look: {time}!"]}, was={"version": 0})
    assert hub.converse("what time is it").reply.startswith("Look: ")
    with pytest.raises(ChangedMeanwhile):
        desk.set_reply("clock", "en", "time", {"": ["{time}"]}, was={"version": 0})
    own = next(one for one in desk.replies("clock")["replies"] if one["key"] == "time")
    assert own["own"]["forms"] == {"": ["Look: {time}!"]}
    assert own["placeholders"] == ["time"]
    desk.set_reply("clock", "en", "time", None, was={"version": stored["version"]})
    assert hub.converse("what time is it").reply.startswith("It's ")
    back = desk.restore("clock", stored["id"], 1)
    assert back["forms"] == {"": ["Look: {time}!"]}
    desk.set_reply("clock", "en", "time", None)


@pytest.mark.parametrize(
    ("forms", "code", "column"),
    [
        ({"": []}, "empty", 0),
        ({"": [" "]}, "empty", 0),
        ({"": ["It is {tiem}."]}, "unknown_placeholder", 7),
        ({"": ["It is {time."]}, "braces", 7),
        ({"": ["It is time}."]}, "braces", 11),
        ({"": ["{time}", " {time} "]}, "duplicate", 0),
        ({"": ["x" * 5000]}, "too_long", 0),
        ({"": [str(n) for n in range(50)]}, "too_many", 0),
        ({"few": ["{time}"]}, "forms", 0),
        ({}, "forms", 0),
    ],
)
def test_a_reply_that_cannot_be_said_is_refused(hub, forms, code, column):
    (fault,) = hub.skill_desk.try_reply("clock", "en", "time", forms)
    assert (fault["code"], fault["column"]) == (code, column)
    with pytest.raises(InvalidInput):
        hub.skill_desk.set_reply("clock", "en", "time", forms)


def test_what_would_be_understood_is_explained_and_nothing_is_done(hub):
    before = [one.to_json() for one in hub.timers.pending()]
    runs = hub.runs()
    told = hub.understand("set a timer for five minuts", "Kitchen")
    assert told["area"] == "Kitchen"
    (command,) = told["commands"]
    assert (command["skill"], command["name"], command["kind"]) == ("timers", "Timers", "skill")
    assert command["handled"]
    assert told["readings"][0]["steps"][0]["said"] == "minuts"
    assert [one.to_json() for one in hub.timers.pending()] == before
    assert hub.runs() == runs
    assert hub.understand("stop")["stops"] == "stop"
    declined = hub.understand("paint the kitchen green with envy")
    assert declined["commands"] == []
    assert declined["reason"]
    with pytest.raises(NotFound):
        hub.understand("what time is it", "Atlantis")


def test_own_texts_survive_a_restart(tmp_path: Path):
    folder = tmp_path / "home"
    with hub_in_process(folder) as hub:
        hub.skill_desk.add_sentence("clock", "en", TIME, "give me the hour")
        hub.skill_desk.set_reply("clock", "en", "time", {"": ["Look: {time}!"]})
    with hub_in_process(folder) as hub:
        assert hub.grammar.wait_ready(START_S)
        assert hub.converse("give me the hour").reply.startswith("Look: ")


def test_own_texts_go_out_as_yaml_and_come_in_again(hub):
    desk = hub.skill_desk
    add(hub, "what hour has come")
    add(hub, "what is the day after", "ClockGetDay", meaning={"slots": {"days": 1}})
    desk.set_reply("clock", "de", "time", {"": ["Schau: {time}."]})
    written = desk.export("clock")
    assert "Schau: {time}." in written
    looked = desk.preview("clock", written)
    assert looked["faults"] == []
    assert {one["change"] for one in looked["items"]} == {"same"}
    for one in desk.sentences("clock")["own"]:
        desk.change_sentence("clock", one["id"], removed=True)
    desk.set_reply("clock", "de", "time", None)
    looked = desk.preview("clock", written)
    assert {one["change"] for one in looked["items"]} == {"new"}
    with pytest.raises(ChangedMeanwhile):
        desk.bring_in("clock", written, was={"seq": looked["seq"] - 1})
    desk.bring_in("clock", written, by="Ada", was={"seq": looked["seq"]})
    back = {one["text"]: one["meaning"] for one in desk.sentences("clock")["own"]}
    assert back["what is the day after"] == {"slots": {"days": 1}}
    assert desk.export("clock") == written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no texts"),
        ("a: [", "not YAML"),
        ("- 1", "no texts"),
        ("texts: {en: {sentences: [1]}}", "another shape"),
        ("texts: {en: {sentences: {HassGetCurrentTime: tick}}}", "another shape"),
        ("texts: {en: {replies: {time: [1]}}}", "another shape"),
        ("{skill: timers, texts: {}}", "'timers'"),
        ("{format: 9, texts: {}}", "newer hub"),
        ("x: " + "y" * 600_000, "larger than"),
    ],
)
def test_a_file_that_holds_no_texts_is_refused_in_words(hub, text, reason):
    (fault,) = hub.skill_desk.preview("clock", text)["faults"]
    assert reason in fault["message"]
    with pytest.raises(InvalidInput):
        hub.skill_desk.bring_in("clock", text)


def test_nothing_of_a_file_with_a_fault_is_taken_in(hub):
    before = hub.skill_texts.seq
    text = "texts: {en: {sentences: {HassGetCurrentTime: [tick tick tock, 'tock (']}}}"
    items = hub.skill_desk.preview("clock", text)["items"]
    assert [bool(one["faults"]) for one in items] == [False, True]
    with pytest.raises(InvalidInput, match="Text 2"):
        hub.skill_desk.bring_in("clock", text)
    assert hub.skill_texts.seq == before


def test_a_skill_has_a_page_about_it(hub):
    assert "<h1>Clock</h1>" in hub.skill_desk.guide("clock")
    assert hub.skill_manager.info("clock").details["docs"] == "/skill/clock/docs"
    with pytest.raises(NotFound):
        hub.skill_desk.guide("nobody")
    assert hub.skill_desk.log("clock", level="error") == []
