"""What a speech decoder has to hear while a question waits: what was offered, by name and place."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ova.core import REST, HomeNames, Question, QuestionKind, WordGraph
from ova.dialogue.offer import offer_grammar
from ova.dialogue.wordlists import ANSWER_INTENT, table_of
from ova.language import SentenceSource, compile_grammar, spoken_form

BESIDE = {"datetime": ("date",)}
"""What is said as well where a kind of value is wanted: "tomorrow", and the time is asked for then."""


def heard_answers(question: Question, language: str) -> WordGraph | None:
    """Return the spoken answers that name what was offered; None when a question has none.

    Yes, no and "the second one" are heard always; they sound too much alike ("all of them", "none of
    them") to be taken more readily than usual. Only a question between several options is answered
    by name: a confirmation wants a clear yes. Where a skill wants a value, values of its kind are heard.
    """
    patterns = table_of(language).get("answers", {}).get("offered", [])
    if question.kind is QuestionKind.OFFER:
        offered = offer_grammar(question, language).word_graph()
        return offered if offered.arcs else None
    if question.kind is QuestionKind.VALUE and question.value not in ("", REST):
        return _heard_values(question.value, language)
    if question.kind not in (QuestionKind.AMBIGUOUS, QuestionKind.CHOICE) or not patterns:
        return None
    labels = _spoken((option.label for option in question.options), language)
    places = _spoken((word for option in question.options for word in option.words), language)
    lists = {"option": labels, "part": _parts(labels), "place": places}
    said = [
        text
        for text in patterns
        if all(values or f"{{{name}}}" not in text for name, values in lists.items())
    ]
    return _graph(
        said, language, {name: {"values": values} for name, values in lists.items() if values}
    )


@cache
def _heard_values(kind: str, language: str) -> WordGraph | None:
    """Return the spoken values of a kind, as they are said in answer to a question."""
    patterns = table_of(language).get("answers", {}).get("asked", ["{value}"])
    said = [
        text.replace("{value}", f"{{{one}:value}}")
        for one in (kind, *BESIDE.get(kind, ()))
        for text in patterns
    ]
    return _graph(said, language)


def _graph(
    sentences: list[str], language: str, lists: Mapping[str, Any] | None = None
) -> WordGraph | None:
    data = {
        "language": language,
        "speech": "only",
        "lists": lists or {},
        "intents": {ANSWER_INTENT: {"data": [{"sentences": sentences}]}},
    }
    source = SentenceSource("answers", language, data, "answers")
    graph = compile_grammar([source], HomeNames(), language).word_graph()
    return graph if graph.arcs else None


def _spoken(texts: Iterable[str], language: str) -> list[str]:
    forms = (spoken_form(text, language) for text in texts)
    return list(dict.fromkeys(form for form in forms if form))


def _parts(labels: list[str]) -> list[str]:
    """Return what tells names apart: "desk" of "desk lamp" and "bedroom lamp"."""
    shared = set.intersection(*(set(label.split()) for label in labels)) if labels else set()
    parts = (" ".join(word for word in label.split() if word not in shared) for label in labels)
    return list(dict.fromkeys(part for part in parts if part))
