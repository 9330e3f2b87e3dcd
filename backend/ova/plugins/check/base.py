"""An earlier version of an integration, to compare with: a folder, a file, or a commit."""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from ova.core import InvalidInput

_GIT_S = 60.0


@contextmanager
def earlier(path: Path, base: str) -> Iterator[Path]:
    """Give the place of the integration of ``path`` as it was in ``base``, for as long as it is needed.

    ``base`` is a folder or file of another version, or a commit, branch or tag of the git repository
    that ``path`` is in. Raises InvalidInput when it is neither.
    """
    given = Path(base)
    if given.exists():
        yield given
        return
    whole = path.resolve()
    folder = whole if whole.is_dir() else whole.parent
    inside = _git(folder, "rev-parse", "--show-prefix", said=base).decode().strip()
    top = Path(_git(folder, "rev-parse", "--show-toplevel", said=base).decode().strip())
    place = inside if whole.is_dir() else f"{inside}{whole.name}"
    packed = _git(top, "archive", "--format=tar", f"{base}:{inside}", said=base)
    with tempfile.TemporaryDirectory() as made:
        into = Path(made) / folder.name
        into.mkdir()
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(into, filter="data")
        found = into if whole.is_dir() else into / whole.name
        if not found.exists():
            raise InvalidInput(f"{base} has no {place}.", cure="Name a later commit, or a folder.")
        yield found


def _git(folder: Path, *words: str, said: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the words are the person's own
            ["git", "-C", str(folder), *words],  # noqa: S607 - the person's own git
            capture_output=True,
            timeout=_GIT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        reason = getattr(error, "stderr", b"") or b""
        line = reason.decode("utf-8", "replace").strip().partition("\n")[0]
        raise InvalidInput(
            f"There is no earlier version {said!r}{': ' + line if line else ''}.",
            cure="Name a folder with that version, or a commit, branch or tag of its repository.",
        ) from None
    return done.stdout
