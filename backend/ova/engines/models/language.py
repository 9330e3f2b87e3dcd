"""Languages of models: tags as in BCP 47, and which model serves which language."""

import re

_VOSK_NAME = re.compile(
    r"(?:vosk-model-)?(?:small-|big-)?(?P<language>[a-z]{2,3})(?:-(?P<region>[a-z]{2})(?![a-z]))?(?:[-_.].*)?"
)
_VOSK_CODES = {"cn": "zh", "kz": "kk", "ua": "uk", "vn": "vi"}
"""Countries that stand for languages in the names of Vosk models."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def tag_of(written: str) -> str:
    """Return a language as a tag: ``en_us`` and ``EN-US`` as ``en-US``, ``cn`` as ``zh``.

    Empty when it is no language.
    """
    if not _TAG.fullmatch(written):
        return ""
    first, *rest = re.split("[-_]", written)
    language = _VOSK_CODES.get(first.lower(), first.lower())
    return "-".join((language, *(one.upper() if len(one) == 2 else one for one in rest)))


def tag_in_name(name: str) -> str:
    """Return the language in the name of a Vosk model's folder, or an empty text.

    ``vosk-model-small-en-us-0.15`` is ``en-US``, ``de`` and ``de-kitchen`` are ``de``.
    """
    found = _VOSK_NAME.fullmatch(name.lower())
    if found is None or name.lower().startswith("vosk-model-spk"):
        return ""
    parts = (found["language"], found["region"])
    return tag_of("-".join(part for part in parts if part))


def fit(tag: str, wanted: str) -> int | None:
    """Tell how well a model's language serves the one that is wanted.

    0: the very same; 1: the same language without a region; 2: of another region; None: not.
    """
    have, want = tag.lower(), tag_of(wanted).lower()
    if have == want:
        return 0
    if not have or have.partition("-")[0] != want.partition("-")[0]:
        return None
    return 1 if "-" not in have else 2
