"""A folder with the files of one wake word model: what they are, and whether they work."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ova.engines.wake.errors import BadWakeModel
from ova.engines.wake.openwakeword import spoken

MODEL_ENDINGS = (".tflite", ".onnx")
_TFLITE_MARK = b"TFL3"
"""Bytes 4 to 8 of every TensorFlow Lite file (its FlatBuffers identifier)."""
_TRIAL_S = 30.0
_MAX_PHRASE = 100
_KINDS = (
    "Give an openWakeWord model (.tflite or .onnx), or a microWakeWord model (.tflite) together "
    "with the .json file that came with it."
)


@dataclass(frozen=True, slots=True)
class WakeModel:
    """What a folder holds."""

    engine: str
    """``microwakeword`` or ``openwakeword``."""
    model: Path
    phrase: str
    config: Path | None = None
    """microWakeWord's description of the model."""


def read_wake_model(folder: Path) -> WakeModel:
    """Return what model lies in a folder, by its files alone. Raises BadWakeModel."""
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    models = [path for path in files if path.suffix in MODEL_ENDINGS]
    configs = [path for path in files if path.suffix == ".json"]
    if len(models) != 1 or len(configs) > 1:
        raise BadWakeModel("These files are not one wake word model.", cure=_KINDS)
    model = models[0]
    if model.suffix == ".tflite":
        with model.open("rb") as opened:
            head = opened.read(8)
        if head[4:] != _TFLITE_MARK:
            raise BadWakeModel(
                f"{model.name} is no TensorFlow Lite model.", cure="Download it again. " + _KINDS
            )
    if not configs:
        return WakeModel("openwakeword", model, spoken(model.stem))
    config = _config(configs[0])
    if config["model"] != model.name:
        raise BadWakeModel(
            f"{configs[0].name} describes {config['model']}, not {model.name}.",
            cure="Upload the two files that belong together.",
        )
    return WakeModel("microwakeword", model, str(config["wake_word"]), configs[0])


def try_wake_model(folder: Path) -> None:
    """Load a folder's model in a process of its own and let it listen for a moment.

    The libraries end the process for some damaged files, so that must not be this one. Raises
    BadWakeModel.
    """
    read_wake_model(folder)
    try:
        trial = subprocess.run(  # noqa: S603 - this interpreter and this project's own module
            [sys.executable, "-m", "ova.engines.wake.trial", str(folder)],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TRIAL_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise BadWakeModel(
            f"The model did not load within {_TRIAL_S:.0f} seconds.", cure="Choose a smaller one."
        ) from error
    if trial.returncode == 0:
        return
    told = trial.stdout.strip().splitlines()
    if trial.returncode > 0 and told:
        report = json.loads(told[-1])
        raise BadWakeModel(report["message"], cure=report["cure"])
    raise BadWakeModel(
        "The model is damaged: the library that runs it broke down.", cure="Download it again."
    )


def _config(file: Path) -> dict[str, Any]:
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
        micro = config["micro"]
        good = (
            isinstance(config["model"], str)
            and isinstance(config["wake_word"], str)
            and config["wake_word"].isprintable()
            and len(config["wake_word"]) <= _MAX_PHRASE
            and 0 < float(micro["probability_cutoff"]) < 1
            and 1 <= int(micro["sliding_window_size"]) <= 100
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        good = False
    if not good:
        raise BadWakeModel(
            f"{file.name} is no description of a microWakeWord model.",
            cure="It needs wake_word, model, and micro with probability_cutoff and "
            "sliding_window_size, as in the models of ESPHome.",
        )
    result: dict[str, Any] = config
    return result
