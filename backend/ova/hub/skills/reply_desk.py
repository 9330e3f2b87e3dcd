"""Replies in one's own words: what a skill says, with which placeholders, and whether a change is good."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from string import Formatter
from typing import Any

from ova.hub.skills.forms import FORMS, PLAIN, Forms, forms_of
from ova.hub.skills.sentence_trial import Fault
from ova.plugins import Locale

LONGEST_VARIANT = 1_000
"""Characters."""
MOST_VARIANTS = 20

_SAMPLES: Mapping[str, str] = {
    "count": "3",
    "number": "3",
    "length": "5 min",
    "left": "4 min",
    "percent": "40",
    "brightness": "40",
    "volume": "30",
    "temperature": "21.5",
    "value": "21.5",
    "unit": "°C",
    "hour": "7",
    "minute": "30",
    "year": "2026",
    "day": "12",
}
"""What stands in a preview for placeholders of these names."""


def placeholders_in(text: str) -> list[str]:
    """Return the placeholders of a text, in order. Raises ValueError for braces that do not fit."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def placeholders_of(locale: Locale, key: str) -> list[str]:
    """Return the placeholders any shipped variant of a reply has, in any language."""
    found: dict[str, None] = {}
    for texts in locale.replies.values():
        if key not in texts:
            continue
        for variants in forms_of(texts[key]).values():
            for text in variants:
                try:
                    found.update(dict.fromkeys(placeholders_in(text)))
                except ValueError:  # a shipped text with a fault has none
                    continue
    return [name for name in found if name]


def sample_of(name: str, home: Mapping[str, str], now: datetime) -> str:
    """Return what stands for a placeholder in a preview; ``home`` has names of the home."""
    if name in home:
        return home[name]
    if name in _SAMPLES:
        return _SAMPLES[name]
    if name == "time":
        return f"{now:%H:%M}"
    return name.replace("_", " ")


def reply_faults(forms: Mapping[str, Any], known: list[str], shipped: Forms) -> list[Fault]:
    """Return what is wrong with variants of a reply, each with the variant it is about.

    ``column`` is the character within the variant.
    """
    faults: list[Fault] = []
    strange = sorted(set(forms) - set(FORMS))
    if strange or not forms or (PLAIN in forms and len(forms) > 1):
        reason = "A reply has one form, or the forms one and other."
        return [Fault("forms", reason, "Leave the forms as they are.")]
    if PLAIN not in forms and "other" not in forms:
        reason = "The form for other counts is missing."
        return [Fault("forms", reason, "Write that one, too.", values={"kind": "form_missing"})]
    if PLAIN not in forms and "count" not in known and "other" not in shipped:
        reason = "Nothing is counted in this reply."
        return [Fault("forms", reason, "Write one form of it.", values={"kind": "form_uncounted"})]
    for form, variants in forms.items():
        faults += _form_faults(form, variants, known)
    return faults


def _form_faults(form: str, variants: list[str], known: list[str]) -> list[Fault]:
    where = f"{form}: " if form else ""
    values = {"form": form, "most": MOST_VARIANTS}

    def fault(code: str, kind: str, message: str, cure: str) -> Fault:
        return Fault(code, f"{where}{message}", cure, values={**values, "kind": kind})

    faults: list[Fault] = []
    if not variants:
        cure = "Write at least one, or reset it."
        faults.append(fault("empty", "no_variant", "There is no variant.", cure))
    if len(variants) > MOST_VARIANTS:
        reason = f"More than {MOST_VARIANTS} variants."
        faults.append(fault("too_many", "many_variants", reason, "Remove some."))
    for number, text in enumerate(variants[:MOST_VARIANTS], start=1):
        faults += [
            replace(one, values={"form": form, "variant": number, **one.values})
            for one in _variant_faults(f"{where}Variant {number}: ", text, known)
        ]
    plain = [" ".join(text.split()) for text in variants]
    if len(set(plain)) < len(plain):
        reason = "Two variants are the same."
        faults.append(fault("duplicate", "same_variants", reason, "Remove one of them."))
    return faults


def _variant_faults(where: str, text: str, known: list[str]) -> list[Fault]:
    if not text.strip():
        cure = "Write something, or remove it."
        return [Fault("empty", f"{where}it is empty.", cure, values={"kind": "empty_variant"})]
    if len(text) > LONGEST_VARIANT:
        reason = f"{where}it is longer than {LONGEST_VARIANT:,} characters."
        cure = "Nobody listens that long; shorten it."
        return [
            Fault(
                "too_long", reason, cure, values={"kind": "long_variant", "most": LONGEST_VARIANT}
            )
        ]
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return [Fault("signs", f"{where}it holds half a character.", "Write it anew.")]
    try:
        names = placeholders_in(text)
    except ValueError:
        at = _odd_brace(text)
        reason = f"{where}a brace has no counterpart."
        return [Fault("braces", reason, "Write {{ and }} for braces that are said.", at)]
    listed = ", ".join(f"{{{name}}}" for name in known) or "none"
    return [
        Fault(
            "unknown_placeholder",
            f"{where}there is no placeholder {{{name}}} here.",
            f"Placeholders there are: {listed}.",
            text.find(f"{{{name}") + 1,
            {"name": f"{{{name}}}", "known": listed if known else ""},
        )
        for name in dict.fromkeys(names)
        if name not in known
    ]


def _odd_brace(text: str) -> int:
    """Return the column of the first brace without a counterpart."""
    opened = 0
    at = 0
    while at < len(text):
        if text[at : at + 2] in ("{{", "}}") and not opened:
            at += 2
            continue
        if text[at] == "{":
            if opened:
                return opened
            opened = at + 1
        elif text[at] == "}":
            if not opened:
                return at + 1
            opened = 0
        at += 1
    return opened
