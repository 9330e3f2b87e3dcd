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


def recognisers_of(
    settings: HomeSettings, models: Path, workers: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Return every recogniser in wire form: those of the order first, in that order.

    ``workers`` tell what hears just now.
    """
    order = dict.fromkeys([*settings.recogniser_order, *ALL])
    engines = [str(one["engine"]) for one in workers if one["ready"] and one["engine"]]
    return {
        "language": settings.language,
        "hears": engines[0] if engines else None,
        "recognisers": [asdict(_state(str(one), settings, models)) for one in order],
    }


def _state(name: str, settings: HomeSettings, models: Path) -> RecogniserState:
    match name:
        case "vosk":
            return _vosk(settings, models)
        case "whisper":
            return _whisper(settings, models)
        case "wyoming":
            return _wyoming(settings)
    if settings.language == "en":
        return RecogniserState(name, True)
    return RecogniserState(
        name, False, "PocketSphinx hears English only.", "Install a Vosk model for your language."
    )


def _vosk(settings: HomeSettings, models: Path) -> RecogniserState:
    shelf, language = Shelf(models), settings.language
    wanted = settings.recogniser_models.get(language)
    found = shelf.find(wanted) if wanted else best_model(models, ModelKind.VOSK, language)
    if found is None or found.kind is not ModelKind.VOSK:
        what = f"The model {wanted} is not installed." if wanted else "No model is installed."
        return RecogniserState("vosk", False, what, "Install one under Models.")
    if found.fault:
        return RecogniserState(
            "vosk", False, f"{found.id}: {found.fault}", "Install it again.", found.id
        )
    return RecogniserState("vosk", True, model=found.id)


def _whisper(settings: HomeSettings, models: Path) -> RecogniserState:
    if importlib.util.find_spec("faster_whisper") is None:
        return RecogniserState(
            "whisper",
            False,
            "The package faster-whisper is not installed.",
            "Install it beside the hub: pip install faster-whisper.",
        )
    found = sorted(path.parent.name for path in (models / "whisper").glob("[!.]*/model.bin"))
    if not found:
        return RecogniserState(
            "whisper", False, "There is no Whisper model.", "Copy one to models/whisper."
        )
    wanted = settings.recogniser_models.get(settings.language, "")
    return RecogniserState("whisper", True, model=wanted if wanted in found else found[0])


def _wyoming(settings: HomeSettings) -> RecogniserState:
    if not settings.recogniser_server:
        return RecogniserState(
            "wyoming", False, "No server is set.", "Enter the address of a Wyoming server."
        )
    return RecogniserState("wyoming", True, model=settings.recogniser_server)
