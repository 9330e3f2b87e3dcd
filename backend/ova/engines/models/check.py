"""Whether a model can be used: a look at its files, and a trial after an install."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from ova.engines.errors import EngineMissing
from ova.engines.models.model import ModelKind

_LOG = logging.getLogger(__name__)
_TRIAL_S = 60.0
"""Large voices on slow machines take longer: they are used without a trial."""
_SETTINGS = ("audio", "espeak", "phoneme_id_map")
"""What a voice's settings must hold to be spoken with."""
_ONNX_HEAD = b"\x08"
"""Every ONNX model begins with its IR version: field 1 of ModelProto, a varint (onnx.proto)."""


def try_out(kind: ModelKind, folder: Path, file: Path | None = None) -> None:
    """Load a model as the hub would. Raises EngineMissing that names the fault."""
    if kind is ModelKind.VOSK:
        from ova.engines.stt.vosk_model import check_model, try_model

        try_model(folder, check_model(folder))
    elif file is not None:
        look_at_voice(file)
        _speak(file)


def _speak(file: Path) -> None:
    """Let another process speak with a voice, when Piper is there to do so."""
    from ova.engines.tts.piper_voice import piper_is_installed

    if not piper_is_installed():
        return
    try:
        trial = subprocess.run(  # noqa: S603 - our own program, and a file of the hub
            [sys.executable, "-m", "ova.engines.models.voice_trial", str(file)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TRIAL_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _LOG.warning("The voice %s loads too slowly to be tried first", file.stem)
        return
    if trial.returncode:
        said = trial.stderr.decode("utf-8", "replace").strip().splitlines()
        if trial.returncode < 0 or not said:
            raise _bad_voice(file, "Piper crashes over it")
        raise EngineMissing(said[-1], cure="Install another voice.", code="bad_model")


def look_at_recogniser(folder: Path) -> None:
    """Check that the files of a Vosk model are there. Raises EngineMissing."""
    from ova.engines.stt.vosk_model import check_model  # with it comes numpy: only when needed

    check_model(folder)


def look_at_voice(file: Path) -> None:
    """Check that a voice's ``.onnx`` and the settings beside it are what they should be.

    Raises EngineMissing with code ``bad_model``.
    """
    settings_file = file.with_name(f"{file.name}.json")
    try:
        settings = json.loads(settings_file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _bad_voice(file, f"{settings_file.name} is missing") from error
    except (OSError, ValueError) as error:
        raise _bad_voice(file, f"{settings_file.name} cannot be read") from error
    missing = [name for name in _SETTINGS if not isinstance(_part(settings, name), dict)]
    if missing:
        raise _bad_voice(file, f"{settings_file.name} has no “{missing[0]}”")
    if not isinstance(_part(settings["audio"], "sample_rate"), int):
        raise _bad_voice(file, f"{settings_file.name} has no sample rate")
    try:
        with file.open("rb") as content:
            head = content.read(1)
    except OSError as error:
        raise _bad_voice(file, f"{file.name} cannot be read") from error
    if head != _ONNX_HEAD:
        raise _bad_voice(file, f"{file.name} is {'no ONNX model' if head else 'empty'}")


def _part(settings: object, name: str) -> object:
    return settings.get(name) if isinstance(settings, dict) else None


def _bad_voice(file: Path, fault: str) -> EngineMissing:
    return EngineMissing(
        f"The voice {file.stem} cannot be used: {fault}.",
        cure="Remove it and install it again.",
        code="bad_model",
    )
