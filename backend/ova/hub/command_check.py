"""Will a command be carried out when nobody is asked? Tried before it is planned."""

from typing import TYPE_CHECKING

from ova.core import Intent, NotFound, QuestionKind, RoutineFault, Utterance
from ova.dialogue import answer_words
from ova.hub.texts import hub_texts
from ova.pipeline import ask, decline

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

Tried = tuple[tuple[Intent, ...], RoutineFault | None]
"""What a text comes to, or what is wrong with it."""


def try_command(
    hub: "OpenVoiceAssistant",
    text: str,
    satellite_id: str | None,
    area_id: str | None,
    *,
    anywhere: bool = False,
) -> Tried:
    """Return what a command would do at a place, and why it would not.

    ``anywhere``: it is carried out in the room of whoever asks then, so it needs to be clear in one.
    """
    area_id = area_id or _area_of(hub, satellite_id)
    match = hub.turns.look(Utterance(text, hub.language, satellite_id, area_id))
    question = match.question
    if match.intent is not None:
        return match.intents, None
    if question is not None and question.kind is QuestionKind.CONFIRM:
        yes = answer_words(hub.language).first_yes
        return (), RoutineFault(
            f"{text!r} is asked about before it is done, and nobody would answer.",
            f'Write "{yes}, {text}".',
            code="needs_yes",
        )
    if anywhere and area_id is None and _is_clear_somewhere(hub, text):
        return (), None
    texts = hub_texts(hub.language)
    if question is not None:
        words = ask(texts, question, hub.language, alone=True)
        return (), RoutineFault(f"{text!r}: {words}", "Say exactly what is meant.", code="unclear")
    if match.reason == "needs_area":
        return (), RoutineFault(
            f"{text!r} does not say in which room, and nobody is there when it is done.",
            "Name the room, or choose a satellite.",
            code="needs_area",
        )
    words = decline(texts, match, hub.language)
    return (), RoutineFault(
        f"{text!r}: {words}", "Write it as you would say it.", code="not_understood"
    )


def _is_clear_somewhere(hub: "OpenVoiceAssistant", text: str) -> bool:
    """Tell whether a command is understood in some room of the home."""
    return any(
        hub.turns.look(Utterance(text, hub.language, area_id=area.id)).intent is not None
        for area in hub.home.areas()
    )


def _area_of(hub: "OpenVoiceAssistant", satellite_id: str | None) -> str | None:
    if satellite_id is None:
        return None
    try:
        return hub.satellites.get(satellite_id).area_id
    except NotFound:
        return None
