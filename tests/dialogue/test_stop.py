"""Words that stop everything."""

import pytest

from ova.dialogue import StopKind, recognise_stop


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("stop", StopKind.STOP),
        ("Stop!", StopKind.STOP),
        ("please stop it now", StopKind.STOP),
        ("Be quiet, please.", StopKind.STOP),
        ("that\u2019s enough", StopKind.STOP),
        ("cancel", StopKind.CANCEL),
        ("Never mind.", StopKind.CANCEL),
        ("oh nevermind", StopKind.CANCEL),
        ("forget it", StopKind.CANCEL),
    ],
)
def test_stop_words_are_recognised(text, kind):
    assert recognise_stop(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "please",
        "stop the music",
        "cancel the timer",
        "stop the pizza timer",
        "nothing is on",
        "i never mind the rain",
        "do not stop",
        "stop " * 50,
    ],
)
def test_longer_commands_and_empty_texts_are_not_stop_words(text):
    assert recognise_stop(text) is None


def test_each_language_has_its_own_words():
    assert recognise_stop("vergiss es", "de") is StopKind.CANCEL
    assert recognise_stop("Hör bitte auf", "de-AT") is None
    assert recognise_stop("Hör auf, bitte!", "de-AT") is StopKind.STOP
    assert recognise_stop("stop", "en_GB") is StopKind.STOP
    assert recognise_stop("cancel", "de") is None


@pytest.mark.parametrize("language", ["xx", "../en", ""])
def test_a_language_without_words_stops_at_nothing(language):
    assert recognise_stop("stop", language) is None
