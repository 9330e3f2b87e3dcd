"""Where a command starts and ends: from voice activity, loudness, and what its words allow.

Times are counted in the lengths of the chunks fed; no audio is kept and no clock is read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ova.audio.loudness import CommandLoudness


class Endpointing(StrEnum):
    """What ends a command."""

    GRAMMAR = "grammar"
    """A pause, the shorter the surer it is that the sentence is over."""
    SILENCE = "silence"
    """Always the same pause."""


_LATE_S = 0.03
"""Words come out so much later than they were said, or more."""


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """When speech counts as begun and as over. All times in seconds."""

    endpointing: Endpointing = Endpointing.GRAMMAR
    threshold: float = 0.4
    """Probability above which a chunk is speech."""
    speech_s: float = 0.19
    """So much speech, with no longer gap than ``gap_s``, is a command's start."""
    gap_s: float = 0.5
    end_silence_s: float = 0.7
    """So much silence is the end while no words are known, and always with SILENCE."""
    done_s: float = 0.16
    """The same after a whole sentence that nothing can follow."""
    whole_s: float = 0.22
    """After a whole sentence that more may follow."""
    long_s: float = 1.6
    """People pause for breath and thought in commands that last so long already ..."""
    long_whole_s: float = 0.3
    """... where this is the silence that ends them after a whole sentence."""
    doubtful_s: float = 0.45
    """After a whole sentence that was found by looking back, or to which a word was added only when
    the pause had begun: recognisers like to hear a short word in the first moments of silence."""
    inside_s: float = 1.2
    """In the middle of a sentence; ``end_silence_s`` when that is longer."""
    resume_s: float = 0.06
    """So much speech on end cancels the silence counted so far; a shorter click does not."""
    stale_s: float = 1.2
    """Voices that add no word to a whole sentence for so long are somebody else's."""
    stale_inside_s: float = 3.0
    """The same in the middle of a sentence."""
    max_speech_s: float = 15.0
    """A command is cut after this."""
    no_speech_s: float = 5.0
    """Give up when no command has started by then."""


def own_words(settings: EndpointSettings) -> EndpointSettings:
    """Return when somebody's own words are over: after a pause for thought, whatever they are."""
    return replace(settings, endpointing=Endpointing.SILENCE, end_silence_s=1.2, max_speech_s=60.0)


class Patience(StrEnum):
    """How long somebody may pause before what they said counts as over."""

    RELAXED = "relaxed"
    """For who thinks while they speak: children, old people, long commands."""
    DEFAULT = "default"
    AGGRESSIVE = "aggressive"
    """For who speaks without a pause and wants the answer at once."""


def patient(settings: EndpointSettings, patience: Patience) -> EndpointSettings:
    """Return settings that wait as long as somebody wants; RELAXED and AGGRESSIVE only ever lengthen
    and shorten what is set."""
    match patience:
        case Patience.RELAXED:
            pauses = {
                "end_silence_s": 1.25,
                "done_s": 0.6,
                "whole_s": 1.25,
                "long_whole_s": 1.25,
                "doubtful_s": 1.25,
                "inside_s": 2.0,
                "stale_s": 2.4,
                "stale_inside_s": 5.0,
                "no_speech_s": 8.0,
            }
            return _bounded(settings, pauses, max)
        case Patience.AGGRESSIVE:
            pauses = {
                "end_silence_s": 0.35,
                "done_s": 0.1,
                "whole_s": 0.16,
                "long_whole_s": 0.2,
                "doubtful_s": 0.3,
                "inside_s": 0.6,
                "stale_inside_s": 1.8,
            }
            return _bounded(settings, pauses, min)
        case _:
            return settings


def _bounded(
    settings: EndpointSettings,
    pauses: Mapping[str, float],
    choose: Callable[[float, float], float],
) -> EndpointSettings:
    changes: dict[str, Any] = {
        name: choose(getattr(settings, name), seconds) for name, seconds in pauses.items()
    }
    return replace(settings, **changes)


class EndpointChange(StrEnum):
    """What a chunk changed. All but SPEECH_START are final."""

    SPEECH_START = "speech-start"
    SPEECH_END = "speech-end"
    LIMIT = "limit"
    """The command was cut at ``max_speech_s``."""
    TIMEOUT = "timeout"
    """Nothing was said."""


class Endpointer:
    """Finds one command in a stream."""

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
        self._loudness = CommandLoudness()
        self._candidate_s = 0.0
        self._silence_s = 0.0
        self._run_s = 0.0
        self._words: tuple[bool, bool] | None = None
        self._late = False
        self._words_s = 0.0
        self._whole_s = 0.0

    @property
    def in_speech(self) -> bool:
        """True between SPEECH_START and the end."""
        return self.speech_start_s is not None and not self.over

    def words(self, *, complete: bool, continues: bool, late: bool = False) -> None:
        """Take that the words heard changed, and what they are now.

        ``complete``: they are a whole sentence; ``continues``: more may follow them; ``late``: they
        were found by looking back in the pause, which makes a whole sentence of whatever it can.
        """
        if self._words is not None and self._words[0]:
            self._whole_s = self.elapsed_s
        self._words = (complete, continues)
        self._late = late
        self._words_s = self.elapsed_s

    def unsure(self) -> None:
        """Take that a whole sentence heard so far is in doubt: it ends nothing early any more."""
        if self._words is not None and self._words[0]:
            self._words = None

    def feed(
        self, probability: float, seconds: float, level_dbfs: float | None = None
    ) -> EndpointChange | None:
        """Take the next chunk's speech probability, length and level; return what it changed.

        Without a level all voices count as the command's.
        """
        if self.over:
            return None
        begin = self.elapsed_s
        self.elapsed_s += seconds
        speech = probability > self.settings.threshold
        if level_dbfs is not None:
            speech = self._loudness.belongs(level_dbfs, seconds, speech=speech) and speech
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
        pause_s, stale_s = self._patience()
        if _reached(self._silence_s, pause_s):
            return self._end(EndpointChange.SPEECH_END)
        if stale_s is not None and _reached(self.elapsed_s - self._words_s, stale_s):
            return self._end(EndpointChange.SPEECH_END)
        start = self.speech_start_s or 0.0
        if _reached(self.elapsed_s - start, self.settings.max_speech_s):
            return self._end(EndpointChange.LIMIT)
        return None

    def _patience(self) -> tuple[float, float | None]:
        """Return the silence that ends the command now, and how long no word may come."""
        settings = self.settings
        if self._words is None or settings.endpointing is Endpointing.SILENCE:
            return settings.end_silence_s, None
        match self._words:
            case (True, _) if self._late:
                return min(settings.doubtful_s, settings.end_silence_s), settings.stale_s
            case (True, False):
                return min(settings.done_s, settings.end_silence_s), settings.stale_s
            case (True, True):
                spoken_s = self.last_speech_s - (self.speech_start_s or 0.0)
                pause_s = settings.whole_s if spoken_s < settings.long_s else settings.long_whole_s
                return min(pause_s, settings.end_silence_s), settings.stale_s
            case _ if self._whole_s >= self.last_speech_s - _LATE_S:
                return min(settings.doubtful_s, settings.end_silence_s), settings.stale_s
            case _:
                return max(settings.inside_s, settings.end_silence_s), settings.stale_inside_s

    def _end(self, change: EndpointChange) -> EndpointChange:
        self.over = True
        return change


def _reached(value: float, wanted: float) -> bool:
    # Sums of chunk lengths such as 0.032 are not exact; a microsecond is far below one sample.
    return value >= wanted - 1e-6
