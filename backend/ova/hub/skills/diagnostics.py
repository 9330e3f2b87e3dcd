"""Everything that helps to find a fault in a skill, without its secrets."""

from typing import TYPE_CHECKING, Any

from ova.platform import assembled

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

LINES = 200
"""Of its log."""


def skill_diagnostics(hub: "OpenVoiceAssistant", skill_id: str) -> dict[str, Any]:
    """Return the document about a skill. Raises PluginNotFound."""
    skills = hub.skill_manager
    insight = skills.insight(skill_id)
    secrets = skills.secret_values(skill_id)
    grammar = hub.grammar
    told = {
        **insight,
        "problems": [str(one) for one in grammar.problems if one.skill == skill_id],
        "conflicts": [str(one) for one in grammar.conflicts if skill_id in one.skills],
        "own_texts": len(hub.skill_texts.of(skill_id)),
        "log": hub.platform.journal.read_skill(skill_id, secrets, limit=LINES),
    }
    return assembled(told, secrets, hub.now().timestamp())
