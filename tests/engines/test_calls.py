"""Wake words that are not taken for commands like them."""

import pytest

from ova.core import Transcript, Unheard
from ova.engines.stt.calls import CALLS, with_calls, without_calls
from ova.engines.stt.completion import Completion


def test_calls_are_sentences_beside_the_commands(light_graph):
    completion = Completion(with_calls(light_graph))

    for call in CALLS:
        assert completion.after(call.split()).complete
    assert completion.after(["turn", "on", "kitchen", "light"]).complete
    assert not completion.after(["hey"]).complete
    assert with_calls(light_graph).key != light_graph.key


@pytest.mark.parametrize("call", CALLS)
def test_a_call_alone_is_no_command(call):
    heard = without_calls(Transcript(call, 0.9, engine="pocketsphinx"))

    assert (heard.text, heard.alternatives) == ("", (call,))
    assert heard.unheard is Unheard.NO_COMMAND


def test_commands_stay_as_they_are():
    heard = Transcript("turn on the kitchen light", 0.9)

    assert without_calls(heard) is heard
