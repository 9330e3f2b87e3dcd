"""The laws of the house that no tool keeps: doors, and a reason for each exception."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OVA = ROOT / "backend" / "ova"
CODE = ("backend", "frontend/src", "integrations", "scripts", "skills", "tests")
EXCEPTION = re.compile(
    r"#\s*noqa|#\s*type:\s*ignore|eslint-disable|@ts-(?:expect-error|ignore|nocheck)"
)
REASONED = re.compile(
    r"# noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)* - \S"
    r"|# type: ignore\[[a-z,-]+\] +# \S"
    r"|eslint-disable-next-line \S+ -- \S"
)

DRAWERS = frozenset({"ova.sdk.places", "ova.sdk.times"})
"""Words for places and times: skills that need them open these, beside the door of ``ova.sdk``."""


def test_every_room_is_entered_by_its_door():
    past = [
        f"{path.relative_to(ROOT)}:{line}: {module} {name}"
        for path in _files({".py"}, "backend", "integrations", "skills")
        for line, module, name in _imports(path)
        if _room(module) not in (None, _room_of(path))
        and module not in DRAWERS
        and name not in _door(module)
    ]

    assert past == [], "import these from the room's __init__.py, or add them to its __all__"


def test_every_exception_of_a_tool_gives_its_reason():
    bare = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in _files({".py", ".ts", ".tsx"}, *CODE)
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if EXCEPTION.search(line) and not REASONED.search(line)
    ]

    assert bare == []


def _files(suffixes: set[str], *folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes:
                yield path


def _imports(path: Path) -> Iterator[tuple[int, str, str]]:
    """Give each name a file imports with ``from``, and each module it imports whole."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                yield node.lineno, node.module, name.name
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name, ""


def _room(module: str) -> str | None:
    """Return the room of a module of ``ova``, also of the package below it."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] or None if first == "ova" else None


def _room_of(path: Path) -> str:
    return path.relative_to(OVA).parts[0] if path.is_relative_to(OVA) else ""


def _door(module: str) -> set[str]:
    """Return what may be imported from a module: what its ``__all__`` names, of a package only."""
    door = ROOT.joinpath("backend", *module.split("."), "__init__.py")
    if not door.is_file():
        return set()
    for node in ast.parse(door.read_text()).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == "__all__":
            return {*ast.literal_eval(node.value), ""}
    return set()
