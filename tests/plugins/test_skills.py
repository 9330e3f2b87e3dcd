"""Skills: handlers, texts, required integrations, and the fence around a turn."""

import random

import pytest

from ova.core import Intent, PluginState, Reply, Slot, Utterance
from ova.plugins import SkillNotLoaded
from ova.sdk import Turn

JOKES = """
    from ova.core import NotFound
    from ova.sdk import NotReady, Reply, handles

    class Jokes:
        def __init__(self, config, ova):
            self.config, self.ova = config, ova

        @property
        def trap(self):
            raise RuntimeError("properties are not touched")

        @handles("TellJoke", "TellAnother")
        def tell(self, turn):
            return turn.reply("joke", name=turn.slot("name", "you"))

        @handles("Text")
        def text(self, turn):
            return "plain words"

        @handles("Nothing")
        def nothing(self, turn):
            return None

        @handles("Number")
        def number(self, turn):
            return 42

        @handles("Crash")
        def crash(self, turn):
            return {}["missing"]

        @handles("Exit")
        def leave(self, turn):
            raise SystemExit(1)

        @handles("Away")
        def away(self, turn):
            raise NotReady("The joke box is asleep.", cure="Wake it.")

    def build_skill(config, ova):
        return Jokes(config, ova)
"""
SENTENCES = """
    language: en
    intents:
      TellJoke:
        data:
          - sentences: ["tell me a joke"]
"""


class PlainTexts:
    """The simplest thing that renders."""

    def __init__(self, texts):
        self.texts = texts

    def render(self, key, rng=None, **fields):
        variants = self.texts[key]
        chosen = variants if isinstance(variants, str) else (rng or random).choice(variants)
        return chosen.format(**fields)


def turn(intent, skill="jokes", manager=None, **slots):
    texts = manager.replies(skill, "en") if manager else {}
    named = tuple(Slot(name, value) for name, value in slots.items())
    return Turn(
        Utterance("words"),
        Intent(intent, skill, named),
        replies=PlainTexts(texts),
        rng=random.Random(1),  # noqa: S311 - picks a joke
    )


@pytest.fixture
def manager(workshop):
    workshop.write("skills/jokes/__init__.py", JOKES)
    workshop.write("skills/jokes/locale/en/sentences.yaml", SENTENCES)
    workshop.write("skills/jokes/locale/en/replies.yaml", "joke: ['Ha, {name}!', 'Ho, {name}!']\n")
    manager = workshop.start().skill_manager
    manager.enable("jokes")
    return manager


def test_a_turn_reaches_the_method_that_handles_its_intent(manager):
    for intent in ("TellJoke", "TellAnother"):
        reply = manager.handle(turn(intent, manager=manager, name="Ann"))
        assert reply.text in ("Ha, Ann!", "Ho, Ann!")
        assert reply.error is None
    assert manager.handler("TellJoke", "jokes").__name__ == "tell"
    assert manager.handler("Other", "jokes") is None


def test_texts_and_nothing_become_replies(manager):
    assert manager.handle(turn("Text")) == Reply("plain words")
    assert manager.handle(turn("Nothing")) == Reply("")


@pytest.mark.parametrize(
    ("intent", "reason"),
    [
        ("Crash", "Crash failed: KeyError: 'missing' (jokes/__init__.py:30)"),
        ("Exit", "Exit failed: SystemExit: 1 (jokes/__init__.py:34)"),
        ("Number", "the handler of Number returned a int"),
    ],
)
def test_a_handler_that_fails_is_answered_friendly_named_and_counted(manager, intent, reason):
    reply = manager.handle(turn(intent))
    assert (reply.error, reply.text) == ("handler_failed", "Something went wrong in Jokes.")
    assert reply.data == {"plugin": "jokes", "name": "Jokes", "reason": reason}
    info = manager.info("jokes")
    assert (info.state, info.details["failures"]) == (PluginState.LOADED, 1)
    assert info.warnings[-1] == f"last failure: {reason}"
    assert manager.handle(turn("Text")).text == "plain words"


def test_an_error_made_for_people_is_spoken_as_it_is(manager):
    reply = manager.handle(turn("Away"))
    assert (reply.text, reply.error) == ("The joke box is asleep.", "not_ready")
    assert manager.info("jokes").details["failures"] == 0


def test_intents_and_skills_that_are_not_there_are_answered(manager):
    other = manager.handle(turn("Other"))
    assert (other.error, other.data["reason"]) == ("no_skill", "no method handles Other")
    assert manager.handle(turn("Text", skill="")).error == "no_skill"
    assert manager.handle(turn("Text", skill="ghost")).error == "skill_not_loaded"
    with pytest.raises(SkillNotLoaded, match="ghost"):
        manager.get_skill_module("ghost")


LIGHTS = """
    from ova.sdk import handles

    class Lights:
        done = []

        @handles("Off", "Dim", exclusions=True)
        @handles("On")
        def switch(self, turn):
            self.done.append(turn.intent.name)
            return ", ".join(slot.value for slot in turn.excluded)

    def build_skill(config, ova):
        return Lights()
"""


def test_a_command_with_exceptions_reaches_only_a_method_made_for_them(workshop):
    workshop.write("skills/lights.py", LIGHTS)
    manager = workshop.start().skill_manager
    manager.enable("lights")
    kitchen = (Slot("area", "Kitchen"),)

    def excepting(intent, excluded=kitchen):
        return manager.handle(Turn(Utterance("words"), Intent(intent, "lights", excluded=excluded)))

    refused = excepting("On")
    assert (refused.error, refused.data["plugin"]) == ("exclusion", "lights")
    assert excepting("Off").text == "Kitchen"
    assert excepting("Dim").text == "Kitchen"
    assert excepting("On", ()).error is None
    assert manager.get_skill_module("lights").done == ["Off", "Dim", "On"]


def test_sentences_are_those_of_enabled_skills(manager):
    (sentence,) = manager.sentences()
    assert sentence[:2] == ("jokes", "en")
    assert sentence.file == "jokes/locale/en/sentences.yaml"
    assert "TellJoke" in sentence.data["intents"]
    manager.disable("jokes")
    assert manager.sentences() == []


def test_replies_fall_back_to_the_base_language_and_then_to_english(workshop, manager):
    workshop.write("skills/jokes/locale/de/replies.yaml", "joke: Hallo\n")
    manager.reload("jokes")
    assert manager.replies("jokes", "de-AT") == {"joke": "Hallo"}
    assert manager.replies("jokes", "fr")["joke"] == ["Ha, {name}!", "Ho, {name}!"]
    assert manager.replies("ghost", "en") == {}


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("bad.yaml", "a: [1\nb: 2\n", "jokes/locale/en/bad.yaml:2:2: is not YAML"),
        ("bad.yaml", "- a\n- b\n", "jokes/locale/en/bad.yaml:1:1: holds a list, not a mapping"),
        ("replies.yaml", "joke: 5\n", "replies.yaml:1:7: 'joke' must be a text or a list of texts"),
        (
            "bad.yaml",
            "a: !!python/object:os.system x\n",
            "jokes/locale/en/bad.yaml:1:4: is not YAML",
        ),
    ],
)
def test_a_text_file_that_cannot_be_read_is_named_and_only_it_is_left_out(
    workshop, manager, file, text, problem
):
    workshop.write(f"skills/jokes/locale/en/{file}", text)
    info = manager.reload("jokes")
    assert info.state == PluginState.LOADED
    assert any(problem in warning for warning in info.warnings)
    assert len(manager.sentences()) == 1


def test_a_file_that_is_not_utf8_is_named(workshop, manager):
    workshop.write("skills/jokes/locale/en/bad.yaml", "").write_bytes(b"a: \xff\xfe\n")
    assert "bad.yaml: is not UTF-8 text" in manager.reload("jokes").warnings[0]


def test_sentences_without_a_handler_are_pointed_out(workshop, manager):
    workshop.write(
        "skills/jokes/locale/en/more.yaml", "language: en\nintents:\n  SingSong: {data: []}\n"
    )
    assert manager.reload("jokes").warnings == (
        "has sentences for SingSong and no method that handles it",
    )


def test_bundled_skills_are_enabled_at_first_start(workshop):
    workshop.bundle("skills/jokes.py", JOKES)
    assert workshop.start().skill_manager.info("jokes").state == PluginState.LOADED


def test_an_async_handler_is_refused_with_a_cure(workshop):
    workshop.bundle(
        "skills/later.py",
        """
        from ova.sdk import handles
        class Later:
            @handles("X")
            async def x(self, turn):
                return "x"
        def build_skill(config, ova):
            return Later()
        """,
    )
    info = workshop.start().skill_manager.info("later")
    assert info.state == PluginState.SETUP_ERROR
    assert "async" in info.reason
    assert "plain def" in info.cure


NEEDY = """
    from ova.sdk import handles
    manifest = {"name": "Weather", "required_integrations": ["box"]}
    class Needy:
        def __init__(self, ova):
            self.ova = ova
            self.box = ova.integration_manager.get_integration_module("box")
        @handles("Ask")
        def ask(self, turn):
            assert self.box is self.ova.integration_manager.get_integration_module("box")
            return self.box.value
    def build_skill(config, ova):
        return Needy(ova)
"""
BOX = """
    class Box:
        def __init__(self, value):
            self.value = value
    def build_integration(config, ova):
        if config["value"] == "bad":
            raise OSError("no box")
        return Box(config["value"])
    def default_config():
        return {"value": "one"}
"""


@pytest.fixture
def needy(workshop):
    workshop.bundle("skills/weather/__init__.py", NEEDY)
    workshop.bundle("skills/weather/locale/en/s.yaml", SENTENCES.replace("TellJoke", "Ask"))
    workshop.bundle("skills/second.py", NEEDY.replace("Weather", "Second"))
    workshop.bundle("integrations/box.py", BOX)
    return workshop.start()


def ask(hub, skill="weather"):
    return hub.skill_manager.handle(turn("Ask", skill=skill))


def test_a_skill_without_its_integration_says_what_it_needs(needy):
    info = needy.skill_manager.info("weather")
    assert (info.state, info.reason) == (PluginState.SETUP_ERROR, "needs integration box")
    assert info.required_integrations == ("box",)
    reply = ask(needy)
    assert (reply.error, reply.text) == (
        "skill_not_loaded",
        "Weather needs box, which is not set up.",
    )
    assert len(needy.skill_manager.sentences()) == 1


def test_a_skill_comes_to_life_when_its_integration_does(needy):
    needy.integration_manager.enable("box")
    assert needy.skill_manager.info("weather").state == PluginState.LOADED
    assert ask(needy).text == "one"


def test_one_config_change_reaches_every_skill_that_uses_the_integration(needy):
    needy.integration_manager.enable("box")
    needy.integration_manager.set_config("box", {"value": "two"})
    assert ask(needy).text == "two"
    assert ask(needy, "second").text == "two"
    needy.integration_manager.reload("box")
    assert ask(needy).text == "two"


def test_losing_the_integration_unloads_the_skill_with_the_reason(needy):
    needy.integration_manager.enable("box")
    needy.integration_manager.set_config("box", {"value": "bad"})
    assert needy.skill_manager.info("weather").reason == "needs integration box"
    assert ask(needy).error == "skill_not_loaded"
    needy.integration_manager.set_config("box", {"value": "three"})
    assert ask(needy).text == "three"
    needy.integration_manager.disable("box")
    assert ask(needy).error == "skill_not_loaded"


def test_a_skill_is_built_once_per_change_of_its_integration(needy):
    needy.integration_manager.enable("box")
    built = needy.skill_manager.get_skill_module("weather")
    needy.integration_manager.enable("box")
    assert needy.skill_manager.get_skill_module("weather") is built


def test_skills_needing_loaded_integrations_start_with_the_hub(workshop, needy):
    needy.integration_manager.enable("box")
    needy.stop()
    assert ask(workshop.start()).text == "one"
