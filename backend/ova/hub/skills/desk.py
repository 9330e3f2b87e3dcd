"""What people see and change of the sentences and replies of skills."""

from typing import Any

from ova.hub.skills.conflicts import conflicts_of
from ova.hub.skills.diagnostics import skill_diagnostics
from ova.hub.skills.exchange import looked_at, taken_in, written
from ova.hub.skills.forms import REPLY, text_json
from ova.hub.skills.own_replies import OwnReplies
from ova.hub.skills.sentence_desk import SentenceDesk
from ova.hub.skills.texts import Was
from ova.platform import Guides


class SkillDesk(SentenceDesk, OwnReplies):
    """Shows, tries and changes the texts of skills. Thread-safe."""

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

    def conflicts(self, skill_id: str | None = None) -> list[dict[str, Any]]:
        """Return the sentences that two skills claim, with both sides and where each is written."""
        return conflicts_of(self._hub, skill_id)

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
