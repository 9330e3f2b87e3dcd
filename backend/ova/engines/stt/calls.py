"""Wake words as sentences of their own, so that they are not heard as a command like them.

"alexa" sounds much like "lights out" to a recogniser that may only hear commands.
"""

from ova.core import Transcript, WordArc, WordGraph

CALLS = (
    "alexa",
    "computer",
    "hey computer",
    "jarvis",
    "hey jarvis",
    "hey mycroft",
    "hey siri",
    "okay google",
    "hey google",
    "okay nabu",
)
"""Said near microphones to call this assistant or another one; no command by themselves."""


def with_calls(graph: WordGraph) -> WordGraph:
    """Return the graph with the calls as further sentences; its key changes with it.

    A graph without sentences stays as it is: nobody can hear it, and that is to be told.
    """
    if not graph.arcs:
        return graph
    arcs = list(graph.arcs)
    states = graph.states
    for call in CALLS:
        *before, last = call.split()
        state = 0
        for word in before:
            arcs.append(WordArc(state, states, word))
            state, states = states, states + 1
        arcs.append(WordArc(state, graph.final, last))
    return WordGraph(states, graph.final, tuple(arcs), f"{graph.key}+calls")


def without_calls(heard: Transcript) -> Transcript:
    """Return what was heard, or nothing when it was only a call."""
    return heard.declined() if heard.text in CALLS else heard
