"""What a recogniser is unsure of counts where it is expected."""

import pytest

from ova.core import Transcript, Unheard
from ova.pipeline.hardly_heard import stop_heard


def unsure(text):
    return Transcript(text, 0.02, engine="pocketsphinx").declined()


@pytest.mark.parametrize(
    ("text", "language"), [("stop", "en"), ("stop it please", "en"), ("stopp", "de")]
)
def test_stop_is_taken_from_an_unsure_recogniser(text, language):
    heard = stop_heard(unsure(text), language)
    assert (heard.text, heard.unheard) == (text, None)


@pytest.mark.parametrize(
    "heard",
    [
        unsure("turn on the light"),
        unsure(""),
        Transcript("turn on the light", 0.9),
        Transcript("", alternatives=("stop",), unheard=Unheard.NOISE),
    ],
)
def test_anything_else_stays_as_it_was_heard(heard):
    assert stop_heard(heard, "en") is heard
