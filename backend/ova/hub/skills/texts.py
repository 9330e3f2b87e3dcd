"""The home's own sentences and replies of skills: kept, changed, put back; in force without a restart."""

import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ova.core import InvalidInput, NotFound, check_was
from ova.hub.skills.forms import PLAIN, REPLY, SENTENCE, Forms, reply_id, text_json
from ova.language import Scope, SentenceSource, own_source
from ova.plugins import SkillManager
from ova.storage import ChangeFeed, Database, StoredText

OWN_FILE = "own sentences"
MOST_TEXTS = 2_000
"""Texts of one skill."""
_ID_BYTES = 9

Was = Mapping[str, Any] | None


class SkillTexts:
    """Holds the newest version of every text. Thread-safe; stored before it is acknowledged.

    Whether a text is any good is asked elsewhere: see ``SentenceTrial`` and ``ReplyDesk``.
    """

    def __init__(self, database: Database, skills: SkillManager) -> None:
        self._stored = database.skill_texts
        self._skills = skills
        self._lock = threading.RLock()
        self._texts = {text.id: text for text in self._stored.latest()}
        self._changes: ChangeFeed[dict[str, Any]] = ChangeFeed("skill text")

    def subscribe(self, listener: Callable[[dict[str, Any]], None]) -> Callable[[], None]:
        """Call ``listener`` with the wire form of every text that was changed."""
        return self._changes.subscribe(listener)

    @property
    def seq(self) -> int:
        """The number of the newest version of any text; grows with every change."""
        with self._lock:
            return max((text.seq for text in self._texts.values()), default=0)

    def of(
        self, skill_id: str, *, language: str | None = None, kind: str = "", removed: bool = False
    ) -> list[StoredText]:
        """Return a skill's texts, oldest first; with ``removed`` only those that were removed."""
        with self._lock:
            found = [
                text
                for text in self._texts.values()
                if text.skill == skill_id
                and language in (None, text.language)
                and kind in ("", text.kind)
                and (text.value is None) is removed
            ]
        return sorted(found, key=lambda text: text.seq)

    def get(self, skill_id: str, text_id: str) -> StoredText:
        """Return the newest version of a text, also of a removed one. Raises NotFound."""
        with self._lock:
            text = self._texts.get(text_id)
        if text is None or text.skill != skill_id:
            raise NotFound(
                f"The skill {skill_id} has no text {text_id!r} of yours.",
                cure="Look at the list of texts again.",
            )
        return text

    def add_sentence(
        self,
        skill_id: str,
        language: str,
        intent: str,
        text: str,
        meaning: Mapping[str, Any],
        by: str,
    ) -> StoredText:
        """Store a new sentence that was tried. Raises InvalidInput when there are too many."""
        value = {"text": text.strip(), "meaning": dict(meaning)}
        text_id = secrets.token_hex(_ID_BYTES)
        new = StoredText(text_id, 1, skill_id, language, SENTENCE, intent, value, by)
        with self._lock:
            if len(self.of(skill_id)) >= MOST_TEXTS:
                raise InvalidInput(
                    f"There are {MOST_TEXTS:,} texts of yours for {skill_id} already.",
                    cure="Remove some first.",
                    code="too_many_texts",
                )
            (stored,) = self._store([new])
        self._changes.deliver()
        return stored

    def change(
        self,
        skill_id: str,
        text_id: str,
        value: Any,
        by: str,
        *,
        intent: str | None = None,
        was: Was = None,
    ) -> StoredText:
        """Store a new version of a text; None removes it.

        Raises NotFound, and ChangedMeanwhile when it is not any more as it ``was``.
        """
        with self._lock:
            known = self.get(skill_id, text_id)
            check_was("This text", text_json(known), was)
            if known.value == value and intent in (None, known.key):
                return known
            (stored,) = self._store([self._next(known, value, by, intent)])
        self._changes.deliver()
        return stored

    def set_reply(
        self,
        skill_id: str,
        language: str,
        key: str,
        forms: Forms | None,
        by: str,
        *,
        was: Was = None,
    ) -> StoredText:
        """Store variants of a reply; None goes back to those the skill came with.

        Raises ChangedMeanwhile when they are not any more as they were.
        """
        with self._lock:
            known = self._reply(skill_id, language, key)
            check_was(f"The reply {key}", text_json(known), was)
            if known.value == forms:
                return known
            (stored,) = self._store([self._next(known, forms, by)])
        self._changes.deliver()
        return stored

    def reply(self, skill_id: str, language: str, key: str) -> StoredText:
        """Return one's own variants of a reply; version 0 when there never were any."""
        with self._lock:
            return self._reply(skill_id, language, key)

    def bring_in(
        self,
        skill_id: str,
        texts: Iterable[tuple[str, str, str, Any]],
        by: str,
        seen: int,
    ) -> None:
        """Store many texts, all or none: language, kind, key and value of each.

        A sentence that is there already gets the new meaning. Raises ChangedMeanwhile when a text of the
        skill is newer than ``seen``.
        """
        with self._lock:
            check_was("These texts", {"seq": self.newest(skill_id)}, {"seq": seen})
            new = []
            for language, kind, key, value in texts:
                if kind == REPLY:
                    known = self._reply(skill_id, language, key)
                else:
                    blank = StoredText(
                        secrets.token_hex(_ID_BYTES), 0, skill_id, language, kind, key, None
                    )
                    own = self.of(skill_id, language=language, kind=kind)
                    known = next(
                        (o for o in own if o.key == key and o.value["text"] == value["text"]), blank
                    )
                new.append(self._next(known, value, by))
            self._store(new)
        self._changes.deliver()

    def newest(self, skill_id: str) -> int:
        """Return the number of the newest version of any text of a skill; 0 without any."""
        with self._lock:
            return max(
                (one.seq for one in self._texts.values() if one.skill == skill_id), default=0
            )

    def history(self, skill_id: str, text_id: str) -> list[StoredText]:
        """Return the versions of a text that are kept, newest first. Raises NotFound."""
        self.get(skill_id, text_id)
        return self._stored.history(text_id)

    def version(self, skill_id: str, text_id: str, number: int) -> StoredText:
        """Return one version of a text. Raises NotFound."""
        for text in self.history(skill_id, text_id):
            if text.version == number:
                return text
        raise NotFound(
            f"There is no version {number} of this text.", cure="It may be too old to be kept."
        )

    def sources(self, language: str) -> list[SentenceSource]:
        """Return one's own sentences for enabled skills in a language, as the Grammar takes them."""
        found = []
        with self._lock:
            skills = sorted({text.skill for text in self._texts.values()})
        shipped = self._skills.sentences()
        for skill_id in skills:
            texts = self.of(skill_id, language=language, kind=SENTENCE)
            files = [
                SentenceSource(*one)
                for one in shipped
                if one.skill_id == skill_id and one.language == language
            ]
            if texts and self._skills.is_enabled(skill_id):
                found.append(self.source(skill_id, language, texts, Scope.of(files, language)))
        return found

    @staticmethod
    def source(
        skill_id: str, language: str, texts: Sequence[StoredText], scope: Scope
    ) -> SentenceSource:
        """Return sentences as a source of the Grammar."""
        sentences = [(one.key, one.value["text"], one.value["meaning"]) for one in texts]
        return own_source(skill_id, language, OWN_FILE, sentences, scope)

    def replies(self, skill_id: str, language: str) -> dict[str, Any]:
        """Return a skill's replies in a language, one's own in the place of those it came with."""
        texts: dict[str, Any] = dict(self._skills.replies(skill_id, language))
        for text in self.of(skill_id, language=language, kind=REPLY):
            forms: Forms = text.value
            texts[text.key] = forms[PLAIN] if PLAIN in forms else dict(forms)
        return texts

    def _reply(self, skill_id: str, language: str, key: str) -> StoredText:
        text_id = reply_id(skill_id, language, key)
        blank = StoredText(text_id, 0, skill_id, language, REPLY, key, None)
        return self._texts.get(text_id, blank)

    @staticmethod
    def _next(known: StoredText, value: Any, by: str, intent: str | None = None) -> StoredText:
        key = known.key if intent is None else intent
        return replace(known, version=known.version + 1, value=value, by=by, key=key)

    def _store(self, texts: list[StoredText]) -> list[StoredText]:
        stored = self._stored.add(texts)
        for text in stored:
            self._texts[text.id] = text
            self._changes.put(text_json(text))
        return stored
