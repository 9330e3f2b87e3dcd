"""The sentences of a benchmark's folder as a skill of the benchmark's own hub."""

from pathlib import Path

import yaml

from ova.core import InvalidInput

SKILL = "bench"
_CODE = '''"""Takes note of every command."""

from ova.sdk import Turn, handles

manifest = {{
    "name": "Bench",
    "description": "Answers the sentences of a benchmark.",
    "version": "1.0.0",
    "category": "example",
    "required_integrations": [],
}}


def default_config():
    return {{}}


def build_skill(config, ova):
    return Bench()


class Bench:
    @handles({intents})
    def note(self, turn: Turn) -> str:
        return "Done."

    def unload(self) -> None:
        """Nothing runs."""
'''


def drop_in_skill(home: Path, data: Path) -> None:
    """Write the skill into a hub's folder. Raises InvalidInput without usable sentences."""
    path = data / "sentences.yaml"
    try:
        text = path.read_text(encoding="utf-8")
        intents = list(yaml.safe_load(text)["intents"])
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise InvalidInput(
            f"{path} holds no usable sentences.",
            cure="Give the folder of a speech benchmark: labels.jsonl, sentences.yaml and audio/.",
        ) from error
    folder = home / "skills" / SKILL
    (folder / "locale" / "en").mkdir(parents=True, exist_ok=True)
    (folder / "locale" / "en" / "sentences.yaml").write_text(text, encoding="utf-8")
    (folder / "__init__.py").write_text(_CODE.format(intents=", ".join(map(repr, intents))))
