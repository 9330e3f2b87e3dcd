"""Pages about integrations and skills that come with them: Markdown of theirs, shown in a page of the hub."""

from html import escape
from pathlib import Path

from ova.core import NotFound
from ova.plugins import IntegrationManager, SkillManager, bundled_folder

README = "README.md"
MOST_BYTES = 200_000
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - OpenVoiceAssistant</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .4rem .6rem; text-align: left; vertical-align: top; }}
code {{ background: color-mix(in srgb, currentColor 8%, transparent); padding: .1em .3em; border-radius: .25em; }}
pre code {{ display: block; padding: .8rem; overflow-x: auto; }}
img {{ max-width: 100%; }}
</style></head>
<body><main>{body}</main></body></html>
"""


class Guides:
    """Finds and shows the page about a plugin: its README.md, or the hub's page about it."""

    def __init__(self, manager: IntegrationManager | SkillManager) -> None:
        self._manager = manager

    def page(self, entry_id: str) -> str:
        """Return the page as HTML. Raises PluginNotFound, and NotFound when nobody wrote one.

        HTML in the text is shown as text: an author's page runs nothing in the hub's name.
        """
        name = self._manager.info(entry_id).name
        file = self._file(entry_id)
        if file is None:
            raise NotFound(
                f"There is no page about {name}.",
                cure=f"Its author may add one: {README} in its folder.",
                code="no_guide",
            )
        from markdown_it import MarkdownIt  # now: hardly anybody reads such a page

        text = file.read_bytes()[:MOST_BYTES].decode("utf-8", "replace")
        body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
        return _PAGE.format(title=escape(name), body=body)

    def _file(self, entry_id: str) -> Path | None:
        folder = self._manager.folder(entry_id)
        bundled = bundled_folder()
        places = [folder / README] if folder is not None else []
        if folder is not None and bundled is not None and folder.is_relative_to(bundled):
            places.append(bundled / "docs" / f"{self._manager.kind.value}s" / f"{folder.name}.md")
        return next((one for one in places if one.is_file()), None)
