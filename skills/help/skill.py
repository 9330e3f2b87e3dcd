"""The skill: help and small talk as one object."""

from .guide import GuideHandlers
from .talk import TalkHandlers


class HelpSkill(GuideHandlers, TalkHandlers):
    """Says what can be said, from what is there."""
