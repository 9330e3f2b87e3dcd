"""What a person answers to a question that was asked back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ova.core import REST, Option, Question, QuestionKind
from ova.dialogue.answered import Answer, AnswerKind
from ova.dialogue.choosing import Said, fitting, misspelled, placed
from ova.dialogue.heard import REFUSING, Heard, text_after
from ova.dialogue.offer import offered
from ova.dialogue.stop import recognise_stop
from ova.dialogue.told_value import told_value
from ova.dialogue.wordlists import Kind, Tokens, answer_tokens, answer_words, pieces
from ova.language import tokens_of


def answer(
    question: Question, text: str, language: str = "en", now: datetime | None = None
) -> Answer:
    """Return how a text answers a question. Never guesses: what is not certain is ``UNCLEAR``.

    A question with one option wants yes or no; its name will do too, except for a confirmation. One
    of several options is chosen by its name or a part of it, by its other words or its place, and
    several by "the first and the third", "both" or "all of them". One slip of spelling is forgiven,
    but not in the yes to a confirmation. A word that belongs to no option makes it ``OTHER``.

    A question of a skill gets a ``value``; ``now`` is the home's local time, for dates. Any text will
    do where no kind of value is wanted.
    """
    if recognise_stop(text, language) is not None:
        return Answer(AnswerKind.REFUSED)
    match question.kind:
        case QuestionKind.AMBIGUOUS:
            return _choice(Heard.of(question, text, language))
        case QuestionKind.OFFER:
            return _offered(question, text, language, now)
        case QuestionKind.CHOICE:
            return _chosen_name(question, text, language)
        case QuestionKind.YES_NO:
            return _true_or_false(question, text, language)
        case QuestionKind.VALUE:
            return _value(Heard.of(question, text, language), now)
    return _yes_or_no(Heard.of(question, text, language))


def answer_aloud(text: str, language: str = "en") -> Answer:
    """Return how something answers whose sound is wanted: whatever it is, but for "cancel"."""
    if recognise_stop(text, language) is not None:
        return Answer(AnswerKind.REFUSED)
    return Answer(AnswerKind.CHOSEN, value=text)


def command_after_yes(text: str, language: str = "en") -> str:
    """Return the command of "yes, unlock the front door"; empty when a text is not like that.

    Only the word people are told to say counts, not "okay" or "right".
    """
    first = answer_tokens(answer_words(language).first_yes, language)
    begins = bool(first) and answer_tokens(text, language)[: len(first)] == first
    return text_after(text, len(first)) if begins else ""


def only_names(text: str, names: Iterable[str], language: str = "en") -> bool:
    """Tell whether a text says nothing but these names, and words that mean nothing beside them."""
    named = {word for name in names for word in answer_tokens(name, language)}
    content = answer_words(language).without(answer_tokens(text, language), Kind.AROUND)
    return named.issuperset(content)


def _yes_or_no(heard: Heard) -> Answer:
    option = heard.options[0]
    confirming = heard.question.kind is QuestionKind.CONFIRM
    if heard.kinds is not None:
        if heard.kinds == {Kind.YES}:
            return _chosen([option.option])
        refused = bool(heard.kinds) and heard.kinds <= REFUSING
        return Answer(AnswerKind.REFUSED) if refused else heard.unclear()
    slip = heard.slip()
    if slip is Kind.NO:
        return Answer(AnswerKind.REFUSED)
    if slip is Kind.YES and not confirming:
        return _chosen([option.option])
    content = heard.words.without(heard.rest, Kind.AROUND)
    if option.meant(content, 1) is None:
        return heard.other(_with_other_name(heard, option))
    if heard.refused:
        return heard.unclear() if heard.agreed else Answer(AnswerKind.REFUSED)
    named = any(_says(heard, name) for name in (*option.names, option.sentence))
    sure = heard.agreed or (named and not confirming)
    return _chosen([option.option]) if sure else heard.unclear()


def _choice(heard: Heard) -> Answer:
    if heard.kinds and heard.kinds <= REFUSING:
        return Answer(AnswerKind.REFUSED)
    for slips in (0, 1):
        for tokens in dict.fromkeys((heard.tokens, heard.rest)):
            picked = _picked(heard, tokens, slips)
            if picked is not None:
                return picked
    if heard.slip() is Kind.NO:
        return Answer(AnswerKind.REFUSED)
    return heard.other() if heard.kinds is None else heard.unclear()


def _offered(question: Question, text: str, language: str, now: datetime | None) -> Answer:
    """Return which of the offered sentences was said, and its slots."""
    told = offered(question, text, language, now)
    if told is not None:
        return Answer(AnswerKind.CHOSEN, value=told)
    heard = Heard.of(replace(question, options=()), text, language)
    if heard.kinds and heard.kinds <= REFUSING:
        return Answer(AnswerKind.REFUSED)
    return heard.other() if heard.kinds is None else heard.unclear()


def _chosen_name(question: Question, text: str, language: str) -> Answer:
    """Return the name a skill is told; several are no answer to it."""
    found = _choice(Heard.of(replace(question, kind=QuestionKind.AMBIGUOUS), text, language))
    if found.kind is not AnswerKind.CHOSEN:
        return found
    if len(found.options) > 1:
        return Answer(AnswerKind.UNCLEAR)
    return replace(found, value=found.options[0].label)


def _true_or_false(question: Question, text: str, language: str) -> Answer:
    """Return what a skill is told of a yes or a no, as sure as for a confirmation."""
    option = Option("", question.text, ())
    asked = replace(question, kind=QuestionKind.CONFIRM, options=(option,))
    found = _yes_or_no(Heard.of(asked, text, language))
    if found.kind in (AnswerKind.CHOSEN, AnswerKind.REFUSED):
        return Answer(AnswerKind.CHOSEN, value=found.kind is AnswerKind.CHOSEN)
    return found


def _value(heard: Heard, now: datetime | None) -> Answer:
    """Return the value a skill is told: what is read of its kind, or the whole text."""
    if heard.kinds is not None:  # nothing but "no", "what?", "um"
        refused = heard.kinds and heard.kinds <= REFUSING
        return Answer(AnswerKind.REFUSED) if refused else heard.unclear()
    wanted = heard.question.value
    if wanted == REST:
        return heard.other()
    if not wanted:
        return Answer(AnswerKind.CHOSEN, value=heard.text)
    said = tuple(str(token) for token in tokens_of(heard.text))
    for tokens in dict.fromkeys((said, heard.tokens, heard.rest)):
        told = told_value(wanted, tokens, heard.language, now)
        if told is not None:
            return Answer(AnswerKind.CHOSEN, value=told.value, unit=told.unit)
    return heard.other()


def _picked(heard: Heard, tokens: Tokens, slips: int) -> Answer | None:
    """Return what is chosen; None when a text speaks of anything but the options."""
    one = fitting(tokens, heard.options, heard.words, slips)
    if len(one) != 1:
        everything = _everything(heard, tokens, slips)
        if everything:
            return _chosen(everything)
    found = [one] if one else [_one(heard, part, slips) for part in _parts(heard, tokens)]
    if not found or not all(found):
        return None
    if all(len(options) == 1 for options in found):
        return _chosen([options[0] for options in found])
    return heard.unclear(found[0] if len(found) == 1 else ())


def _everything(heard: Heard, tokens: Tokens, slips: int) -> list[Option]:
    """Return what "all of them" or "both bedroom lamps" means; nothing without an "all"."""
    content = heard.words.without(tokens, Kind.ALL)
    if content == tokens:
        return []
    content = heard.words.without(content, Kind.AROUND, Kind.YES)
    return [one.option for one in heard.options if one.meant(content, slips) is not None]


def _one(heard: Heard, tokens: Tokens, slips: int) -> list[Option]:
    return fitting(tokens, heard.options, heard.words, slips) or placed(
        tokens, heard.options, heard.words
    )


def _parts(heard: Heard, tokens: Tokens) -> list[Tokens]:
    """Return the answers of "the first and the third"."""
    parts: list[list[str]] = [[]]
    for phrase, joins in pieces(tokens, dict.fromkeys(heard.words.joining, True)):
        if joins:
            parts.append([])
        else:
            parts[-1].extend(phrase)
    return [tuple(part) for part in parts]


def _says(heard: Heard, name: Tokens) -> bool:
    """Tell whether all that matters of a name was said, give or take a slip."""
    wanted = heard.words.without(name, Kind.AROUND)
    said = set(heard.tokens)
    missing = [word for word in wanted if word not in said]
    if not wanted or len(missing) > 1:
        return False
    return not missing or any(misspelled(word, missing) for word in said)


def _with_other_name(heard: Heard, option: Said) -> str:
    """Return "turn on the kitchen lamp" for "no, the kitchen lamp"; empty when it is not like that."""
    if heard.question.kind is not QuestionKind.UNSURE or not heard.refused:
        return ""
    around = heard.words.of(Kind.AROUND)
    name = text_after(heard.text, heard.lead).split()
    while name and answer_tokens(name[0], heard.language) in around:
        name.pop(0)
    if not name or any(answer_tokens(word, heard.language) in around for word in name):
        return ""  # "the kitchen one" is no name
    sentence, label = tokens_of(option.option.sentence), tokens_of(option.option.label)
    for at in range(len(sentence) - len(label) + 1):
        if label and sentence[at : at + len(label)] == label:
            return " ".join((*sentence[:at], *name, *sentence[at + len(label) :]))
    return ""


def _chosen(options: Sequence[Option]) -> Answer:
    return Answer(AnswerKind.CHOSEN, tuple(options))
