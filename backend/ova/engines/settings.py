"""How the hub hears."""

from dataclasses import dataclass
from pathlib import Path

from ova.engines.errors import BadSpeechInput

STT_ENGINES = ("auto", "pocketsphinx", "vosk")


@dataclass(frozen=True, slots=True)
class SpeechSettings:
    """Settings of speech recognition; times in seconds."""

    language: str = "en"
    stt: str = "auto"
    """``auto`` takes Vosk when a model for the language is on disk, else PocketSphinx."""
    workers: int = 2
    """Decoding processes: so many commands are decoded at the same time."""
    end_silence_s: float = 0.7
    max_command_s: float = 15.0
    no_speech_s: float = 5.0
    models_dir: Path | None = None
    """Vosk models lie in ``models_dir/vosk/<language>*``."""
    min_score: float = -7.5
    """PocketSphinx: what sounds less like the words heard is rejected. Mean log-likelihood per
    frame; clear commands lie above -5.5, synthetic voices down to -7."""
    vad: str = "silero"
    """``silero`` (neural) or ``energy``."""
    patience_s: float = 10.0
    """A worker that owes an answer for so long, plus twice the sound's length, hangs."""

    def __post_init__(self) -> None:
        if self.stt not in STT_ENGINES:
            raise BadSpeechInput(
                f"There is no speech recogniser “{self.stt}”.",
                cure=f"Choose one of: {', '.join(STT_ENGINES)}.",
            )
        if self.vad not in ("silero", "energy"):
            raise BadSpeechInput(
                f"There is no voice activity detector “{self.vad}”.",
                cure="Choose silero or energy.",
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

    def vosk_model(self) -> Path | None:
        """Return the folder of the Vosk model for the language, or None."""
        if self.models_dir is None:
            return None
        found = sorted((self.models_dir / "vosk").glob(f"{self.language}*"))
        return next((folder for folder in found if folder.is_dir()), None)
