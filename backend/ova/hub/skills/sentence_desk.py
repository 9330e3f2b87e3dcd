"""The sentences of a skill as people see, try and change them."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from ova.core import NotFound
from ova.hub.skills.forms import SENTENCE, TextRefused, text_json
from ova.hub.skills.saying_words import examples_of, has_words, meanings_of, saying_json
from ova.hub.skills.sentence_trial import Trial, Wanted, try_sentence
from ova.hub.skills.shelf import SkillShelf
from ova.hub.skills.texts import OWN_FILE, Was
from ova.language import Saying, Scope
from ova.storage import StoredText


class SentenceDesk(SkillShelf):
    """Shows, tries and changes the sentences of skills."""

    def sentences(
        self,
        skill_id: str,
        language: str | None = None,
        *,
        intent: str | None = None,
        search: str = "",
        limit: int = 100,
        offset: int = 0,
    ) -> dict[str, Any]:
        """Return what a skill answers, by intent, and the templates that are asked for.

        Templates come only with ``intent`` or ``search``; ``total`` is how many there are.
        """
        language = self._language(skill_id, language)
        sayings = self._sayings(skill_id, language)
        own = self._hub.skill_texts.of(skill_id, language=language, kind=SENTENCE)
        words = search.casefold().split()
        found = (
            [one for one in sayings if intent in (None, one.intent) and has_words(one, words)]
            if intent is not None or words
            else []
        )
        return {
            "language": language,
            "languages": self.languages(skill_id),
            "intents": self._intents(skill_id, sayings, own),
            "sentences": [saying_json(one) for one in found[offset : offset + limit]],
            "total": len(found),
            "own": [self._own_json(one) for one in own],
            "removed": [
                self._own_json(one)
                for one in self._hub.skill_texts.of(
                    skill_id, language=language, kind=SENTENCE, removed=True
                )
            ],
            "grammar": self.grammar(),
        }

    def try_sentence(
        self,
        skill_id: str,
        language: str,
        intent: str,
        text: str,
        meaning: Mapping[str, Any] | None = None,
        *,
        text_id: str = "",
    ) -> Trial:
        """Try a sentence without storing it; ``text_id`` is the one it would replace.

        Raises NotFound for a skill, InvalidInput for a language or an intent there is not.
        """
        language = self._language(skill_id, language)
        sayings = self._sayings(skill_id, language)
        self._check_intent(skill_id, intent)
        files = self._files(skill_id, language)
        own = self._hub.skill_texts.of(skill_id, language=language, kind=SENTENCE)
        others = [one.value["text"] for one in own if one.key == intent and one.id != text_id]
        grammar = self._hub.tongues.in_language(language, 0.0)
        wanted = Wanted(skill_id, language, intent, text, dict(meaning or {}))
        trial = try_sentence(
            wanted,
            Scope.of(files, language),
            [one for one in sayings if one.intent == intent],
            self._hub.home.names(),
            grammar,
            others,
        )
        replaced = next((one.value["text"] for one in own if one.id == text_id), None)
        trial.taken = [
            one for one in trial.taken if not (one.file == OWN_FILE and one.template == replaced)
        ]
        return trial

    def add_sentence(
        self,
        skill_id: str,
        language: str,
        intent: str,
        text: str,
        meaning: Mapping[str, Any] | None = None,
        *,
        by: str = "",
        anyway: bool = False,
    ) -> dict[str, Any]:
        """Let a skill understand one more sentence; return it in wire form.

        It is stored when this returns and in force soon after. ``anyway`` takes it from whom it belongs
        to so far. Raises NotFound, TextRefused, TextTaken.
        """
        trial = self.try_sentence(skill_id, language, intent, text, meaning)
        trial.refuse(anyway=anyway)
        stored = self._hub.skill_texts.add_sentence(
            skill_id, language, intent, text, meaning or {}, by
        )
        return self._own_json(stored)

    def change_sentence(
        self,
        skill_id: str,
        text_id: str,
        *,
        intent: str | None = None,
        text: str | None = None,
        meaning: Mapping[str, Any] | None = None,
        removed: bool = False,
        by: str = "",
        anyway: bool = False,
        was: Was = None,
    ) -> dict[str, Any]:
        """Change or remove a sentence of one's own that is still as it ``was``.

        Raises NotFound, TextRefused, TextTaken, ChangedMeanwhile.
        """
        texts = self._hub.skill_texts
        known = texts.get(skill_id, text_id)
        if known.kind != SENTENCE:
            raise NotFound("This text is no sentence.", cure="Change it under Replies.")
        if removed:
            return self._own_json(texts.change(skill_id, text_id, None, by, was=was))
        before = known.value or {"text": "", "meaning": {}}
        new_text: str = before["text"] if text is None else text.strip()
        new_meaning = dict(before["meaning"] if meaning is None else meaning)
        wanted = known.key if intent is None else intent
        trial = self.try_sentence(
            skill_id, known.language, wanted, new_text, new_meaning, text_id=text_id
        )
        trial.refuse(anyway=anyway)
        value = {"text": new_text, "meaning": new_meaning}
        changed = texts.change(skill_id, text_id, value, by, intent=wanted, was=was)
        return self._own_json(changed)

    def _own_json(self, text: StoredText) -> dict[str, Any]:
        """Return a sentence of one's own with what the Grammar in force has against it."""
        wire = text_json(text)
        reason = next(
            (
                one.reason
                for one in self._hub.grammar.problems
                if one.file == OWN_FILE and one.skill == text.skill and one.sentence == wire["text"]
            ),
            "",
        )
        return {**wire, "fault": reason if text.value is not None else ""}

    def _intents(
        self, skill_id: str, sayings: Sequence[Saying], own: Sequence[StoredText]
    ) -> list[dict[str, Any]]:
        handled = self._hub.skill_manager.handled(skill_id)
        by_intent: dict[str, list[Saying]] = {}
        for one in sayings:
            by_intent.setdefault(one.intent, []).append(one)
        names = [*by_intent, *sorted(handled - by_intent.keys())]
        return [
            {
                "intent": name,
                "handled": name in handled,
                "count": len(by_intent.get(name, ())),
                "own": sum(one.key == name for one in own),
                "examples": examples_of(by_intent.get(name, ())),
                "slots": sorted(frozenset().union(*(one.slots for one in by_intent.get(name, ())))),
                "meanings": meanings_of(by_intent.get(name, ())),
            }
            for name in names
        ]

    def _check_intent(self, skill_id: str, intent: str) -> None:
        manager = self._hub.skill_manager
        known = set(manager.handled(skill_id))
        for language in self.languages(skill_id):
            for source in self._files(skill_id, language):
                intents: Any = source.data.get("intents") if isinstance(source.data, dict) else None
                known.update(one for one in intents or () if isinstance(one, str))
        if intent in known:
            return
        near = difflib.get_close_matches(intent, known) or sorted(known)[:10]
        raise TextRefused(
            f"{self._name(skill_id)} has no intent {intent!r}.",
            cure=f"Take one of: {', '.join(near)}." if near else "Choose another skill.",
            code="unknown_intent",
            field="intent",
        )
