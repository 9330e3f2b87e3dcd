"""Wake words that come from the hub, on a satellite."""

import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pymicro_wakeword
import pytest
from tests.satellite.small_hub import TOKEN, SmallHub
from tests.satellite.speech import COMMAND, silence, speak, write

from ova.engines import (
    WakeWordDescription,
    WakeWordKind,
    pack_wake_model,
    wake_model_checksum,
)
from ova.satellite import ExitCode, SatelliteOptions, run_satellite
from ova.satellite.address import HubAddress
from ova.satellite.errors import HubRefused, HubUnreachable
from ova.satellite.messages import WakeWordsFailed, WakeWordsReady
from ova.satellite.wake import WakeListener, load_wake_words, own_wake_words
from ova.satellite.wake_loader import WakeLoader
from ova.satellite.wake_store import WakeStore

MICRO = Path(pymicro_wakeword.__file__).parent / "models"
WAIT_S = 60.0

# The small hub's python-engineio may write its goodbye to a connection that has just gone.
pytestmark = pytest.mark.filterwarnings(
    r"ignore:Exception in thread .*\(writer\):pytest.PytestUnhandledThreadExceptionWarning"
)


@pytest.fixture
def model(tmp_path):
    """A model's folder as the hub keeps it."""
    folder = tmp_path / "hubs"
    folder.mkdir()
    for name in ("hey_jarvis.json", "hey_jarvis.tflite"):
        (folder / name).write_bytes((MICRO / name).read_bytes())
    return folder


class Shelf(ThreadingHTTPServer):
    """Gives out one model to those with the token, and counts."""

    def __init__(self, body: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.body = body
        self.asked: list[str] = []


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        known = self.headers.get("Authorization") == f"Bearer {TOKEN}"
        self.send_response(200 if known else 401)
        self.end_headers()
        if known:
            self.wfile.write(self.server.body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def shelf(model):
    server = Shelf(pack_wake_model(model))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def store(shelf, tmp_path):
    address = HubAddress(f"http://127.0.0.1:{shelf.server_port}", TOKEN)
    return WakeStore(tmp_path / "device", lambda: address)


def test_a_model_is_fetched_once_and_found_by_its_checksum(store, shelf, model):
    checksum = wake_model_checksum(model)

    first, second = (store.get("hey_jarvis", checksum) for _ in range(2))

    assert first == second
    assert wake_model_checksum(first) == checksum
    assert shelf.asked == ["/api/wake-words/hey_jarvis/model"]


def test_a_model_that_came_damaged_is_not_kept(store, shelf, model, tmp_path):
    for body in (shelf.body[:-30], b"no zip", b""):
        shelf.body = body
        with pytest.raises(HubUnreachable, match="damaged"):
            store.get("hey_jarvis", wake_model_checksum(model))
    assert list((tmp_path / "device").iterdir()) == []


def test_a_checksum_is_no_path(store):
    with pytest.raises(HubRefused):
        store.get("hey_jarvis", "../../etc")


def test_a_hub_that_does_not_give_it_or_is_gone_is_told(shelf, tmp_path):
    url = f"http://127.0.0.1:{shelf.server_port}"
    with pytest.raises(HubRefused, match="401"):
        WakeStore(tmp_path, lambda: HubAddress(url, "wrong")).get("x", "abc")
    with pytest.raises(HubUnreachable, match="cannot be fetched"):
        WakeStore(tmp_path, lambda: HubAddress("http://127.0.0.1:9", TOKEN)).get("x", "abc")


@pytest.fixture
def inbox():
    return queue.SimpleQueue()


@pytest.fixture
def loader(store, inbox):
    own = own_wake_words(SatelliteOptions(wake_words=("okay_nabu",)))
    loader = WakeLoader(store, own, inbox.put)
    loader.open()
    yield loader
    loader.close()


def told(word_id, kind, phrase="", checksum=None, sensitivity=0.5):
    return {
        "id": word_id,
        "kind": kind,
        "phrase": phrase,
        "checksum": checksum,
        "sensitivity": sensitivity,
    }


def test_bundled_uploaded_and_own_words_are_loaded_together(loader, inbox, model):
    loader.load(
        {
            "wake_words": [
                told("alexa", "bundled"),
                told("my_jarvis", "model", "My Jarvis", wake_model_checksum(model)),
                told("hey_computer", "phrase", "hey computer", sensitivity=0.8),
            ]
        }
    )

    ready = inbox.get(timeout=WAIT_S)

    assert isinstance(ready, WakeWordsReady)
    assert ready.words.names == ("alexa", "my_jarvis", "hey_computer")
    ready.words.close()


def test_left_to_itself_it_takes_its_own_again(loader, inbox):
    loader.load({"wake_words": None})

    ready = inbox.get(timeout=WAIT_S)

    assert ready.words.names == ("okay_nabu",)
    ready.words.close()


@pytest.mark.parametrize(
    "message",
    [
        {"wake_words": []},
        {},
        "garbage",
        {"wake_words": [{"id": "alexa"}]},
        {"wake_words": [told("alexa", "telepathy")]},
        {"wake_words": [told("nobody_knows", "bundled")]},
        {"wake_words": [told("gone", "model", checksum="abc")]},
        {"wake_words": [told("cat", "phrase", "cat")]},
        {"wake_words": [told("alexa", "bundled"), told("a\0b", "bundled")]},
        {"wake_words": [told("endless", "model", checksum="a" * 5000)]},
    ],
)
def test_what_cannot_be_loaded_is_told_and_ends_nothing(loader, inbox, message):
    loader.load(message)
    failed = inbox.get(timeout=WAIT_S)
    assert isinstance(failed, WakeWordsFailed)
    assert failed.error.message
    assert failed.error.cure

    loader.load({"wake_words": [told("alexa", "bundled")]})
    ready = inbox.get(timeout=WAIT_S)
    assert ready.words.names == ("alexa",)
    ready.words.close()


def feed(listener, samples):
    pcm = samples.astype("<i2").tobytes()
    found = [listener.feed(pcm[i : i + 960]) for i in range(0, len(pcm), 960)]
    return [one for one in found if one is not None]


def test_a_change_takes_effect_while_listening(tmp_path):
    say = np.concatenate((silence(0.5), speak("okay nabu", tmp_path), silence(0.5)))
    listener = WakeListener(load_wake_words([WakeWordDescription("alexa")]))
    assert feed(listener, say) == []

    listener.change(load_wake_words([WakeWordDescription("okay_nabu")]))
    (found,) = feed(listener, say)

    assert found["name"] == "okay_nabu"
    assert 0 < found["score"] <= 1
    assert found["level_dbfs"] < 0 < found["snr_db"]
    listener.close()


def test_after_a_phrase_the_command_begins_where_the_phrase_ended(tmp_path):
    description = WakeWordDescription("e", WakeWordKind.PHRASE, "good evening edward", 1.0)
    listener = WakeListener(load_wake_words([description]))
    phrase = speak("good evening edward", tmp_path, speed=165)
    (found,) = feed(listener, np.concatenate((silence(1.0), phrase, silence(0.3))))

    assert found["age_s"] < 0.35
    assert len(listener.after_wake_word()) / 32_000 == pytest.approx(found["age_s"], abs=0.03)
    listener.close()


@pytest.fixture
def hub(tmp_path, monkeypatch):
    monkeypatch.setenv("OVA_HOME", str(tmp_path / "home"))
    hub = SmallHub()
    yield hub
    hub.close()


def test_the_evidence_goes_with_the_command(hub, tmp_path):
    wake, command = speak("okay nabu", tmp_path), speak(COMMAND, tmp_path)
    wav = write(tmp_path / "in.wav", silence(0.5), wake, silence(0.6), command, silence(0.3))
    options = SatelliteOptions(hub.url, TOKEN, wav=wav, out=tmp_path / "out.wav", fast=True)

    assert run_satellite(options) == ExitCode.OK

    evidence = hub.starts[0]["wake_word"]
    assert {"name", "phrase", "score", "level_dbfs", "snr_db"} <= set(evidence)
    assert -60 < evidence["level_dbfs"] < 0
