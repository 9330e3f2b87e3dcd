"""Every language has what English has: words, replies, phrases of the hub, sentences of the skills."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from string import Formatter
from typing import Any

import pytest
import yaml

from ova.core import HomeNames, SpokenName
from ova.dialogue import recognise_stop
from ova.language import Grammar, Replies, SentenceSource, compile_grammar
from ova.language.package import package_intents
from ova.language.sounds import sound_key
from ova.language.tokens import tokens_of
from ova.language.vocabulary import vocabulary

ROOT = Path(__file__).parents[2]
SKILLS = ("clock", "home", "timers")
LANGUAGES = ("de", "fr", "es", "nl", "it")
PHRASES = ("negation", "exclusion", "conjunctions", "again", "reported", "idioms", "places")
"""Lists of phrases in a table of words."""
HOMES = {
    "de": ("Küchenlicht", "Haustür", "Küche", "Erdgeschoss"),
    "fr": ("Plafonnier", "Porte d'entrée", "Cuisine", "Rez-de-chaussée"),
    "es": ("Lámpara de pie", "Puerta principal", "Cocina", "Planta baja"),
    "nl": ("Keukenlamp", "Voordeur", "Keuken", "Begane grond"),
    "it": ("Lampadario", "Porta d'ingresso", "Cucina", "Piano terra"),
}
"""A lamp, a lock, an area and a floor."""
MOST_MISSED = 0.02


def read(*path: str) -> dict[str, Any]:
    """Return a YAML file of the project."""
    table: dict[str, Any] = yaml.safe_load(ROOT.joinpath(*path).read_text("utf-8"))
    return table


def words(language: str) -> dict[str, Any]:
    """Return the word table of a language as it was written."""
    return read("backend", "ova", "language", "words", f"{language}.yaml")


def variants(text: Any) -> list[str]:
    """Return every form of a reply."""
    if isinstance(text, dict):
        return [form for forms in text.values() for form in variants(forms)]
    return [text] if isinstance(text, str) else list(text)


def fields(text: Any) -> set[str]:
    """Return the fields a reply speaks of."""
    parsed = (part for form in variants(text) for part in Formatter().parse(form))
    return {name for _, name, _, _ in parsed if name is not None}


def texts() -> Iterator[tuple[str, ...]]:
    """Yield the path of every file of texts, with the language left out."""
    for skill in SKILLS:
        yield ("skills", skill, "locale", "{}", "replies.yaml")
    yield ("backend", "ova", "pipeline", "locale", "{}.yaml")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", list(texts()), ids="/".join)
def test_every_text_is_translated(language, path):
    english = read(*(part.format("en") for part in path))
    translated = read(*(part.format(language) for part in path))
    assert translated.keys() == english.keys()
    for key, text in translated.items():
        assert all(form.strip() for form in variants(text)), key
        assert fields(text) <= fields(english[key]), key
    Replies(translated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_table_has_every_list_of_the_english_one(language):
    english, table = words("en"), words(language)
    assert table.keys() == english.keys()
    for key in ("fillers", "pronouns", "list", "speech"):
        assert table[key].keys() == english[key].keys(), key
    seconds = [unit["seconds"] for unit in table["duration"]["units"]]
    assert seconds == [unit["seconds"] for unit in english["duration"]["units"]]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_list_of_phrases_holds_each_phrase_once(language):
    table = words(language)
    lists = {key: table[key] for key in PHRASES}
    lists |= {f"fillers {place}": listed for place, listed in table["fillers"].items()}
    lists |= {f"pronouns {number}": listed for number, listed in table["pronouns"].items()}
    for key, listed in lists.items():
        assert listed, key
        assert all(isinstance(phrase, str) for phrase in listed), key
        assert all(tokens_of(phrase) for phrase in listed), key
        assert [phrase for phrase, count in Counter(listed).items() if count > 1] == [], key


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_single_words_are_single(language):
    known = vocabulary(language)
    for word in (*known.determiners, *known.function_words):
        assert tokens_of(word) == (word,)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "vorhang", "forhang"),
        ("de", "stadt", "statt"),
        ("de", "käse", "kese"),
        ("de", "häuser", "heuser"),
        ("fr", "allumer", "allumé"),
        ("fr", "salle", "sale"),
        ("fr", "phare", "fare"),
        ("fr", "temps", "tant"),
        ("es", "hora", "ora"),
        ("es", "baño", "vaño"),
        ("es", "cocina", "cosina"),
        ("es", "lluvia", "yuvia"),
        ("nl", "klein", "klijn"),
        ("nl", "hond", "hont"),
        ("nl", "vuur", "fuur"),
        ("nl", "blauw", "blouw"),
        ("it", "perché", "perke"),
        ("it", "acqua", "aqua"),
        ("it", "hotel", "otel"),
        ("it", "zucchero", "succhero"),
    ],
)
def test_words_that_sound_alike_have_one_key(language, one, other):
    assert sound_key(one, language) == sound_key(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "an", "aus"),
        ("de", "auf", "zu"),
        ("fr", "allume", "éteins"),
        ("fr", "ouvre", "ferme"),
        ("es", "enciende", "apaga"),
        ("es", "sube", "baja"),
        ("nl", "aan", "uit"),
        ("nl", "open", "dicht"),
        ("it", "accendi", "spegni"),
        ("it", "alza", "abbassa"),
    ],
)
def test_opposites_do_not_sound_alike(language, one, other):
    assert sound_key(one, language) != sound_key(other, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", SKILLS)
def test_every_intent_of_a_skill_has_sentences(language, skill):
    assert intents_of(skill, language) == intents_of(skill, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", SKILLS)
def test_a_skill_takes_all_it_can_from_the_package(language, skill):
    wanted = read("skills", skill, "locale", "en", "package.yaml")["intents"]
    taken = read("skills", skill, "locale", language, "package.yaml")["intents"]
    assert taken == [intent for intent in wanted if intent in package_intents(language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("skill", SKILLS)
def test_a_skill_has_the_same_files_in_every_language(language, skill):
    locale = ROOT / "skills" / skill / "locale"
    english = {path.name for path in (locale / "en").glob("*.yaml")}
    assert {path.name for path in (locale / language).glob("*.yaml")} == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_random_sentences_of_a_language_are_understood(language):
    grammar, area = bundled(language), HOMES[language][2]
    sentences = grammar.sample(Random(7), 300)  # noqa: S311 - picks sentences
    missed = [
        text
        for text in sentences
        if grammar.match(text, area=area).intent is None and recognise_stop(text, language) is None
    ]
    assert len(missed) <= MOST_MISSED * len(sentences), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_language_is_turned_round_by_its_own_words(language):
    grammar, area = bundled(language), HOMES[language][2]
    reasons = {"negation", "exclusion", "not_a_command"}
    for text in grammar.sample(Random(8), 300):  # noqa: S311 - picks sentences
        assert grammar.match(text, area=area).reason not in reasons, text


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_no_filler_is_the_name_of_an_action(language):
    """A filler that eats the verb would leave a bare name, which switches on what it names."""
    table = words(language)
    fillers = {tokens_of(phrase) for listed in table["fillers"].values() for phrase in listed}
    names = HOMES.get(language, ("Kitchen Light", "Front Door", "Kitchen", "Ground Floor"))
    home = HomeNames(entities=(SpokenName(names[0], names[0], "light"),))
    grammar = grammar_of(language, home)
    name = tokens_of(names[0])
    for text in grammar.sample(Random(9), 300):  # noqa: S311 - picks sentences
        said = tokens_of(text)
        places = [at for at in range(len(said)) if said[at : at + len(name)] == name]
        for at in places:
            assert said[:at] not in fillers, text


def test_no_language_knows_a_phrase_as_two_kinds():
    """What is to be left out, and what forbids a command, must not be the same words."""
    for language in ("en", *LANGUAGES):
        table = words(language)
        fillers = {tokens_of(phrase) for listed in table["fillers"].values() for phrase in listed}
        for key in ("negation", "reported", "idioms"):
            forbidding = {tokens_of(phrase) for phrase in table[key]}
            assert fillers.isdisjoint(forbidding), (language, key, fillers & forbidding)


def intents_of(skill: str, language: str) -> set[str]:
    """Return every intent a skill has sentences for, its own or the package's."""
    found: set[str] = set()
    for path in sorted((ROOT / "skills" / skill / "locale" / language).glob("*.yaml")):
        if path.name != "replies.yaml":
            found.update(yaml.safe_load(path.read_text("utf-8"))["intents"])
    return found


def grammar_of(language: str, home: HomeNames) -> Grammar:
    """Return what all bundled skills understand in a home."""
    sources = [
        SentenceSource(skill, language, read(*path), "/".join(path))
        for skill in SKILLS
        for name in sorted(path.name for path in (ROOT / "skills" / skill).glob("locale/en/*"))
        if name != "replies.yaml"
        for path in [("skills", skill, "locale", language, name)]
    ]
    return compile_grammar(sources, home, language)


@cache
def bundled(language: str) -> Grammar:
    """Return what all bundled skills understand in a small home."""
    lamp, lock, area, floor = HOMES[language]
    home = HomeNames(
        entities=(
            SpokenName(lamp, lamp, "light", area),
            SpokenName(lock, lock, "lock", area),
        ),
        areas=((area, area),),
        floors=((floor, floor),),
    )
    return grammar_of(language, home)
