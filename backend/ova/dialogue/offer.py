"""Answers an asker offers as sentences: "[some] jazz", "for {duration}"."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from ova.core import HomeNames, InvalidInput, Question
from ova.language import VALUE_KINDS, Grammar, SentenceSource, compile_grammar

MOST_ANSWERS = 50
MOST_SENTENCES = 20
_LIST = re.compile(r"\{(\w+)(?::\w+)?\}")


def offered(question: Question, text: str, language: str, now: datetime | None) -> Any:
    """Return ``{"id", "slots"}`` of the offered answer a text gives, or None."""
    match = offer_grammar(question, language).match(text, now=now)
    if match.intent is None:
        return None
    chosen = question.options[int(match.intent.name.removeprefix("Answer"))]
    return {"id": chosen.label, "slots": match.intent.values()}


def check_offer(answers: Mapping[str, Sequence[str]]) -> None:
    """Raise InvalidInput for too many answers, or one without sentences."""
    if len(answers) > MOST_ANSWERS:
        raise InvalidInput(
            f"{len(answers)} answers are too many.",
            cure=f"Offer at most {MOST_ANSWERS}.",
            code="too_many_answers",
        )
    for answer_id, sentences in answers.items():
        if not 0 < len(sentences) <= MOST_SENTENCES or not all(map(str.strip, sentences)):
            raise InvalidInput(
                f"The answer {answer_id!r} has no sentences that can be used.",
                cure=f"Give it one to {MOST_SENTENCES} sentences.",
                code="invalid_answer",
            )


def offer_grammar(question: Question, language: str) -> Grammar:
    """Return what the offered answers are understood and heard with. Raises InvalidInput."""
    return _compiled(tuple(option.words for option in question.options), language)


@lru_cache(maxsize=32)
def _compiled(answers: tuple[tuple[str, ...], ...], language: str) -> Grammar:
    texts = [text for sentences in answers for text in sentences]
    free = {name for text in texts for name in _LIST.findall(text)} - set(VALUE_KINDS)
    data = {
        "language": language,
        "lists": {name: {"wildcard": True} for name in sorted(free)},
        "intents": {
            f"Answer{at}": {"data": [{"sentences": list(sentences)}]}
            for at, sentences in enumerate(answers)
        },
    }
    source = SentenceSource("answers", language, data, "answers")
    grammar = compile_grammar([source], HomeNames(), language)
    problem = next((one for one in grammar.problems if one.sentence), None)
    if problem is not None:
        raise InvalidInput(
            f"The answer {problem.sentence!r} cannot be used: {problem.reason}",
            cure="Write it as a sentence of a skill: [optional], (one|or another), {slot}.",
            code="invalid_answer",
        )
    return grammar
