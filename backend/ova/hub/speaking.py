"""The home's voice: which one, and what it may be asked to say."""

from ova.core import AudioClip, InvalidInput
from ova.engines import Voice
from ova.hub.settings import SettingsKeeper

MAX_TEXT = 5_000


class Speaking:
    """Speaks texts in the voice the home has chosen."""

    def __init__(self, voice: Voice, settings: SettingsKeeper) -> None:
        self.voice = voice
        self._settings = settings

    def voice_name(self) -> str | None:
        """Return the chosen voice, or None for the language's usual one."""
        return self._settings.current.voice or None

    def clip(self, text: str, voice: str | None = None) -> AudioClip:
        """Return a text spoken. Raises InvalidInput, or what the voice raises for an unknown name."""
        spoken = text.strip()
        if not spoken:
            raise InvalidInput("There is nothing to say.", cure="Give a text.", code="empty_text")
        if len(spoken) > MAX_TEXT:
            raise InvalidInput(
                "This text is too long to be spoken.",
                cure=f"Use at most {MAX_TEXT} characters.",
                code="text_too_long",
            )
        language = self._settings.current.language
        return self.voice.synthesize(spoken, language, voice or self.voice_name())

    def check(self, voice: object) -> None:
        """Raise what the voice raises when it does not know the name."""
        if isinstance(voice, str) and voice:
            self.voice.synthesize("", self._settings.current.language, voice)
