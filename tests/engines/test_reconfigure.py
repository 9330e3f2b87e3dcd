"""Other settings while people speak."""

import queue

import psutil
import pytest

from ova.core import AudioFormat
from ova.engines import SpeechSettings

WAIT_S = 60.0
SENTENCE = "turn on the kitchen light"


def test_workers_are_swapped_and_a_command_under_way_is_heard_by_the_old_ones(
    start_pool, light_graph, say
):
    pool = start_pool(light_graph, workers=1)
    clip = say(SENTENCE, after_s=1.2)
    events = queue.Queue()
    session = pool.listen(clip.format, events.put)
    session.feed(clip.pcm[:8000])
    (before,) = [worker["pid"] for worker in pool.status()]

    pool.reconfigure(SpeechSettings(workers=2, vad="energy"))
    assert pool.wait_ready(WAIT_S), pool.error
    assert psutil.pid_exists(before)
    session.feed(clip.pcm[8000:])

    event = events.get(timeout=WAIT_S)
    while event.kind != "final":
        event = events.get(timeout=WAIT_S)
    assert event.text == SENTENCE
    assert pool.settings.vad == "energy"
    after = {worker["pid"] for worker in pool.status()}
    assert len(after) == 2
    assert before not in after
    assert pool.transcribe(clip).text == SENTENCE
    psutil.wait_procs([psutil.Process(before)] if psutil.pid_exists(before) else [], WAIT_S)
    assert not psutil.pid_exists(before)


def test_sentences_can_come_with_the_settings(start_pool, light_graph, make_graph, say):
    pool = start_pool(light_graph, workers=1)

    pool.reconfigure(SpeechSettings(workers=1, end_silence_s=0.5), make_graph("stop the music"))

    assert pool.wait_ready(WAIT_S), pool.error
    assert pool.transcribe(say("stop the music")).text == "stop the music"


def test_settings_that_cannot_be_loaded_change_nothing(start_pool, light_graph, say, tmp_path):
    pool = start_pool(light_graph, workers=1)
    before = [worker["pid"] for worker in pool.status()]

    pool.reconfigure(SpeechSettings(workers=1, stt="vosk", models_dir=tmp_path))

    assert not pool.wait_ready(WAIT_S)
    assert pool.hears
    assert pool.error.cure
    assert pool.settings.stt == "auto"
    assert [worker["pid"] for worker in pool.status()] == before
    assert pool.transcribe(say(SENTENCE)).text == SENTENCE


def test_the_same_settings_are_loaded_again_because_a_model_may_have_changed(
    start_pool, make_graph, tmp_path, tiny_vosk_models
):
    pool = start_pool(make_graph("turn on the light"), workers=1, models_dir=tmp_path)
    assert {worker["engine"] for worker in pool.status()} == {"pocketsphinx"}
    (tmp_path / "vosk").symlink_to(tiny_vosk_models / "vosk")

    pool.reconfigure(pool.settings)

    assert pool.wait_ready(WAIT_S), pool.error
    assert {worker["engine"] for worker in pool.status()} == {"vosk"}


def test_another_engine_takes_over(start_pool, make_graph, tiny_vosk_models, say):
    pool = start_pool(make_graph("turn on the light"), workers=1, stt="pocketsphinx")

    pool.reconfigure(SpeechSettings(workers=1, stt="vosk", models_dir=tiny_vosk_models))

    assert pool.wait_ready(WAIT_S), pool.error
    assert {worker["engine"] for worker in pool.status()} == {"vosk"}
    assert pool.listen(AudioFormat(), lambda _event: None)


@pytest.mark.parametrize("times", [5])
def test_many_changes_in_a_row_end_with_the_last(start_pool, light_graph, times):
    pool = start_pool(light_graph, workers=1)
    for number in range(times):
        pool.reconfigure(SpeechSettings(workers=1, end_silence_s=0.5 + number / 10))

    assert pool.wait_ready(WAIT_S), pool.error
    assert pool.settings.end_silence_s == 0.5 + (times - 1) / 10
    assert len(pool.status()) == 1
