"""What the hub needs an installed model for."""

from ova.engines.models import InstalledModel, ModelKind, Shelf, best_model
from ova.hub.settings import HomeSettings


def model_use(model: InstalledModel, shelf: Shelf, settings: HomeSettings) -> str:
    """Return in words what the hub does with a model; empty when it does without."""
    if model.kind is ModelKind.PIPER:
        chosen = settings.voice.partition("#")[0]  # behind it stands which of several speakers
        return "it is the home's voice" if chosen == model.id else ""
    language = settings.language
    if settings.recognisers.get(language, settings.recogniser) not in ("auto", "vosk"):
        return ""
    best = best_model(shelf.folder, model.kind, language)
    wanted = settings.recogniser_models.get(language) or (best.id if best else "")
    return f"it hears the commands in “{language}”" if wanted == model.id else ""
