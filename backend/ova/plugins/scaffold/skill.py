"""Writing the files of a new skill: a copy of the template, under its own name."""

import shutil
from pathlib import Path

from ova.core import InvalidInput
from ova.plugins.discovery import bundled_folder
from ova.plugins.scaffold.names import IntegrationName, parse_name
from ova.plugins.scaffold.new_folder import new_folder

TEMPLATE = "skills/_template"
_TEXT = {".py", ".yaml", ".md", ".json"}


def generate_skill(name: str, into: Path) -> Path:
    """Write a new skill below a folder and return its own folder.

    Raises InvalidInput for the name, Conflict when something with it is there already.
    """
    parsed = parse_name(name.replace("_", "-"), "skill")
    bundled = bundled_folder()
    if bundled is None or not (bundled / TEMPLATE).is_dir():
        raise InvalidInput("The template of skills is not there.", cure="Install the hub again.")
    with new_folder(into, parsed.id) as new:
        _write(bundled / TEMPLATE, new, parsed)
    return into / parsed.id


def _write(template: Path, folder: Path, name: IntegrationName) -> None:
    for source in sorted(template.rglob("*")):
        inside = source.relative_to(template).as_posix()
        if not source.is_file() or source.suffix not in _TEXT or "__pycache__" in inside:
            continue
        target = folder / inside.replace("my_greeter", name.id)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        for old, new in (
            ("my_greeter", name.id),
            ("MyGreeter", name.class_name),
            ("My Greeter", name.title),
        ):
            text = text.replace(old, new)
        target.write_text(text, encoding="utf-8")
    shutil.copymode(template, folder)
