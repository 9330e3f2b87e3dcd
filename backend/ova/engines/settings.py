"""How the hub hears."""

from dataclasses import dataclass
from pathlib import Path

from ova.engines.errors import BadSpeechInput
from ova.engines.wyoming_address import WyomingAddress

STT_ENGINES = ("auto", "pocketsphinx", "vosk", "wyoming", "whisper")
USUAL_ORDER = ("vosk", "pocketsphinx")


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """Settings of speech recognition; times in seconds."""

    language: str = "en"
    stt: str = "auto"
    """``auto`` takes the first of ``order`` that is installed and works."""
    order: tuple[str, ...] = USUAL_ORDER
    """Which recognisers ``auto`` tries, the best first."""
    workers: int = 2
    """Decoding processes: so many commands are decoded at the same time."""
    endpointing: str = "grammar"
    """``grammar`` ends a command the sooner, the surer it is that its sentence is over; ``silence``
    always after ``end_silence_s``."""
    end_silence_s: float = 0.7
    max_command_s: float = 15.0
    no_speech_s: float = 5.0
    models_dir: Path | None = None
    """Models lie in ``models_dir/vosk/<id>`` and ``models_dir/whisper/<id>``."""
    model: str = ""
    """Id of the model to use; empty: the installed one that serves the language best."""
    server: str = ""
    """Address of the Wyoming server, ``tcp://HOST:PORT``."""
    vad: str = "silero"
    """``silero`` (neural) or ``energy``."""
    patience_s: float = 2.0
    """A worker that spends so many processor seconds on a message, and then as many as the sound
    sent so far is long, hangs."""

    def __post_init__(self) -> None:
        if self.stt not in STT_ENGINES:
            raise BadSpeechInput(
                f"There is no speech recogniser “{self.stt}”.",
                cure=f"Choose one of: {', '.join(STT_ENGINES)}.",
            )
        wrong = [name for name in self.order if name not in STT_ENGINES[1:]]
        if wrong:
            raise BadSpeechInput(
                f"There is no speech recogniser “{wrong[0]}”.",
                cure=f"Choose of: {', '.join(STT_ENGINES[1:])}.",
            )
        if self.stt == "wyoming" or self.server:
            WyomingAddress.of(self.server)
        if self.vad not in ("silero", "energy"):
            raise BadSpeechInput(
                f"There is no voice activity detector “{self.vad}”.",
                cure="Choose silero or energy.",
            )
        if self.endpointing not in ("grammar", "silence"):
            raise BadSpeechInput(
                f"Commands cannot be ended by “{self.endpointing}”.",
                cure="Choose grammar or silence.",
            )
        if not 1 <= self.workers <= 32:
            raise BadSpeechInput(
                f"{self.workers} speech workers are not possible.", cure="Choose 1 to 32 workers."
            )
        if not (0.1 <= self.end_silence_s <= 5 and 1 <= self.max_command_s <= 60):
            raise BadSpeechInput(
                "The times that end a command are out of range.",
                cure="Use 0.1 to 5 s of silence and a limit of 1 to 60 s.",
            )
