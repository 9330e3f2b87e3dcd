"""Writing the files of a new integration."""

import shutil
from enum import StrEnum
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ova.plugins.scaffold.names import IntegrationName, parse_name
from ova.plugins.scaffold.new_folder import new_folder

TEMPLATES = Path(__file__).parent / "templates"
SUFFIX = ".jinja"


class Style(StrEnum):
    """The ways to write an integration."""

    HOOKS = "hooks"
    """``build_integration`` and ``default_config``, with decorators."""
    CLASS = "class"
    """A class derived from BaseIntegration."""
    CONFIG_JSON = "config-json"
    """``config.json`` with handlers."""


def generate(name: str, into: Path, style: Style = Style.HOOKS) -> Path:
    """Write a new integration below a folder and return its own folder.

    Raises InvalidInput for the name, Conflict when something with it is there already.
    """
    parsed = parse_name(name)
    with new_folder(into, parsed.id) as new:
        _write(parsed, style, new)
    return into / parsed.id


def _write(name: IntegrationName, style: Style, folder: Path) -> None:
    source = TEMPLATES / style.value
    environment = Environment(  # noqa: S701 - it writes Python, not pages
        loader=FileSystemLoader(source),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        variable_start_string="<<",
        variable_end_string=">>",
    )
    for template in sorted(source.rglob(f"*{SUFFIX}")):
        inside = template.relative_to(source)
        target = folder / str(inside).removesuffix(SUFFIX).replace("ID", name.id)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = environment.get_template(inside.as_posix()).render(
            id=name.id, class_name=name.class_name, title=name.title
        )
        target.write_text(text, encoding="utf-8")
    shutil.copymode(TEMPLATES, folder)
