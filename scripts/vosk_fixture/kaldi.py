"""Kaldi's binary format of a transition model and a network, as `nnet3-am-copy` writes it.

Sources: Kaldi's io-funcs-inl.h (numbers and tokens), kaldi-matrix.cc and kaldi-vector.cc,
transition-model.cc and hmm-topology.cc, nnet-nnet.cc and am-nnet-simple.cc.
"""

import math
import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scripts.vosk_fixture.features import DIMENSION
from scripts.vosk_fixture.network import Network

_BINARY = b"\0B"
_STAY = _LEAVE = 0.5


def acoustic_model(phone_outputs: Sequence[int], network: Network) -> bytes:
    """Return the content of final.mdl; ``phone_outputs`` is the network's output of each phone."""
    return _BINARY + _transition_model(phone_outputs) + _network(network)


def _transition_model(phone_outputs: Sequence[int]) -> bytes:
    """Every phone has one state that scores frames; `graph.py` counts on it."""
    count = len(phone_outputs)
    emitting = _int(0) + _int(2) + _int(0) + _float(_STAY) + _int(1) + _float(_LEAVE)
    final = _int(-1) + _int(0)
    topology = (
        _ints(range(1, count + 1))  # phones
        + _ints([-1] + [0] * count)  # which of the topologies each phone has
        + _int(1)
        + (_int(2) + emitting + final)
    )
    triples = b"".join(
        _int(phone) + _int(0) + _int(output) for phone, output in enumerate(phone_outputs, 1)
    )
    log_probabilities = [0.0, *([math.log(_STAY), math.log(_LEAVE)] * count)]
    return _element(
        "TransitionModel",
        _element("Topology", topology)
        + _element("Triples", _int(count) + triples)
        + _element("LogProbs", _vector(log_probabilities)),
    )


def _network(network: Network) -> bytes:
    nodes = [f"input-node name=input dim={DIMENSION}"]
    components: list[bytes] = []
    source = "input"
    for number, layer in enumerate(network.layers, 1):
        last = number == len(network.layers)
        affine = f"layer{number}.affine"
        activation = f"layer{number}.log-softmax" if last else f"layer{number}.relu"
        nodes.append(_node(affine, _spliced(source, layer.offsets)))
        nodes.append(_node(activation, affine))
        weights = _token("<LinearParams>") + _matrix(layer.weights)
        bias = _token("<BiasParams>") + _vector(layer.bias)
        components.append(_component(affine, "FixedAffineComponent", weights + bias))
        kind = "LogSoftmaxComponent" if last else "RectifiedLinearComponent"
        components.append(_component(activation, kind, _statistics(len(layer.bias))))
        source = activation
    nodes.append(f"output-node name=output input={source} objective=linear")
    body = ("\n" + "\n".join(nodes) + "\n\n").encode()
    body += _token("<NumComponents>") + _int(len(components)) + b"".join(components)
    context = _int(network.context)
    return (
        _element("Nnet3", body)
        + (_token("<LeftContext>") + context + _token("<RightContext>") + context)
        + (_token("<Priors>") + _vector(network.priors))
    )


def _node(name: str, source: str) -> str:
    return f"component-node name={name} component={name} input={source}"


def _spliced(source: str, offsets: Sequence[int]) -> str:
    if tuple(offsets) == (0,):
        return source
    return f"Append({', '.join(f'Offset({source}, {offset})' for offset in offsets)})"


def _component(name: str, kind: str, body: bytes) -> bytes:
    return _token("<ComponentName>") + _token(name) + _element(kind, body)


def _statistics(dimension: int) -> bytes:
    """Return what a nonlinearity stores: no statistics are kept."""
    return (
        (_token("<Dim>") + _int(dimension))
        + (_token("<ValueAvg>") + _vector([]) + _token("<DerivAvg>") + _vector([]))
        + (_token("<Count>") + _float(0.0))
    )


def _element(name: str, body: bytes) -> bytes:
    return _token(f"<{name}>") + body + _token(f"</{name}>")


def _token(text: str) -> bytes:
    return text.encode() + b" "


def _int(value: int) -> bytes:
    return struct.pack("<bi", 4, value)


def _float(value: float) -> bytes:
    return struct.pack("<bf", 4, value)


def _ints(values: Sequence[int]) -> bytes:
    return _int(len(values)) + np.asarray(values, "<i4").tobytes()


def _vector(values: Sequence[float] | NDArray[np.floating]) -> bytes:
    return _token("FV") + _int(len(values)) + np.asarray(values, "<f4").tobytes()


def _matrix(values: NDArray[np.floating]) -> bytes:
    rows, columns = values.shape
    return _token("FM") + _int(rows) + _int(columns) + np.asarray(values, "<f4").tobytes()
