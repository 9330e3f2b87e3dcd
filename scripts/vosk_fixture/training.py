"""Training of the network, from nothing, with torch."""

import logging
import random
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import torch
from scripts.vosk_fixture.alignment import Labels, aligned, evenly
from scripts.vosk_fixture.corpus import Utterance
from scripts.vosk_fixture.features import DIMENSION
from scripts.vosk_fixture.lexicon import Phones
from scripts.vosk_fixture.network import (
    CONTEXT,
    SPLICES,
    SUBSAMPLING,
    Array,
    Layer,
    Network,
    with_context,
)
from torch import nn

_LOG = logging.getLogger(__name__)
_CHUNK_FRAMES = 90
_JITTER_FRAMES = 30
_BATCH = 48
_IGNORED = -1


def train(data: Sequence[Utterance], phones: Phones, hidden: int, epochs: Sequence[int]) -> Network:
    """Return a network for ``phones``; each entry of ``epochs`` is a training of its own.

    The first starts from evenly divided sentences, each later one from an alignment with the
    network before it. All but the last use phones that words share: few enough to be found.
    """
    torch.manual_seed(1)
    torch.set_num_threads(1)  # sums in another order would make another model
    start = Phones.shared()
    labels = [evenly(utterance, start) for utterance in data]
    for turn, count in enumerate(epochs[:-1], 1):
        wanted = phones if turn == len(epochs) - 1 else start
        network = _Training(data, labels, start.output_count, hidden).run(count)
        labels = [aligned(utterance, network, start, wanted) for utterance in data]
    return _Training(data, labels, phones.output_count, hidden).run(epochs[-1])


class _Training:
    """One training of a time-delay network on labelled frames."""

    def __init__(
        self, data: Sequence[Utterance], labels: Sequence[Labels], outputs: int, hidden: int
    ) -> None:
        frames = np.concatenate([utterance.features for utterance in data])
        self._mean, self._deviation = frames.mean(axis=0), frames.std(axis=0)
        self._features = [
            with_context((utterance.features - self._mean) / self._deviation) for utterance in data
        ]
        self._labels = labels
        counts = np.bincount(np.concatenate(labels), minlength=outputs) + 1.0
        self._priors = counts / counts.sum()
        sizes = [DIMENSION, *([hidden] * (len(SPLICES) - 1)), outputs]
        self._affine = nn.ModuleList(
            _spliced(offsets, before, after, first=number == 0)
            for number, (offsets, (before, after)) in enumerate(
                zip(SPLICES, pairwise(sizes), strict=True)
            )
        )
        self._norms = nn.ModuleList(nn.BatchNorm1d(hidden) for _ in SPLICES[:-1])
        self._dropout = nn.Dropout(0.1)
        self._modules = nn.ModuleList([self._affine, self._norms, self._dropout])
        self._random = random.Random(1)  # noqa: S311 - the same model every time is the aim

    def run(self, epochs: int) -> Network:
        places = [
            (number, start)
            for number, labels in enumerate(self._labels)
            for start in range(0, max(1, len(labels) - _CHUNK_FRAMES + 1), _CHUNK_FRAMES)
        ]
        batches = len(places) // _BATCH
        optimizer = torch.optim.AdamW(self._modules.parameters(), 4e-3, weight_decay=1e-2)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, 4e-3, total_steps=epochs * batches
        )
        self._modules.train()
        loss_sum = 0.0
        for _ in range(epochs):
            self._random.shuffle(places)
            loss_sum = 0.0
            for batch in range(batches):
                inputs, wanted = self._chunks(places[batch * _BATCH : (batch + 1) * _BATCH])
                loss = nn.functional.cross_entropy(
                    self._forward(inputs), wanted, ignore_index=_IGNORED
                )
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
                loss_sum += loss.item()
        _LOG.info("%d epochs, loss %.3f", epochs, loss_sum / batches)
        return self._finished()

    def _chunks(self, places: Sequence[tuple[int, int]]) -> tuple[torch.Tensor, torch.Tensor]:
        inputs = np.empty((len(places), _CHUNK_FRAMES + 2 * CONTEXT, DIMENSION), dtype=np.float32)
        wanted = np.full((len(places), _CHUNK_FRAMES), _IGNORED)
        for row, (number, place) in enumerate(places):
            labels, features = self._labels[number], self._features[number]
            jitter = self._random.randint(-_JITTER_FRAMES, _JITTER_FRAMES)
            start = max(0, min(len(labels) - _CHUNK_FRAMES, place + jitter))
            piece = labels[start : start + _CHUNK_FRAMES]
            wanted[row, : len(piece)] = piece
            seen = features[start : start + inputs.shape[1]]
            inputs[row, : len(seen)] = seen
            inputs[row, len(seen) :] = seen[-1]
        every_third = np.ascontiguousarray(wanted[:, ::SUBSAMPLING])
        return torch.from_numpy(inputs).transpose(1, 2), torch.from_numpy(every_third)

    def _forward(self, values: torch.Tensor) -> torch.Tensor:
        for affine, norm in zip(self._affine, self._norms, strict=False):
            values = self._dropout(norm(torch.relu(affine(values))))
        return self._affine[-1](values)

    def _finished(self) -> Network:
        """Return plain layers: what scales and shifts their input becomes part of them."""
        self._modules.eval()
        scale, shift = 1 / self._deviation, -self._mean / self._deviation
        layers = []
        for number, (offsets, affine) in enumerate(zip(SPLICES, self._affine, strict=True)):
            weights, bias = _numbers(affine.weight), _numbers(affine.bias)
            bias = bias + (weights * shift[None, :, None]).sum(axis=(1, 2))
            weights = (weights * scale[None, :, None]).transpose(0, 2, 1)
            flat = weights.reshape(len(weights), -1)
            layers.append(Layer(offsets, flat.astype(np.float32), bias.astype(np.float32)))
            if number < len(self._norms):
                norm = self._norms[number]
                scale = _numbers(norm.weight) / np.sqrt(_numbers(norm.running_var) + norm.eps)
                shift = _numbers(norm.bias) - _numbers(norm.running_mean) * scale
        return Network(tuple(layers), self._priors.astype(np.float32))


def _spliced(offsets: Sequence[int], inputs: int, outputs: int, *, first: bool) -> nn.Conv1d:
    """Return a layer over frames; the first sees all frames and steps over two of three."""
    apart = offsets[1] - offsets[0] if len(offsets) > 1 else SUBSAMPLING
    if first:
        return nn.Conv1d(inputs, outputs, len(offsets), stride=SUBSAMPLING, dilation=apart)
    return nn.Conv1d(inputs, outputs, len(offsets), dilation=apart // SUBSAMPLING)


def _numbers(tensor: torch.Tensor) -> Array:
    return tensor.detach().numpy().astype(np.float64)
