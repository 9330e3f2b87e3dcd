"""Vosk in worker processes: streams, recordings, faults."""

import os
import queue
import signal

import pytest

from ova.audio import convert
from ova.core import AudioFormat
from ova.engines import SpeechPool, SpeechSettings

WAIT_S = 60.0
COMMANDS = ("turn on the kitchen light", "set a timer for five minutes", "open the garage door")


@pytest.fixture(scope="module")
def graph(make_graph):
    return make_graph(*COMMANDS, "stop", "yes", "no")


@pytest.fixture(scope="module")
def pool(tiny_vosk_models, graph):
    pool = SpeechPool(SpeechSettings(stt="vosk", models_dir=tiny_vosk_models, workers=2))
    pool.set_graph(graph)
    pool.start()
    assert pool.wait_ready(WAIT_S), pool.error
    yield pool
    pool.close()


def listen(pool, clip, finish=False):
    """Stream a clip; return the events up to the final one."""
    heard = queue.Queue()
    session = pool.listen(clip.format, heard.put)
    for start in range(0, len(clip.pcm), 3200):
        session.feed(clip.pcm[start : start + 3200])
    if finish:
        session.finish()
    events = []
    while not events or events[-1].kind not in ("final", "error"):
        events.append(heard.get(timeout=WAIT_S))
    return events


def test_auto_picks_vosk_when_a_model_lies_there(start_pool, tiny_vosk_models, graph, say):
    pool = start_pool(graph, stt="auto", models_dir=tiny_vosk_models, workers=1)

    assert [worker["engine"] for worker in pool.status()] == ["vosk"]
    assert pool.transcribe(say("open the garage door")).engine == "vosk"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_recording_is_transcribed(pool, say, command):
    heard = pool.transcribe(say(command, before_s=1.0))

    assert heard.text == command
    assert heard.engine == "vosk"
    assert heard.words[0].start_s == pytest.approx(1.0, abs=0.15)


def test_a_stream_ends_by_itself_and_tells_what_it_hears_on_the_way(pool, say):
    events = listen(pool, say("turn on the kitchen light", before_s=1.0, after_s=1.5))

    kinds = [event.kind for event in events]
    assert kinds[0] == "vad-start"
    assert kinds[-2:] == ["vad-end", "final"] or kinds[-3:] == ["vad-end", "partial", "final"]
    partials = [event.text for event in events if event.kind == "partial"]
    assert len(partials) > 2
    assert partials == sorted(partials, key=len)
    assert partials[-1] == events[-1].text == "turn on the kitchen light"
    assert events[-1].transcript.words[0].start_s == pytest.approx(1.0, abs=0.15)


@pytest.mark.parametrize(
    "fmt", [AudioFormat(8_000), AudioFormat(48_000), AudioFormat(48_000, 2, 2)]
)
@pytest.mark.parametrize("command", COMMANDS)
def test_other_rates_are_heard(pool, say, fmt, command):
    clip = convert(say(command), fmt)

    assert listen(pool, clip, finish=True)[-1].text == command
    assert pool.transcribe(clip).text == command


@pytest.mark.parametrize("text", ["beautiful elephant", "umbrella"])
def test_speech_outside_the_sentences_ends_empty(pool, say, text):
    assert listen(pool, say(text, after_s=1.5))[-1].text == ""
    assert pool.transcribe(say(text)).text == ""


def test_a_killed_worker_is_replaced_by_one_that_hears(start_pool, tiny_vosk_models, graph, say):
    pool = start_pool(graph, stt="vosk", models_dir=tiny_vosk_models, workers=1)
    clip = say("open the garage door")
    heard = queue.Queue()
    session = pool.listen(clip.format, heard.put)
    session.feed(clip.pcm[:20_000])

    os.kill(pool.status()[0]["pid"], signal.SIGKILL)
    session.feed(clip.pcm[20_000:])
    session.finish()

    while (event := heard.get(timeout=WAIT_S)).kind != "final":
        assert event.kind != "error", event.error
    assert event.text == "open the garage door"
    assert pool.wait_ready(WAIT_S)
    assert pool.transcribe(say("stop")).text == "stop"


def test_new_sentences_are_heard_after_a_change(
    start_pool, tiny_vosk_models, graph, make_graph, say
):
    pool = start_pool(graph, stt="vosk", models_dir=tiny_vosk_models, workers=1)
    pool.set_graph(make_graph("what time is it", "yes"))
    assert pool.wait_ready(WAIT_S)

    assert pool.transcribe(say("what time is it")).text == "what time is it"
    assert pool.transcribe(say("open the garage door")).text == ""


@pytest.mark.parametrize("fault", ["graph/words.txt", "graph/HCLr.fst"])
def test_a_pool_with_a_broken_model_says_so_and_does_not_become_ready(own_vosk_model, fault):
    file = own_vosk_model / fault
    file.write_bytes(file.read_bytes()[:100])
    settings = SpeechSettings(stt="vosk", models_dir=own_vosk_model.parent.parent, workers=1)
    pool = SpeechPool(settings)
    try:
        pool.start()

        assert not pool.wait_ready(WAIT_S)
        assert pool.error is not None
        assert pool.error.code == "bad_model"
        assert fault in str(pool.error)
    finally:
        pool.close()
