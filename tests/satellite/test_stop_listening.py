""" "Stop" without the wake word, on the device: what is sent when, and what ends it."""

import queue
import time

import numpy as np
import pytest
from tests.satellite.small_hub import TOKEN, SmallHub
from tests.satellite.test_parts import Ports, ring

from ova.satellite.address import HubAddress
from ova.satellite.hublink import HubLink
from ova.satellite.messages import Connected, Disconnected, HubEvent, StopAwaited
from ova.satellite.phase import Phase
from ova.satellite.session import Session

WAIT_S = 90.0
BLOCK = 1_280
SILENT = bytes(2 * BLOCK)
VOICE = (3_000 * np.sin(np.arange(BLOCK) / 4)).astype("<i2").tobytes()
NEWS = {"id": "a", "kind": "announce", "text": "Hello", "rate": 22_050}


@pytest.fixture
def ports() -> Ports:
    return Ports()


def session_of(ports: Ports, *, wanted: bool = True) -> Session:
    session = Session(ports, ports, None, ports, lambda: ports.now_s, stops=lambda: wanted)
    session.handle(Connected())
    return session


def sent(ports: Ports) -> list[str]:
    names = ("wait_stop", "wait_stop_over", "audio")
    return [name for name, *_ in ports.told if name in names]


def test_only_a_voice_is_sent_and_only_while_something_is_heard(ports):
    session = session_of(ports)
    session.tick()
    session.hear(VOICE)
    assert sent(ports) == []

    session.handle(ring("t1"))
    session.tick()
    session.hear(VOICE)
    assert sent(ports) == ["wait_stop"], "the hub has yet to say that it listens"

    session.handle(StopAwaited(listens=True))
    for _ in range(20):
        session.hear(SILENT)
    assert sent(ports) == ["wait_stop"]
    session.hear(VOICE)
    assert sent(ports) == ["wait_stop", "audio"]
    pcm = ports.told[-1][1]
    assert pcm.endswith(VOICE)
    assert 0.4 * 32_000 < len(pcm) - len(VOICE) < 0.7 * 32_000, "its soft beginning goes with it"
    for _ in range(40):
        session.hear(SILENT)
    after = sent(ports).count("audio") - 1
    assert 10 < after < 15, "and the silence that follows a word, about a second"

    session.handle(HubEvent("ring_stop", ({"id": "t1"},)))
    session.tick()
    session.hear(VOICE)
    assert sent(ports)[-1] == "wait_stop_over"


def test_it_is_not_asked_for_where_people_do_not_want_it(ports):
    session = session_of(ports, wanted=False)
    session.handle(ring("t1"))
    session.tick()
    session.hear(VOICE)
    assert sent(ports) == []


def test_a_hub_that_cannot_listen_is_sent_nothing(ports):
    session = session_of(ports)
    session.handle(ring("t1"))
    session.tick()
    session.handle(StopAwaited(listens=False))
    session.hear(VOICE)
    assert sent(ports) == ["wait_stop"]


def test_a_command_is_no_search_for_stop_and_a_lost_hub_is_asked_anew(ports):
    session = session_of(ports)
    session.handle(ring("t1"))
    session.tick()
    session.handle(StopAwaited(listens=True))
    session.begin({"name": "okay_nabu"})
    assert sent(ports) == ["wait_stop", "wait_stop_over"]
    session.tick()
    assert sent(ports) == ["wait_stop", "wait_stop_over"]

    session.handle(Disconnected())
    session.tick()
    session.handle(Connected())
    session.tick()
    assert sent(ports) == ["wait_stop", "wait_stop_over", "wait_stop"]


def test_the_hub_s_word_ends_what_is_said_and_what_rings(ports):
    session = session_of(ports)
    session.handle(HubEvent("play_start", (NEWS,)))
    session.handle(HubEvent("play_end", ({"id": "a", "keep_listening": True},)))
    session.handle(ring("t1"))
    session.handle(HubEvent("hush", ({},)))
    told = [name for name, *_ in ports.told]
    assert "stop" in told
    assert ("ring_stop", None) in ports.told
    assert not session.audible.rings.ringing
    assert session.phase is Phase.IDLE


def test_a_session_over_a_real_connection_streams_and_falls_silent():
    hub = SmallHub()
    ports, inbox = Ports(), queue.Queue()
    hello = {"id": "one", "name": "One", "kind": "ova", "version": "1"}
    link = HubLink(HubAddress(hub.url, TOKEN), hello, inbox.put)
    session = Session(link, ports, None, ports, stops=lambda: True)
    link.open()
    deadline = time.monotonic() + WAIT_S

    def until(true):
        while not true():
            assert time.monotonic() < deadline, hub.done
            try:
                session.handle(inbox.get(timeout=0.05))
            except queue.Empty:
                session.hear(SILENT)
                session.hear(VOICE)
            session.tick()

    try:
        until(lambda: session.connected)
        hub.send("ring", {"timer": {"id": "t1"}, "text": "Your timer is done"})
        until(lambda: len(hub.overheard) >= 2 * BLOCK)
        assert hub.starts == [], "no command was begun"
        hub.send("hush", {})
        until(lambda: hub.told("ring_stop") and hub.told("wait_stop_over"))
        assert not session.audible
    finally:
        link.close()
        hub.close()
