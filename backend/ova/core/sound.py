"""Sound as it crosses rooms: raw PCM with its format."""

from dataclasses import dataclass

from ova.core.errors import InvalidInput

SPEECH_RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """Linear PCM, little endian, signed, channels interleaved."""

    rate: int = SPEECH_RATE_HZ
    """Frames per second, 8000 to 48000."""
    width: int = 2
    """Bytes per sample."""
    channels: int = 1
    floating: bool = False
    """True: IEEE 754 numbers between -1 and 1 of 4 bytes each, instead of integers."""

    def __post_init__(self) -> None:
        if not 8_000 <= self.rate <= 48_000:
            raise InvalidInput(
                f"A sample rate of {self.rate} Hz cannot be used.",
                cure="Send audio sampled at 8000 to 48000 Hz.",
                code="unsupported_rate",
            )
        widths = (4,) if self.floating else (2, 3, 4)
        if self.width not in widths or self.channels not in (1, 2):
            raise InvalidInput(
                f"{self.width * 8}-bit audio with {self.channels} channels cannot be used.",
                cure="Send mono or stereo audio of 16, 24 or 32 bits, or of 32-bit floats.",
                code="unsupported_format",
            )

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame."""
        return self.width * self.channels


@dataclass(frozen=True, slots=True)
class AudioClip:
    """A finished piece of sound."""

    pcm: bytes
    format: AudioFormat = AudioFormat()

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.pcm) / self.format.frame_bytes / self.format.rate

    def between(self, start_s: float, end_s: float) -> "AudioClip":
        """Return the part between two moments, as far as there is one; whole frames of it."""
        first, last = (
            round(min(max(0.0, second), self.seconds) * self.format.rate) * self.format.frame_bytes
            for second in (start_s, end_s)
        )
        return AudioClip(self.pcm[first:last], self.format)
