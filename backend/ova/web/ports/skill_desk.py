"""The sentences and replies of skills, as the web room asks for it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ova.web.ports.wire import Json


class TrialView(Protocol):
    """What came of trying a sentence."""

    def to_json(self) -> Json:
        """Return the wire form."""
        ...


class SkillDeskPort(Protocol):
    """Shows, tries and changes the texts of skills."""

    def sentences(
        self,
        skill_id: str,
        language: str | None = None,
        *,
        intent: str | None = None,
        search: str = "",
        limit: int = 100,
        offset: int = 0,
    ) -> Json:
        """Return what a skill answers. Raises NotFound, InvalidInput."""
        ...

    def try_sentence(
        self,
        skill_id: str,
        language: str,
        intent: str,
        text: str,
        meaning: Json | None = None,
        *,
        text_id: str = "",
    ) -> TrialView:
        """Try a sentence without storing it. Raises NotFound, InvalidInput."""
        ...

    def add_sentence(
        self,
        skill_id: str,
        language: str,
        intent: str,
        text: str,
        meaning: Json | None = None,
        *,
        by: str = "",
        anyway: bool = False,
    ) -> Json:
        """Store a sentence. Raises NotFound, InvalidInput, Conflict."""
        ...

    def change_sentence(
        self,
        skill_id: str,
        text_id: str,
        *,
        intent: str | None = None,
        text: str | None = None,
        meaning: Json | None = None,
        removed: bool = False,
        by: str = "",
        anyway: bool = False,
        was: Json | None = None,
    ) -> Json:
        """Change or remove an own sentence. Raises as ``add_sentence``, and 412."""
        ...

    def history(self, skill_id: str, text_id: str) -> Sequence[Json]:
        """Return the versions of a text, newest first. Raises NotFound."""
        ...

    def restore(
        self, skill_id: str, text_id: str, version: int, *, by: str = "", was: Json | None = None
    ) -> Json:
        """Make an older version the newest. Raises as ``change_sentence``."""
        ...

    def replies(self, skill_id: str, language: str | None = None) -> Json:
        """Return what a skill says. Raises NotFound, InvalidInput."""
        ...

    def try_reply(self, skill_id: str, language: str, key: str, forms: Json) -> Sequence[Json]:
        """Return what is wrong with variants of a reply. Raises NotFound, InvalidInput."""
        ...

    def set_reply(
        self,
        skill_id: str,
        language: str,
        key: str,
        forms: Mapping[str, Sequence[str]] | None,
        *,
        by: str = "",
        was: Json | None = None,
    ) -> Json:
        """Store variants of a reply, or go back to the shipped. Raises NotFound, InvalidInput, 412."""
        ...

    def conflicts(self, skill_id: str | None = None) -> Sequence[Json]:
        """Return the sentences that two skills claim."""
        ...

    def grammar(self) -> Json:
        """Return what is in force."""
        ...

    def log(
        self, skill_id: str, *, level: str = "debug", limit: int = 200, before: int | None = None
    ) -> Sequence[Json]:
        """Return the last lines about a skill, newest first. Raises NotFound."""
        ...

    def guide(self, skill_id: str) -> str:
        """Return the page about a skill as HTML. Raises NotFound."""
        ...

    def diagnostics(self, skill_id: str) -> Json:
        """Return what helps to find a fault, without secrets. Raises NotFound."""
        ...

    def export(self, skill_id: str) -> str:
        """Return the home's own texts for a skill as YAML. Raises NotFound."""
        ...

    def preview(self, skill_id: str, text: str) -> Json:
        """Return what importing a YAML text would do. Raises NotFound."""
        ...

    def bring_in(self, skill_id: str, text: str, *, by: str = "", was: Json | None = None) -> Json:
        """Import a YAML text, all or nothing. Raises NotFound, InvalidInput, 412."""
        ...
