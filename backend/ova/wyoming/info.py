"""What the hub says of itself to those who ask for its services."""

from typing import Any

from wyoming.event import Event

from ova.engines import WakeWordKind
from ova.wyoming.ports import Lends

NAME = "ova"
MAKER = "OpenVoiceAssistant"


def info(lends: Lends) -> Event:
    """Return ``info``: the services, and what each can do now."""
    version, languages = lends.version(), [lends.language()]
    program = _artifact(NAME, MAKER, version)
    voices = [
        {
            **_artifact(str(voice["id"]), str(voice["name"]), None),
            "languages": [str(tag) for tag in voice["languages"]] or languages,
            "speakers": None,
        }
        for voice in lends.voices()
    ]
    ears = {
        **_artifact(NAME, "What the hub listens for", version),
        "languages": list(lends.languages()),
    }
    brain = {**_artifact(NAME, "What the hub understands", version), "languages": languages}
    wakes = [
        {
            **_artifact(word.id, word.phrase, None),
            "languages": ["en"] if word.kind is WakeWordKind.BUNDLED else languages,
            "phrase": word.phrase,
        }
        for word in lends.wake_words()
    ]
    return Event(
        "info",
        {
            "asr": [
                {
                    **program,
                    "models": [ears],
                    "supports_transcript_streaming": True,
                    "requires_external_vad": False,
                    "prefers_auto_gain_enabled": False,
                    "prefers_noise_reduction_enabled": False,
                }
            ],
            "tts": [{**program, "voices": voices, "supports_synthesize_streaming": True}],
            "handle": [
                {
                    **program,
                    "models": [brain],
                    "supports_handled_streaming": False,
                    "supports_home_control": True,
                }
            ],
            "intent": [{**program, "models": [brain]}],
            "wake": [{**program, "models": wakes}],
            **{kind: [] for kind in ("mic", "snd")},
        },
    )


def _artifact(name: str, description: str, version: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "attribution": {"name": MAKER, "url": ""},
        "installed": True,
        "description": description,
        "version": version,
    }
