"""An ESPHome voice device made of aioesphomeapi's own messages: it does what firmware does."""

import base64
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aioesphomeapi import VoiceAssistantEventType as Event
from aioesphomeapi import VoiceAssistantFeature as Feature
from aioesphomeapi import api_pb2 as pb
from aioesphomeapi.core import MESSAGE_TYPE_TO_PROTO
from cryptography.exceptions import InvalidTag
from noise.connection import NoiseConnection

WAIT_S = 90.0
MAC = "AA:BB:CC:00:11:22"
VOICE_PE = (
    Feature.VOICE_ASSISTANT
    | Feature.API_AUDIO
    | Feature.TIMERS
    | Feature.ANNOUNCE
    | Feature.START_CONVERSATION
)
ATOM_ECHO = Feature.VOICE_ASSISTANT | Feature.SPEAKER
NUMBERS = {proto: number for number, proto in MESSAGE_TYPE_TO_PROTO.items()}
PLAYER, MUTE = 11, 12


@dataclass
class Made:
    """How a device is made."""

    name: str = "voice-pe"
    friendly_name: str = "Kitchen Voice"
    mac: str = MAC
    flags: int = int(VOICE_PE)
    key: bytes | None = None
    player: bool = True
    container: str = "flac"
    words: tuple[str, ...] = ("okay_nabu", "hey_jarvis")
    active: list[str] = field(default_factory=lambda: ["okay_nabu"])
    volume: float = 0.4
    version: tuple[int, int] = (1, 12)
    deaf: bool = False
    """It takes what it is sent and says nothing."""


class VoiceDevice:
    """One that runs. Its events are kept; ``fetch`` gets what it is told to play."""

    def __init__(
        self, made: Made, fetch: Callable[[str], bytes] = lambda _url: b"", port: int = 0
    ) -> None:
        self.made = made
        self._fetch = fetch
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self._changed = threading.Condition()
        self.events: list[tuple[str, dict[str, str]]] = []
        self.told: list[Any] = []
        self.heard: list[bytes] = []
        """What it has played: files it fetched, or PCM it was sent."""
        self.connections = 0
        self._connection: _Connection | None = None
        self._open: list[_Connection] = []
        self._off = False
        self._subscriber: _Connection | None = None
        self._readers: list[_Connection] = []
        """Those that are sent its log."""
        self._udp_port = 0
        self._datagrams: list[socket.socket] = []
        self.pcm = bytearray()
        self.plays = threading.Event()
        """Cleared, it plays on until told to stop."""
        self.plays.set()
        threading.Thread(target=self._serve, daemon=True).start()

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something that comes of a message."""
        with self._changed:
            assert self._changed.wait_for(holds, WAIT_S), f"{what}: {self.events} {self.told}"

    def wait_event(self, kind: Event, times: int = 1) -> dict[str, str]:
        """Wait for an event of a run and return its data."""
        name = kind.name.removeprefix("VOICE_ASSISTANT_")

        def found() -> list[dict[str, str]]:
            return [data for one, data in self.events if one == name]

        self.wait(lambda: len(found()) >= times, f"no {name}")
        return found()[times - 1]

    def wait_told(self, kind: type, holds: Callable[[Any], bool] = lambda _: True) -> Any:
        """Wait for a message of the hub's and return it."""

        def found() -> list[Any]:
            return [one for one in self.told if isinstance(one, kind) and holds(one)]

        self.wait(lambda: bool(found()), f"no {kind.__name__}")
        return found()[0]

    def names(self) -> list[str]:
        """Return the names of the events so far."""
        return [name for name, _ in self.events]

    def forget(self) -> None:
        """Begin a new story."""
        self.events.clear()
        self.told.clear()
        self.heard.clear()
        self.pcm.clear()

    def start(self, phrase: str = "", flags: int = 0) -> None:
        """Hear the wake word: ask the hub to listen, and wait until it does."""
        with self._changed:
            self.told[:] = [
                one for one in self.told if not isinstance(one, pb.VoiceAssistantResponse)
            ]
        self.send(pb.VoiceAssistantRequest(start=True, flags=flags, wake_word_phrase=phrase))
        answer = self.wait_told(pb.VoiceAssistantResponse)
        assert not answer.error
        self._udp_port = answer.port

    def speak(self, pcm: bytes) -> None:
        """Send sound: 16 kHz mono."""
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM) if self._udp_port else None
        if sock is not None:
            sock.connect(("127.0.0.1", self._udp_port))
        for start in range(0, len(pcm), 1024):
            piece = pcm[start : start + 1024]
            if sock is None:
                self.send(pb.VoiceAssistantAudio(data=piece))
            else:
                sock.send(piece)
                time.sleep(0.002)  # datagrams are dropped where nobody takes them in time
        if sock is not None:
            self._datagrams.append(sock)
            threading.Thread(target=self._take_datagrams, args=(sock,), daemon=True).start()

    def send(self, message: Any) -> None:
        """Send a message to whoever uses the voice assistant."""
        connection = self._subscriber
        assert connection is not None, "nobody has subscribed"
        connection.send(message)

    def say(self, message: Any) -> None:
        """Send a message to whoever uses the voice assistant, if somebody does."""
        connection = self._subscriber
        if connection is not None:
            connection.send(message)

    def state(self, message: Any) -> None:
        """Tell of a state."""
        assert self._connection is not None
        self._connection.send(message)

    def hang_up(self) -> None:
        """Break the connection off."""
        if self._connection is not None:
            self._connection.close()

    def close(self) -> None:
        """Switch the device off."""
        self._off = True
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._datagrams:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for connection in list(self._open):
            connection.close()
        self.plays.set()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self.connections += 1
                connection = _Connection(sock, self.made)
                self._open.append(connection)
                if self._off:
                    connection.close()
                threading.Thread(target=self._take, args=(connection,), daemon=True).start()

    def _take(self, connection: "_Connection") -> None:
        try:
            if not connection.shake_hands():
                return
            self._connection = connection
            while (message := connection.read()) is not None:
                if not self.made.deaf:
                    self._handle(connection, message)
        except OSError:
            pass
        finally:
            connection.end()
            self._open.remove(connection)
            self._readers = [one for one in self._readers if one is not connection]
            if self._subscriber is connection:
                self._subscriber = None

    def _handle(self, connection: "_Connection", message: Any) -> None:
        match message:
            case pb.HelloRequest():
                major, minor = self.made.version
                connection.send(
                    pb.HelloResponse(
                        api_version_major=major, api_version_minor=minor, name=self.made.name
                    )
                )
            case pb.PingRequest():
                connection.send(pb.PingResponse())
            case pb.DisconnectRequest():
                connection.send(pb.DisconnectResponse())
                connection.close()
            case pb.DeviceInfoRequest():
                connection.send(
                    pb.DeviceInfoResponse(
                        name=self.made.name,
                        friendly_name=self.made.friendly_name,
                        mac_address=self.made.mac,
                        model="Test device",
                        manufacturer="Testers",
                        esphome_version="2026.10.0",
                        voice_assistant_feature_flags=self.made.flags,
                        suggested_area="Kitchen",
                    )
                )
            case pb.ListEntitiesRequest():
                self._list(connection)
            case pb.SubscribeStatesRequest():
                if self.made.player:
                    connection.send(
                        pb.MediaPlayerStateResponse(key=PLAYER, volume=self.made.volume)
                    )
                    connection.send(pb.SwitchStateResponse(key=MUTE, state=False))
            case pb.SubscribeVoiceAssistantRequest():
                if message.subscribe and self._subscriber is None:
                    self._subscriber = connection
                elif message.subscribe:
                    self._log("Multiple API Clients attempting to connect to Voice Assistant")
            case pb.SubscribeLogsRequest():
                self._readers = [one for one in self._readers if one is not connection]
                if message.level:
                    self._readers.append(connection)
            case pb.VoiceAssistantConfigurationRequest():
                connection.send(self._configuration(connection))
            case pb.VoiceAssistantSetConfiguration():
                self.made.active = list(message.active_wake_words)
            case pb.MediaPlayerCommandRequest(
                has_command=True, command=pb.MEDIA_PLAYER_COMMAND_STOP
            ):
                self.plays.set()
        self._keep(message)

    def _log(self, text: str) -> None:
        line = f"\033[1;31m[E][voice_assistant:430]: {text}\033[0m"
        for one in self._readers:
            one.send(pb.SubscribeLogsResponse(level=1, message=line.encode()))

    def _list(self, connection: "_Connection") -> None:
        if self.made.player:
            offered = [
                pb.MediaPlayerSupportedFormat(
                    format=self.made.container, sample_rate=48_000, num_channels=1, purpose=purpose
                )
                for purpose in (0, 1)
            ]
            connection.send(
                pb.ListEntitiesMediaPlayerResponse(
                    object_id="player",
                    key=PLAYER,
                    name="Media Player",
                    supported_formats=offered,
                    feature_flags=4,
                )
            )
            connection.send(pb.ListEntitiesSwitchResponse(object_id="mute", key=MUTE, name="Mute"))
        connection.send(pb.ListEntitiesDoneResponse())

    def _configuration(self, connection: "_Connection") -> Any:
        if self._subscriber is not connection:
            return pb.VoiceAssistantConfigurationResponse()
        return pb.VoiceAssistantConfigurationResponse(
            available_wake_words=[
                pb.VoiceAssistantWakeWord(id=one, wake_word=one.replace("_", " ").title())
                for one in self.made.words
            ],
            active_wake_words=self.made.active,
            max_active_wake_words=1,
        )

    def _keep(self, message: Any) -> None:
        with self._changed:
            self.told.append(message)
            if isinstance(message, pb.VoiceAssistantEventResponse):
                name = Event(message.event_type).name.removeprefix("VOICE_ASSISTANT_")
                self.events.append((name, {one.name: one.value for one in message.data}))
            elif isinstance(message, pb.VoiceAssistantAudio):
                self.pcm += message.data
            self._changed.notify_all()
        url = ""
        if isinstance(message, pb.VoiceAssistantAnnounceRequest):
            url = message.media_id
        elif (
            isinstance(message, pb.VoiceAssistantEventResponse)
            and message.event_type == Event.VOICE_ASSISTANT_TTS_END
            and self.made.player
        ):
            url = self.events[-1][1]["url"]
        if url:
            threading.Thread(target=self._play, args=(url,), daemon=True).start()

    def _play(self, url: str) -> None:
        data = self._fetch(url)
        with self._changed:
            self.heard.append(data)
            self._changed.notify_all()
        self.plays.wait(WAIT_S)
        self.say(pb.VoiceAssistantAnnounceFinished(success=True))  # the hub may have hung up

    def _take_datagrams(self, sock: socket.socket) -> None:
        with suppress(OSError), sock:
            while piece := sock.recv(4096):
                with self._changed:
                    self.pcm += piece
                    self._changed.notify_all()


class _Connection:
    def __init__(self, sock: socket.socket, made: Made) -> None:
        self._sock = sock
        self._made = made
        self._lock = threading.Lock()
        self._file = sock.makefile("rb")
        self._noise: NoiseConnection | None = None

    def shake_hands(self) -> bool:
        """Agree on a key, where the device has one."""
        key = self._made.key
        if key is None:
            return True
        if self._file.peek(1)[:1] != b"\x01":
            self._frame(b"\x01Bad indicator byte")
            return False
        first, second = self._read_frame(), self._read_frame()
        del first
        self._frame(
            b"\x01" + self._made.name.encode() + b"\0" + self._made.mac.encode().lower() + b"\0"
        )
        noise = NoiseConnection.from_name(b"Noise_NNpsk0_25519_ChaChaPoly_SHA256")
        noise.set_as_responder()
        noise.set_psks(key)
        noise.set_prologue(b"NoiseAPIInit\x00\x00")
        noise.start_handshake()
        try:
            noise.read_message(second[1:])
        except InvalidTag:
            self._frame(b"\x01Handshake MAC failure")
            return False
        self._frame(b"\x00" + bytes(noise.write_message()))
        self._noise = noise
        return True

    def read(self) -> Any:
        """Return the next message, None at the end."""
        with suppress(EOFError, ValueError):
            if self._noise is not None:
                data = bytes(self._noise.decrypt(self._read_frame()))
                number, length = struct.unpack(">HH", data[:4])
                return MESSAGE_TYPE_TO_PROTO[number].FromString(data[4 : 4 + length])
            if self._exactly(1) != b"\0":
                self._sock.sendall(b"\0Bad indicator byte")
                return None
            length, number = self._varint(), self._varint()
            return MESSAGE_TYPE_TO_PROTO[number].FromString(self._exactly(length))
        return None

    def send(self, message: Any) -> None:
        number, data = NUMBERS[type(message)], message.SerializeToString()
        with self._lock, suppress(OSError, ValueError):
            if self._noise is not None:
                head = struct.pack(">HH", number, len(data))
                self._frame(bytes(self._noise.encrypt(head + data)))
            else:
                self._sock.sendall(b"\0" + _varint(len(data)) + _varint(number) + data)

    def close(self) -> None:
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()

    def end(self) -> None:
        """Close it, and what is read from: for the reading thread."""
        self.close()
        self._file.close()

    def _frame(self, data: bytes) -> None:
        self._sock.sendall(b"\x01" + struct.pack(">H", len(data)) + data)

    def _read_frame(self) -> bytes:
        head = self._exactly(3)
        return self._exactly(struct.unpack(">H", head[1:])[0])

    def _exactly(self, size: int) -> bytes:
        data = self._file.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._exactly(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def key_text(key: bytes) -> str:
    """Return a key as people copy it."""
    return base64.b64encode(key).decode()


@contextmanager
def voice_device(
    fetch: Callable[[str], bytes] = lambda _url: b"", **made: Any
) -> Iterator[VoiceDevice]:
    """Run a device."""
    device = VoiceDevice(Made(**made), fetch)
    try:
        yield device
    finally:
        device.close()
