"""The catalogue: models known to fit, with size, language, licence and checksum."""

import difflib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ova.engines.models.errors import NoSuchModel
from ova.engines.models.language import fit
from ova.engines.models.model import ModelFile, ModelKind, Offer


@cache
def catalogue() -> tuple[Offer, ...]:
    """Return every model of the catalogue, by kind and language."""
    found: list[Offer] = []
    for kind in ModelKind:
        source = files("ova.engines.models.catalogue") / f"{kind.value}.json"
        rows = json.loads(source.read_text(encoding="utf-8"))
        found.extend(_offer(kind, row) for row in rows)
    return tuple(found)


def offers(kind: str | None = None, language: str | None = None) -> tuple[Offer, ...]:
    """Return the models of a kind (``vosk``, ``piper``) and for a language."""
    return tuple(
        offer
        for offer in catalogue()
        if kind in (None, offer.kind.value)
        and (language is None or fit(offer.language, language) is not None)
    )


def find_offer(model_id: str) -> Offer | None:
    """Return a model of the catalogue, or None."""
    return next((offer for offer in catalogue() if offer.id == model_id), None)


def no_such_model(model_id: str) -> NoSuchModel:
    """Return the error of a name nobody knows, with the names that look like it."""
    near = difflib.get_close_matches(model_id, [offer.id for offer in catalogue()], 3, 0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else "'ova models list' shows the catalogue."
    return NoSuchModel(f"There is no model “{model_id}”.", cure=hint)


def _offer(kind: ModelKind, row: Mapping[str, Any]) -> Offer:
    return Offer(
        id=row["id"],
        kind=kind,
        language=row["language"],
        licence=row["licence"],
        version=row["version"],
        files=tuple(
            ModelFile(file["path"], file["size"], file["checksum"]) for file in row["files"]
        ),
        speakers=row.get("speakers", 1),
        accurate=row.get("accurate", False),
    )
