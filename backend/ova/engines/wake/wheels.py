"""The wheels wake word engines come in, with their bundled models."""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ova.engines.errors import BadSpeechInput, EngineMissing


def wheel(module: str) -> Any:
    """Return a wheel's module. Raises EngineMissing when it cannot be loaded."""
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        package = module.replace("_", "-")
        raise EngineMissing(
            f"The wake word engine {package} is not installed.",
            cure=f"Install it with `pip install {package}`.",
        ) from error


def bundled_models(library: Any) -> Path:
    """Return the folder of the models inside a wheel."""
    return Path(library.__file__).parent / "models"


def check_known(name: str, known: Iterable[str]) -> None:
    """Raise BadSpeechInput with code ``unknown_wake_word`` for a model there is not."""
    names = sorted(known)
    if name not in names:
        raise BadSpeechInput(
            f"There is no wake word model “{name}”.",
            cure=f"Choose one of: {', '.join(names)}.",
            code="unknown_wake_word",
        )
