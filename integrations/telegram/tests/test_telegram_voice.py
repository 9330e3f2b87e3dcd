"""Voice messages: fetched from Telegram, heard by the hub, answered in words or by voice."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest
import soundfile
from tests.hubs import hub_in_process, spoken
from tests.integrations.servers import Answer, Asked, Server, serving
from tests.integrations.test_telegram import TOKEN, FakeTelegram

from ova.core import AudioClip, AudioFormat, InvalidInput, PluginState
from ova.engines import write_wav
from ova.testing import Testbed, TestHub

FOLDER = Path(__file__).parents[1]


class Voices(FakeTelegram):
    """A Telegram that keeps the sound people send, and takes voice messages."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.spoken: list[tuple[str, bytes]] = []
        self.takes_voice = True

    def answer(self, asked: Asked) -> Answer:
        """Give files as well."""
        file = re.fullmatch(rf"/file/bot{TOKEN}/(voice/\w+\.oga)", asked.path)
        if file is not None:
            return Answer(self.files[file[1]], headers={"Content-Type": "audio/ogg"})
        if asked.path == f"/bot{TOKEN}/sendVoice":
            return self.on_voice(asked)
        answer: Answer = super().answer(asked)
        return answer

    def on_getFile(self, given: dict[str, Any]) -> Answer:  # noqa: N802 - Telegram's name
        """Tell where a file is."""
        path = f"voice/{given['file_id']}.oga"
        if path not in self.files:
            told = {"ok": False, "error_code": 400, "description": "Bad Request: invalid file_id"}
            return Answer(told, 400)
        return Answer({"ok": True, "result": {"file_id": given["file_id"], "file_path": path}})

    def on_voice(self, asked: Asked) -> Answer:
        """Take a voice message, sent as a form."""
        if not self.takes_voice:
            told = {"ok": False, "error_code": 403, "description": "Forbidden: VOICE_MESSAGES"}
            return Answer(told, 403)
        kind = asked.headers["content-type"].encode()
        form = message_from_bytes(b"Content-Type: " + kind + b"\r\n\r\n" + asked.body)
        fields = {}
        for part in form.get_payload():
            assert not isinstance(part, str)
            fields[part.get_param("name", header="content-disposition")] = part.get_payload(
                decode=True
            )
        self.spoken.append((fields["chat_id"].decode(), fields["voice"]))
        return Answer({"ok": True, "result": {"message_id": 5}})

    def say(self, file_id: str, sound: bytes, **more: Any) -> dict[str, Any]:
        """Return the update of a voice message."""
        self.files[f"voice/{file_id}.oga"] = sound
        told = {"file_id": file_id, "duration": 2, "mime_type": "audio/ogg", **more}
        update: dict[str, Any] = self.update("", voice=told)
        del update["message"]["text"]
        return update


def opus(clip: AudioClip) -> bytes:
    """Return a clip as Telegram's apps record it."""
    samples, rate = soundfile.read(io.BytesIO(write_wav(clip)), dtype="float32")
    made = io.BytesIO()
    count = round(len(samples) * 48_000 / rate)
    wide = np.interp(np.arange(count) * rate / 48_000, np.arange(len(samples)), samples)
    soundfile.write(made, wide, 48_000, format="OGG", subtype="OPUS")
    return made.getvalue()


@pytest.fixture
def telegram() -> Voices:
    return Voices()


@pytest.fixture
def server(telegram: Voices) -> Iterator[Server]:
    with serving(telegram.answer) as server:
        yield server


@dataclass(frozen=True, slots=True)
class HearingHub(TestHub):
    """The hub of a test, which hears everything as one command."""

    language: str = "de"
    heard: ClassVar[list[tuple[bytes, str]]] = []

    def listen(self, data: bytes, *, conversation_id: str) -> Any:
        """Hear."""
        if data == b"noise":
            raise InvalidInput("This is no sound.")
        self.heard.append((data, conversation_id))
        return SimpleNamespace(text="turn on the lamp", reply="The lamp is on.")

    def say_wav(self, _text: str) -> bytes:
        """Return a short silence."""
        return write_wav(AudioClip(bytes(8000), AudioFormat(rate=22_050)))


@pytest.fixture
def bed(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Testbed]:
    monkeypatch.setattr("ova.testing.testbed.TestHub", HearingHub)
    HearingHub.heard.clear()
    config = {"bot_token": TOKEN, "chats": ["42 Anna"], "api_url": server.url}
    with Testbed(FOLDER, config, network=True) as bed:
        yield bed


def test_a_voice_message_is_heard_and_answered_in_words(bed: Testbed, telegram: Voices) -> None:
    update = telegram.say("one", b"OggS sound")
    (event,) = bed.webhook(update)
    bed.webhook(update)

    assert HearingHub.heard == [(b"OggS sound", "telegram-42")], "it is carried out once"
    assert telegram.sent == [("42", "„turn on the lamp“\nThe lamp is on.")]
    assert event.payload["text"] == "turn on the lamp"


def test_it_is_answered_by_voice_if_somebody_likes_that(bed: Testbed, telegram: Voices) -> None:
    assert bed.load().state is PluginState.LOADED
    bed.manager.set_config("telegram", {"answer_by_voice": True})
    bed.webhook(telegram.say("one", b"OggS sound"))
    ((chat, mp3),) = telegram.spoken

    assert chat == "42"
    assert soundfile.info(io.BytesIO(mp3)).format == "MP3"
    assert telegram.sent == []

    telegram.takes_voice = False
    bed.webhook(telegram.say("two", b"OggS sound"))
    assert telegram.sent == [("42", "„turn on the lamp“\nThe lamp is on.")]


@pytest.mark.parametrize("more", [{"duration": 61}, {"file_size": 3_000_000}])
def test_what_is_too_long_is_not_fetched(
    bed: Testbed, telegram: Voices, more: dict[str, int]
) -> None:
    bed.webhook(telegram.say("long", b"OggS", **more))
    assert HearingHub.heard == []
    assert telegram.sent == [("42", "Das ist mir zu lang; bitte höchstens eine Minute.")]


def test_what_cannot_be_heard_or_fetched_is_answered_too(bed: Testbed, telegram: Voices) -> None:
    (event,) = bed.webhook(telegram.say("bad", b"noise"))
    assert telegram.sent == [("42", "This is no sound.")]
    assert event.payload["text"] == ""

    gone = telegram.say("gone", b"x")
    telegram.files.clear()
    assert bed.webhook(gone)
    assert "invalid file_id" in telegram.sent[-1][1]
    assert TOKEN not in str(telegram.sent)


def test_a_stranger_is_not_listened_to(bed: Testbed, telegram: Voices) -> None:
    update = telegram.say("one", b"OggS sound")
    update["message"]["chat"] = {"id": 666, "first_name": "Mallory", "type": "private"}
    (event,) = bed.webhook(update)
    assert (event.type, HearingHub.heard, telegram.sent) == ("telegram.chat.unknown", [], [])


def test_a_spoken_command_switches_a_light_of_a_whole_hub(
    tmp_path: Path, telegram: Voices, server: Server
) -> None:
    with hub_in_process(tmp_path, workers=1) as hub:
        manager = hub.integration_manager
        config = {"bot_token": TOKEN, "chats": ["42 Anna"], "api_url": server.url}
        config |= {"answer_by_voice": True}
        assert manager.enable("telegram", config).state == PluginState.LOADED
        entry = manager.entry("telegram")
        webhook = entry.capabilities.webhook
        assert webhook is not None
        update = telegram.say("light", opus(spoken("turn on the kitchen light")))
        event = entry.call("webhook", webhook.run, update, {}, entry.context)

        assert event.payload["text"] == "turn on the kitchen light"
        assert hub.home.entity("light.kitchen_light").state.state == "on"
        assert len(telegram.spoken) == 1
