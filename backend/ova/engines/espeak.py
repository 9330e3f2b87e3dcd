"""The espeak-ng library, loaded once per process: it has one global state, so one lock."""

from __future__ import annotations

import ctypes
import re
import threading
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ova.engines.errors import EngineMissing, UnknownVoice

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come through the callback
_DO_NOT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT
_UTF8 = 1  # espeakCHARS_UTF8
_RATE, _VOLUME, _PITCH = 1, 2, 3  # espeak_PARAMETER
_IPA = 0x02  # espeakPHONEMES_IPA
_NAME = re.compile(r"([a-z]+/)?[A-Za-z0-9][A-Za-z0-9_-]*(\+[A-Za-z0-9_ -]+)?")
_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class _VoiceStruct(ctypes.Structure):
    # The head of espeak_VOICE in speak_lib.h; what follows is not read.
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
    )


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said."""

    words_per_minute: int = 165
    """80 to 450."""
    pitch: int = 50
    """0 to 100."""
    volume: int = 100
    """0 to 200 percent."""

    def at(self, speed: float) -> Manner:
        """Return it so many times as fast, as far as the library can."""
        rate = min(450, max(80, round(self.words_per_minute * speed)))
        return replace(self, words_per_minute=rate)


@dataclass(frozen=True, slots=True)
class LibraryVoice:
    """A voice of the library."""

    identifier: str
    """What selects it, for example ``gmw/en-US``."""
    name: str
    languages: tuple[str, ...]
    """Its tags in lower case, the most fitting first."""


class EspeakLibrary:
    """Calls into espeak-ng, one at a time."""

    def __init__(self) -> None:
        try:
            import espeakng_loader

            self._lib = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path()
        except (ImportError, OSError) as error:
            raise EngineMissing(
                "The voice engine espeak-ng cannot be loaded.",
                cure="Install it with `pip install espeakng-loader`.",
            ) from error
        # The library takes a variant it does not have for none, and says nothing.
        found = (file.name for file in (Path(str(data)) / "voices" / "!v").glob("*"))
        self._variants = tuple(sorted(found, key=str.casefold))
        self._lock = threading.Lock()
        self.rate = int(
            self._lib.espeak_Initialize(_SYNCHRONOUS, 0, str(data).encode(), _DO_NOT_EXIT)
        )
        if self.rate <= 0:
            raise EngineMissing(
                "espeak-ng found no voice data.", cure="Reinstall the espeakng-loader package."
            )
        self._pcm = bytearray()
        self._callback = _CALLBACK(self._take)
        self._lib.espeak_SetSynthCallback(self._callback)
        self._lib.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]
        self._lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._lib.espeak_TextToPhonemes.argtypes = [
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.c_int,
            ctypes.c_int,
        ]
        self._lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_VoiceStruct))

    def speak(self, text: str, voice: str, manner: Manner) -> bytes:
        """Return int16 mono PCM at ``rate``. Raises UnknownVoice."""
        data = text.replace("\0", " ").encode("utf-8", "replace")
        with self._lock:
            self._choose(voice)
            self._lib.espeak_SetParameter(_RATE, manner.words_per_minute, 0)
            self._lib.espeak_SetParameter(_PITCH, manner.pitch, 0)
            self._lib.espeak_SetParameter(_VOLUME, manner.volume, 0)
            self._pcm.clear()
            failed = self._lib.espeak_Synth(data, len(data) + 1, 0, 0, 0, _UTF8, None, None)
            self._lib.espeak_Synchronize()
            pcm = bytes(self._pcm)
            self._pcm = bytearray()
        if failed:
            raise EngineMissing(
                f"espeak-ng could not speak (error {failed}).", cure="Try again with less text."
            )
        return pcm

    def phonemes(self, text: str, voice: str) -> str:
        """Return the pronunciation in IPA, clauses joined by blanks. Raises UnknownVoice."""
        rest = ctypes.c_char_p(text.replace("\0", " ").encode("utf-8", "replace"))
        parts = []
        with self._lock:
            self._choose(voice)
            while rest.value:
                spoken = self._lib.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
                parts.append((spoken or b"").decode("utf-8", "replace"))
        return " ".join(part for part in parts if part)

    def voices(self) -> tuple[LibraryVoice, ...]:
        """Return every voice with its language."""
        found = []
        with self._lock:
            listed = self._lib.espeak_ListVoices(None)
            index = 0
            while listed[index]:
                voice = listed[index].contents
                languages = _tags(voice.languages)
                found.append(
                    LibraryVoice(voice.identifier.decode(), voice.name.decode(), languages)
                )
                index += 1
        return tuple(found)

    def variants(self) -> tuple[str, ...]:
        """Return the names of all variants, which change any voice."""
        return self._variants

    def _choose(self, voice: str) -> None:
        # Checked before the library sees it: it would take a path as a file to load.
        if not _NAME.fullmatch(voice) or self._lib.espeak_SetVoiceByName(voice.encode()):
            raise UnknownVoice(
                f"espeak-ng has no voice “{voice}”.",
                cure="Choose one of the listed voices.",
            )

    def _take(self, samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int) -> int:
        if samples and count > 0:
            self._pcm += ctypes.string_at(samples, count * 2)
        return 0


def _tags(address: int) -> tuple[str, ...]:
    # A list of zero-terminated tags, each after a byte of priority; priority 0 ends it.
    tags = []
    while ctypes.string_at(address, 1) != b"\0":
        tag = ctypes.string_at(address + 1)
        tags.append(tag.decode().lower())
        address += len(tag) + 2
    return tuple(tags)


@cache
def _shared() -> EspeakLibrary:
    return EspeakLibrary()


_shared_lock = threading.Lock()


def espeak() -> EspeakLibrary:
    """Return the process's library. Raises EngineMissing when it cannot be loaded."""
    with _shared_lock:
        return _shared()
