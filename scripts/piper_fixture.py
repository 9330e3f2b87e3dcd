"""Makes the Piper voices the tests speak with: real models for the real piper-tts, of a few kilobytes.

    pip install onnx espeakng-loader
    python scripts/piper_fixture.py tests/engines/piper_voices

No network is trained. The graph has the inputs and the output of a VITS voice as Piper exports it
(``input`` int64 [1, phonemes], ``input_lengths`` int64 [1], ``scales`` float [noise, length, noise
of durations], with several speakers ``sid`` int64 [1]; ``output`` float [1, 1, 1, samples]) and
turns every phoneme into a tone: its pitch is the phoneme's number, its length follows the length
scale, and the second speaker is an octave higher.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ova.engines.espeak import espeak

RATE_HZ = 16_000
PHONEME_SAMPLES = 640.0
"""40 ms each; Piper puts a blank after every phoneme, which takes as long."""
LOWEST_HZ, STEP_HZ = 120.0, 7.0
BLANKS = ("_", "^", "$", " ")
SENTENCES = (
    "the quick brown fox jumps over a lazy dog while she measures pure joy",
    "hello house how high ahead, singing in the living room at 21 degrees",
    "seven year old boys use vision, measure usual things, and judge each other here and there",
    "thirty three thousand feathers on that thrush's throat, yes, children choose azure pleasure",
)


def main(folder: Path) -> None:
    """Write a voice with one speaker and one with two."""
    ids = phoneme_ids()
    for name, speakers in (("en_US-tones-low", 1), ("en_US-twins-low", 2)):
        home = folder / name
        home.mkdir(parents=True, exist_ok=True)
        onnx.save(model(speakers), home / f"{name}.onnx")
        text = json.dumps(settings(ids, speakers), ensure_ascii=False, indent=1)
        (home / f"{name}.onnx.json").write_text(f"{text}\n", encoding="utf-8")


def phoneme_ids() -> dict[str, list[int]]:
    """Return a number for everything espeak-ng writes in English, and for Piper's own signs."""
    spoken = "".join(espeak().phonemes(sentence, "en-us") for sentence in SENTENCES)
    signs = (*BLANKS, *sorted(set(spoken + "ʲ.,;:!?'") - {" "}))
    return {sign: [number] for number, sign in enumerate(signs)}


def settings(ids: dict[str, list[int]], speakers: int) -> dict[str, object]:
    """Return the settings beside a model, in the form Piper reads."""
    return {
        "audio": {"sample_rate": RATE_HZ, "quality": "low"},
        "espeak": {"voice": "en-us"},
        "language": {"code": "en_US", "family": "en", "region": "US"},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "num_symbols": len(ids),
        "num_speakers": speakers,
        "speaker_id_map": {"low": 0, "high": 1} if speakers > 1 else {},
        "phoneme_id_map": ids,
    }


def model(speakers: int) -> onnx.ModelProto:
    """Return the graph: numbers of phonemes to tones."""
    constants: dict[str, np.ndarray] = {
        "samples": np.array([PHONEME_SAMPLES], np.float32),
        "one": np.array([1], np.int64),
        "minus_one": np.array([-1], np.int64),
        "column": np.array([-1, 1], np.int64),
        "shape": np.array([1, 1, 1, -1], np.int64),
        "step": np.array([STEP_HZ * 2 * np.pi / RATE_HZ], np.float32),
        "lowest": np.array([LOWEST_HZ * 2 * np.pi / RATE_HZ], np.float32),
        "last_blank": np.array([len(BLANKS) - 0.5], np.float32),
        "level": np.array([0.3], np.float32),
        "axis": np.array(0, np.int64),
        "octave": np.array([1.0], np.float32),
    }
    nodes: list[tuple[str, list[str], str, dict[str, Any]]] = [
        ("Cast", ["input"], "numbers_f", {"to": TensorProto.FLOAT}),
        ("Reshape", ["numbers_f", "column"], "numbers", {}),
        ("Gather", ["scales", "one"], "length", {"axis": 0}),
        ("Mul", ["samples", "length"], "each_f", {}),
        ("Cast", ["each_f"], "each", {"to": TensorProto.INT64}),
        ("Concat", ["one", "each"], "spread", {"axis": 0}),
        ("Expand", ["numbers", "spread"], "frames", {}),
        ("Reshape", ["frames", "minus_one"], "frame", {}),
        ("Mul", ["frame", "step"], "above", {}),
        ("Add", ["above", "lowest"], "speed_one", {}),
    ]
    if speakers > 1:
        nodes += [
            ("Cast", ["sid"], "sid_f", {"to": TensorProto.FLOAT}),
            ("Add", ["sid_f", "octave"], "times", {}),
            ("Mul", ["speed_one", "times"], "speed", {}),
        ]
    else:
        nodes.append(("Mul", ["speed_one", "octave"], "speed", {}))
    nodes += [
        ("CumSum", ["speed", "axis"], "phase", {}),
        ("Sin", ["phase"], "tone", {}),
        ("Greater", ["frame", "last_blank"], "sounds", {}),
        ("Cast", ["sounds"], "mask", {"to": TensorProto.FLOAT}),
        ("Mul", ["tone", "mask"], "heard", {}),
        ("Mul", ["heard", "level"], "quiet", {}),
        ("Reshape", ["quiet", "shape"], "output", {}),
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers > 1:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    graph = helper.make_graph(
        [helper.make_node(kind, using, [gives], **more) for kind, using, gives, more in nodes],
        "tones",
        inputs,
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(made)
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]))
