"""What a command with a pronoun is about: "turn on the hall light" - "make it brighter"."""

from collections.abc import Sequence
from dataclasses import replace

from ova.core import Intent
from ova.language.matching.understanding import Understanding
from ova.language.standard import TARGET_SLOTS
from ova.language.word_tables import WordTables, exact_phrases


def about_the_antecedent(
    reading: Understanding, earlier: Sequence[Intent], tables: WordTables
) -> Understanding | None:
    """Let a command with a pronoun of its own be about what was spoken of ``earlier``.

    None when what was spoken of is of another kind than the command.
    """
    if len(earlier) != 1 or not _has_pronoun(reading, tables):
        return reading
    antecedent = earlier[0]
    target = [slot for slot in antecedent.slots if slot.name in TARGET_SLOTS]
    domain = antecedent.value("domain") or (antecedent.metadata.get("target_context") or {}).get(
        "domain"
    )
    intents = []
    for intent in reading.intents:
        wanted = intent.value("domain")
        if wanted is not None and domain is not None and wanted != domain:
            return None
        if any(intent.value(name) for name in ("name", "area", "floor")):
            intents.append(intent)
            continue
        own = {slot.name for slot in intent.slots}
        kept = {
            key: value
            for key, value in intent.metadata.items()
            if key not in ("area_from_satellite", "context_area")
        }
        for key in ("area_from_satellite", "context_area", "target_context"):
            if key in antecedent.metadata:
                kept[key] = antecedent.metadata[key]
        slots = (*intent.slots, *(slot for slot in target if slot.name not in own))
        intents.append(replace(intent, slots=slots, metadata=kept, excluded=antecedent.excluded))
    return replace(reading, intents=tuple(intents), lacks_area=False)


def _has_pronoun(reading: Understanding, tables: WordTables) -> bool:
    return any(
        isinstance(piece.word, str)
        and piece.end > piece.start
        and any(exact_phrases(tables.pronouns, (piece.word,), 0))
        and piece.word not in tables.determiners
        for piece in reading.path.pieces
    )
