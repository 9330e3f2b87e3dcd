"""A small spotter of phone sequences over the acoustic model.

Law: pure numpy on cepstra; knows phones and scores, not wake words or satellites.
"""

from ova.engines.wake.phones.spotter import Candidate, Spotter
from ova.engines.wake.phones.verifier import Verdict, Verifier

__all__ = [
    "Candidate",
    "Spotter",
    "Verdict",
    "Verifier",
]
