"""Workers that are killed or stopped in the middle of speech: nobody notices."""

import os
import signal
import threading

import psutil
import pytest
from tests.engines.heard import Heard

from ova.core import AudioFormat
from ova.engines import BadAudio, EngineMissing, StreamFailed

WAIT_S = 60.0
SENTENCE = "turn on the kitchen light"


def until(condition):
    """Wait for something that nothing announces."""
    pause = threading.Event()
    for _ in range(round(WAIT_S / 0.02)):
        if condition():
            return
        pause.wait(0.02)
    pytest.fail("it did not happen in time")


def feed(session, pcm, step=2000):
    for start in range(0, len(pcm), step):
        session.feed(pcm[start : start + step])


def pids(pool):
    return {worker["pid"] for worker in pool.status()}


def listening(pool):
    return [worker["pid"] for worker in pool.status() if worker["sessions"]]


def the_spare():
    """Return the process workers are copies of; tests before may have left others running."""
    (spare,) = (
        child for child in psutil.Process().children() if "ova.engines.worker" in child.cmdline()
    )
    return spare


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_lost_in_the_middle_of_speech_is_replaced_and_nobody_notices(
    start_pool, light_graph, say, how
):
    pool = start_pool(light_graph, workers=2)
    clip = say(SENTENCE, after_s=1.2)
    unlucky, neighbour = Heard(), Heard()
    first = pool.listen(clip.format, unlucky)
    (victim,) = listening(pool)
    second = pool.listen(clip.format, neighbour)
    half = len(clip.pcm) // 4 * 2
    feed(first, clip.pcm[:half])
    feed(second, clip.pcm[:half])
    assert unlucky.events.get(timeout=WAIT_S).kind == "vad-start"

    os.kill(victim, how)
    feed(first, clip.pcm[half:])
    feed(second, clip.pcm[half:])

    rest = unlucky.until_end()
    assert "vad-start" not in [event.kind for event in rest]
    assert rest[-1].text == SENTENCE
    assert neighbour.until_end()[-1].text == SENTENCE
    assert pool.wait_ready(WAIT_S)
    assert len(pids(pool)) == 2
    assert victim not in pids(pool)
    until(lambda: not psutil.pid_exists(victim))
    assert pool.status()[0]["restarts"] == 1
    assert pool.transcribe(clip).text == SENTENCE


def test_sound_that_stops_two_workers_is_given_up_and_the_others_are_heard(
    start_pool, light_graph, say
):
    pool = start_pool(light_graph, workers=2)
    clip = say(SENTENCE, after_s=1.2)
    for pid in pids(pool):
        os.kill(pid, signal.SIGSTOP)
    heard, later = Heard(), Heard()

    session = pool.listen(clip.format, heard)
    feed(session, clip.pcm)
    (event,) = heard.until_end()
    feed(pool.listen(clip.format, later), clip.pcm)

    assert isinstance(event.error, StreamFailed)
    assert event.error.code == "stt-stream-failed"
    assert event.error.cure
    assert session.over
    assert later.until_end()[-1].text == SENTENCE
    assert pool.wait_ready(WAIT_S)


def test_a_recording_survives_the_death_of_its_worker(start_pool, light_graph, say):
    pool = start_pool(light_graph, workers=1)
    (victim,) = pids(pool)
    os.kill(victim, signal.SIGSTOP)

    assert pool.transcribe(say(SENTENCE)).text == SENTENCE
    assert victim not in pids(pool)


def test_an_answer_survives_the_death_of_its_worker(start_pool, light_graph, make_graph, say):
    pool = start_pool(light_graph, workers=1)
    (victim,) = pids(pool)
    os.kill(victim, signal.SIGSTOP)

    answers = make_graph("the reading lamp", "the desk lamp")
    heard = Heard()
    clip = say("the reading lamp", after_s=1.2)
    feed(pool.listen(clip.format, heard, answers), clip.pcm)

    assert heard.until_end()[-1].text == "the reading lamp"
    assert pool.transcribe(clip, answers=answers).text == "the reading lamp"
    assert victim not in pids(pool)


def test_the_death_of_an_idle_worker_is_noticed_before_the_next_command(
    start_pool, light_graph, say
):
    pool = start_pool(light_graph, workers=2)
    victim = min(pids(pool))

    os.kill(victim, signal.SIGKILL)
    until(lambda: len(pids(pool) - {victim}) == 2)

    assert pool.transcribe(say(SENTENCE)).text == SENTENCE


def test_commands_go_on_when_the_spare_and_a_worker_die_together(start_pool, light_graph, say):
    pool = start_pool(light_graph, workers=1)
    clip = say(SENTENCE, after_s=1.2)
    heard = Heard()
    session = pool.listen(clip.format, heard)
    feed(session, clip.pcm[:8000])

    spare = the_spare()
    for pid in (spare.pid, *pids(pool)):
        os.kill(pid, signal.SIGKILL)
    feed(session, clip.pcm[8000:])

    assert heard.until_end()[-1].text == SENTENCE


def test_sentences_under_which_the_spare_hangs_reach_no_worker_until_they_load(
    start_pool, light_graph, make_graph, say
):
    pool = start_pool(light_graph, workers=1)
    spare = the_spare()
    spare.send_signal(signal.SIGSTOP)

    pool.set_graph(make_graph("stop the music"))

    assert pool.transcribe(say(SENTENCE)).text == SENTENCE
    assert pool.wait_ready(WAIT_S)
    assert pool.transcribe(say("stop the music")).text == "stop the music"
    assert not psutil.pid_exists(spare.pid)


def test_a_file_is_read_in_a_process_of_its_own(start_pool, light_graph, say):
    from ova.engines import write_wav

    pool = start_pool(light_graph, workers=1)
    before = pids(pool)
    clip = pool.read(write_wav(say(SENTENCE)), 300)

    assert clip.format == AudioFormat()
    assert pool.transcribe(clip).text == SENTENCE
    with pytest.raises(BadAudio) as refusal:
        pool.read(b"no sound at all" * 1000, 300)
    assert refusal.value.code == "not_audio"
    assert pids(pool) == before
    mapped = " ".join(
        entry.path for pid in pids(pool) for entry in psutil.Process(pid).memory_maps()
    )
    assert "sndfile" not in mapped
    spare = the_spare()
    until(lambda: len(spare.children()) == 1)


def test_many_files_at_once_are_all_read(start_pool, light_graph, say):
    from concurrent.futures import ThreadPoolExecutor

    from ova.engines import write_wav

    pool = start_pool(light_graph, workers=1)
    file = write_wav(say(SENTENCE))
    with ThreadPoolExecutor(8) as threads:
        clips = list(threads.map(lambda _: pool.read(file, 300), range(16)))

    assert len({clip.pcm for clip in clips}) == 1


def test_a_pool_that_was_not_started_reads_no_file():
    from ova.engines import SpeechPool, SpeechSettings

    pool = SpeechPool(SpeechSettings())
    with pytest.raises(EngineMissing):
        pool.read(b"", 300)
    pool.close()
