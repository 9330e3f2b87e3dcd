"""One command on its way through a skill."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from ova.core import Area, Intent, QuestionKind, Reply, Satellite, Slot, Utterance
from ova.sdk.asking import Asking


class Renderer(Protocol):
    """Texts of a skill by key, with variants and ``{field}`` places."""

    def render(self, key: str, rng: random.Random | None = None, **fields: Any) -> str:
        """Return one variant of the text with its places filled."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a handler is given: what was said, what was understood, and where.

    ``replies`` renders the skill's ``locale/<language>/replies.yaml``; ``rng`` picks among variants.
    """

    utterance: Utterance
    intent: Intent
    satellite: Satellite | None = None
    """The satellite it was said to; None for typed commands without one."""
    area: Area | None = None
    """Where the person is, when that is known."""
    language: str = "en"
    person_name: str = ""
    """What the person who spoke is called; empty as long as that is not known."""
    shared_home: bool = False
    """That person lives with others, so that it matters who it was."""
    replies: Renderer | None = field(default=None, repr=False, compare=False)
    rng: random.Random | None = field(default=None, repr=False, compare=False)
    answers: dict[str, Slot] = field(default_factory=dict, repr=False, compare=False)
    """What was asked for and answered meanwhile, by the name of its slot."""

    def slot(self, name: str, default: Any = None) -> Any:
        """Return the value of a slot, or ``default`` when neither the sentence nor an answer carried it."""
        answered = self.answers.get(name)
        return self.intent.value(name, default) if answered is None else answered.value

    @property
    def slots(self) -> dict[str, Any]:
        """Every slot by name: those of the intent, and those that were asked for."""
        asked = {name: slot.value for name, slot in self.answers.items()}
        return {**self.intent.values(), **asked}

    def words_of(self, *names: str) -> str:
        """Return the words of the first of some slots there is; empty without any."""
        for slot in (*self.answers.values(), *self.intent.slots):
            if slot.name in names:
                return slot.text
        return ""

    @property
    def person(self) -> str | None:
        """Id of who spoke; None as long as that is not known."""
        return self.utterance.person_id

    @property
    def session(self) -> str | None:
        """Id of the conversation it belongs to; None for a lone typed command."""
        return self.utterance.conversation_id

    @property
    def excluded(self) -> tuple[Slot, ...]:
        """What must be left alone: ``name``, ``area`` and ``floor`` slots."""
        return self.intent.excluded

    def text(self, key: str, /, **fields: Any) -> str:
        """Return the skill's text for ``key`` in the language of the turn; the key itself without texts."""
        if self.replies is None:
            return key
        return self.replies.render(key, self.rng, **fields)

    def reply(self, key: str, /, **fields: Any) -> Reply:
        """Return the skill's text for ``key`` as a Reply."""
        return Reply(self.text(key, **fields))

    def ask(self, key: str, /, slot: str = "text", **fields: Any) -> Asking:
        """Return the question for a value: ``length = yield turn.ask("for_how_long", "duration")``.

        ``slot`` is a kind of value (see VALUES), ``duration:length`` to keep it in a slot of another
        name, or the name of a slot that takes any text. The handler goes on with the value.
        """
        return Asking.of_value(self.text(key, **fields), slot)

    def listen(self, key: str, /, **fields: Any) -> Asking:
        """Return the question for somebody's own words: ``said = yield turn.listen("which_words")``.

        The handler goes on with a ``Said``, which ``ova.announcements.relay`` plays elsewhere in the
        voice of who spoke. Nothing but "cancel" and the like is understood; what is typed is text.
        """
        return Asking(self.text(key, **fields), QuestionKind.VALUE, aloud=True)

    def confirm(self, key: str, /, **fields: Any) -> Asking:
        """Return the question for a yes or a no: ``if (yield turn.confirm("really")): ...``."""
        return Asking(self.text(key, **fields), QuestionKind.YES_NO)

    def choose(
        self, key: str, choices: Sequence[str] | Mapping[str, Any], /, **fields: Any
    ) -> Asking:
        """Return the question which of several is meant: ``which = yield turn.choose("which", names)``.

        The handler goes on with the name, or with what a mapping has for it. ``{choices}`` in the text
        becomes the names. Raises InputInvalid for names that do not differ, or none.
        """
        asking = Asking.of_choice(key, choices)
        names = ", ".join(label for label, _ in asking.choices)
        return replace(asking, text=self.text(key, **{"choices": names, **fields}))
