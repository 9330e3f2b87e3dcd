"""Decoders of one network: a decoder hears one utterance at a time, so there are several."""

import tempfile
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from weakref import WeakSet

from ova.engines.errors import EngineMissing
from ova.engines.stt.dictation import Dictation
from ova.engines.stt.sphinx.network import Network

IDLE_KEPT = 2
"""Idle decoders kept; each takes 5 to 10 MB and 50 ms to build."""
_SEARCH = "commands"
_FEATURES = """-lowerf 130
-upperf 6800
-nfilt 25
-transform dct
-lifter 22
-feat 1s_c_d_dd
-svspec 0-12/13-25/26-38
-agc none
-cmn none
-varnorm no
-model ptm
-remove_noise no
"""
"""The model's ``feat.params``, but for what is done before the decoder: noise and means."""


_QUICK = {"beam": 1e-60, "pbeam": 1e-60, "wbeam": 1e-45, "maxhmmpf": 1500}
_THOROUGH = {"beam": 1e-80, "pbeam": 1e-80, "wbeam": 1e-60, "maxhmmpf": 3000}
"""Half as costly again, and right a little more often."""
_CROWD = {**_QUICK, "maxhmmpf": 800}
_TOPN = 8
_CROWD_TOPN = 4
"""Gaussians of a codebook that are looked at. Half as many, and fewer paths, save a fifth to a quarter
of the search in a home's sentences: 105 of 107 clean recordings right either way, 62 instead of 63 of 80
in a kitchen's noise at 12 dB. Narrower beams save as much again, but cost one in eight of those."""


class Decoders:
    """The decoders of one network: those that hear while people speak, and one that looks back.

    Used by one thread.
    """

    def __init__(self, network: Network) -> None:
        """Build the first decoder. Raises EngineMissing."""
        self.network = network
        self._idle = [_built(network, _QUICK)]
        self.streams: WeakSet[Any] = WeakSet()
        """The utterances that are being heard."""
        if network.has_free_speech:
            dictation()  # now, rather than when somebody waits for it

    @cached_property
    def thorough(self) -> Any:
        """The decoder for whole utterances, one after the other. Raises EngineMissing."""
        return _built(self.network, _THOROUGH)

    @cached_property
    def crowd(self) -> Any:
        """The decoder for whole utterances while many speak. Raises EngineMissing."""
        return _built(self.network, _CROWD, _CROWD_TOPN)

    def take(self) -> Any:
        """Return a decoder nobody else uses. Raises EngineMissing when one cannot be built."""
        return self._idle.pop() if self._idle else _built(self.network, _QUICK)

    def give_back(self, decoder: Any) -> None:
        """Take a decoder back that is not inside an utterance."""
        if len(self._idle) < IDLE_KEPT:
            self._idle.append(decoder)


def _built(network: Network, beams: Mapping[str, float], topn: int = _TOPN) -> Any:
    with tempfile.TemporaryDirectory(prefix="ova-") as folder:
        entries = Path(folder, "words.dict")
        lines = (f"{entry} {phones}\n" for entry, phones in network.entries.items())
        entries.write_text("".join(lines), encoding="utf-8")
        features = Path(folder, "feat.params")
        features.write_text(_FEATURES, encoding="utf-8")
        try:
            decoder = library().Decoder(
                lm=None,
                dict=str(entries),
                featparams=str(features),
                bestpath=False,  # its lattice costs ten times the search and changes little
                topn=topn,
                lw=2,
                compallsen=False,  # only sounds that may come next are scored: half the cost
                loglevel="FATAL",
                **beams,
            )
        except RuntimeError as error:
            raise EngineMissing(
                "PocketSphinx could not load its model.",
                cure="Reinstall the pocketsphinx package.",
            ) from error
    fsg = decoder.create_fsg(_SEARCH, 0, network.final, network.arcs)
    decoder.add_fsg(_SEARCH, fsg)  # adds loops for silence and noise at every state
    decoder.activate_search(_SEARCH)
    return decoder


@cache
def dictation() -> Dictation:
    """Return the decoder for free speech, the same for every network. Raises EngineMissing."""
    with tempfile.TemporaryDirectory(prefix="ova-") as folder:
        features = Path(folder, "feat.params")
        features.write_text(_FEATURES, encoding="utf-8")
        return Dictation(featparams=str(features))


def library() -> Any:
    """Return the module ``pocketsphinx``, silenced. Raises EngineMissing."""
    try:
        import pocketsphinx
    except ImportError as error:
        raise EngineMissing(
            "The speech recogniser PocketSphinx cannot be loaded.",
            cure="Install it with `pip install pocketsphinx`.",
        ) from error
    pocketsphinx.set_loglevel("FATAL")  # it would tell every parameter on stderr
    return pocketsphinx


def dictionary(pocketsphinx: Any) -> Path:
    """Return the CMU dictionary of the wheel."""
    return Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
