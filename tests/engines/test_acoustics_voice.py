"""A voice brought nearer to the acoustic model's."""

import numpy as np
import pytest

from ova.engines.acoustics import load_acoustic_model, voice_offset


@pytest.fixture(scope="module")
def sounds():
    """Return 300 frames drawn from the model itself, with their phones and states."""
    model = load_acoustic_model()
    rng = np.random.default_rng(3)
    phones = np.repeat([model.phones.index(name) for name in ("AA", "S", "N")], 100)
    senones = model.states[phones, rng.integers(0, 3, phones.size)]
    cepstra = []
    for phone, senone in zip(phones, senones, strict=True):
        weights = model.weights_of(np.array([senone]), 0)[:, 0]
        density = rng.choice(weights.size, p=weights / weights.sum())
        spread = np.sqrt(model.variances[phone, 0, density])
        cepstra.append(rng.normal(model.means[phone, 0, density], spread))
    return np.array(cepstra, np.float32), phones, senones


def test_a_voice_like_the_models_is_left_where_it_is(sounds):
    assert voice_offset(load_acoustic_model(), *sounds) == pytest.approx(np.zeros(13), abs=1.5)


def test_a_voice_that_lies_elsewhere_is_found_in_a_few_steps(sounds):
    cepstra, phones, senones = sounds
    model = load_acoustic_model()
    away = np.linspace(-8, 8, 13).astype(np.float32)
    moved = cepstra + away

    for _ in range(12):
        moved = moved - voice_offset(model, moved, phones, senones)

    assert np.abs(moved - cepstra).mean() < np.abs(away).mean() / 3


def test_few_frames_move_a_voice_less(sounds):
    cepstra, phones, senones = sounds
    model = load_acoustic_model()
    moved = cepstra + np.float32(5)

    many = voice_offset(model, moved, phones, senones)
    few = voice_offset(model, moved[:3], phones[:3], senones[:3])

    assert np.abs(few).mean() < np.abs(many).mean()
