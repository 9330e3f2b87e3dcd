"""Uploaded wake-word models, fetched from the hub once and kept on the device."""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import requests

from ova.core import OvaError
from ova.satellite.address import HubAddress
from ova.satellite.errors import HubRefused, HubUnreachable, SatelliteError
from ova.satellite.hub_web import get

FETCH_S = 20.0
_KEPT = 20
_NEW = ".new-"


class WakeStore:
    """A folder with one subfolder per model, named by the checksum of its files."""

    def __init__(self, folder: Path, address: Callable[[], HubAddress]) -> None:
        """Keep models in ``folder``, which need not exist yet; ``address`` tells where the hub is."""
        self._folder = folder
        self._address = address

    def get(self, word_id: str, checksum: str) -> Path:
        """Return the folder of a model's files. Raises SatelliteError when they cannot be had."""
        if not checksum.isalnum():
            raise HubRefused(
                f"The hub told no checksum for the wake word {word_id}.",
                cure="Update the satellite to the hub's version.",
            )
        folder = self._folder / checksum
        if not folder.is_dir():
            self._keep(self._fetch(word_id), word_id, checksum)
        return folder

    def _fetch(self, word_id: str) -> bytes:
        address = self._address()
        try:
            answer = get(
                address,
                f"/api/wake-words/{word_id}/model",
                FETCH_S,
                headers={"Authorization": f"Bearer {address.token}"},
            )
        except requests.RequestException as error:
            raise HubUnreachable(
                f"The wake word {word_id} cannot be fetched from the hub.",
                cure="Check the network; it is fetched again with the next connection.",
            ) from error
        if answer.status_code != 200:
            raise HubRefused(
                f"The hub does not give the wake word {word_id} (status {answer.status_code}).",
                cure="Look whether it is still listed on the hub.",
            )
        data: bytes = answer.content
        return data

    def _keep(self, data: bytes, word_id: str, checksum: str) -> None:
        from ova.engines import unpack_wake_files, wake_model_checksum

        new = self._folder / f"{_NEW}{secrets.token_hex(6)}"
        try:
            new.mkdir(parents=True)
            for name, content in unpack_wake_files({word_id: data}).items():
                (new / name).write_bytes(content)
            if wake_model_checksum(new) != checksum:
                raise _damaged(word_id)
            new.rename(self._folder / checksum)
        except OSError as error:
            raise SatelliteError(
                f"The wake word {word_id} cannot be kept: {error.strerror}.",
                cure=f"Make {self._folder} writable and check the free space.",
            ) from error
        except OvaError as error:
            raise _damaged(word_id) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
        self._tidy()

    def _tidy(self) -> None:
        """Delete the oldest of too many."""
        kept = sorted(
            (path for path in self._folder.iterdir() if not path.name.startswith(".")),
            key=lambda path: path.stat().st_mtime,
        )
        for old in kept[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def _damaged(word_id: str) -> HubUnreachable:
    return HubUnreachable(
        f"The wake word {word_id} came damaged from the hub.",
        cure="It is fetched again with the next connection; else upload it to the hub again.",
    )
