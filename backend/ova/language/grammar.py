"""One Grammar from all sentences and names: it understands texts and tells what may be spoken."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from hassil.expression import Sentence
from hassil.intents import Intent as SentenceIntent
from hassil.intents import IntentData, Intents, TextSlotList, WildcardSlotList
from hassil.models import MatchEntity, UnmatchedTextEntity
from hassil.recognize import MISSING_ENTITY, RecognizeResult, recognize_all, recognize_best

from ova.core import HomeNames, Intent, Match, Slot, WordGraph
from ova.language.catalogue import Catalogue, read_sources
from ova.language.names import NameLists, name_lists
from ova.language.normalise import clean_text
from ova.language.numbers import digits_from_words
from ova.language.paths import bigram_phrases, random_sentences
from ova.language.safety import turned_round
from ova.language.source import GrammarProblem, SentenceSource
from ova.language.speech import SpeechCompiler
from ova.language.template import HOME_LISTS, Block, keep_sentences

TEXT_LIMIT = 500
"""Characters; nobody says more in one command."""
WORD_LIMIT = 80
NAME_WORD_LIMIT = 4
"""Words of an unknown name worth repeating to people."""
KNOWN_SHARE = 1 / 3
"""Letters of a text that must be a sentence's own before the rest is taken for an unknown name."""
LATER_SLOT = "conversation_command"
"""The slot of a delayed command: a text to be understood when its time has come."""


def compile_grammar(
    sources: Sequence[SentenceSource], names: HomeNames, language: str = "en"
) -> "Grammar":
    """Compile all sentences of a language with the names of a home.

    A faulty template disables only itself and is listed in ``problems``.
    """
    return Grammar(read_sources(sources, language), name_lists(names, language), language)


class Grammar:
    """What can be understood. Immutable; safe to use from several threads."""

    def __init__(self, catalogue: Catalogue, names: NameLists, language: str) -> None:
        self.language = language
        self._catalogue = catalogue
        self._names = names
        self._graph: WordGraph | None = None
        self._graph_problems: tuple[GrammarProblem, ...] = ()
        self._graph_lock = threading.Lock()
        self._blocks: dict[int, Block] = {}
        self._owners: dict[int, str] = {}
        self._intents = self._assemble(catalogue.typed)
        self._naming: Intents | None = None
        self._index_lists()

    @property
    def problems(self) -> tuple[GrammarProblem, ...]:
        """What was left out and why; ``word_graph`` adds what can only be typed."""
        return (*self._catalogue.problems, *self._graph_problems)

    def match(self, text: str, *, area: str | None = None) -> Match:
        """Understand one text.

        ``area`` is the name of the area the speaker is in. Reasons for declining: ``empty``,
        ``too_long``, ``no_intent``, ``no_entity``, ``no_area``, ``no_floor``, ``no_entity_exposed``,
        ``needs_area`` (nothing says where), ``negation``, ``exclusion``.
        """
        if len(text) > TEXT_LIMIT:
            return Match(text[:TEXT_LIMIT], reason="too_long")
        cleaned = clean_text(text)
        if not any(letter.isalnum() for letter in cleaned):
            return Match(text, reason="empty")
        if cleaned.count(" ") >= WORD_LIMIT:
            return Match(text, reason="too_long")
        forms = dict.fromkeys((digits_from_words(cleaned, self.language), cleaned))
        for form in forms:
            found = recognize_best(
                form,
                self._intents,
                slot_lists=self._names.written,
                intent_context={"area": area} if area else None,
                best_slot_name="name",
                language=self.language,
            )
            if found is not None:
                return self._accept(text, form, found)
        return self._decline(text, cleaned, next(iter(forms)), area)

    def word_graph(self) -> WordGraph:
        """Return the sentences that may be spoken; built at the first call, then kept."""
        with self._graph_lock:
            if self._graph is None:
                compiler = SpeechCompiler(self.language, self._names.spoken)
                for block, rules in self._catalogue.spoken:
                    compiler.add(block, rules)
                self._graph = compiler.graph()
                self._graph_problems = (*compiler.problems, *self._unspeakable())
            return self._graph

    def sample(self, rng: Random, n: int) -> list[str]:
        """Return ``n`` random sentences that may be spoken, fewer when there are none."""
        return random_sentences(self.word_graph(), rng, n)

    def vosk_phrases(self) -> list[str]:
        """Return phrases that together hold every pair of neighbouring words of the graph."""
        return bigram_phrases(self.word_graph())

    def _assemble(self, blocks: Iterable[Block]) -> Intents:
        intents: dict[str, SentenceIntent] = {}
        for block in blocks:
            intent = intents.setdefault(
                f"{block.skill}\n{block.intent}", SentenceIntent(name=block.intent)
            )
            intent.data.append(block.data)
            self._blocks[id(block.data)] = block
            self._owners[id(intent)] = block.skill
        return Intents(
            language=self.language,
            intents=intents,
            slot_lists=dict(self._catalogue.rules.lists),
            expansion_rules=dict(self._catalogue.rules.rules),
            skip_words=self._catalogue.skip_words,
        )

    def _unspeakable(self) -> list[GrammarProblem]:
        reason = "This name cannot be spoken, only typed; give it an alias made of words."
        return [GrammarProblem("", "", "", name, reason) for name in self._names.unspeakable]

    def _index_lists(self) -> None:
        """Let hassil index its lists now: it would do so at first use, unsafely between threads."""
        of_blocks = (block.data.slot_lists for block in self._catalogue.typed)
        for lists in (self._names.written, self._catalogue.rules.lists, *of_blocks):
            for values in lists.values():
                if isinstance(values, TextSlotList):
                    values.get_candidates("")

    def _accept(self, text: str, form: str, found: RecognizeResult) -> Match:
        block = self._blocks[id(found.intent_data)]
        sentence = found.intent_sentence.text or "" if found.intent_sentence else ""
        reason = self._refused(form, sentence, found.entities_list)
        if reason is not None:
            return Match(text, reason=reason[0], detail={"words": reason[1]})
        later = found.entities.get(LATER_SLOT)
        if later is not None:
            command = self.match(str(later.value))
            if command.reason in ("no_intent", "negation", "exclusion"):
                return Match(text, reason=command.reason, detail=command.detail)
        metadata = dict(found.intent_metadata or {})
        context_slots = _context_slots(found.intent_data)
        slots: dict[str, Slot] = {}
        for entity in found.entities_list:
            if entity.name in context_slots and not entity.text:
                if context_slots[entity.name] == "area":
                    metadata["area_from_satellite"] = True
                    metadata["context_area"] = entity.value
                continue
            slots[entity.name] = Slot(entity.name, _plain(entity.value), entity.text.strip())
        intent = Intent(
            name=found.intent.name,
            skill=self._owners[id(found.intent)],
            slots=tuple(slots.values()),
            text=text,
            template=block.written.get(sentence, sentence),
            response=found.response or "default",
            metadata=metadata,
        )
        return Match(text, intent=intent)

    def _refused(
        self, form: str, template: str, entities: Sequence[MatchEntity]
    ) -> tuple[str, str] | None:
        """Return why a match must not be acted on: its wildcard swallowed what turns it round."""
        rest = form
        for entity in entities:
            if entity.text and not entity.is_wildcard:
                rest = rest.replace(entity.text.strip(), " ")
        turned = turned_round(rest, self.language)
        if turned is None or turned_round(template, self.language) is not None:
            return None
        reason, words, place = turned
        before = rest[:place].strip().lower()
        if before and before not in self._catalogue.skip_words:
            return None  # it belongs to what was dictated: "broadcast dinner is not ready"
        return reason, words

    def _decline(self, text: str, cleaned: str, form: str, area: str | None) -> Match:
        turned = turned_round(cleaned, self.language)
        if turned is not None:
            return Match(text, reason=turned[0], detail={"words": turned[1]})
        unknown = self._unknown(form, area)
        if unknown is None:
            return Match(text, reason="no_intent")
        kind, name = unknown
        if kind == "needs_area":
            return Match(text, reason="needs_area")
        if kind == "name" and name.casefold() in self._names.hidden:
            entity = self._names.hidden[name.casefold()]
            return Match(text, reason="no_entity_exposed", detail={"entity": entity})
        key = "entity" if kind == "name" else kind
        return Match(text, reason=f"no_{key}", detail={key: name})

    def _unknown(self, form: str, area: str | None) -> tuple[str, str] | None:
        """Return the kind and words of the one name that keeps a text from being understood."""
        best: tuple[tuple[int, int, int], tuple[str, str]] | None = None
        for result in recognize_all(
            form,
            self._sentences_with_names(),
            slot_lists=self._names.written,
            intent_context={"area": area} if area else None,
            allow_unmatched_entities=True,
            language=self.language,
        ):
            missing = _missing(result, len(form))
            if missing is None:
                continue
            rank = (missing[0] != "needs_area", -result.text_chunks_matched, len(missing[1]))
            if best is None or rank < best[0]:
                best = (rank, missing)
        return best[1] if best else None

    def _sentences_with_names(self) -> Intents:
        if self._naming is None:
            wildcards = {
                name
                for name, values in self._catalogue.rules.lists.items()
                if isinstance(values, WildcardSlotList)
            }
            self._naming = self._assemble_naming(wildcards)
        return self._naming

    def _assemble_naming(self, wildcards: set[str]) -> Intents:
        intents: dict[str, SentenceIntent] = {}
        for block in self._catalogue.typed:
            data = block.data
            rules = {**self._catalogue.rules.rules, **data.expansion_rules}
            blocked = wildcards | data.wildcard_list_names
            kept = [
                sentence
                for sentence in data.sentences
                if _names_something(sentence, rules, blocked)
                or (
                    "area" in data.requires_context
                    and blocked.isdisjoint(sentence.list_names(rules))
                )
            ]
            if kept:
                intent = intents.setdefault(
                    f"{block.skill}\n{block.intent}", SentenceIntent(name=block.intent)
                )
                intent.data.append(_with_sentences(data, kept))
        return Intents(
            language=self.language,
            intents=intents,
            slot_lists=self._intents.slot_lists,
            expansion_rules=self._intents.expansion_rules,
            skip_words=self._intents.skip_words,
        )


def _names_something(
    sentence: Sentence, rules: Mapping[str, Sentence], wildcards: set[str]
) -> bool:
    lists = set(sentence.list_names(dict(rules)))
    return bool(lists & set(HOME_LISTS)) and not lists & wildcards


def _with_sentences(data: IntentData, sentences: list[Sentence]) -> IntentData:
    copy = IntentData(
        sentence_texts=[sentence.text or "" for sentence in sentences],
        slots=data.slots,
        requires_context=data.requires_context,
        excludes_context=data.excludes_context,
        expansion_rules=data.expansion_rules,
        slot_lists=data.slot_lists,
    )
    keep_sentences(copy, sentences)
    return copy


def _missing(result: RecognizeResult, letters: int) -> tuple[str, str] | None:
    """Return the kind and words of what a nearly matching sentence lacks."""
    said: list[tuple[str, str]] = []
    needs_area = False
    for entity in result.unmatched_entities_list:
        if not isinstance(entity, UnmatchedTextEntity):
            return None
        words = entity.text.strip()
        if words == MISSING_ENTITY:
            needs_area = needs_area or entity.name == "area"
        else:
            said.append((entity.name, words))
    if not said:
        return ("needs_area", "") if needs_area else None
    if len(said) > 1 or needs_area or said[0][0] not in HOME_LISTS:
        return None
    if result.text_chunks_matched < letters * KNOWN_SHARE:
        return None
    return said[0] if len(said[0][1].split()) <= NAME_WORD_LIMIT else None


def _context_slots(data: IntentData) -> dict[str, str]:
    """Return the slots a block takes from context: slot name to context key."""
    slots: dict[str, str] = {}
    for key, value in data.requires_context.items():
        if isinstance(value, dict) and value.get("slot"):
            slots[value["slot"] if isinstance(value["slot"], str) else key] = key
    return slots


def _plain(value: Any) -> Any:
    """Return whole floats as int: hassil reads every number as a float."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
