"""What an ESPHome device says of itself, as the hub's satellites greet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aioesphomeapi import (
    APIVersion,
    DeviceInfo,
    EntityInfo,
    MediaPlayerEntityFeature,
    MediaPlayerInfo,
    SwitchInfo,
    VoiceAssistantConfigurationResponse,
    VoiceAssistantFeature,
)

from ova.esphome.address import DeviceAddress
from ova.esphome.encoding import SoundFormat, sound_format

_ODD = re.compile(r"[^a-z0-9]+")
_LONGEST = 100
_MOST_WORDS = 50
OLDEST = APIVersion(1, 7)
"""Devices know voice since about then."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a device can do."""

    listens: bool
    speaker: bool
    """It plays PCM that is sent to it."""
    api_audio: bool
    """Its microphone comes over the connection; else as datagrams."""
    timers: bool
    announce: bool
    converse: bool
    """It listens by itself after an announcement."""
    player: int | None
    """Key of its media player."""
    sets_volume: bool
    microphone: int | None
    """Key of the switch that mutes its microphone."""
    format: SoundFormat
    """What its media player takes."""


def abilities(
    info: DeviceInfo, entities: Sequence[EntityInfo], version: APIVersion | None
) -> Abilities:
    """Return what a device says it can do."""
    known = version or APIVersion(1, 0)
    flags = info.voice_assistant_feature_flags_compat(known)
    player = next((one for one in entities if isinstance(one, MediaPlayerInfo)), None)
    offers = player.feature_flags_compat(known) if player is not None else 0
    mute = next((one for one in entities if isinstance(one, SwitchInfo) and _mutes(one)), None)
    return Abilities(
        listens=bool(flags & VoiceAssistantFeature.VOICE_ASSISTANT),
        speaker=bool(flags & VoiceAssistantFeature.SPEAKER),
        api_audio=bool(flags & VoiceAssistantFeature.API_AUDIO),
        timers=bool(flags & VoiceAssistantFeature.TIMERS),
        announce=bool(flags & VoiceAssistantFeature.ANNOUNCE),
        converse=bool(flags & VoiceAssistantFeature.START_CONVERSATION),
        player=player.key if player is not None else None,
        sets_volume=bool(offers & MediaPlayerEntityFeature.VOLUME_SET)
        or (player is not None and not offers),
        microphone=mute.key if mute is not None else None,
        format=sound_format(player.supported_formats if player is not None else ()),
    )


def satellite_id(info: DeviceInfo) -> str:
    """Return the id of a device: by its MAC address, which stays when its address changes."""
    mac = _ODD.sub("", info.mac_address.lower())
    told = mac if mac.strip("0") else _ODD.sub("-", info.name.lower()).strip("-")
    return f"esphome-{told or 'device'}"[:64]


def shown_name(info: DeviceInfo) -> str:
    """Return what a device is called."""
    return one_line(info.friendly_name) or one_line(info.name) or "ESPHome"


def version_of(info: DeviceInfo) -> str:
    """Return the version of a device's firmware."""
    return one_line(info.project_version) or one_line(info.esphome_version)


def hello(
    info: DeviceInfo,
    can: Abilities,
    address: DeviceAddress,
    session: str,
    words: VoiceAssistantConfigurationResponse | None,
    *,
    muted: bool,
) -> dict[str, Any]:
    """Return the ``hello`` of a device; nothing it tells is believed to be well-formed."""
    facts = {
        "address": str(address),
        "model": one_line(info.model),
        "maker": one_line(info.manufacturer),
        "project": one_line(info.project_name),
        "firmware": one_line(f"ESPHome {info.esphome_version}".strip()),
        "mac": one_line(info.mac_address),
        "plays": "PCM" if can.speaker else str(can.format) if can.player is not None else "",
        "microphone": "muted" if muted else "",
    }
    told: dict[str, Any] = {
        "id": satellite_id(info),
        "name": shown_name(info),
        "kind": "esphome",
        "area": one_line(info.suggested_area) or None,
        "version": version_of(info),
        "wake_words": _active(words),
        "features": ["preferences", "identify", "ping"],
        "facts": {name: fact for name, fact in facts.items() if fact},
        "session": session,
    }
    if words is not None and words.available_wake_words:
        told["own_wake_words"] = {
            "words": [
                {"id": one_line(one.id), "phrase": one_line(one.wake_word) or one_line(one.id)}
                for one in words.available_wake_words[:_MOST_WORDS]
            ],
            "active": [one_line(one) for one in words.active_wake_words[:_MOST_WORDS]],
            "most": max(1, words.max_active_wake_words),
        }
    return told


def _active(words: VoiceAssistantConfigurationResponse | None) -> list[str]:
    if words is None:
        return []
    phrases = {one.id: one.wake_word for one in words.available_wake_words}
    return [one_line(phrases.get(one) or one) for one in words.active_wake_words[:20]]


def _mutes(switch: SwitchInfo) -> bool:
    said = f"{switch.object_id} {switch.name}".lower()
    return "mute" in said and "unmute" not in said


def one_line(value: object) -> str:
    """Return a text as one printable line."""
    if not isinstance(value, str):
        return ""
    return "".join(sign if sign.isprintable() else " " for sign in value)[:_LONGEST].strip()
