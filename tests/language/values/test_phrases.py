"""Every phrase of the lists means what is written beside it."""

from pathlib import Path

import pytest
import yaml

from ova.language.tokens import tokens_of
from ova.language.values import TYPED_KINDS, VALUE_KINDS, read_values

LANGUAGES = ("en", "de", "fr", "es", "nl", "it")
NUMERIC = ("number", "ordinal", "percentage", "duration", "temperature_value")


def phrases():
    for language in LANGUAGES:
        file = Path(__file__).parent / "phrases" / f"{language}.yaml"
        # Every scalar stays text: "7:30" and "2026-03-11" are no numbers or dates here.
        kinds = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
        for kind, meanings in kinds.items():
            for phrase, meaning in meanings.items():
                yield pytest.param(
                    language, kind, phrase, meaning, id=f"{language} {kind} {phrase}"
                )


@pytest.mark.parametrize(("language", "kind", "phrase", "meaning"), list(phrases()))
def test_a_phrase_means_what_the_list_says(language, kind, phrase, meaning, now):
    tokens = tokens_of(phrase)
    found = [
        each for each in read_values(kind, tokens, 0, language, now) if each.end == len(tokens)
    ]
    assert len(found) == 1
    value, _, unit = meaning.partition(" ")
    assert found[0].unit == unit
    if kind in NUMERIC:
        assert found[0].value == pytest.approx(float(value), abs=1e-5)
    else:
        assert found[0].value == value


@pytest.mark.parametrize("kind", [kind for kind in VALUE_KINDS if kind not in TYPED_KINDS])
def test_the_lists_hold_enough_phrases_of_every_kind(kind):
    assert sum(each.values[1] == kind for each in phrases()) >= 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_is_a_datetime_but_never_a_bare_time_and_never_counted_from_now(
    language, read, now
):
    listed = [each.values for each in phrases() if each.values[0] == language]
    datetimes = [phrase for _, kind, phrase, _ in listed if kind == "datetime"]
    moments = {
        phrase: moment
        for phrase in datetimes
        if (moment := read("moment", phrase, language, now)) is not None
    }
    assert len(moments) >= len(datetimes) / 3
    assert all(read("datetime", each, language, now) == moments[each] for each in moments)
    assert not [each for each in moments if len(moments[each]) != len("2026-03-11T10:15")]
    times = [phrase for _, kind, phrase, _ in listed if kind == "time"]
    assert [each for each in times if read("moment", each, language, now) is not None] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "a"),
        ("number", "an"),
        ("number", "and"),
        ("number", "hundred"),
        ("number", "point"),
        ("number", "minus"),
        ("number", "second"),
        ("number", "twenty second"),
        ("number", "someone"),
        ("number", "often"),
        ("number", "1/0"),
        ("number", "#5"),
        ("number", "9" * 400),
        ("ordinal", "three"),
        ("ordinal", "3 nd floor"),
        ("percentage", "a hundred and one percent"),
        ("percentage", "150 %"),
        ("percentage", "-5 %"),
        ("percentage", "minus five"),
        ("duration", "five"),
        ("duration", "minutes"),
        ("duration", "minus five minutes"),
        ("duration", "five minutes two hours"),
        ("duration", "one hour seventy"),
        ("duration", "a twenty second timer"),
        ("time", "25:00"),
        ("time", "7:60"),
        ("time", "7:5"),
        ("time", "24:30"),
        ("time", "18:30 am"),
        ("time", "seventy"),
        ("time", "quarter to thirty"),
        ("time", "2026"),
        ("date", "31 february"),
        ("date", "february 30th"),
        ("date", "the 32nd"),
        ("date", "the 31st of june"),
        ("date", "2026-13-01"),
        ("date", "29.02.2027"),
        ("date", "friday the 3rd of december 2026"),
        ("date", "monday the 1st of april"),
        ("date", "christmas"),
        ("date", "in minus two days"),
        ("date", "in 999999999999 years"),
        ("date", "may"),
        ("datetime", "tomorrow"),
        ("datetime", "tomorrow morning"),
        ("datetime", "tomorrow morning at 18:30"),
        ("datetime", "in minus five minutes"),
        ("datetime", "31 february at noon"),
        ("temperature_value", "degrees"),
        ("temperature_value", "a"),
        ("color_value", "color"),
        ("color_value", "#ff88"),
        ("color_value", "#gggggg"),
        ("color_value", "#"),
    ],
)
def test_what_is_no_value_is_not_read(kind, text, read, now):
    assert read(kind, text, "en", now) is None


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("twenty five percent", [(25, 2), (20, 1)]),
        ("two hundred and five", [(205, 4), (200, 2), (2, 1)]),
        ("two and a half hours", [(2.5, 4), (2, 1)]),
        ("a twenty second timer", []),
        ("the 2nd", []),
        ("1/2 cup", [(0.5, 3), (1, 1)]),
        ("minus 5 degrees", [(-5, 2)]),
        ("-5 degrees", [(-5, 2)]),
    ],
)
def test_all_readings_of_a_number_come_longest_first(text, readings):
    found = read_values("number", tokens_of(text), 0, "en")
    assert [(each.value, each.end) for each in found] == readings


def test_a_timer_of_twenty_seconds_is_neither_the_twenty_second_nor_twenty_two_seconds():
    tokens = tokens_of("set a twenty second timer")
    assert [(each.value, each.end) for each in read_values("duration", tokens, 2, "en")] == [
        (20, 4)
    ]
    assert [each.value for each in read_values("number", tokens, 2, "en")] == [20]


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"no kind of value 'colour'.*color_value"):
        read_values("colour", ("red",), 0, "en")
