"""From a row of tokens to a Match: one command or several, done, asked about or declined."""

from dataclasses import dataclass, replace

from ova.core import Intent, Match, Option, Question, QuestionKind, Trace
from ova.language.matching.exclusions import Cut, cut_at_exclusion, excluded_things
from ova.language.matching.judgement import EXACT, Verdict, score_of
from ova.language.matching.matcher import Matcher, Tokens
from ova.language.matching.refusals import Refusals
from ova.language.matching.safety import Safety
from ova.language.matching.several import Parts, Several, errors_of
from ova.language.matching.single import Asked, Outcome, Single
from ova.language.matching.understanding import Understanding, reading_of
from ova.language.standard import TARGET_SLOTS

TRACED = 5
MOST_MOVED = 2
"""Words behind an exclusion that may belong to the command: "all lights except the hall off"."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Decides over whole sentences."""

    matcher: Matcher
    single: Single
    several: Several
    refusals: Refusals

    @classmethod
    def of(cls, matcher: Matcher) -> "Commands":
        """Join the parts for one matcher."""
        single = Single(matcher, Safety(matcher.sentences.tables))
        return cls(matcher, single, Several(single), Refusals.of(matcher))

    def match(self, text: str, tokens: Tokens, asked: Asked) -> Match:
        """Return what a text comes to."""
        plain = self.single.match(tokens, asked, tolerant=False)
        if plain.accepted is not None and self.matcher.is_plain(plain.found):
            return self._done(text, (plain,))
        cut = cut_at_exclusion(self.matcher, tokens)
        if cut is not None and plain.accepted is None:
            return self._without(text, cut, asked)
        tolerant = self.single.match(tokens, asked, tolerant=True)
        parts = self.several.match(tokens, asked)
        if parts is not None and _better(parts, tolerant):
            return self._done(text, parts)
        match = self._single_match(text, tolerant, asked)
        if match.reason == "no_intent":
            return self._part_at_fault(match, tokens, asked) or match
        return match

    def _done(self, text: str, parts: Parts) -> Match:
        intents = tuple(replace(intent, text=text) for part in parts for intent in part.intents)
        return Match(text, intents[0], also=intents[1:], trace=_trace(parts))

    def _part_at_fault(self, match: Match, tokens: Tokens, asked: Asked) -> Match | None:
        """Return the reason why the second of two commands was not understood, when there is one."""
        for part in self.several.parts_not_understood(tokens, asked):
            refusal = self.refusals.reason(part, asked)
            if refusal.reason != "no_intent":
                return replace(match, reason=refusal.reason, detail=refusal.detail)
        return None

    def _single_match(self, text: str, outcome: Outcome, asked: Asked) -> Match:
        verdict, chosen = outcome.judgement.verdict, outcome.judgement.chosen
        if verdict is Verdict.ACCEPT:
            return self._done(text, (outcome,))
        trace = _trace((outcome,))
        rather = self.refusals.rather(outcome, asked) if verdict is Verdict.ASK else None
        if verdict is Verdict.ASK and rather is None:
            question = Question(QuestionKind.UNSURE, (self._option(outcome, chosen[0]),))
            return Match(text, reason="unsure", question=question, trace=trace)
        if verdict is Verdict.WHICH:
            options = _told_apart(outcome, chosen)
            question = Question(QuestionKind.AMBIGUOUS, options)
            detail = {"options": [option.label for option in options]}
            return Match(text, None, "ambiguous", detail, question=question, trace=trace)
        refusal = rather or self.refusals.reason(outcome, asked)
        trace = replace(trace, nearest=self.refusals.nearest(outcome))
        return Match(text, reason=refusal.reason, detail=refusal.detail, trace=trace)

    def _without(self, text: str, cut: Cut, asked: Asked) -> Match:
        """Return a command that leaves something alone."""
        declined = Match(text, reason="exclusion", detail={"words": cut.words})
        for moved in range(min(MOST_MOVED, len(cut.things) - 1) + 1):
            match = self._leaving_alone(text, cut.moving(moved), asked)
            if match is not None:
                return match
        outcome = self.single.match(cut.command, asked, tolerant=True)
        if outcome.objection is not None:
            reason, words = outcome.objection.reason, outcome.objection.words
            return replace(declined, reason=reason, detail={"words": words})
        return declined

    def _leaving_alone(self, text: str, cut: Cut, asked: Asked) -> Match | None:
        outcome = self.single.match(cut.command, asked, tolerant=True)
        reading = outcome.accepted
        if reading is None and outcome.readings and not outcome.objection:
            first = outcome.readings[0]
            if first.lacks_area and score_of(first, len(cut.command)) >= 1 - EXACT:
                reading = first  # what is left alone says that the whole home is meant
        if reading is None or not reading.literals or any(map(_names_one, reading.intents)):
            return None
        said = reading.intents[0].value("area") if reading.intents else None
        things = excluded_things(self.matcher, cut, said or asked.area)
        if not things:
            return None
        # What is left alone elsewhere says that more than the speaker's room is meant.
        here = asked.area is not None and all(each.area == asked.area for each in things)
        excluded = tuple(each.slot for each in things)
        intents = tuple(
            replace(each if here else _everywhere(each), text=text, excluded=excluded)
            for each in outcome.scored(reading)
        )
        return Match(text, intents[0], also=intents[1:], trace=_trace((outcome,)))

    def _option(self, outcome: Outcome, reading: Understanding) -> Option:
        sentence = reading.sentence
        return Option(sentence, sentence, outcome.scored(reading))


def _better(parts: Parts, whole: Outcome) -> bool:
    """Whether several commands are meant rather than one."""
    reading = whole.accepted
    if reading is None:
        return True
    if reading.free and not any(part.accepted and part.accepted.free for part in parts):
        return errors_of(parts) <= reading.errors + EXACT
    return errors_of(parts) < reading.errors


def _names_one(intent: Intent) -> bool:
    values = intent.values()
    return "name" in values or not TARGET_SLOTS & values.keys()


def _everywhere(intent: Intent) -> Intent:
    """Return a command for the whole home instead of the speaker's room."""
    kept = {
        key: value
        for key, value in intent.metadata.items()
        if key not in ("area_from_satellite", "context_area")
    }
    return replace(intent, metadata=kept)


def _told_apart(outcome: Outcome, chosen: tuple[Understanding, ...]) -> tuple[Option, ...]:
    """Return one option per meaning, labelled by what makes the difference."""
    first = chosen[0]
    score = score_of(first, len(outcome.found.tokens))
    if first.options:
        sentence = first.sentence
        options = []
        for candidate, intent in first.options:
            area = candidate.context.get("area")
            named = str(candidate.value)
            twins = sum(other.value == candidate.value for other, _ in first.options) > 1
            label = str(area) if twins and area else named
            whole = sentence.replace(first.options[0][0].text, named)
            if twins and area:
                whole = f"{whole} ({area})"
            words = (str(area),) if area else ()
            options.append(Option(label, whole, (replace(intent, score=score),), words))
        return tuple(options)
    values = [each.intents[0].values() if each.intents else {} for each in chosen]
    labels = [_difference(own, values) for own in values]
    if len(set(labels)) < len(labels) or not all(labels):
        labels = [each.sentence for each in chosen]
    return tuple(
        Option(label, each.sentence, outcome.scored(each))
        for each, label in zip(chosen, labels, strict=True)
    )


def _difference(own: dict[str, object], others: list[dict[str, object]]) -> str:
    names = [
        str(own[key])
        for key in ("name", "area", "floor")
        if key in own and any(other.get(key) != own[key] for other in others)
    ]
    return " ".join(names)


def _trace(parts: Parts) -> Trace:
    return Trace(
        tuple(
            reading_of(reading, score_of(reading, len(part.found.tokens)))
            for part in parts
            for reading in part.readings[: TRACED if len(parts) == 1 else 1]
        )
    )
