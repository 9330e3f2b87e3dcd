"""The list of models: the catalogue and the shelf as one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ova.engines.models.language import fit
from ova.engines.models.model import InstalledModel, Offer
from ova.engines.models.offers import find_offer, offers
from ova.engines.models.shelf import Shelf


def listed_models(
    shelf: Shelf,
    in_use: Callable[[InstalledModel], str],
    kind: str | None = None,
    language: str | None = None,
) -> list[dict[str, Any]]:
    """Return the catalogue and what is installed, in wire form, by kind and language.

    ``in_use`` tells what an installed model is needed for, or an empty text.
    """
    here = {model.id: model for model in shelf.installed(kind)}
    known = {offer.id: offer for offer in offers(kind, language)}
    names = [
        *known,
        *(
            name
            for name, model in here.items()
            if name not in known and (language is None or fit(model.language, language) is not None)
        ),
    ]
    rows = [_row(name, known.get(name), here.get(name), shelf, in_use) for name in names]
    return sorted(rows, key=lambda row: (row["kind"] == "piper", row["language"], row["id"]))


def listed_model(
    shelf: Shelf, in_use: Callable[[InstalledModel], str], model_id: str
) -> dict[str, Any]:
    """Return one model in wire form. Raises NoSuchModel."""
    offer = find_offer(model_id)
    model = shelf.find(model_id) if offer else shelf.get(model_id)
    return _row(model_id, offer, model, shelf, in_use)


def _row(
    model_id: str,
    offer: Offer | None,
    model: InstalledModel | None,
    shelf: Shelf,
    in_use: Callable[[InstalledModel], str],
) -> dict[str, Any]:
    first = model or offer
    return {
        "id": model_id,
        "kind": first.kind.value if first else "",
        "language": (model.language if model else "") or (offer.language if offer else ""),
        "licence": (model.label.licence if model else "") or (offer.licence if offer else ""),
        "version": (model.label.version if model else "") or (offer.version if offer else ""),
        "speakers": offer.speakers if offer else 1,
        "accurate": offer.accurate if offer else False,
        "download_bytes": offer.size if offer else None,
        "partial_bytes": _arrived(shelf, model_id),
        "installed": model is not None,
        "disk_bytes": model.size if model else None,
        "source": model.label.source if model else "",
        "verified": model.label.verified if model else None,
        "fault": model.fault if model else "",
        "in_use": in_use(model) if model else "",
    }


def _arrived(shelf: Shelf, model_id: str) -> int:
    """Return the bytes of a download that was cut off."""
    folder = shelf.partials / Path(model_id).name
    files = folder.iterdir() if folder.is_dir() else ()
    return sum(file.stat().st_size for file in files if not file.name.endswith((".json", ".tag")))
