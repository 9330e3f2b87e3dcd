"""The smallest ONNX model an openWakeWord classifier can be: it always gives one probability.

Written by hand in ONNX' protobuf form (onnx.proto3), so that no other package is needed for it.
"""

import struct

FLOAT = 1
INPUT, OUTPUT, VALUE = "x", "y", "value"


def _number(value: int) -> bytes:
    parts = []
    while True:
        value, low = value >> 7, value & 0x7F
        parts.append(low | (0x80 if value else 0))
        if not value:
            return bytes(parts)


def _field(number: int, content: bytes | str | int) -> bytes:
    if isinstance(content, int):
        return _number(number << 3) + _number(content)
    data = content.encode() if isinstance(content, str) else content
    return _number(number << 3 | 2) + _number(len(data)) + data


def _tensor(name: str, shape: tuple[int, ...]) -> bytes:
    dimensions = b"".join(_field(1, _field(1, size)) for size in shape)
    kind = _field(1, FLOAT) + _field(2, dimensions)
    return _field(1, name) + _field(2, _field(1, kind))


def constant_model(probability: float, windows: int = 16) -> bytes:
    """Return a model that takes 1 x windows x 96 floats and gives 1 x 1."""

    # y = ReduceSum(x) * 0 + probability, as Mul and Add with scalars that broadcast
    def scalar(name: str, value: float) -> bytes:
        raw = struct.pack("<f", value)
        return _field(1, 1) + _field(1, 1) + _field(2, FLOAT) + _field(8, name) + _field(9, raw)

    def node(kind: str, inputs: tuple[str, ...], output: str) -> bytes:
        named = b"".join(_field(1, one) for one in inputs)
        return named + _field(2, output) + _field(4, kind)

    flat = _field(1, 2) + _field(2, 7) + _field(8, "shape") + _field(9, struct.pack("<2q", 1, 1))
    graph = (
        _field(1, node("ReduceMax", (INPUT,), "top"))
        + _field(1, node("Reshape", ("top", "shape"), "one"))
        + _field(1, node("Mul", ("one", "zero"), "nothing"))
        + _field(1, node("Add", ("nothing", VALUE), OUTPUT))
        + _field(2, "constant")
        + _field(5, scalar("zero", 0.0))
        + _field(5, scalar(VALUE, probability))
        + _field(5, flat)
        + _field(11, _tensor(INPUT, (1, windows, 96)))
        + _field(12, _tensor(OUTPUT, (1, 1)))
    )
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))
