"""Which remedies there are for a run that failed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from ova.core import Area, Entity, Floor, NotFound, Outcome, PluginInfo, PluginState
from ova.hub.agents import STAGE as AGENT_STAGE
from ova.hub.history.cure import Cure, CureKind
from ova.hub.history.failed_run import names_said_in, said_in, understood_of
from ova.hub.spoken_actions import STAGE as ACTION_STAGE
from ova.hub.tongues import language_of_run

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

MOST_NEAR = 3
NEAR = 60.0
"""Of 100, by rapidfuzz: how alike a name must be to be offered."""
MOST_SENTENCES = 3
UNKNOWN_NAMES = {
    "no_entity": "entity",
    "no_entity_in_area": "entity",
    "no_entity_in_floor": "entity",
    "no_area": "area",
    "no_floor": "floor",
}
"""Reasons that a name the home does not know is at fault, and what it would be the name of."""
LEARNABLE = frozenset({"no_intent", "unsure", "unsure_dropped", "not_a_command", "exclusion"})
NO_TALK = frozenset({"empty", "too_long", "text_too_long"})
HEARING = frozenset(
    {
        *("engine-error", "engine_missing", "stt_away", "stt-stream-failed", "no_model"),
        *("bad_model", "empty_graph", "graph_kills", "invalid_speech_input"),
    }
)
AWAY = frozenset(
    {
        *("entity_unavailable", "unavailable", "control_failed", "skill_not_loaded"),
        *("integration_not_loaded", "plugin_broken", "plugin_fault", "plugin_error", "not_ready"),
        *("auth_failed", "configuration_error", "secret_missing", "rate_limited", "no_skill"),
        *("output_invalid", "action_failed", "handler_failed", "plugin_not_found"),
    }
)
OFF = frozenset({PluginState.NOT_LOADED, PluginState.PAUSED})


class CureFinder:
    """Looks at a run and at the home as it is now."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub

    def find(self, run: dict[str, Any]) -> list[Cure]:
        """Return the remedies for a run in wire form with its events, the likeliest first."""
        understood = understood_of(run)
        error = run["error"] or ""
        detail = understood.get("detail") or {}
        found = [
            *self._names(error, detail),
            *self._exposure(error, names_said_in(run, detail)),
            *self._exposure_of_kind(error, run),
            *self._moves(error, detail),
            *self._room(error, run),
            *self._plugins(error, run),
            *((Cure(kind=CureKind.HEARING),) if error in HEARING else ()),
            *self._sentences(error, run, understood),
            *self._talk(error, run),
        ]
        unique = {(one.kind, one.place, one.id, one.text, one.means): one for one in found}
        return list(unique.values())

    def _names(self, error: str, detail: dict[str, Any]) -> Iterator[Cure]:
        kind = UNKNOWN_NAMES.get(error)
        said = str(detail.get(kind or "") or "")
        if kind is None or not said:
            return
        for one in self._near(kind, said):
            yield Cure(
                kind=CureKind.ALIAS,
                place=kind,
                id=one.id,
                name=one.name,
                text=said,
                was={"aliases": list(one.aliases)},
            )
        yield Cure(kind=CureKind.ALIAS, place=kind, text=said)  # of something a person chooses

    def _near(self, kind: str, said: str) -> list[Entity | Area | Floor]:
        home = self._hub.home
        known: Sequence[Entity | Area | Floor]
        if kind == "entity":
            known = [one for one in home.entities() if one.exposed and not one.detached]
        else:
            known = home.areas() if kind == "area" else home.floors()
        names = [(name, one) for one in known for name in (one.name, *one.aliases)]
        found = process.extract(
            said,
            [name for name, _ in names],
            processor=str.casefold,
            scorer=fuzz.WRatio,
            limit=MOST_NEAR * 3,
            score_cutoff=NEAR,
        )
        near = {names[at][1].id: names[at][1] for _, _, at in found}
        return list(near.values())[:MOST_NEAR]

    def _exposure(self, error: str, said: set[str]) -> Iterator[Cure]:
        if error != "no_entity_exposed":
            return
        for one in self._hub.home.entities():
            names = {name.casefold() for name in (one.name, *one.aliases)}
            if not one.exposed and said & names:
                yield _exposing(one)

    def _exposure_of_kind(self, error: str, run: dict[str, Any]) -> Iterator[Cure]:
        """Yield what is not shared of the kind that was asked for: "the lights in the hall"."""
        if not error.startswith(("no_domain", "no_device_class")) or not error.endswith("_exposed"):
            return
        for command in run["commands"]:
            slots = command["slots"]
            area = self._hub.home.find_area(str(slots.get("area") or ""))
            for one in self._hub.home.entities(slots.get("domain"), area.id if area else None):
                if not one.exposed and not one.detached:
                    yield _exposing(one)

    def _moves(self, error: str, detail: dict[str, Any]) -> Iterator[Cure]:
        if error != "entity_elsewhere":
            return
        area = self._hub.home.find_area(str(detail.get("area") or ""))
        said = str(detail.get("entity") or "").casefold()
        for one in self._hub.home.entities() if area is not None else ():
            names = (name.casefold() for name in (one.name, *one.aliases))
            if area is not None and one.exposed and one.area_id != area.id and said in names:
                yield Cure(
                    kind=CureKind.MOVE,
                    place="entity",
                    id=one.id,
                    name=one.name,
                    area_id=area.id,
                    area=area.name,
                    was={"area_id": one.area_id},
                )

    def _room(self, error: str, run: dict[str, Any]) -> Iterator[Cure]:
        if error != "needs_area" or not run["satellite_id"]:
            return
        try:
            satellite = self._hub.satellites.get(run["satellite_id"])
        except NotFound:
            return
        if satellite.area_id is None:
            yield Cure(kind=CureKind.ROOM, place="satellite", id=satellite.id, name=satellite.name)

    def _plugins(self, error: str, run: dict[str, Any]) -> Iterator[Cure]:
        if error not in AWAY:
            return
        for kind, plugin_id in dict.fromkeys(self._at_fault(run)):
            manager = self._hub.skill_manager if kind == "skill" else self._hub.integration_manager
            try:
                info = manager.info(plugin_id)
            except NotFound:
                continue
            missing = [one for one in info.required_integrations if not self._is_loaded(one)]
            for one in missing:
                yield from self._plugin_cure("integration", one)
            if not missing:
                yield _plugin_cure(kind, info)

    def _plugin_cure(self, kind: str, plugin_id: str) -> Iterator[Cure]:
        try:
            yield _plugin_cure(kind, self._hub.integration_manager.info(plugin_id))
        except NotFound:
            return

    def _is_loaded(self, plugin_id: str) -> bool:
        try:
            return self._hub.integration_manager.info(plugin_id).state == PluginState.LOADED
        except NotFound:
            return False

    def _at_fault(self, run: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield kind and id of the plugins that may be to blame, those that were used first."""
        for deed in run.get("deeds", ()):
            if deed["code"]:
                yield from self._of_target(deed["kind"], deed["target"])
        for command in run["commands"]:
            if command["error"]:
                yield from self._of_names(command["slots"])
        for event in run["events"]:
            plugin = str(event["data"].get("plugin") or "")
            if event["type"] != "error" or not plugin:
                continue
            stage = next((one for one in (ACTION_STAGE, AGENT_STAGE) if plugin.startswith(one)), "")
            yield ("integration", plugin.removeprefix(stage)) if stage else ("skill", plugin)

    def _of_target(self, kind: str, target: str) -> Iterator[tuple[str, str]]:
        if kind == "action":
            yield "integration", target
            return
        try:
            yield "integration", self._hub.home.entity(target).source
        except NotFound:
            return

    def _of_names(self, slots: dict[str, Any]) -> Iterator[tuple[str, str]]:
        said = str(slots.get("name") or "").casefold()
        for one in self._hub.home.entities():
            if said and one.name.casefold() == said and one.state.state == "unavailable":
                yield "integration", one.source

    def _sentences(
        self, error: str, run: dict[str, Any], understood: dict[str, Any]
    ) -> Iterator[Cure]:
        text = said_in(run)
        if (error not in LEARNABLE and error not in UNKNOWN_NAMES) or not text:
            return
        near = [str(one) for one in understood.get("nearest") or ()]
        near += [
            str(one["sentence"]) for one in (understood.get("trace") or {}).get("readings", ())
        ]
        grammar = self._hub.tongues.in_language(language_of_run(run, self._hub.language), 0.0)
        near += [option["sentence"] for option in (run["question"] or {}).get("options", ())]
        found: list[tuple[str, dict[str, Any]]] = []
        for sentence in dict.fromkeys(near):
            if grammar is None:
                return
            match = grammar.match(sentence)
            intent = match.intent
            if intent is None or match.also or not self.is_skill(intent.skill):
                continue
            meant = (intent.name, intent.values())
            if meant in found:  # the same in other words
                continue
            found.append(meant)
            if len(found) > MOST_SENTENCES:
                return
            yield Cure(
                kind=CureKind.SENTENCE,
                place="skill",
                id=intent.skill,
                name=self._hub.skill_manager.info(intent.skill).name,
                text=text,
                means=sentence,
                intent=intent.name,
            )

    def is_skill(self, skill_id: str) -> bool:
        """Tell whether an intent's ``skill`` is one, not an integration or an agent."""
        return any(one.id == skill_id for one in self._hub.skill_manager.infos())

    def _talk(self, error: str, run: dict[str, Any]) -> Iterator[Cure]:
        text = said_in(run)
        if not text or error in NO_TALK:
            return
        report = self._hub.declined_talk.of(text)
        failed = run["outcome"] != Outcome.DONE or run["source"] == "audio"
        if failed or report is not None:
            yield Cure(
                kind=CureKind.NOT_A_COMMAND, text=text, done=report.id if report is not None else ""
            )


def _plugin_cure(kind: str, info: PluginInfo) -> Cure:
    return Cure(
        kind=CureKind.ENABLE if info.state in OFF else CureKind.MEND,
        place=kind,
        id=info.id,
        name=info.name,
        state=info.state.value,
        reason=info.reason,
        was={"state": info.state.value} if info.state in OFF else {},
    )


def _exposing(entity: Entity) -> Cure:
    return Cure(
        kind=CureKind.EXPOSE,
        place="entity",
        id=entity.id,
        name=entity.name,
        was={"exposed": False},
    )
