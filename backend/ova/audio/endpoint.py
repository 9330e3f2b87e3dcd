"""Where a command starts and ends, from voice activity probabilities."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """When speech counts as begun and as over. All times in seconds."""

    threshold: float = 0.4
    """Probability above which a chunk is speech."""
    speech_s: float = 0.3
    """So much speech, with no longer gap than ``gap_s``, is a command's start."""
    gap_s: float = 0.5
    end_silence_s: float = 0.7
    """So much silence is its end."""
    resume_s: float = 0.06
    """So much speech on end cancels the silence counted so far; a shorter click does not."""
    max_speech_s: float = 15.0
    """A command is cut after this."""
    no_speech_s: float = 5.0
    """Give up when no command has started by then."""


class EndpointChange(StrEnum):
    """What a chunk changed. All but SPEECH_START are final."""

    SPEECH_START = "speech-start"
    SPEECH_END = "speech-end"
    LIMIT = "limit"
    """The command was cut at ``max_speech_s``."""
    TIMEOUT = "timeout"
    """Nothing was said."""


class Endpointer:
    """Finds one command in a stream; fed with probabilities, it keeps no audio and reads no clock."""

    def __init__(self, settings: EndpointSettings | None = None) -> None:
        self.settings = settings or EndpointSettings()
        self.elapsed_s = 0.0
        self.speech_start_s: float | None = None
        """Where the first speech chunk of the command began; known from SPEECH_START on."""
        self.last_speech_s = 0.0
        """Where the newest speech chunk ended; 0 when there was none."""
        self.heard_s = 0.0
        """Speech heard since the last long gap, also before SPEECH_START."""
        self.over = False
        self._candidate_s = 0.0
        self._silence_s = 0.0
        self._run_s = 0.0

    @property
    def in_speech(self) -> bool:
        """True between SPEECH_START and the end."""
        return self.speech_start_s is not None and not self.over

    def feed(self, probability: float, seconds: float) -> EndpointChange | None:
        """Take the next chunk's speech probability and length; return what it changed."""
        if self.over:
            return None
        begin = self.elapsed_s
        self.elapsed_s += seconds
        speech = probability > self.settings.threshold
        if speech:
            self.last_speech_s = self.elapsed_s
        if self.speech_start_s is None:
            return self._before(speech, begin, seconds)
        return self._during(speech, seconds)

    def _before(self, speech: bool, begin: float, seconds: float) -> EndpointChange | None:
        if speech:
            if self.heard_s == 0.0:
                self._candidate_s = begin
            self.heard_s += seconds
            self._silence_s = 0.0
            if _reached(self.heard_s, self.settings.speech_s):
                self.speech_start_s = self._candidate_s
                return EndpointChange.SPEECH_START
        else:
            self._silence_s += seconds
            if self._silence_s > self.settings.gap_s:
                self.heard_s = 0.0
        if self.heard_s == 0.0 and _reached(self.elapsed_s, self.settings.no_speech_s):
            return self._end(EndpointChange.TIMEOUT)
        return None

    def _during(self, speech: bool, seconds: float) -> EndpointChange | None:
        if speech:
            self.heard_s += seconds
            self._run_s += seconds
            if _reached(self._run_s, self.settings.resume_s):
                self._silence_s = 0.0
        else:
            self._run_s = 0.0
            self._silence_s += seconds
            if _reached(self._silence_s, self.settings.end_silence_s):
                return self._end(EndpointChange.SPEECH_END)
        start = self.speech_start_s or 0.0
        if _reached(self.elapsed_s - start, self.settings.max_speech_s):
            return self._end(EndpointChange.LIMIT)
        return None

    def _end(self, change: EndpointChange) -> EndpointChange:
        self.over = True
        return change


def _reached(value: float, wanted: float) -> bool:
    # Sums of chunk lengths such as 0.032 are not exact; a microsecond is far below one sample.
    return value >= wanted - 1e-6
