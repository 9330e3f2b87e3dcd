"""The hub and the Wyoming protocol: what is lent to it, and what is set for it."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ova import __version__
from ova.core import AudioClip, AudioFormat, OvaError
from ova.engines import ListenSession, SpeechEvent, WakeWordDescription, WyomingAddress
from ova.hub.bus import NewsKind
from ova.hub.speech import Speech
from ova.language import sentences_of
from ova.pipeline import RunRequest
from ova.satellites import UsedDevice
from ova.wyoming import (
    SATELLITE_PORT,
    Handled,
    Lent,
    WyomingSatellites,
    WyomingService,
    probe,
    used,
)

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

WYOMING_SETTINGS = frozenset({"wyoming_port", "wyoming_allowed", "wyoming_satellites"})


class WyomingDoor:
    """Serves the hub over Wyoming and drives satellites that speak it, as the settings say."""

    def __init__(
        self, hub: "OpenVoiceAssistant", speech: Speech, clock: Callable[[], float]
    ) -> None:
        """Do nothing before ``follow``."""
        self._hub = hub
        self._speech = speech
        self.lent = Lent(
            *(hub.open_link, self._say, hub.satellites.standby.load, clock),
            lambda: hub.discovery.changed(),
        )
        """What those who drive satellites work with."""
        self.satellites = WyomingSatellites(self.lent)
        self.services = _Services(hub, speech)
        """The hub's ears, brain and voice as they are lent."""
        self.service = WyomingService(self.services)
        self._closed = False
        self._using = threading.Lock()
        hub.discovery.drives["wyoming"] = self

    def start(self) -> None:
        """Begin, and follow the settings."""
        self._hub.subscribe(self._news)
        self.follow()

    def follow(self) -> None:
        """Do what the settings say now."""
        if not self._closed:
            settings = self._hub.settings.current
            self.service.follow(settings.wyoming_port, settings.wyoming_allowed)
            self.satellites.follow(settings.wyoming_satellites)

    def used(self) -> Sequence[UsedDevice]:
        """Return the satellites that are driven."""
        return self.satellites.used()

    def use(self, address: str, port: int, key: str) -> UsedDevice:
        """Drive the satellite at an address, once it has said that it is one and nobody's.

        Raises OvaError with what is wrong.
        """
        del key  # Wyoming knows none
        given = WyomingAddress.of(address, port or SATELLITE_PORT)
        place = WyomingAddress(given.host, port or given.port)
        with self._using:
            known = self._hub.settings.current.wyoming_satellites
            if str(place) not in known:
                probe(place)
                now = self._hub.settings.current.wyoming_satellites
                self._hub.update_settings({"wyoming_satellites": [*now, str(place)]})
        return used(place)

    def close(self) -> None:
        """Serve and drive no more. May be called twice."""
        self._closed = True
        self.service.close()
        self.satellites.close()

    def _say(self, satellite_id: str, text: str) -> Iterator[AudioClip]:
        satellite = self._hub.satellites.get(satellite_id)
        language = self._hub.satellites.language_of(satellite)
        return self._speech.voice.speak(text, language, _ignored, satellite.preferences.voice)

    def _news(self, kind: str, payload: dict[str, Any]) -> None:
        """Drive a satellite no more that was removed from the hub."""
        if kind != NewsKind.SATELLITE_REMOVED:
            return
        address = self.satellites.address_of(str(payload["id"]))
        if address is not None:
            threading.Thread(target=self._give_up, args=(address,), daemon=True).start()

    def _give_up(self, address: str) -> None:
        kept = [one for one in self._hub.settings.current.wyoming_satellites if one != address]
        self._hub.update_settings({"wyoming_satellites": kept})


class _Services:
    """What the Wyoming service is lent."""

    def __init__(self, hub: "OpenVoiceAssistant", speech: Speech) -> None:
        self._hub = hub
        self._speech = speech

    def listen(
        self, fmt: AudioFormat, on_event: Callable[[SpeechEvent], None], language: str
    ) -> ListenSession:
        recogniser = self._spoken().get(language, "")
        pool = self._speech.pool_for(RunRequest(language=language, recogniser=recogniser))
        return pool.listen(fmt, on_event)

    def languages(self) -> Sequence[str]:
        return tuple(self._spoken())

    def hears_in(self, language: str) -> str:
        spoken, family = self._spoken(), _family(language)
        return next((one for one in spoken if _family(one) == family), self._hub.language)

    def _spoken(self) -> dict[str, str]:
        """Return the languages of the home and its satellites, with what hears each."""
        spoken, satellites = {self._hub.language: ""}, self._hub.satellites
        for one in satellites.all():
            spoken.setdefault(satellites.language_of(one), one.preferences.recogniser)
        return spoken

    def wake_words(self) -> Sequence[WakeWordDescription]:
        return self._hub.wake_choices.heard_here()

    def take_place(self) -> None:
        self._hub.satellites.standby.take()

    def give_back_place(self) -> None:
        self._hub.satellites.standby.give_back()

    def recognise(self, text: str) -> Sequence[tuple[str, Mapping[str, Any]]]:
        commands = self._hub.understand(text)["commands"]
        return [(str(one["intent"]), one["slots"]) for one in commands]

    def sentences(self, text: str, language: str) -> Sequence[str]:
        return sentences_of(text, _family(language) or self._hub.language)

    def handle(self, text: str, conversation_id: str | None) -> Handled:
        result = self._hub.converse(text, conversation_id=conversation_id)
        return Handled(result.reply, not result.error)

    def speak(self, text: str, language: str, voice: str) -> Iterator[AudioClip]:
        return self._speech.voice.speak(
            text, _family(language) or self._hub.language, _ignored, voice
        )

    def voices(self) -> Sequence[dict[str, Any]]:
        voices: list[dict[str, Any]] = self._hub.voices()["voices"]
        return voices

    def language(self) -> str:
        return self._hub.language

    def version(self) -> str:
        return __version__


def _family(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _ignored(error: OvaError) -> None:
    del error
