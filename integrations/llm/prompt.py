"""What a model is told before and with a question."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ova.sdk import AgentTurn

INSTRUCTIONS = (
    "You are the voice assistant of a home. Your answer is spoken: answer in one or two short "
    "sentences of plain text, in the language of the question. Use a tool when something is to be "
    "done, and never say that something was done without one."
)
LANGUAGES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
}


def instructions(
    own: str, now: datetime, *, language: str = "", area: str = "", home: str = ""
) -> str:
    """Return the system message; ``own`` are the person's words in place of the usual ones."""
    parts = [own.strip() or INSTRUCTIONS, f"It is {now:%A, %Y-%m-%d %H:%M}."]
    if language:
        parts.append(f"The person speaks {LANGUAGES.get(language.partition('-')[0], language)}.")
    if area:
        parts.append(f"The person is in the room {area}.")
    if home:
        parts.append(
            "When a tool says that the person is asked to confirm, say nothing about that.\n"
            f"Things of the home (id; name; room; state):\n{home}"
        )
    return "\n".join(parts)


def messages(system: str, history: Sequence[AgentTurn], text: str) -> list[dict[str, Any]]:
    """Return the conversation as chat APIs take it."""
    earlier = [
        message
        for turn in history
        for message in (
            {"role": "user", "content": turn.said},
            {"role": "assistant", "content": turn.answered},
        )
    ]
    return [
        {"role": "system", "content": system},
        *earlier,
        {"role": "user", "content": text},
    ]
