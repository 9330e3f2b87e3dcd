"""What a sentence would come to, and why; nothing is done, asked back or remembered."""

from typing import TYPE_CHECKING, Any

from ova.core import Intent, Match, NotFound, Trace, Utterance
from ova.dialogue import recognise_stop
from ova.hub.agents import STAGE as AGENT_STAGE
from ova.hub.routine_phrases import STAGE as ROUTINE_STAGE
from ova.hub.skills.texts import OWN_FILE
from ova.hub.spoken_actions import STAGE as ACTION_STAGE

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


def explained(hub: "OpenVoiceAssistant", text: str, area_id: str | None = None) -> dict[str, Any]:
    """Return in wire form what a text would be understood as. Raises NotFound for an unknown area."""
    language = hub.language
    area = (hub.home.find_area(area_id) or hub.home.area(area_id)) if area_id else None
    match = hub.turns.look(Utterance(text, language=language, area_id=area.id if area else None))
    stop = recognise_stop(text, language)
    trace = (match.trace or Trace()).to_json()
    return {
        "text": text,
        "language": language,
        "area": area.name if area else "",
        "commands": [_command(hub, intent) for intent in match.intents],
        "reason": match.reason,
        "detail": match.detail,
        "question": _question(match),
        "stops": stop.value if stop is not None else "",
        "readings": [
            {**reading, "name": name_of(hub, reading["skill"]), "own": reading["file"] == OWN_FILE}
            for reading in trace["readings"]
        ],
        "nearest": trace["nearest"],
        "stages": trace["stages"],
    }


def _command(hub: "OpenVoiceAssistant", intent: Intent) -> dict[str, Any]:
    kind, owner = _owner(intent.skill)
    return {
        "intent": intent.name,
        "skill": intent.skill,
        "kind": kind,
        "owner": owner,
        "name": name_of(hub, intent.skill),
        "slots": intent.values(),
        "excluded": [{"name": slot.name, "value": slot.value} for slot in intent.excluded],
        "score": intent.score,
        "template": intent.template,
        "handled": kind != "skill" or intent.name in hub.skill_manager.handled(intent.skill),
    }


def _question(match: Match) -> dict[str, Any] | None:
    if match.question is None:
        return None
    options = [
        {"label": option.label, "sentence": option.sentence} for option in match.question.options
    ]
    return {"kind": match.question.kind.value, "options": options}


def _owner(skill: str) -> tuple[str, str]:
    """Return what answers, and its id: a skill, an integration's action, an agent, a routine."""
    stages = ((ACTION_STAGE, "integration"), (AGENT_STAGE, "agent"), (ROUTINE_STAGE, "routine"))
    for stage, kind in stages:
        if skill.startswith(stage):
            return kind, skill.removeprefix(stage)
    return "skill", skill


def name_of(hub: "OpenVoiceAssistant", skill: str) -> str:
    """Return what people call what an intent's ``skill`` names."""
    kind, owner = _owner(skill)
    manager = hub.skill_manager if kind == "skill" else hub.integration_manager
    try:
        if kind == "routine":
            return hub.routines.name_of(skill)
        return manager.info(owner).name
    except NotFound:
        return owner
