"""Which commands are asked about before they are done, however well they were understood."""

from collections.abc import Collection, Iterable

from ova.core import Entity, Intent, Match, Option, Question, QuestionKind

HARMLESS = frozenset({"HomeStopMoving", "HassNevermind"})
"""Nobody is asked whether to stop."""
QUESTIONS = frozenset({"HomeWhatIsOn", "HomeAnythingOpen"})
"""They change nothing, though their names do not tell."""
POSITIONED = frozenset({"cover", "valve"})
"""What HassSetPosition moves when it names nothing."""

SWITCHED = frozenset({"light", "switch", "fan", "media_player", "input_boolean"})
"""What HomeEverythingOff may turn off."""


def confirmation(
    match: Match,
    domains: Collection[str],
    entities: Iterable[Entity],
    sentence: str = "",
    risky: Collection[Intent] = (),
) -> Question | None:
    """Return the question whether a match shall be carried out; None when it needs none.

    It needs one when a command of it changes something of ``domains``; questions about states and
    commands to stop never do. ``sentence`` is what was understood, in words; ``risky`` are commands
    that are asked about whatever they change.
    """
    known = tuple(entities)
    concerned = [
        intent
        for intent in match.intents
        if intent in risky
        or (_changes_something(intent) and not _domains(intent, known).isdisjoint(domains))
    ]
    if not concerned:
        return None
    sentence = sentence or _sentence(match)
    label = str(concerned[0].value("name") or sentence)
    return Question(QuestionKind.CONFIRM, (Option(label, sentence, match.intents),))


def _changes_something(intent: Intent) -> bool:
    asks = "Get" in intent.name or intent.name.endswith("Status") or intent.name in QUESTIONS
    return not asks and intent.name not in HARMLESS


def _domains(intent: Intent, entities: tuple[Entity, ...]) -> set[str]:
    """Return every domain an intent may be about: rather one too many than one too few."""
    found = {intent.response.partition("_")[0]}
    domain, name, kind = (intent.value(slot) for slot in ("domain", "name", "device_class"))
    if domain:
        found.add(str(domain))
    if name:
        found.update(one.domain for one in entities if _is_called(str(name), one))
    elif kind and not domain:
        found.update(one.domain for one in entities if one.device_class == kind)
    elif intent.name == "HassSetPosition":
        found |= POSITIONED
    elif intent.name == "HomeEverythingOff":
        found |= SWITCHED
    return found


def _is_called(name: str, entity: Entity) -> bool:
    said = name.casefold()
    return said in (entity.name.casefold(), *(alias.casefold() for alias in entity.aliases))


def _sentence(match: Match) -> str:
    """Return a command as its template has it; several as they were said."""
    if match.trace is not None and match.trace.readings and not match.also:
        return match.trace.readings[0].sentence
    return match.text.strip().rstrip(".!?").rstrip()
