"""The skill: its groups of handlers as one object."""

from ova.sdk import Reply, Turn, handles

from .asking import AskingHandlers
from .awhile import AwhileHandlers
from .lights import LightHandlers
from .movers import MoverHandlers
from .playing import PlayingHandlers
from .questions import QuestionHandlers
from .whites import WhiteHandlers
from .whole import WholeHandlers


class HomeSkill(
    AwhileHandlers,
    LightHandlers,
    WhiteHandlers,
    MoverHandlers,
    AskingHandlers,
    PlayingHandlers,
    QuestionHandlers,
    WholeHandlers,
):
    """Everything that can be said to and asked about the home."""

    @handles("HassNevermind")
    def never_mind(self, turn: Turn) -> Reply:  # noqa: ARG002 - every handler is given the turn
        """Stay silent."""
        return Reply()
