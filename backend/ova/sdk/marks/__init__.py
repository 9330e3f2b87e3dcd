"""How the hub reads what authors declared: the marks that decorators leave, and what they hold.

Law: read by the rooms that run plugins. Authors need nothing of it: what they use is in ``ova.sdk``.
"""

from ova.sdk.base import is_integration_class
from ova.sdk.decorators import (
    ACTION_MARK,
    CONTROL_MARK,
    DATA_MARK,
    EXCLUSIONS_MARK,
    INTENTS_MARK,
    POLL_MARK,
    SPAN,
    WEBHOOK_MARK,
    ActionMark,
    DataMark,
    PollMark,
    WebhookMark,
    span_s,
)
from ova.sdk.occasions import OCCASIONS_MARK, EventMark, ScheduleMark
from ova.sdk.phrases import PLAIN_LANGUAGE, Phrases, phrases_by_language, phrases_in

__all__ = [
    "ACTION_MARK",
    "CONTROL_MARK",
    "DATA_MARK",
    "EXCLUSIONS_MARK",
    "INTENTS_MARK",
    "OCCASIONS_MARK",
    "PLAIN_LANGUAGE",
    "POLL_MARK",
    "SPAN",
    "WEBHOOK_MARK",
    "ActionMark",
    "DataMark",
    "EventMark",
    "Phrases",
    "PollMark",
    "ScheduleMark",
    "WebhookMark",
    "is_integration_class",
    "phrases_by_language",
    "phrases_in",
    "span_s",
]
