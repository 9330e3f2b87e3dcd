"""The hub and ESPHome devices: what is lent to them, and which of them are driven."""

import ipaddress
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ova import __version__
from ova.core import (
    AudioClip,
    ChangedMeanwhile,
    InvalidInput,
    OvaError,
    SatellitePreferences,
    Unavailable,
)
from ova.esphome import DeviceAddress, DeviceSound, DeviceSounds, EsphomeDevices, Lent, checked_key
from ova.hub.bus import NewsKind
from ova.hub.options import HubOptions
from ova.hub.speech import Speech
from ova.satellites import UsedDevice
from ova.storage import Secrets

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

ESPHOME_SETTINGS = frozenset({"esphome_devices"})
log = logging.getLogger(__name__)

SOUND_PATH = "/api/device-sounds"
_LEFT = {"not_reached", "no_answer", "not_esphome", "another_device", "no_voice_assistant"} | {
    *("key_needed", "key_wrong", "key_not_needed")
}
"""What is told where a device is not any more, or another is in its place."""
_OWNER = "esphome"
"""Whose secrets the keys are; each is named as its device's address."""


class EsphomeDoor:
    """Drives ESPHome voice devices, as the settings say."""

    def __init__(
        self,
        hub: "OpenVoiceAssistant",
        options: HubOptions,
        secrets: Secrets,
        speech: Speech,
        clock: Callable[[], float],
    ) -> None:
        """Do nothing before ``start``."""
        self._hub = hub
        self._options = options
        self._secrets = secrets
        self._speech = speech
        self.sounds = DeviceSounds()
        """What devices fetch, by names nobody can guess."""
        self.lent = Lent(
            version=__version__,
            open_link=hub.open_link,
            say=self._say,
            listener=lambda satellite_id: hub.wake_choices.listener(satellite_id),
            clock=clock,
            sounds=self.sounds,
            sound_url=self._sound_url,
            knows=hub.satellites.registry.knows,
            had_words=self._had_words,
            keep=self._keep,
            brought=self._brought,
            timers=self._timers,
            note=hub.satellites.logs.note,
            changed=lambda: hub.discovery.changed(),
        )
        """What those who drive devices work with."""
        self.devices = EsphomeDevices(self.lent)
        self._closed = False
        self._probed: dict[str, str] = {}
        """What devices said they are, by address."""
        self._using = threading.Lock()
        self._seeking = threading.Lock()
        hub.discovery.drives["esphome"] = self

    def start(self) -> None:
        """Begin, and follow the settings."""
        self._hub.subscribe(self._news)
        self.follow()

    def follow(self) -> None:
        """Drive the devices the settings name."""
        if self._closed:
            return
        wanted = self._hub.settings.current.esphome_devices
        keys = self._secrets.items(_OWNER)
        for left in keys.keys() - set(wanted):
            self._secrets.delete(_OWNER, left)
        self.devices.follow(
            {one: keys.get(one, "") for one in wanted}, {one: self._was(one) for one in wanted}
        )
        self._hub.discovery.changed()

    def used(self) -> Sequence[UsedDevice]:
        """Return the devices that are driven."""
        return [
            UsedDevice("esphome", address.host, address.port, satellite_id, problem)
            for address, satellite_id, problem in self.devices.used()
        ]

    def use(self, address: str, port: int, key: str) -> UsedDevice:
        """Drive the device at an address, once it has said that it is one.

        A new key is taken over; one from before is dropped where the device has none any more and none
        is given. Raises OvaError with what is wrong.
        """
        given = DeviceAddress.of(f"[{address}]" if address.count(":") > 1 else address)
        place = DeviceAddress(given.host, port or given.port)
        return self._use(place, checked_key(key), drops_key=True)

    def _use(self, place: DeviceAddress, new: str, *, drops_key: bool) -> UsedDevice:
        with self._using:
            known = self._hub.settings.current.esphome_devices
            before = self._secrets.get(_OWNER, str(place)) or ""
            satellite_id, fits = self._ask(place, new, before, drops_key=drops_key)
            self._probed[str(place)] = satellite_id
            other = next((one for one in self._addresses(satellite_id) if one != str(place)), None)
            if other is not None:
                if not self._has_left(other):
                    raise InvalidInput(
                        f"The device at {place} is in use already, as {other}.",
                        cure="Nothing is to be done: it is the same device.",
                        code="in_use",
                    )
                known = tuple(one for one in known if one != other)
            if fits and fits != before:
                self._secrets.set(_OWNER, str(place), fits)
            elif not fits and before:
                self._secrets.delete(_OWNER, str(place))
            if other is not None or str(place) not in known:
                kept = [one for one in known if one != str(place)]
                self._hub.update_settings({"esphome_devices": [*kept, str(place)]})
            else:
                self.follow()
        return UsedDevice("esphome", place.host, place.port, satellite_id)

    def sound(self, name: str) -> DeviceSound | None:
        """Return what a device may fetch under a name; None when there is nothing any more."""
        return self.sounds.get(name)

    def close(self) -> None:
        """Drive no more. May be called twice."""
        self._closed = True
        self.devices.close()

    def _say(self, satellite_id: str, text: str) -> Iterator[AudioClip]:
        satellite = self._hub.satellites.get(satellite_id)
        language = self._hub.satellites.language_of(satellite)
        return self._speech.voice.speak(text, language, _ignored, satellite.preferences.voice)

    def _had_words(self, satellite_id: str, version: str) -> bool:
        if not self._hub.satellites.registry.knows(satellite_id):
            return False
        known = self._hub.satellites.get(satellite_id)
        return known.version == version and bool(known.info.get("own_wake_words"))

    def _keep(self, satellite_id: str, preferences: Mapping[str, Any]) -> None:
        self._hub.satellites.update(satellite_id, preferences=preferences)

    def _brought(self, satellite_id: str, preferences: Mapping[str, Any]) -> None:
        usual = SatellitePreferences().to_json()
        was = {name: usual[name] for name in preferences}
        with suppress(ChangedMeanwhile):
            self._hub.satellites.update(satellite_id, preferences=preferences, was=was)

    def _timers(self, satellite_id: str) -> list[dict[str, Any]]:
        return [
            timer.to_json()
            for timer in (*self._hub.timers.pending(), *self._hub.timers.paused())
            if timer.rings_on(satellite_id)
        ]

    def _ask(
        self, place: DeviceAddress, new: str, before: str, *, drops_key: bool
    ) -> tuple[str, str]:
        """Return which satellite a device is, and the key that opens it. Raises OvaError."""
        try:
            return self.devices.probe(place, new or before), new or before
        except OvaError as error:
            if new or not before or not drops_key or error.code != "key_not_needed":
                raise
            return self.devices.probe(place, ""), ""

    def _was(self, address: str) -> str:
        """Return which satellite the device at an address was before the hub started."""
        if address in self._probed:
            return self._probed[address]
        there = [
            one
            for one in self._hub.satellites.all()
            if one.kind == "esphome" and (one.info.get("facts") or {}).get("address") == address
        ]
        newest = max(there, key=lambda one: (one.connected, one.last_seen or 0.0), default=None)
        return newest.id if newest is not None else ""

    def _addresses(self, satellite_id: str) -> list[str]:
        return [str(at) for at, own, _ in self.devices.used() if own == satellite_id]

    def _has_left(self, address: str) -> bool:
        """Tell whether a device is not where it was."""
        problems = (fault for at, _, fault in self.devices.used() if str(at) == address)
        return any(fault is not None and fault.code in _LEFT for fault in problems)

    def _seek(self) -> None:
        """Look where devices are that have left their addresses, and drive them there."""
        left = {
            own: address
            for address, own, fault in self.devices.used()
            if own and fault is not None and fault.code in _LEFT
        }
        if not left or not self._seeking.acquire(blocking=False):
            return
        try:
            for seen in self._hub.discovery.look_for("esphome"):
                was = left.get(f"esphome-{seen.mac}") if seen.mac else None
                if was is not None and str(was) != str(DeviceAddress(seen.address, seen.port)):
                    key = self._secrets.get(_OWNER, str(was)) or ""
                    self._use(DeviceAddress(seen.address, seen.port), key, drops_key=False)
                    log.info("The device at %s is at %s now", was, seen.address)
        except OvaError as error:
            log.info("A device that seems to have another address was not followed: %s", error)
        finally:
            self._seeking.release()

    def _sound_url(self, name: str, own: str) -> str:
        """Return where a device fetches a sound that reaches the hub at its address ``own``."""
        return f"{self._base(own)}{SOUND_PATH}/{name}"

    def _base(self, own: str) -> str:
        external = str(self._hub.settings.current.external_url)
        served = urlsplit(self._options.url)
        if served.scheme == "http" and _listens_at(self._options.host, own):
            host = f"[{own}]" if ":" in own else own
            return f"http://{host}:{served.port}"
        if external:
            return external
        if served.scheme == "https":
            raise Unavailable(
                "The device cannot fetch replies: the hub is served with https, and the device does"
                " not know its certificate.",
                cure="Set external_url to an address with a certificate that is known everywhere, or"
                " to one with http, or start the hub without https in your own network.",
                code="hub_https",
            )
        raise Unavailable(
            "The device cannot fetch replies: the hub can only be reached from its own machine.",
            cure="Start the hub with --host 0.0.0.0, so that devices reach it over the network.",
            code="hub_local",
        )

    def _news(self, kind: str, payload: dict[str, Any]) -> None:
        """Drive a device no more whose satellite was removed, and follow one whose address changed."""
        if kind == NewsKind.DISCOVERED and not self._closed:
            if any(fault is not None for _, _, fault in self.devices.used()):
                threading.Thread(target=self._seek, name="ova-esphome-seek", daemon=True).start()
        elif kind == NewsKind.SATELLITE_REMOVED:
            addresses = self._addresses(str(payload["id"]))
            if addresses:
                threading.Thread(target=self._give_up, args=(addresses,), daemon=True).start()

    def _give_up(self, addresses: Sequence[str]) -> None:
        kept = [one for one in self._hub.settings.current.esphome_devices if one not in addresses]
        self._hub.update_settings({"esphome_devices": kept})


def _listens_at(bound: str, own: str) -> bool:
    """Tell whether a hub that listens on ``bound`` is reached at one of this machine's addresses."""
    if bound in ("", "localhost"):
        bound = "127.0.0.1"
    try:
        listening, asked = ipaddress.ip_address(bound), ipaddress.ip_address(own.partition("%")[0])
    except ValueError:  # a name: nobody knows for which addresses it stands
        return True
    if listening.is_unspecified:
        return listening.version == asked.version or listening.version == 6
    return listening == asked or (listening.is_loopback and asked.is_loopback)


def _ignored(error: OvaError) -> None:
    del error
