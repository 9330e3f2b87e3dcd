"""Which recognisers can hear the home's language, and which one does."""

import importlib.util
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ova.engines.models import ModelKind, Shelf, best_model
from ova.hub.settings import HomeSettings

ALL = ("vosk", "pocketsphinx", "wyoming", "whisper")


@dataclass(frozen=True, slots=True)
class RecogniserState:
    """Whether a recogniser can hear, and why not."""

    id: str
    usable: bool
    reason: str = ""
    cure: str = ""
    model: str = ""
    code: str = ""
    """Why it cannot hear: stable, for words in other languages."""


def recognisers_of(
    settings: HomeSettings,
    models: Path,
    workers: Sequence[dict[str, Any]],
    language: str | None = None,
) -> dict[str, Any]:
    """Return every recogniser in wire form: those of the order first, in that order.

    ``workers`` tell what hears just now; ``language`` is the home's unless another one is given.
    """
    wanted = language or str(settings.language)
    order = dict.fromkeys([*settings.recogniser_order, *ALL])
    engines = [str(one["engine"]) for one in workers if one["ready"] and one["engine"]]
    return {
        "language": wanted,
        "hears": engines[0] if engines else None,
        "recognisers": [asdict(_state(str(one), settings, models, wanted)) for one in order],
    }


def _state(name: str, settings: HomeSettings, models: Path, language: str) -> RecogniserState:
    match name:
        case "vosk":
            return _vosk(settings, models, language)
        case "whisper":
            return _whisper(settings, models, language)
        case "wyoming":
            return _wyoming(settings)
    if language == "en":
        return RecogniserState(name, True)
    return RecogniserState(
        name,
        False,
        "PocketSphinx hears English only.",
        "Install a Vosk model for your language.",
        code="english_only",
    )


def _vosk(settings: HomeSettings, models: Path, language: str) -> RecogniserState:
    shelf = Shelf(models)
    wanted = _model(settings, language)
    found = shelf.find(wanted) if wanted else best_model(models, ModelKind.VOSK, language)
    if found is None or found.kind is not ModelKind.VOSK:
        what = f"The model {wanted} is not installed." if wanted else "No model is installed."
        code = "model_missing" if wanted else "no_model"
        return RecogniserState("vosk", False, what, "Install one under Models.", wanted, code)
    if found.fault:
        return RecogniserState(
            "vosk",
            False,
            f"{found.id}: {found.fault}",
            "Install it again.",
            found.id,
            "model_broken",
        )
    return RecogniserState("vosk", True, model=found.id)


def _whisper(settings: HomeSettings, models: Path, language: str) -> RecogniserState:
    if importlib.util.find_spec("faster_whisper") is None:
        return RecogniserState(
            "whisper",
            False,
            "The package faster-whisper is not installed.",
            "Install it beside the hub: pip install faster-whisper.",
            code="package_missing",
        )
    found = sorted(path.parent.name for path in (models / "whisper").glob("[!.]*/model.bin"))
    if not found:
        return RecogniserState(
            "whisper",
            False,
            "There is no Whisper model.",
            "Copy one to models/whisper.",
            code="no_whisper_model",
        )
    wanted = _model(settings, language)
    return RecogniserState("whisper", True, model=wanted if wanted in found else found[0])


def _wyoming(settings: HomeSettings) -> RecogniserState:
    if not settings.recogniser_server:
        return RecogniserState(
            "wyoming",
            False,
            "No server is set.",
            "Enter the address of a Wyoming server.",
            code="no_server",
        )
    return RecogniserState("wyoming", True, model=settings.recogniser_server)


def _model(settings: HomeSettings, language: str) -> str:
    models = {str(one): model for one, model in settings.recogniser_models.items()}
    return models.get(language, "")
