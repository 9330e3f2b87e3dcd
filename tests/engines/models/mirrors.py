"""A mirror of models on disk, the programs that serve it and install from it."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
TINY = HERE.parent / "vosk_model"
NAME = "vosk-model-small-en-us-9.9"
"""Not in the catalogue: its checksum stands in the mirror's own list."""
VOICE = "en_US-tones-low"
PIPER = HERE.parent / "piper_voices"
_VOICE_FILE = PIPER / VOICE / f"{VOICE}.onnx"
ONNX = _VOICE_FILE.read_bytes()
SETTINGS = json.loads(_VOICE_FILE.with_name(f"{VOICE}.onnx.json").read_text())
"""A tiny voice that speaks in tones; made by scripts/piper_fixture.py."""


def pack(folder, archive, top, *, skip=()):
    """Zip a folder's files below ``top/``."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if path.is_file() and not path.name.startswith(".") and str(inner) not in skip:
                target.write(path, f"{top}/{inner}")
    return archive


def md5(path):
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def make_mirror(folder, tiny_zip):
    """Lay out a mirror: one recogniser, one voice, and the publishers' lists of them."""
    (folder / "vosk").mkdir(parents=True)
    shutil.copy(tiny_zip, folder / "vosk" / f"{NAME}.zip")
    list_vosk(folder)
    below = folder / "piper" / "en" / "en_US" / "tones" / "low"
    below.mkdir(parents=True)
    (below / f"{VOICE}.onnx").write_bytes(ONNX)
    (below / f"{VOICE}.onnx.json").write_text(json.dumps(SETTINGS))
    files = {
        str(path.relative_to(folder / "piper")): {
            "size_bytes": path.stat().st_size,
            "md5_digest": md5(path),
        }
        for path in below.iterdir()
    }
    voice = {"language": {"code": "en_US"}, "quality": "low", "files": files}
    (folder / "piper" / "voices.json").write_text(json.dumps({VOICE: voice}))
    return folder


def list_vosk(folder, **changes):
    """Write the list of Vosk models a mirror keeps; ``changes`` go into the model's row."""
    archive = folder / "vosk" / f"{NAME}.zip"
    row = {
        "name": NAME,
        "lang": "en-us",
        "size": archive.stat().st_size,
        "md5": md5(archive),
        "version": "9.9",
        "obsolete": "false",
        **changes,
    }
    (folder / "vosk" / "model-list.json").write_text(json.dumps([row]))


@dataclass
class Server:
    """A server that runs as a program."""

    process: subprocess.Popen
    port: int
    url: str
    _read: list[str] = field(default_factory=list)

    def kill(self):
        """End it as a power cut would; return the requests it took."""
        self.process.kill()
        rest, _ = self.process.communicate()
        return rest.splitlines()


@contextmanager
def served(folder, *behaviour, port=0):
    """Run a server over a folder."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "model_server.py"), str(folder), str(port), *behaviour],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = int(process.stdout.readline())
        yield Server(process, port, f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        if not process.stdout.closed:
            process.communicate()


@dataclass
class Steps:
    """Takes the progress of an install."""

    seen: list = field(default_factory=list)

    def __call__(self, progress):
        self.seen.append(progress)

    @property
    def names(self):
        """The steps in their order, each once."""
        return list(dict.fromkeys(one.step.value for one in self.seen))


def run_install(*arguments):
    """Start the program that installs a model."""
    return subprocess.Popen(
        [sys.executable, str(HERE / "install_program.py"), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
    )
