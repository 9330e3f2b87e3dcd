"""Which recogniser and which voice activity detector the settings ask for."""

import logging
from dataclasses import replace
from pathlib import Path

from ova.engines.errors import EngineMissing
from ova.engines.models import ModelKind, Shelf
from ova.engines.settings import USUAL_ORDER, SpeechSettings
from ova.engines.stt.protocol import Recognizer
from ova.engines.vad.protocol import VoiceActivity

_LOG = logging.getLogger(__name__)


def make_recognizer(settings: SpeechSettings) -> Recognizer:
    """Return the recogniser the settings ask for. Raises EngineMissing."""
    match settings.stt:
        case "vosk":
            return _vosk(_vosk_folders(settings)[0])
        case "whisper":
            return _whisper(settings)
        case "wyoming":
            return _wyoming(settings)
        case "pocketsphinx":
            return _pocketsphinx(settings)
        case _:
            return _best(settings)


def make_vad(settings: SpeechSettings) -> VoiceActivity:
    """Return the voice activity detector the settings ask for. Raises EngineMissing."""
    if settings.vad == "energy":
        from ova.engines.vad.energy import EnergyVad

        return EnergyVad()
    from ova.engines.vad.silero import SileroVad

    return SileroVad()


def _best(settings: SpeechSettings) -> Recognizer:
    """Return the first recogniser of the order that can be used, else the embedded one."""
    try:
        return _first(settings)
    except EngineMissing as error:
        if settings.model or error.code != "no_model":
            _LOG.warning("%s", error)
        if not _is_english(settings) and error.code != "no_model":
            raise  # a fault that can be mended is told: English words would only hide it
    return _pocketsphinx(settings)


def _first(settings: SpeechSettings) -> Recognizer:
    """Return the first recogniser of the order that hears the language. Raises EngineMissing."""
    fault = EngineMissing(
        f"No recogniser of the chosen ones hears “{settings.language}”.",
        cure="Install a model for the language, or put another recogniser into the order.",
        code="no_model",
    )
    for place, name in enumerate(settings.order):
        left = replace(settings, order=settings.order[place + 1 :])
        try:
            match name:
                case "vosk":
                    return _any_vosk(left)
                case "whisper":
                    return _whisper(replace(left, model=""))
                case "wyoming" if settings.server:
                    return _wyoming(left)
                case "pocketsphinx" if _is_english(settings):
                    return _pocketsphinx(left)
        except EngineMissing as error:
            # a model that is broken says more than one that is not there
            if fault.code == "no_model":
                fault = error
            if error.code != "no_model":
                _LOG.warning("%s", error)
    raise fault


def _any_vosk(settings: SpeechSettings) -> Recognizer:
    """Return Vosk with the first model that can be used. Raises EngineMissing."""
    fault: EngineMissing | None = None
    for folder in _vosk_folders(settings):
        try:
            return _vosk(folder)
        except EngineMissing as error:
            fault = error
            _LOG.warning("%s", error)
    assert fault is not None, "there is at least one folder"  # noqa: S101 - tells the type checker
    raise fault


def _vosk(folder: Path) -> Recognizer:
    from ova.engines.stt.vosk import VoskRecognizer

    return VoskRecognizer(folder)


def _pocketsphinx(settings: SpeechSettings) -> Recognizer:
    if not _is_english(settings):
        _LOG.warning(
            "PocketSphinx hears English only: install a Vosk model for “%s”.", settings.language
        )
    from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer

    return PocketSphinxRecognizer()


def _wyoming(settings: SpeechSettings) -> Recognizer:
    from ova.engines.stt.fallback import FallbackRecognizer
    from ova.engines.stt.wyoming import WyomingRecognizer

    def embedded() -> Recognizer:
        order = tuple(name for name in settings.order if name != "wyoming") or USUAL_ORDER
        own = replace(settings, stt="auto", model="", order=order)
        # English words are no help to people who speak another language.
        return _best(own) if _is_english(own) else _first(own)

    there = WyomingRecognizer(settings.server, settings.language, model=settings.model)
    return FallbackRecognizer(there, embedded)


def _whisper(settings: SpeechSettings) -> Recognizer:
    from ova.engines.stt.whisper import WhisperRecognizer

    folder = (settings.models_dir or Path()) / "whisper"
    if settings.model:
        chosen = folder / settings.model
    else:
        models = (path.parent for path in folder.glob("[!.]*/model.bin"))
        found = min(models, default=None)
        if found is None:
            raise EngineMissing(
                f"There is no Whisper model in {folder}.",
                cure="Put a folder there that holds a model for faster-whisper.",
                code="no_model",
            )
        chosen = found
    return WhisperRecognizer(chosen, settings.language)


def _vosk_folders(settings: SpeechSettings) -> list[Path]:
    """Return the models to choose from, the best first and at least one. Raises EngineMissing."""
    shelf = Shelf(settings.models_dir or Path())
    if settings.model:
        found = shelf.find(settings.model)
        if found is not None and found.kind is ModelKind.VOSK:
            return [found.folder]
        raise EngineMissing(
            f"There is no Vosk model “{settings.model}” in {shelf.folder / ModelKind.VOSK}.",
            cure=f"Install it with `ova models install {settings.model}`, or choose another.",
            code="no_model",
        )
    models = shelf.installed(ModelKind.VOSK, settings.language)
    if not models:
        raise EngineMissing(
            f"There is no Vosk model for “{settings.language}” in {shelf.folder / ModelKind.VOSK}.",
            cure="Install one: `ova models` lists them.",
            code="no_model",
        )
    return [model.folder for model in sorted(models, key=lambda model: bool(model.fault))]


def _is_english(settings: SpeechSettings) -> bool:
    return settings.language.partition("-")[0] == "en"
