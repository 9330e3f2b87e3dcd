"""The sentences a benchmark is run with."""

from pathlib import Path

import yaml

from ova.core import HomeNames, InvalidInput, Unavailable
from ova.language import Grammar, SentenceSource, compile_grammar
from ova.plugins import read_locale
from ova.plugins.discovery import bundled_folder


def speech_grammar(data: Path) -> Grammar:
    """Compile the ``sentences.yaml`` of a speech benchmark. Raises InvalidInput without one."""
    path = data / "sentences.yaml"
    if not path.is_file():
        raise InvalidInput(
            f"There is no sentences.yaml in {data}.",
            cure="Give the folder that holds labels.jsonl and sentences.yaml.",
        )
    source = SentenceSource("bench", "en", yaml.safe_load(path.read_text("utf-8")), path.name)
    return compile_grammar([source], HomeNames(), "en")


def bundled_sentences(language: str) -> list[SentenceSource]:
    """Return the sentences of every bundled skill."""
    root = bundled_folder()
    if root is None:
        raise Unavailable("The bundled skills are missing.", cure="Install the hub again.")
    return [
        SentenceSource(one.skill_id, one.language, one.data, one.file)
        for folder in sorted((root / "skills").glob("[a-z]*"))
        for one in read_locale(folder / "locale", folder.name).sentences
        if one.language == language
    ]
