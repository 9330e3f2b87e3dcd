"""What may be said for a kind of value is a small set, and all of it is understood."""

import pytest

from ova.core import HomeNames
from ova.language import SentenceSource, accepts, compile_grammar
from ova.language.tokens import tokens_of
from ova.language.values import TYPED_KINDS, VALUE_KINDS, read_values, spoken_values, value_words

LANGUAGES = ("en", "de", "fr", "es", "nl", "it")
HEARD = [kind for kind in VALUE_KINDS if kind not in TYPED_KINDS]
EVERY = [(language, kind) for language in LANGUAGES for kind in HEARD]
MOST_ARCS = 600
SAID = {
    "en": {
        "number": ["zero", "forty two", "a hundred and one", "three thousand", "minus five"],
        "ordinal": ["first", "twenty third"],
        "percentage": ["fifty percent", "half", "a hundred percent", "seventy five"],
        "duration": [
            "a minute",
            "ten minutes",
            "ten minute",
            "an hour",
            "half an hour",
            "an hour and a half",
            "two and a half hours",
            "quarter of an hour",
            "one hour and thirty minutes",
            "sixty seconds",
        ],
        "time": [
            "seven",
            "seven o'clock",
            "half past seven",
            "quarter to seven",
            "twenty five past six",
            "six thirty a m",
            "ten p m",
            "eight in the evening",
            "noon",
            "midnight",
        ],
        "date": ["today", "tomorrow", "on friday", "next monday", "march third", "in two weeks"],
        "datetime": [
            "tomorrow at seven",
            "in twenty minutes",
            "in half an hour",
            "at half past six",
            "on friday at noon",
            "tonight at eight",
            "tomorrow morning at nine",
        ],
        "temperature_value": ["twenty one", "minus three degrees", "seventy degrees fahrenheit"],
        "color_value": ["red", "light blue", "turquoise"],
    },
    "de": {
        "number": ["zweiundvierzig", "hundert"],
        "duration": [
            "zehn minuten",
            "eine halbe stunde",
            "anderthalb stunden",
            "eine viertelstunde",
        ],
        "time": ["sieben uhr", "halb sieben", "viertel vor acht", "sieben uhr abends"],
        "date": ["morgen", "am freitag", "nächsten montag", "am dritten märz"],
        "datetime": ["morgen um sieben uhr", "in zehn minuten", "am montagabend um acht uhr"],
        "color_value": ["rot", "dunkelblau"],
    },
    "fr": {
        "duration": ["dix minutes", "une demi heure", "une heure et demie", "un quart d'heure"],
        "time": ["sept heures", "sept heures et demie", "huit heures moins le quart", "midi"],
        "date": ["demain", "vendredi", "lundi prochain", "le trois mars", "aujourd'hui"],
        "datetime": ["demain à sept heures", "dans dix minutes", "ce soir à huit heures"],
    },
    "es": {
        "duration": ["diez minutos", "media hora", "una hora y media", "un cuarto de hora"],
        "time": ["las siete", "las siete y media", "las ocho menos cuarto", "la una"],
        "date": ["mañana", "el viernes", "el próximo lunes", "el tres de marzo"],
        "datetime": ["mañana a las siete", "en diez minutos", "a las ocho de la noche"],
    },
    "nl": {
        "duration": ["tien minuten", "een half uur", "anderhalf uur", "een kwartier"],
        "time": ["zeven uur", "half zeven", "kwart voor acht", "acht uur 's avonds"],
        "date": ["morgen", "vrijdag", "volgende maandag", "drie maart"],
        "datetime": ["morgen om zeven uur", "over tien minuten", "vanavond om acht uur"],
    },
    "it": {
        "duration": ["dieci minuti", "mezz'ora", "un'ora e mezza", "un quarto d'ora"],
        "time": ["le sette", "le sette e mezza", "le otto meno un quarto", "mezzogiorno"],
        "date": ["domani", "venerdì", "il tre marzo"],
        "datetime": ["domani alle sette", "tra dieci minuti", "stasera alle otto"],
    },
}


def graph(language, kind):
    template = f"x {{{kind}}}"
    block = {"intents": {"X": {"data": [{"sentences": [template]}]}}}
    source = SentenceSource("test", language, {"language": language, **block})
    return compile_grammar([source], HomeNames(), language).word_graph()


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_every_phrase_is_read_to_its_end(language, kind, now):
    def is_read(tokens):
        found = read_values(kind, tokens, 0, language, now)
        return bool(found) and found[0].end == len(tokens)

    phrases = spoken_values(kind, language)
    unread = [phrase for phrase in phrases if not is_read(tokens_of(phrase))]
    assert unread == []


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_phrases_are_words_in_lower_case_each_once(language, kind):
    phrases = spoken_values(kind, language)
    assert phrases
    assert len(set(phrases)) == len(phrases)
    for phrase in phrases:
        assert all(letter.isalpha() or letter in " '" for letter in phrase), phrase
        assert phrase == " ".join(phrase.lower().split())


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_a_recogniser_can_hold_every_set(language, kind):
    assert 30 < len(graph(language, kind).arcs) < MOST_ARCS


@pytest.mark.parametrize(
    ("language", "kind"), [(each, kind) for each in SAID for kind in SAID[each]]
)
def test_what_people_say_is_heard(language, kind):
    said = graph(language, kind)
    assert [phrase for phrase in SAID[language][kind] if not accepts(said, f"x {phrase}")] == []


@pytest.mark.parametrize("language", ["pl", "sv", "pt", "cs"])
def test_languages_without_a_table_are_heard_counting(language):
    def number(phrase):
        tokens = tokens_of(phrase)
        found = read_values("number", tokens, 0, language)
        return [each.value for each in found if each.end == len(tokens)]

    read = [number(phrase) for phrase in spoken_values("number", language)]
    assert {values[0] for values in read} == set(range(101))
    assert all(len(values) == 1 for values in read)
    assert spoken_values("percentage", language)
    assert spoken_values("duration", language) == ()


@pytest.mark.parametrize("kind", TYPED_KINDS)
def test_what_can_only_be_typed_is_not_listened_for(kind):
    assert all(spoken_values(kind, language) == () for language in LANGUAGES)


def test_nothing_is_known_of_no_language():
    assert all(spoken_values(kind, "") == () for kind in VALUE_KINDS)
    assert value_words("") == frozenset()


def test_an_unknown_kind_is_named():
    with pytest.raises(ValueError, match="'colour'"):
        spoken_values("colour", "en")
    with pytest.raises(ValueError, match="'colour'"):
        value_words("en", "colour")


@pytest.mark.parametrize(
    ("language", "kind", "words"),
    [
        ("en", "duration", "ten minutes half an hour and a quarter"),
        ("en", "time", "quarter to seven half past o clock noon midnight in the evening"),
        ("en", "date", "monday tomorrow march third next in weeks"),
        ("en", "datetime", "tomorrow at seven tonight in ten minutes"),
        ("en", "color_value", "red light blue turquoise grey"),
        ("en", "temperature_value", "minus degrees celsius fahrenheit"),
        ("en", "percentage", "fifty percent maximum"),
        ("de", "time", "viertel vor sieben halb uhr abends"),
        ("fr", "date", "aujourd hui demain février fevrier"),
        ("es", "datetime", "mañana a las siete minutos"),
    ],
)
def test_slips_are_looked_for_in_the_words_of_a_kind(language, kind, words):
    assert set(words.split()) <= value_words(language, kind) <= value_words(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_tokens_without_gaps_and_symbols(language):
    assert all(tokens_of(word) == (word,) and word.isalpha() for word in value_words(language))
    assert value_words(language).isdisjoint({"nth", "weekday", "monthnumber", "css"})
