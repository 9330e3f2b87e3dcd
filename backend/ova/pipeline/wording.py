"""What the hub itself says: questions, and why nothing was done."""

from collections.abc import Mapping, Sequence
from typing import Any

from ova.core import ROOM, Match, Question, QuestionKind
from ova.dialogue import answer_words
from ova.language import Replies, join_words

MOST_OPTIONS = 5
"""As many as a person keeps in mind; of more, only examples are told."""
EXAMPLES = 3
MOST_NEAREST = 2
HELPED_BY_EXAMPLES = frozenset({"no_intent", "no_entity", "no_area", "no_floor"})
"""Reasons that sentences which can be said are a help with."""


def ask(
    texts: Replies, question: Question, language: str, *, again: bool = False, alone: bool = False
) -> str:
    """Return a question in words: ``again`` after an unclear answer, ``alone`` where nobody can answer.

    One of a skill is in the skill's words, and only ever asked again here.
    """
    if question.text:
        yes_no = question.kind is QuestionKind.YES_NO
        key = "asked_yes_no_again" if yes_no else "asked_again"
        return texts.render(key, question=question.text)
    options = question.options
    labels = list(dict.fromkeys(option.label for option in options))
    if len(labels) < len(options):
        labels = [option.sentence for option in options]
    many = question.kind is QuestionKind.AMBIGUOUS and len(labels) > MOST_OPTIONS
    key = "which_room" if question.value == ROOM else question.kind.value
    key += "_many" if many else ""
    key += "_alone" if alone else "_again" if again else ""
    return capitalised(
        texts.render(
            key,
            sentence=options[0].sentence,
            options=join_words(labels[:EXAMPLES] if many else labels, language, either=True),
            count=len(labels),
            yes=answer_words(language).first_yes,
        )
    )


def decline(texts: Replies, match: Match, language: str) -> str:
    """Return why nothing was done, and what could be said instead."""
    key = match.reason if match.reason in texts else "unknown_reason"
    if key == "entity_elsewhere" and not match.detail.get("actual_area"):
        key = "entity_not_there"
    told = [capitalised(texts.render(key, **_spoken(match.detail, language)))]
    nearest = match.trace.nearest[:MOST_NEAREST] if match.trace is not None else ()
    if nearest and key in HELPED_BY_EXAMPLES:
        sentences = join_words(nearest, language, either=True)
        told.append(capitalised(texts.render("nearest", sentences=sentences)))
    return " ".join(told)


def capitalised(text: str) -> str:
    """Return a text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def _spoken(detail: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        name: join_words([str(one) for one in value], language)
        if isinstance(value, Sequence) and not isinstance(value, str)
        else value
        for name, value in detail.items()
    }
