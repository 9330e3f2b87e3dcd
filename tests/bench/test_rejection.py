"""Speech that is no command, played to two homes."""

import json

import pytest

from ova.bench.rejection import Ears, run_rejection_bench
from ova.core import Intent, InvalidInput, Match, WordArc, WordGraph
from ova.engines import EspeakVoice, write_wav

DRAWN = 2


def ears(name, *sentences):
    """Return a home that hears whole sentences; each is an intent of its own name."""
    arcs, states = [], 2
    for sentence in sentences:
        words, state = sentence.split(), 0
        for word in words[:-1]:
            arcs.append(WordArc(state, states, word))
            state, states = states, states + 1
        arcs.append(WordArc(state, 1, words[-1]))

    def match(text):
        return Match(text, Intent(text, "test") if text in sentences else None)

    return Ears(name, WordGraph(states, 1, tuple(arcs), name), match)


@pytest.fixture
def data(tmp_path):
    """A benchmark folder with one sound of each kind, all spoken by a synthetic voice."""
    voice = EspeakVoice()

    def say(text, *place):
        path = tmp_path.joinpath(*place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_wav(voice.synthesize(text)))

    (tmp_path / "everyday.txt").write_text("we are out of milk again\n")
    say("jarvis", "wake", "jarvis", "a.wav")
    say("brew me a large coffee", "speech", "audio", "a.wav")
    say("shshsh", "speech", "noise", "hiss.wav")
    label = {"audio": "audio/a.wav", "intent": "brew me a large coffee", "slots": {}}
    (tmp_path / "speech" / "labels.jsonl").write_text(json.dumps(label))
    return tmp_path


def test_each_kind_of_sound_is_counted_for_each_home(data):
    orders = ears("orders", "brew me a large coffee", "brew me a small latte please")
    home = ears("home", "turn on the kitchen light", "open the garage door")
    steps = []

    report = run_rejection_bench(data, orders, home, drawn=DRAWN, jobs=1, progress=steps.append)

    for name in ("orders", "home"):
        figures = report[name]
        assert figures["sounds"]["everyday speech"] == 3
        assert figures["sounds"]["wake words"] == 1
        assert figures["sounds"]["noise alone"] == figures["sounds"]["spoken commands"] == DRAWN
        assert figures["accepted_percent"]["made sounds"] == 0.0
        commands = figures["commands_percent"]["spoken commands"]
        assert 0 <= commands["right"] + commands["wrong"] + commands["lost"] <= 100
    assert report["orders"]["sounds"]["recorded commands"] == 1
    assert report["home"]["sounds"]["orders of another home"] == 1
    assert [line.partition(":")[0] for line in steps] == ["orders", "home"]


def test_what_was_accepted_is_listed(data):
    talk = ears("home", "we are out of milk again", "turn on the kitchen light")

    report = run_rejection_bench(data, ears("orders", "brew me a latte"), talk, drawn=1, jobs=1)

    rows = [row for row in report["home"]["accepted"] if row["group"] == "everyday speech"]
    assert rows
    assert rows[0]["said"] == rows[0]["heard"] == "we are out of milk again"
    assert report["home"]["accepted_percent"]["everyday speech"] > 0


def test_a_folder_without_everyday_speech_is_refused_with_a_cure(data):
    (data / "everyday.txt").unlink()

    with pytest.raises(InvalidInput) as refusal:
        run_rejection_bench(data, ears("orders", "brew"), ears("home", "stop"), drawn=1)

    assert refusal.value.cure
