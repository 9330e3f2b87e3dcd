"""The sentences a benchmark is run with."""

from pathlib import Path
from typing import Any

from ova.core import HomeNames, InvalidInput, Unavailable
from ova.language import Grammar, SentenceSource, compile_grammar, package_intents
from ova.plugins import YamlFault, bundled_folder, read_locale, read_yaml

PACKAGE = "home-assistant-intents"


def speech_grammar(data: Path) -> Grammar:
    """Compile the ``sentences.yaml`` of a speech benchmark. Raises InvalidInput without one."""
    path = data / "sentences.yaml"
    if not path.is_file():
        raise InvalidInput(
            f"There is no sentences.yaml in {data}.",
            cure="Give the folder that holds labels.jsonl and sentences.yaml.",
        )
    try:
        read = read_yaml(path)
    except YamlFault as fault:
        raise InvalidInput(
            f"{path}:{fault.line}:{fault.column} {fault}.", cure="Mend the file."
        ) from fault
    source = SentenceSource("bench", "en", read.data, path.name, read.places)
    return compile_grammar([source], HomeNames(), "en")


def bundled_sentences(language: str) -> list[SentenceSource]:
    """Return the sentences of every bundled skill."""
    root = bundled_folder()
    if root is None:
        raise Unavailable("The bundled skills are missing.", cure="Install the hub again.")
    return [
        SentenceSource(*one)
        for folder in sorted((root / "skills").glob("[a-z]*"))
        for one in read_locale(folder / "locale", folder.name).sentences
        if one.language == language
    ]


def standard_sentences(language: str) -> tuple[list[SentenceSource], list[str]]:
    """Return the sentences of every bundled skill, and the package's for what no skill has.

    The second part names the intents whose sentences come from the package alone; their skill is
    called like the package. Raises InvalidInput when there are no sentences in the language.
    """
    sources = bundled_sentences(language)
    had = {name for source in sources for name in _intents_of(source.data)}
    rest = [name for name in package_intents(language) if name not in had]
    if rest:
        data = {"package": PACKAGE, "language": language, "intents": rest}
        sources.append(SentenceSource(PACKAGE, language, data, PACKAGE))
    if not sources:
        raise InvalidInput(
            f"There are no sentences in the language {language!r}.",
            cure="Give the code of a language, such as en or de.",
        )
    return sources, rest


def _intents_of(data: dict[str, Any]) -> list[str]:
    return [name for name in data.get("intents") or () if isinstance(name, str)]
