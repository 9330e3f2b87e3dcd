"""The bundled skills in the languages beside English: a real hub is told what people say."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.hubs import hub_in_process

from ova.core import Entity, EntityState, HomeNames, Match, QuestionKind, RunResult, SpokenName
from ova.dialogue import answer_words
from ova.home import DeclaredEntity
from ova.hub import OpenVoiceAssistant
from ova.language import Grammar, SentenceSource, compile_grammar

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parent / "languages"
LANGUAGES = ["de", "fr", "es", "nl", "it"]
SOURCE = "house"
REBUILD_S = 60.0
AREAS = ("kitchen", "living", "bedroom", "hallway")
FLOORS = ("ground", "upper")
TABLE = yaml.safe_load((DATA / "meanings.yaml").read_text("utf-8"))
HOUSE: dict[str, dict[str, Any]] = TABLE["house"]
MEANINGS: dict[str, dict[str, Any]] = TABLE["meanings"]
STATES = {
    "turn_on": "on",
    "turn_off": "off",
    "set_percentage": "on",
    "open_cover": "open",
    "close_cover": "closed",
    "lock": "locked",
    "unlock": "unlocked",
    "media_play": "playing",
    "media_pause": "paused",
    "start": "cleaning",
    "return_to_base": "returning",
}


@cache
def texts(language: str) -> dict[str, Any]:
    """Return the names of the house and what is said in a language."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / f"{language}.yaml").read_text("utf-8"))
    return loaded


def named(language: str, value: Any) -> Any:
    """Return a value, with the name for "$kitchen"."""
    is_name = isinstance(value, str) and value.startswith("$")
    return texts(language)["names"][value[1:]] if is_name else value


def slots_of(language: str, meaning: str) -> dict[str, Any]:
    """Return the slots a meaning has in a language."""
    return {slot: named(language, value) for slot, value in MEANINGS[meaning]["slots"].items()}


def area_of(language: str, meaning: str) -> str | None:
    """Return where a meaning is said."""
    area = MEANINGS[meaning].get("area")
    return texts(language)["names"][area] if area else None


@cache
def grammar_of(language: str) -> Grammar:
    """Return what all bundled skills understand in the house."""
    names = texts(language)["names"]
    sources = [
        SentenceSource(path.parts[-4], language, yaml.safe_load(path.read_text("utf-8")), path.name)
        for path in sorted((ROOT / "skills").glob(f"[a-z]*/locale/{language}/*.yaml"))
        if path.name != "replies.yaml"
    ]
    home = HomeNames(
        entities=tuple(
            SpokenName(names[key], names[key], one["domain"], names[one["area"]])
            for key, one in HOUSE.items()
        ),
        areas=tuple((names[area], names[area]) for area in AREAS),
        floors=tuple((names[floor], names[floor]) for floor in FLOORS),
        domains_with_class=frozenset(
            (one["domain"], one["device_class"]) for one in HOUSE.values() if "device_class" in one
        ),
    )
    return compile_grammar(sources, home, language)


def got(match: Match) -> tuple[str, dict[str, Any]]:
    """Return the intent and slots of a match; a timer's name in lower case."""
    assert match.intent is not None, f"{match.text!r} was declined: {match.reason} {match.detail}"
    slots = match.intent.values()
    if match.intent.skill == "timers" and "name" in slots:
        slots["name"] = slots["name"].casefold()
    return match.intent.name, slots


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meaning_is_said_and_no_other(language):
    said = texts(language)["said"]
    assert said.keys() == MEANINGS.keys()
    assert sum(map(len, said.values())) >= 60
    assert {*HOUSE, *AREAS, *FLOORS} <= texts(language)["names"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_language_is_faulty_or_unspeakable(language):
    grammar = grammar_of(language)
    assert grammar.word_graph().words
    assert [str(problem) for problem in grammar.problems] == []


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_say_has_its_intent_and_slots(language, meaning):
    wanted = (MEANINGS[meaning]["intent"], slots_of(language, meaning))
    for text in texts(language)["said"][meaning]:
        match = grammar_of(language).match(text, area=area_of(language, meaning))
        assert got(match) == wanted, text
        assert match.also == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recogniser_writes_it_without_capitals_and_stops(language):
    for meaning, said in texts(language)["said"].items():
        for text in said:
            plain = text.lower().replace("-", " ")
            match = grammar_of(language).match(plain, area=area_of(language, meaning))
            assert got(match)[0] == MEANINGS[meaning]["intent"], plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_denied_or_told_to_others_is_never_done(language):
    for text in texts(language)["never"]:
        match = grammar_of(language).match(text, area=texts(language)["names"]["kitchen"])
        assert match.intent is None, text
        assert match.question is None, text


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("de", "schalte das Küchenlicht und die Stehlampe an", ["Küchenlicht", "Stehlampe"]),
        ("de", "mach die Stehlampe an und öffne den Vorhang rechts", ["Stehlampe", "Vorhang rechts"]),
        ("fr", "allume le plafonnier et le lampadaire", ["Plafonnier", "Lampadaire"]),
        ("fr", "allume le lampadaire et ouvre le rideau droit", ["Lampadaire", "Rideau droit"]),
        ("es", "enciende la cafetera y la lámpara de pie", ["Cafetera", "Lámpara de pie"]),
        ("es", "enciende la cafetera y abre la cortina derecha", ["Cafetera", "Cortina derecha"]),
        ("nl", "doe de keukenlamp en de staande lamp aan", ["Keukenlamp", "Staande lamp"]),
        ("nl", "zet de keukenlamp aan en open het gordijn rechts", ["Keukenlamp", "Gordijn rechts"]),
        ("it", "accendi il lampadario e la piantana", ["Lampadario", "Piantana"]),
        ("it", "accendi la piantana e apri la tenda destra", ["Piantana", "Tenda destra"]),
    ],
)  # fmt: skip
def test_several_commands_of_one_sentence_are_all_understood(language, text, meant):
    match = grammar_of(language).match(text)
    assert [intent.value("name") for intent in match.intents] == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "schalte alle Lampen aus bis auf die Stehlampe"),
        ("fr", "éteins toutes les lumières sauf le lampadaire"),
        ("es", "apaga todas las luces menos la lámpara de pie"),
        ("nl", "doe overal het licht uit behalve de staande lamp"),
        ("it", "spegni tutte le luci tranne la piantana"),
    ],
)
def test_an_exception_is_left_alone(language, text):
    match = grammar_of(language).match(text)
    assert got(match) == ("HassTurnOff", {"domain": "light"})
    excluded = [(slot.name, slot.value) for slot in match.intent.excluded]
    assert excluded == [("name", texts(language)["names"]["floor_lamp"])]


def control(entity: Entity, service: str, data: dict[str, Any]) -> EntityState:
    """Do what a service asks for."""
    attributes = dict(entity.state.attributes)
    state = STATES.get(service, entity.state.state)
    if service == "set_cover_position":
        state, attributes["current_position"] = "open", data["position"]
    if "brightness_pct" in data:
        attributes["brightness"] = round(data["brightness_pct"] * 255 / 100)
    attributes.update({key: value for key, value in data.items() if key != "brightness_pct"})
    return EntityState(state, attributes)


class Spoken:
    """A hub in a language, with the house."""

    def __init__(self, hub: OpenVoiceAssistant, language: str) -> None:
        self.hub = hub
        self.language = language

    def furnish(self, before: dict[str, str] | None = None) -> None:
        """Bring the house to its first state, but for what ``before`` says."""
        names = texts(self.language)["names"]
        for timer in self.hub.timers.pending():
            self.hub.timers.cancel(timer.id)
        declared = [
            DeclaredEntity(
                key=key,
                name=names[key],
                domain=one["domain"],
                area=names[one["area"]],
                floor=names[one["floor"]] if "floor" in one else None,
                device_class=one.get("device_class"),
                state=(before or {}).get(key, one["state"]),
                attributes=one.get("attributes", {}),
            )
            for key, one in HOUSE.items()
        ]
        self.hub.home.sync(SOURCE, declared)

    def state(self, what: str) -> Any:
        """Return a state, or the attribute of "lamp.brightness"."""
        key, _, attribute = what.partition(".")
        name = texts(self.language)["names"][key]
        entity = next(one for one in self.hub.home.entities() if one.name == name)
        return entity.state.attributes.get(attribute) if attribute else entity.state.state

    def say(self, text: str, area: str | None = None) -> RunResult:
        """Say something, and yes when the hub wants to be sure."""
        area_id = self.hub.home.find_area(area).id if area else None
        result = self.hub.converse(text, area_id=area_id, conversation_id=text)
        if result.question is not None and result.question.kind is QuestionKind.CONFIRM:
            yes = answer_words(self.language).first_yes
            return self.hub.converse(yes, area_id=area_id, conversation_id=text)
        return result


@contextmanager
def furnished(folder: Path, language: str) -> Iterator[Spoken]:
    """Run a hub that speaks a language, with the house in it."""
    with hub_in_process(folder) as hub:
        spoken = Spoken(hub, language)
        spoken.furnish()
        hub.home.set_controller(SOURCE, control)
        hub.update_settings({"language": language})
        assert hub.grammar.in_language(language, REBUILD_S) is not None
        spoken.say(texts(language)["said"]["time"][0])  # starts the threads that stay until the end
        yield spoken


@pytest.fixture(scope="module", params=LANGUAGES)
def spoken(request, tmp_path_factory) -> Iterator[Spoken]:
    """A hub for each language, one after the other."""
    with furnished(tmp_path_factory.mktemp(request.param), request.param) as made:
        yield made


@pytest.mark.parametrize("meaning", MEANINGS)
def test_the_house_does_what_was_said_and_answers_in_the_language(spoken, meaning):
    wanted = MEANINGS[meaning]
    for text in texts(spoken.language)["said"][meaning]:
        spoken.furnish(wanted.get("before"))
        result = spoken.say(text, area_of(spoken.language, meaning))

        assert result.intent is not None, (text, result.reply)
        assert result.intent.name == wanted["intent"], text
        for what, state in wanted.get("then", {}).items():
            assert spoken.state(what) == state, (text, what, result.reply)
        assert result.reply, text
        assert not {"{", "}", "_"} & set(result.reply), result.reply
        assert str(named(spoken.language, wanted.get("says", ""))) in result.reply, text


@pytest.mark.parametrize("place", [0, 5, 10, 15])
def test_nothing_happens_in_the_house_when_nothing_was_wanted(spoken, place):
    spoken.furnish()
    before = {what: spoken.state(what) for what in HOUSE}
    for text in texts(spoken.language)["never"][place : place + 5]:
        result = spoken.say(text, texts(spoken.language)["names"]["kitchen"])
        assert result.intent is None, text
        assert result.reply, text
    assert {what: spoken.state(what) for what in HOUSE} == before
