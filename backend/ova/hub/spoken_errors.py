"""What is said when an integration could not do what it was asked."""

from ova.core import NotFromHere, OvaError, Reply
from ova.language import Replies

OWN_WORDS = "action_failed"
"""The code of errors whose text is said as its author wrote it."""


def error_reply(error: OvaError, texts: Replies, name: str, plugin: str) -> Reply:
    """Return an error in words; ``name`` is the integration's, ``plugin`` who answered the intent."""
    text = error.message
    if error.code == NotFromHere.code:
        text = texts.render(error.code)
    elif error.code != OWN_WORDS:
        key = f"action_{error.code}"
        text = texts.render(key if key in texts else "handler_failed", name=name)
    return Reply(
        text, error=error.code, data={"plugin": plugin, "name": name, "reason": str(error)}
    )
