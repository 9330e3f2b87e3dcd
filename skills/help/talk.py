"""A few words beside the commands."""

from ova.sdk import Ova, Reply, Turn, handles

MORNING, AFTERNOON, EVENING = 4, 12, 18
"""The hours they begin at."""
SAID = ("morning", "afternoon", "evening", "night")
"""Greetings that are answered with themselves."""


class TalkHandlers:
    """HelpThanks, HelpGreet, HelpHowAreYou, HelpWhoAreYou and HelpJoke."""

    _ova: Ova

    @handles("HelpThanks")
    def thanks(self, turn: Turn) -> Reply:
        """Answer "thank you"."""
        return turn.reply("welcome")

    @handles("HelpGreet")
    def greet(self, turn: Turn) -> Reply:
        """Answer a greeting with the same one, and "hello" by the time of day it is."""
        said = str(turn.slot("part") or "")
        if said in SAID:
            return turn.reply(said)
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
