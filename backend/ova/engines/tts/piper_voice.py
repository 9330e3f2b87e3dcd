"""One Piper voice: a VITS network in ONNX and its settings, run by the piper-tts package.

Model and settings come from other people, so whatever is wrong with them ends in one kind of error.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ova.core import AudioClip, AudioFormat
from ova.engines.errors import EngineError, EngineMissing, UnknownVoice

if TYPE_CHECKING:
    from piper import PiperVoice

MOST_THREADS = 4
INSTALL = 'Install it with `pip install "openvoiceassistant[piper]"`.'


def piper_is_installed() -> bool:
    """Tell whether Piper's voices can be spoken with, without loading anything."""
    return find_spec("piper") is not None and find_spec("onnxruntime") is not None


def speakers_of(file: Path) -> tuple[str, ...]:
    """Return the names of a voice's speakers by their number; none when it has only one."""
    try:
        settings = json.loads(file.with_name(f"{file.name}.json").read_text(encoding="utf-8"))
        names = dict(settings.get("speaker_id_map") or {})
        count = int(settings.get("num_speakers", 1))
    except (OSError, ValueError, TypeError, AttributeError):
        return ()
    known = {number: str(name) for name, number in names.items()}
    return tuple(known.get(number, str(number)) for number in range(count)) if count > 1 else ()


class LoadedPiperVoice:
    """A voice in memory. Safe to call from any thread."""

    def __init__(self, file: Path) -> None:
        """Load ``file`` (``….onnx``, with its settings in ``….onnx.json``) for the processor.

        Raises EngineMissing: without piper-tts, and with code ``bad_model`` for a voice that is
        incomplete or damaged.
        """
        if not piper_is_installed():
            raise EngineMissing("Piper is not installed.", cure=INSTALL)
        self._file = file
        with self._guarded("cannot be loaded"):
            self._voice = _load(file)
            self._format = AudioFormat(rate=int(self._voice.config.sample_rate))

    def try_out(self) -> None:
        """Speak a word. Raises EngineMissing with code ``bad_model`` when that fails."""
        for _ in self.speak("Hello."):
            pass

    def speak(
        self, text: str, speed: float = 1.0, speaker: int | None = None
    ) -> Iterator[AudioClip]:
        """Yield ``text`` sentence by sentence, as Piper's phonemizer parts it."""
        import numpy as np
        from piper import SynthesisConfig

        with self._guarded("failed to speak"):
            length = float(self._voice.config.length_scale) / speed
            manner = SynthesisConfig(length_scale=length, speaker_id=speaker)
            for chunk in self._voice.synthesize(text, manner):
                if not np.isfinite(chunk.audio_float_array).all():
                    raise ValueError("its network gives no numbers")
                yield AudioClip(chunk.audio_int16_bytes, self._format)

    @contextmanager
    def _guarded(self, what: str) -> Iterator[None]:
        try:
            yield
        except EngineError:
            raise
        except Exception as fault:
            reason = str(fault).strip().splitlines()[0][:200] if str(fault).strip() else ""
            raise EngineMissing(
                f"The voice {self._file.stem} {what}: {reason or type(fault).__name__}.",
                cure="Remove it and install it again.",
                code="bad_model",
            ) from fault


def speaker_number(file: Path, wanted: str) -> int:
    """Return the number of a voice's speaker by name or number. Raises UnknownVoice."""
    speakers = speakers_of(file)
    if wanted in speakers:
        return speakers.index(wanted)
    if wanted.isdigit() and int(wanted) < len(speakers):
        return int(wanted)
    known = ", ".join(speakers[:10]) + (", …" if len(speakers) > 10 else "")
    raise UnknownVoice(
        f"The voice {file.stem} has no speaker “{wanted}”.",
        cure=f"Use one of: {known}." if speakers else f"Use “{file.stem}” alone.",
    )


def _load(file: Path) -> PiperVoice:
    from piper import PiperVoice
    from piper.config import PiperConfig

    onnxruntime: Any = importlib.import_module("onnxruntime")
    settings = json.loads(file.with_name(f"{file.name}.json").read_text(encoding="utf-8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(MOST_THREADS, os.cpu_count() or 1)
    options.log_severity_level = 4  # what fails is raised, and told in our words
    # Threads that spin between two sentences take the processor from the recognisers, and an
    # arena keeps the memory of the longest sentence for good.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        str(file), sess_options=options, providers=["CPUExecutionProvider"]
    )
    return PiperVoice(session=session, config=PiperConfig.from_dict(settings))
