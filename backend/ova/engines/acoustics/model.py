"""PocketSphinx' English acoustic model, read from the files of its wheel.

The model is phonetically tied: the states (senones) of all triphones of a phone share its 128
Gaussians in each of three streams (cepstra, first and second differences) and differ in their
weights. File forms: ``mdef`` is sphinxbase's binary model definition (bin_mdef.c), ``means`` and
``variances`` are Sphinx-3 parameter files (s3gau_io), ``sendump`` holds 8-bit weights (ptm_mgau.c).
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ova.engines.errors import EngineMissing

STATES = 3
STREAMS = 3
SILENCE = "SIL"
_WEIGHT_SCALE = np.log(1.0001) * 1024
"""A stored weight is -log(w) to the base 1.0001, shifted right by ten bits."""
_VARIANCE_FLOOR = 1e-4
_PHONE = np.dtype(
    [
        ("states", "<i4"),
        ("transitions", "<i4"),
        ("position", "u1"),
        ("phone", "u1"),
        ("left", "u1"),
        ("right", "u1"),
    ]
)
_INTERNAL, _BEGIN, _END, _SINGLE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class AcousticModel:
    """States and densities. Arrays are shared and must not be changed."""

    phones: tuple[str, ...]
    """Names of the context-independent phones, fillers and silence among them."""
    states: NDArray[np.int32]
    """Senones of every phone without context: phone x STATES."""
    state_phone: NDArray[np.int32]
    """The phone whose Gaussians a senone uses."""
    means: NDArray[np.float32]
    """Phone x stream x density x 13."""
    variances: NDArray[np.float32]
    """Phone x stream x density x 13."""
    weights: NDArray[np.uint8]
    """Stream x density x senone, as stored."""
    triphones: dict[tuple[int, int, int, int], NDArray[np.int32]]
    """Senones by phone, left, right and position."""

    def spoken(self, phones: Sequence[str]) -> NDArray[np.int32]:
        """Return the senones of a phone sequence between silences: phone x STATES."""
        ids = [self.phones.index(phone) for phone in phones]
        quiet = self.phones.index(SILENCE)
        around = [quiet, *ids, quiet]
        return np.stack(
            [
                self._triphone(phone, around[place], around[place + 2], place, len(ids))
                for place, phone in enumerate(ids)
            ]
        )

    def weights_of(self, senones: NDArray[np.int32], stream: int) -> NDArray[np.float32]:
        """Return the weights of some senones as probabilities: density x senone."""
        weights: NDArray[np.float32] = np.exp(
            -self.weights[stream][:, senones].astype(np.float32) * np.float32(_WEIGHT_SCALE)
        )
        return weights

    def _triphone(
        self, phone: int, left: int, right: int, place: int, count: int
    ) -> NDArray[np.int32]:
        first, last = place == 0, place == count - 1
        position = _SINGLE if first and last else _BEGIN if first else _END if last else _INTERNAL
        for one in dict.fromkeys((position, _INTERNAL, _BEGIN, _END, _SINGLE)):
            found = self.triphones.get((phone, left, right, one))
            if found is not None:
                return found
        context_free: NDArray[np.int32] = self.states[phone]
        return context_free


@cache
def load_acoustic_model() -> AcousticModel:
    """Return the model in the wheel; read once per process. Raises EngineMissing."""
    try:
        import pocketsphinx

        folder = Path(pocketsphinx.get_model_path("en-us/en-us"))
        return _read(folder)
    except (ImportError, OSError, ValueError, IndexError, struct.error) as error:
        raise EngineMissing(
            "PocketSphinx' English model cannot be read.",
            cure="Reinstall the pocketsphinx package.",
        ) from error


def _read(folder: Path) -> AcousticModel:
    phones, entries, sequences = _definition((folder / "mdef").read_bytes())
    states = sequences[entries["states"]]
    free = len(phones)
    state_phone = np.zeros(int(sequences.max()) + 1, np.int32)
    owner = np.concatenate((np.arange(free), entries["phone"][free:]))
    state_phone[states.reshape(-1)] = np.repeat(owner, STATES)
    keys = zip(
        *(entries[name][free:].tolist() for name in ("phone", "left", "right", "position")),
        strict=True,
    )
    means = _parameters((folder / "means").read_bytes())
    return AcousticModel(
        phones,
        states[:free],
        state_phone,
        means,
        np.maximum(_parameters((folder / "variances").read_bytes()), np.float32(_VARIANCE_FLOOR)),
        _weights((folder / "sendump").read_bytes(), means.shape[2], state_phone.size),
        dict(zip(keys, states[free:], strict=True)),
    )


def _definition(
    data: bytes,
) -> tuple[tuple[str, ...], NDArray[np.void], NDArray[np.int32]]:
    """Return phone names, one record per phone and triphone, and the senones of each sequence."""
    at = 12 + struct.unpack_from("<i", data, 8)[0]
    free, count, states, *_, tree, _quiet = struct.unpack_from("<10i", data, at)
    at += 40
    names = []
    for _ in range(free):
        end = data.index(b"\0", at)
        names.append(data[at:end].decode())
        at = end + 1
    at = -(-at // 4) * 4 + 8 * tree
    entries = np.frombuffer(data, _PHONE, count, at)
    at += count * _PHONE.itemsize
    size = struct.unpack_from("<i", data, at)[0]
    sequences = np.frombuffer(data, "<u2", size, at + 4).reshape(-1, states).astype(np.int32)
    return tuple(names), entries, sequences


def _parameters(data: bytes) -> NDArray[np.float32]:
    at = data.index(b"endhdr\n") + 7 + 4  # a word that tells the byte order follows the header
    phones, streams, densities = struct.unpack_from("<3i", data, at)
    at += 12 + 4 * streams
    values = np.frombuffer(data, "<f4", struct.unpack_from("<i", data, at)[0], at + 4)
    return values.reshape(phones, streams, densities, -1)


def _weights(data: bytes, densities: int, senones: int) -> NDArray[np.uint8]:
    at = 0
    while size := struct.unpack_from("<i", data, at)[0]:
        at += 4 + size
    rows, columns = struct.unpack_from("<2i", data, at + 4)
    if rows != densities or columns < senones:
        raise ValueError("the weights do not fit the model")
    values = np.frombuffer(data, np.uint8, STREAMS * rows * columns, at + 12)
    return values.reshape(STREAMS, rows, columns)
