"""A few words beside the commands."""

from ova.sdk import Ova, Reply, Turn, handles

MORNING, AFTERNOON, EVENING = 4, 12, 18
"""The hours they begin at."""


class TalkHandlers:
    """HelpThanks, HelpGreet, HelpHowAreYou, HelpWhoAreYou and HelpJoke."""

    _ova: Ova

    @handles("HelpThanks")
    def thanks(self, turn: Turn) -> Reply:
        """Answer "thank you"."""
        return turn.reply("welcome")

    @handles("HelpGreet")
    def greet(self, turn: Turn) -> Reply:
        """Answer "hello" and "good morning" by the time of day it is."""
        hour = self._ova.now().hour
        part = "morning" if MORNING <= hour < AFTERNOON else "day"
        return turn.reply("evening" if hour >= EVENING or hour < MORNING else part)

    @handles("HelpHowAreYou")
    def how_are_you(self, turn: Turn) -> Reply:
        """Answer "how are you"."""
        return turn.reply("fine")

    @handles("HelpWhoAreYou")
    def who_are_you(self, turn: Turn) -> Reply:
        """Answer "who are you"."""
        return turn.reply("who")

    @handles("HelpJoke")
    def joke(self, turn: Turn) -> Reply:
        """Answer "tell me a joke"."""
        return turn.reply("joke")
