"""How much of the disk a file or a folder takes."""

from pathlib import Path


def size_of(path: Path) -> int:
    """Return the bytes of a file or of a folder; 0 where that cannot be told."""
    try:
        if path.is_file():
            return path.stat().st_size
        return sum(one.lstat().st_size for one in path.rglob("*") if one.is_file())
    except OSError:
        return 0
