"""Sentences that two skills claim, with where each is written."""

from typing import TYPE_CHECKING, Any

from ova.core import PluginKind
from ova.hub.skills.texts import OWN_FILE
from ova.hub.skills.understanding import name_of

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


def conflicts_of(hub: "OpenVoiceAssistant", skill_id: str | None) -> list[dict[str, Any]]:
    """Return the sentences that two skills claim, with both sides and where each is written."""
    places = _Places(hub)
    return [
        {
            "sentence": one.sentence,
            "language": hub.grammar.grammar.language,
            "sides": [
                {
                    "skill": one.skills[side],
                    "name": name_of(hub, one.skills[side]),
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
        for one in hub.grammar.conflicts
        if skill_id is None or skill_id in one.skills
    ]


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
