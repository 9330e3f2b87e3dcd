"""A command that cannot be carried out, and its answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from ova.sdk import Reply, Turn

from .wording import capitalised

Skill = TypeVar("Skill")


class Refusal(Exception):
    """Why nothing was done: Home Assistant's key of the error, and what its text speaks of."""

    def __init__(self, code: str, /, text: str | None = None, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.text = text or code
        """Key of the reply, when it is not the code."""
        self.fields = fields


def refusing(method: Callable[[Skill, Turn], Reply]) -> Callable[[Skill, Turn], Reply]:
    """Let a handler raise Refusal; the person hears its text."""

    @wraps(method)
    def answer(skill: Skill, turn: Turn) -> Reply:
        try:
            return method(skill, turn)
        except Refusal as refusal:
            text = turn.text(refusal.text, **refusal.fields)
            return Reply(capitalised(text), error=refusal.code)

    return answer
