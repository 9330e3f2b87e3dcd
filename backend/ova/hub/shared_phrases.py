"""Phrases that several integrations or accounts have, and answer together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ova.core import Reply
from ova.plugins import ActionDef, Entry

Spoken = tuple[Entry, ActionDef]


def without_doubles(spoken: Iterable[Spoken]) -> list[Spoken]:
    """Leave each phrase of actions that answer together to the first that has it."""
    taken: set[tuple[str, str]] = set()
    left: list[Spoken] = []
    for entry, action in spoken:
        if action.together:
            own = {
                language: tuple(one for one in phrases if (language, one) not in taken)
                for language, phrases in action.phrases.items()
            }
            taken.update((language, one) for language in own for one in own[language])
            action = replace(action, phrases=own)
        left.append((entry, action))
    return left


def asked_together(
    spoken: Iterable[Spoken], entry_id: str, name: str, template: str
) -> list[Spoken]:
    """Return every action that answers a phrase of this one, itself among them, in order.

    ``template`` is the phrase that was said; where it is none of the action's own words, any phrase
    they share counts.
    """
    known = list(spoken)
    asked = [one for one in known if (one[0].id, one[1].name) == (entry_id, name)]
    if not asked or not asked[0][1].together:
        return asked
    phrases = _sayable(asked[0][1])
    said = {template} & phrases or phrases
    return [
        one
        for one in known
        if one is asked[0]
        or (one[1].together and one[0].id != entry_id and said & _sayable(one[1]))
    ]


def _sayable(action: ActionDef) -> set[str]:
    """Return an action's phrases in all languages."""
    return {one for phrases in action.phrases.values() for one in phrases}


def joined(replies: Sequence[tuple[str, Reply]]) -> Reply:
    """Return the answers as one, each with whose it is; an error only when all of them failed."""
    if len(replies) == 1:
        return replies[0][1]
    text = " ".join(f"{name}: {reply.text}" for name, reply in replies)
    first = replies[0][1]
    failed = all(reply.error for _, reply in replies)
    return Reply(text, error=first.error if failed else None, data=first.data if failed else {})
