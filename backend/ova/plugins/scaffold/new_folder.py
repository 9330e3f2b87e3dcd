"""A folder that is there as a whole, or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ova.core import Conflict, InvalidInput


@contextmanager
def new_folder(into: Path, name: str) -> Iterator[Path]:
    """Give a folder to fill, which is put in place as ``into / name`` at the end of the block.

    Raises Conflict when a plugin of this name is there, InvalidInput when nothing can be written.
    """
    folder = into / name
    for taken in (folder, into / f"{name}.py"):
        if taken.exists():
            raise Conflict(f"{taken} is there already.", cure="Choose another name, or remove it.")
    try:
        into.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into, prefix=".new-") as workplace:
            new = Path(workplace) / name
            yield new
            new.rename(folder)
    except OSError as error:
        raise InvalidInput(
            f"{folder} cannot be written: {error.strerror}.", cure="Choose another folder."
        ) from error
