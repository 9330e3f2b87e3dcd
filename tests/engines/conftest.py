"""Real voices, real graphs and real pools for the tests of the engines."""

import hashlib
import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from tests.espeak import fresh_speech
from tests.voices import install_piper, voice_server

from ova.audio import to_speech
from ova.core import AudioClip, WordArc, WordGraph
from ova.engines import SpeechPool, SpeechSettings

READY_S = 60.0
TINY_VOSK_MODEL = Path(__file__).parent / "vosk_model"
"""Knows some forty words; made by scripts/vosk_fixture."""


def graph_of(*sentences):
    """Return a graph of whole sentences; each has its own path."""
    arcs, states = [], 2
    for sentence in sentences:
        words, state = sentence.split(), 0
        for index, word in enumerate(words):
            last = index == len(words) - 1
            arcs.append(WordArc(state, 1 if last else states, word, 1.0 if state else 1 / 2))
            if not last:
                state, states = states, states + 1
    key = hashlib.sha256("\n".join(sentences).encode()).hexdigest()
    return WordGraph(states, 1, tuple(arcs), key)


@pytest.fixture(scope="session")
def make_graph():
    return graph_of


@pytest.fixture(scope="session")
def light_graph():
    """A small home: "[please] turn (on|off) [the] (kitchen|bedroom|hallway) (light|lamp)"."""
    arcs = [
        WordArc(0, 1, "please", 0.5),
        WordArc(0, 1, None, 0.5),
        WordArc(1, 2, "turn"),
        WordArc(2, 3, "on", 0.5),
        WordArc(2, 3, "off", 0.5),
        WordArc(3, 4, "the", 0.5),
        WordArc(3, 4, None, 0.5),
        *(WordArc(4, 5, room, 1 / 3) for room in ("kitchen", "bedroom", "hallway")),
        *(WordArc(5, 6, thing, 1 / 2) for thing in ("light", "lamp")),
    ]
    return WordGraph(7, 6, tuple(arcs), "light-graph")


@pytest.fixture(scope="session")
def say():
    """Return a function that speaks: ``say(text, voice)`` gives a clip with a quiet lead."""

    def speak(text, name="en-us", before_s=0.3, after_s=0.3):
        clip = fresh_speech(text, name)
        quiet = [bytes(2 * round(clip.format.rate * seconds)) for seconds in (before_s, after_s)]
        return AudioClip(quiet[0] + clip.pcm + quiet[1], clip.format)

    return speak


@pytest.fixture(scope="session")
def noise():
    """Return a function that makes steady noise as int16 samples."""

    def make(seconds, amplitude=0.01, seed=0):
        samples = np.random.default_rng(seed).standard_normal(round(seconds * 16_000))
        return (samples * amplitude * 32767).clip(-32768, 32767).astype(np.int16)

    return make


@pytest.fixture(scope="session")
def speech_of(say):
    """Return a function that gives spoken text as 16 kHz samples."""
    return lambda text, name="en-us": to_speech(say(text, name))


@pytest.fixture
def start_pool():
    """Return a function that starts a ready pool; all are closed afterwards."""
    pools = []

    def start(graph, **settings):
        pool = SpeechPool(SpeechSettings(**settings))
        pools.append(pool)
        if graph is not None:
            pool.set_graph(graph)
        pool.start()
        assert pool.wait_ready(READY_S), pool.error
        return pool

    yield start
    for pool in pools:
        pool.close()


@pytest.fixture(scope="session")
def vosk_model(tmp_path_factory):
    """Return the folder of a Vosk model: a copy of the tiny one, or OVA_TEST_VOSK_MODEL."""
    folder = os.environ.get("OVA_TEST_VOSK_MODEL")
    if folder:
        return Path(folder)
    return copy_of_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def tiny_vosk_models(tmp_path_factory):
    """Return a folder of models as the hub keeps them, with the tiny Vosk model for English."""
    models_dir = tmp_path_factory.mktemp("models")
    copy_of_tiny_model(models_dir / "vosk" / "en-fixture")
    return models_dir


@pytest.fixture
def own_vosk_model(tmp_path):
    """Return a copy of the tiny Vosk model to break, where the hub would look for it."""
    return copy_of_tiny_model(tmp_path / "vosk" / "en-fixture")


def copy_of_tiny_model(folder):
    # A copy, because a model that was tried gets a stamp.
    shutil.copytree(TINY_VOSK_MODEL, folder, ignore=shutil.ignore_patterns(".*"))
    return folder


@pytest.fixture(scope="session")
def piper_models(tmp_path_factory):
    """Return a folder of models as the hub keeps them, with two Piper voices."""
    return install_piper(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def good_voice_server():
    """Start a Wyoming voice server for all tests that leave it alone."""
    with voice_server() as server:
        yield server


@pytest.fixture
def start_voice_server():
    """Return a function that starts a Wyoming voice server; all are killed afterwards."""
    with ExitStack() as stack:
        yield lambda fault="", port=0: stack.enter_context(voice_server(fault, port))
