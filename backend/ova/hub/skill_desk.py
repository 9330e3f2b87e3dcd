"""What people see and change of the sentences and replies of skills."""

import difflib
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ova.core import InvalidInput, NotFound, PluginKind
from ova.hub.reply_desk import placeholders_of, reply_faults, sample_of
from ova.hub.sentence_trial import Trial, Wanted, try_sentence
from ova.hub.skill_diagnostics import skill_diagnostics
from ova.hub.skill_texts import OWN_FILE, Was
from ova.hub.text_exchange import looked_at, taken_in, written
from ova.hub.text_forms import REPLY, SENTENCE, Forms, TextRefused, forms_of, text_json
from ova.hub.understanding import name_of
from ova.language import Saying, Scope, SentenceSource, sayings_of
from ova.platform.guides import Guides
from ova.storage import StoredText

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

_SETS_KEPT = 12
"""Skills and languages whose sentences stay written out."""


class SkillDesk:
    """Shows, tries and changes the texts of skills. Thread-safe."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub
        self._lock = threading.Lock()
        self._written: dict[tuple[str, str], tuple[object, object, tuple[Saying, ...]]] = {}

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
            [one for one in sayings if intent in (None, one.intent) and _has(one, words)]
            if intent is not None or words
            else []
        )
        return {
            "language": language,
            "languages": self.languages(skill_id),
            "intents": self._intents(skill_id, sayings, own),
            "sentences": [_saying_json(one) for one in found[offset : offset + limit]],
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

    def languages(self, skill_id: str) -> list[str]:
        """Return the languages a skill or somebody here has texts for, the home's first."""
        locale = self._hub.skill_manager.locale(skill_id)
        known = {one.language for one in locale.sentences} | set(locale.replies)
        known |= {one.language for one in self._hub.skill_texts.of(skill_id)}
        home = self._hub.language
        return [home, *sorted(known - {home})]

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
        grammar = self._hub.grammar.grammar if language == self._hub.language else None
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

    def history(self, skill_id: str, text_id: str) -> list[dict[str, Any]]:
        """Return the versions of a text, newest first. Raises NotFound."""
        return [text_json(one) for one in self._hub.skill_texts.history(skill_id, text_id)]

    def restore(
        self, skill_id: str, text_id: str, version: int, *, by: str = "", was: Was = None
    ) -> dict[str, Any]:
        """Make an older version of a text the newest. Raises as ``change_sentence``."""
        texts = self._hub.skill_texts
        wanted = texts.version(skill_id, text_id, version)
        if wanted.kind == REPLY:
            return self.set_reply(
                skill_id, wanted.language, wanted.key, wanted.value, by=by, was=was
            )
        if wanted.value is None:
            return self.change_sentence(skill_id, text_id, removed=True, by=by, was=was)
        return self.change_sentence(
            skill_id, text_id, intent=wanted.key, by=by, was=was, anyway=True, **wanted.value
        )

    def replies(self, skill_id: str, language: str | None = None) -> dict[str, Any]:
        """Return what a skill says in a language: as it came, and in one's own words."""
        language = self._language(skill_id, language)
        locale = self._hub.skill_manager.locale(skill_id)
        shipped = locale.replies_in(language)
        names = self._home_names()
        now = self._hub.now()
        fields: set[str] = set()
        replies = []
        for key, variants in shipped.items():
            known = placeholders_of(locale, key)
            fields.update(known)
            own = self._hub.skill_texts.reply(skill_id, language, key)
            replies.append(
                {
                    "key": key,
                    "shipped": forms_of(variants),
                    "placeholders": known,
                    "own": text_json(own) if own.version else None,
                }
            )
        return {
            "language": language,
            "languages": self.languages(skill_id),
            "replies": replies,
            "samples": {name: sample_of(name, names, now) for name in sorted(fields)},
        }

    def try_reply(
        self, skill_id: str, language: str, key: str, forms: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return what is wrong with variants of a reply. Raises NotFound."""
        locale = self._hub.skill_manager.locale(skill_id)
        shipped = locale.replies_in(self._language(skill_id, language))
        if key not in shipped:
            near = difflib.get_close_matches(key, shipped)
            raise NotFound(
                f"{self._name(skill_id)} has no reply {key!r}.",
                cure=f"Did you mean {' or '.join(near)}?" if near else "Look at its replies.",
            )
        faults = reply_faults(forms, placeholders_of(locale, key), forms_of(shipped[key]))
        return [one.to_json() for one in faults]

    def set_reply(
        self,
        skill_id: str,
        language: str,
        key: str,
        forms: Mapping[str, Sequence[str]] | None,
        *,
        by: str = "",
        was: Was = None,
    ) -> dict[str, Any]:
        """Let a skill say something in one's own words; None goes back to those it came with.

        Raises NotFound, TextRefused, ChangedMeanwhile.
        """
        language = self._language(skill_id, language)
        given: Forms | None = None
        if forms is not None:
            faults = self.try_reply(skill_id, language, key, forms)
            if faults:
                raise TextRefused(
                    faults[0]["message"],
                    cure=faults[0]["cure"],
                    code=faults[0]["code"],
                    field="forms",
                )
            given = {form: [text.strip() for text in texts] for form, texts in forms.items()}
        stored = self._hub.skill_texts.set_reply(skill_id, language, key, given, by, was=was)
        return text_json(stored)

    def conflicts(self, skill_id: str | None = None) -> list[dict[str, Any]]:
        """Return the sentences that two skills claim, with both sides and where each is written."""
        places = _Places(self._hub)
        return [
            {
                "sentence": one.sentence,
                "language": self._hub.grammar.grammar.language,
                "sides": [
                    {
                        "skill": one.skills[side],
                        "name": self._name(one.skills[side]),
                        "intent": one.intents[side],
                        "file": one.files[side],
                        "template": one.templates[side],
                        "line": places.line(one.files[side], one.templates[side]),
                        "own": one.files[side] == OWN_FILE,
                        "asked": side == 0,
                    }
                    for side in (0, 1)
                ],
            }
            for one in self._hub.grammar.conflicts
            if skill_id is None or skill_id in one.skills
        ]

    def log(
        self, skill_id: str, *, level: str = "debug", limit: int = 200, before: int | None = None
    ) -> list[dict[str, Any]]:
        """Return what a skill logged, and the hub about it, newest first. Raises NotFound."""
        self._hub.skill_manager.info(skill_id)
        secrets = self._hub.skill_manager.secret_values(skill_id)
        journal = self._hub.platform.journal
        return journal.read_skill(skill_id, secrets, level=level, limit=limit, before=before)

    def diagnostics(self, skill_id: str) -> dict[str, Any]:
        """Return everything that helps to find a fault in a skill, without secrets. Raises NotFound."""
        return skill_diagnostics(self._hub, skill_id)

    def export(self, skill_id: str) -> str:
        """Return the home's own texts for a skill as YAML. Raises NotFound."""
        return written(self._hub, skill_id)

    def preview(self, skill_id: str, text: str) -> dict[str, Any]:
        """Return what importing a YAML text would do. Raises NotFound."""
        return looked_at(self._hub, skill_id, text)

    def bring_in(
        self, skill_id: str, text: str, *, by: str = "", was: Was = None
    ) -> dict[str, Any]:
        """Import a YAML text, all or nothing. Raises NotFound, TextRefused, ChangedMeanwhile."""
        self._hub.skill_manager.info(skill_id)
        return taken_in(self._hub, skill_id, text, by, was)

    def guide(self, skill_id: str) -> str:
        """Return the page about a skill as HTML. Raises NotFound."""
        return Guides(self._hub.skill_manager).page(skill_id)

    def grammar(self) -> dict[str, Any]:
        """Return what is in force: its language, and up to which change (``seq``) of texts."""
        keeper = self._hub.grammar
        grammar = keeper.now
        return {
            "language": grammar.language if grammar else self._hub.language,
            "generation": keeper.generation,
            "seq": self._hub.home_grammar.texts_in(grammar),
            "busy": keeper.busy,
        }

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

    def _sayings(self, skill_id: str, language: str) -> tuple[Saying, ...]:
        """Return what a skill came with, written out with the home's names."""
        locale = self._hub.skill_manager.locale(skill_id)
        names = self._hub.home.names()
        key = (skill_id, language)
        with self._lock:
            known = self._written.get(key)
            if known is None or known[0] is not locale or known[1] != names:
                sayings, _ = sayings_of(self._files(skill_id, language), language, names)
                self._written.pop(key, None)
                self._written[key] = known = (locale, names, sayings)
                while len(self._written) > _SETS_KEPT:
                    self._written.pop(next(iter(self._written)))
        return known[2]

    def _files(self, skill_id: str, language: str) -> list[SentenceSource]:
        sentences = self._hub.skill_manager.locale(skill_id).sentences
        return [SentenceSource(*one) for one in sentences if one.language == language]

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
                "examples": _few(by_intent.get(name, ())),
                "slots": sorted(frozenset().union(*(one.slots for one in by_intent.get(name, ())))),
                "meanings": _meanings(by_intent.get(name, ())),
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

    def _language(self, skill_id: str, language: str | None) -> str:
        """Return a language that can be written in. Raises NotFound for a skill, InvalidInput."""
        self._hub.skill_manager.info(skill_id)
        if language is None:
            return self._hub.language
        known = self.languages(skill_id)
        if language not in known:
            raise InvalidInput(
                f"{self._name(skill_id)} speaks no {language!r}.",
                cure=f"Take one of: {', '.join(known)}.",
                code="unknown_language",
            )
        return language

    def _name(self, skill_id: str) -> str:
        return name_of(self._hub, skill_id)

    def _home_names(self) -> dict[str, str]:
        """Return names of the home that stand for placeholders in previews."""
        names = self._hub.home.names()
        entity = next((one.text for one in names.entities if one.exposed), "")
        area = names.areas[0][0] if names.areas else ""
        floor = names.floors[0][0] if names.floors else ""
        found = {"name": entity, "entity": entity, "area": area, "floor": floor}
        return {key: text for key, text in found.items() if text}


class _Places:
    """Finds the line a template is written at."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._files = {
            one.file: one.places
            for info in hub.skill_manager.infos()
            if info.kind is PluginKind.SKILL
            for one in hub.skill_manager.locale(info.id).sentences
        }

    def line(self, file: str, template: str) -> int:
        """Return the line, 0 when it is not known."""
        return self._files.get(file, {}).get(template, (0, 0))[0]


def _has(saying: Saying, words: Sequence[str]) -> bool:
    text = " ".join(
        (saying.intent, saying.template, *(one.text for one in saying.examples))
    ).casefold()
    return all(word in text for word in words)


def _saying_json(one: Saying) -> dict[str, Any]:
    return {
        "intent": one.intent,
        "template": one.template,
        "file": one.file,
        "line": one.line,
        "meaning": dict(one.meaning),
        "examples": [example.text for example in one.examples],
        "spoken": one.spoken,
    }


def _few(sayings: Sequence[Saying], most: int = 3) -> list[str]:
    """Return a few different examples: such as can be said as they are, about a thing by its name."""
    ranked = sorted(
        (one for one in sayings if one.examples),
        key=lambda one: (
            not one.examples[0].whole,
            "name" not in one.slots,
            len(one.examples[0].text),
        ),
    )
    return list(dict.fromkeys(one.examples[0].text for one in ranked))[:most]


def _meanings(sayings: Sequence[Saying]) -> list[dict[str, Any]]:
    """Return what the sentences of an intent mean beside their words, each with an example."""
    found: dict[str, dict[str, Any]] = {}
    for one in sayings:
        meaning = {key: value for key, value in one.meaning.items() if value != "default"}
        known = found.setdefault(
            repr(sorted(meaning.items())), {"meaning": meaning, "examples": []}
        )
        if len(known["examples"]) < 2 and one.examples:
            known["examples"].append(one.examples[0].text)
    return list(found.values())
