"""What the network sees: MFCC features, computed as Vosk computes them."""

import kaldi_native_fbank
import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
FRAME_SAMPLES = 160
DIMENSION = 40
_LOW_HZ, _HIGH_HZ = 20, 7600

CONFIG = f"""\
--use-energy=false
--sample-frequency={RATE_HZ}
--num-mel-bins={DIMENSION}
--num-ceps={DIMENSION}
--low-freq={_LOW_HZ}
--high-freq={_HIGH_HZ}
--dither=0
"""
"""The same settings for Vosk: conf/mfcc.conf."""


def mfcc(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    """Return frames x 40 features of 16 kHz speech, one frame for every 10 ms."""
    options = kaldi_native_fbank.MfccOptions()
    options.frame_opts.samp_freq = RATE_HZ
    options.frame_opts.dither = 0
    options.frame_opts.snip_edges = True
    options.mel_opts.num_bins = DIMENSION
    options.mel_opts.low_freq = _LOW_HZ
    options.mel_opts.high_freq = _HIGH_HZ
    options.num_ceps = DIMENSION
    options.use_energy = False
    computer = kaldi_native_fbank.OnlineMfcc(options)
    computer.accept_waveform(RATE_HZ, samples.astype(np.float32))
    computer.input_finished()
    frames = [computer.get_frame(index) for index in range(computer.num_frames_ready)]
    return np.stack(frames).astype(np.float32)
