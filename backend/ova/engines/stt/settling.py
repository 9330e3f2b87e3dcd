"""The result of a stream made ready in a pause, before it is known that nothing more is said."""

from ova.core import Transcript
from ova.engines.stt.protocol import RecognizerStream, SettlingStream


class Settling:
    """Has a stream settle once in each pause, and knows whether the result still holds at the end.

    Times are seconds in the stream.
    """

    def __init__(self, stream: RecognizerStream) -> None:
        """Take a stream that has begun; one that cannot settle never does."""
        self._stream = stream if isinstance(stream, SettlingStream) else None
        self._tried_s = 0.0
        self._result: Transcript | None = None
        self._words_since = ""

    def words(self, words: str) -> None:
        """Take that the words heard on the way have become these."""
        self._words_since = words

    def at(self, now_s: float, last_speech_s: float) -> Transcript | None:
        """Settle if it is time; return the result, which is surer than the words heard on the way.

        ``last_speech_s`` is where the speech ended. None when nothing was settled.
        """
        if self._stream is None or self._tried_s == last_speech_s:
            return None
        if now_s - last_speech_s < self._stream.settles_after_s:
            return None
        self._tried_s = last_speech_s
        self._words_since = ""
        self._result = self._stream.settle()
        return self._result

    def result(self, last_speech_s: float) -> Transcript | None:
        """Return the result, unless there was speech or another word since it was made.

        None also when it found nothing: a little more sound may tell otherwise.
        """
        result = self._result
        if result is None or not result.text or self._tried_s != last_speech_s:
            return None
        return result if self._words_since in ("", result.text) else None
