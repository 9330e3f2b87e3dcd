"""Writes a tiny Whisper model that always says the same, for the real libraries to run.

It has every part a model of faster-whisper has (encoder, decoder with cross-attention, vocabulary
with time stamps), in 2 MB and a second. What it says does not depend on what it hears: the decoder's
weights make each token be followed by one other, by way of the residual connection alone.
"""

import json
from itertools import pairwise

import numpy as np

SIZE = 64
"""Of every layer; as many tokens can be told apart."""
HEADS = 2
MELS = 80
_TIMES = [f"<|{step * 0.02:.2f}|>" for step in range(1501)]
_START, _END, _SILENT = "<|startoftranscript|>", "<|endoftext|>", "<|nospeech|>"
_SPECIAL = [_END, _START, "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>"]
_SPECIAL += [_SILENT, "<|notimestamps|>"]


def write_whisper_model(folder, words=" Turn on the kitchen light.", *, silent=False):
    """Write a model that says ``words``, or that nobody spoke."""
    from ctranslate2.specs import WhisperSpec
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    folder.mkdir(parents=True, exist_ok=True)
    said = [f"Ġ{word}" for word in words.split()]
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    plain = list(dict.fromkeys([*letters, *said]))
    special = [*_SPECIAL, *_TIMES]
    vocabulary = [*plain, *special]
    vocabulary += [f"<pad{number}>" for number in range(-len(vocabulary) % 8)]
    ids = {token: number for number, token in enumerate(vocabulary)}

    tokenizer = Tokenizer(models.BPE(vocab={token: ids[token] for token in plain}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(each, special=True) for each in special])
    assert tokenizer.token_to_id(_START) == ids[_START]
    tokenizer.save(str(folder / "tokenizer.json"))

    spec = WhisperSpec(1, HEADS, 1, HEADS)
    rng = np.random.default_rng(1)
    _fill(spec, rng)
    first = _TIMES[0]
    chain = [_START, first, *said, _TIMES[20 * len(said)], _END]
    codes = rng.standard_normal((len(vocabulary), SIZE)).astype(np.float32)
    for number, token in enumerate(chain):
        code = np.zeros(SIZE, np.float32)
        code[2 * number : 2 * number + 2] = 8.0, -8.0
        codes[ids[token]] = code
    codes[ids["<|notimestamps|>"]] = codes[ids[first]]  # word times are found without time stamps
    output = np.zeros_like(codes)
    for token, following in pairwise(chain):
        output[ids[following]] += codes[ids[token]] / 8.0
    if silent:
        output[ids[_SILENT]] += 4 * codes[ids[_START]] / 8.0
    spec.decoder.embeddings.weight = codes
    spec.decoder.projection.weight = output
    spec.register_vocabulary(vocabulary)
    spec.config.alignment_heads = [(0, 0)]
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = []
    spec.validate()
    spec.optimize()
    spec.save(str(folder))
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": MELS}))
    return folder


def _fill(spec, rng):
    """Give every part its shape: no effect on the residual stream, but real cross-attention."""

    def norm(part):
        part.gamma, part.beta = np.ones(SIZE, np.float32), np.zeros(SIZE, np.float32)

    def linear(part, outputs, inputs, scale=0.0):
        part.weight = (scale * rng.standard_normal((outputs, inputs))).astype(np.float32)
        part.bias = np.zeros(outputs, np.float32)

    def feed_forward(part):
        norm(part.layer_norm)
        linear(part.linear_0, SIZE, SIZE)
        linear(part.linear_1, SIZE, SIZE)

    encoder, decoder = spec.encoder, spec.decoder
    for conv, inputs in ((encoder.conv1, MELS), (encoder.conv2, SIZE)):
        conv.weight = (0.1 * rng.standard_normal((SIZE, inputs, 3))).astype(np.float32)
        conv.bias = np.zeros(SIZE, np.float32)
    encoder.position_encodings.encodings = np.zeros((1500, SIZE), np.float32)
    decoder.position_encodings.encodings = np.zeros((448, SIZE), np.float32)
    for part in (encoder.layer_norm, decoder.layer_norm):
        norm(part)
    for layer in (*encoder.layer, *decoder.layer):
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * SIZE, SIZE)
        linear(layer.self_attention.linear[1], SIZE, SIZE)
        feed_forward(layer.ffn)
    for layer in decoder.layer:
        norm(layer.attention.layer_norm)
        linear(layer.attention.linear[0], SIZE, SIZE, 0.1)
        linear(layer.attention.linear[1], 2 * SIZE, SIZE, 0.1)
        linear(layer.attention.linear[2], SIZE, SIZE)
