"""Applying a remedy: one step, refused when what it changes is not as it was any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ova.core import InvalidInput, Match, check_was
from ova.hub.history.cure import LINKS, CureKind
from ova.hub.history.cures import CureFinder
from ova.hub.history.trying_again import SETTLE_S
from ova.hub.tongues import language_of_run
from ova.language import tokens_of
from ova.storage import NotCommand

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

Was = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which remedy is to be applied; see Cure for the fields."""

    kind: CureKind
    place: str = ""
    id: str = ""
    text: str = ""
    means: str = ""
    area_id: str = ""
    was: Was = None
    by: str = ""
    """Who applies it."""


class Curing:
    """Finds and applies the remedies for runs."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub
        self._finder = CureFinder(hub)
        self._apply: dict[CureKind, Callable[[dict[str, Any], Wanted], dict[str, Any]]] = {
            CureKind.ALIAS: self._alias,
            CureKind.EXPOSE: self._expose,
            CureKind.MOVE: self._move,
            CureKind.SENTENCE: self._teach,
            CureKind.NOT_A_COMMAND: self._report,
            CureKind.ENABLE: self._enable,
        }

    def find(self, run_id: str) -> dict[str, Any]:
        """Return the remedies for a run, in wire form. Raises NotFound."""
        run = self._hub.history.get(run_id)
        return {"run_id": run_id, "cures": [one.to_json() for one in self._finder.find(run)]}

    def apply(self, run_id: str, kind: CureKind, /, **fields: Any) -> dict[str, Any]:
        """Apply a remedy and return what it changed: ``{kind, place, id, name, before, after}``.

        ``fields`` are those of Wanted. Raises NotFound, InvalidInput, Conflict, ChangedMeanwhile.
        """
        wanted = Wanted(kind=kind, **fields)
        run = self._hub.history.get(run_id)
        if wanted.kind in LINKS or wanted.kind not in self._apply:
            raise InvalidInput(
                "This is nothing the hub can do by itself.", cure="Open the page it names."
            )
        done = self._apply[wanted.kind](run, wanted)
        return {"kind": wanted.kind.value, "place": wanted.place, "id": wanted.id, **done}

    def reports(self) -> list[dict[str, Any]]:
        """Return what was reported as no command, newest first."""
        return [one.to_json() for one in self._hub.declined_talk.all()]

    def take_back(self, report_id: str) -> None:
        """Take a report back. Raises NotFound."""
        self._hub.declined_talk.take_back(report_id)

    def _alias(self, _run: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
        alias = " ".join(wanted.text.split())
        if not alias:
            raise InvalidInput("The new name is empty.", cure="Say what it is called, too.")
        home = self._hub.home
        if wanted.place == "entity":
            entity = home.entity(wanted.id)
            before = list(entity.aliases)
            after = home.update_entity(entity.id, aliases=[*before, alias], was=wanted.was)
            return _changed(after.name, {"aliases": before}, {"aliases": list(after.aliases)})
        if wanted.place == "area":
            area = home.area(wanted.id)
            before = list(area.aliases)
            changed = home.update_area(area.id, aliases=[*before, alias], was=wanted.was)
            return _changed(changed.name, {"aliases": before}, {"aliases": list(changed.aliases)})
        if wanted.place == "floor":
            floor = home.floor(wanted.id)
            before = list(floor.aliases)
            other = home.update_floor(floor.id, aliases=[*before, alias], was=wanted.was)
            return _changed(other.name, {"aliases": before}, {"aliases": list(other.aliases)})
        raise InvalidInput(
            f"{wanted.place!r} has no further names.", cure="Take an entity, an area or a floor."
        )

    def _expose(self, _run: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
        before = self._hub.home.entity(wanted.id).exposed
        after = self._hub.home.update_entity(wanted.id, exposed=True, was=wanted.was)
        return _changed(after.name, {"exposed": before}, {"exposed": after.exposed})

    def _move(self, _run: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
        before = self._hub.home.entity(wanted.id).area_id
        area = self._hub.home.area(wanted.area_id)
        after = self._hub.home.update_entity(wanted.id, area_id=area.id, was=wanted.was)
        return _changed(after.name, {"area_id": before}, {"area_id": after.area_id})

    def _teach(self, run: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
        """Let the skill that answers one sentence answer this one likewise."""
        hub = self._hub
        text = " ".join(tokens_of(wanted.text or str(run["text"])))
        language = language_of_run(run, hub.language)
        grammar = hub.tongues.in_language(language, SETTLE_S)
        match = grammar.match(wanted.means) if grammar is not None else Match(wanted.means)
        intent = match.intent
        if intent is None or match.also:
            raise InvalidInput(
                f"“{wanted.means}” is nothing the hub understands as one command.",
                cure="Say it in words that are understood already.",
                code="not_understood",
            )
        if intent.excluded or not self._finder.is_skill(intent.skill):
            raise InvalidInput(
                f"“{wanted.means}” is answered by no skill that could learn.",
                cure="Choose another sentence.",
                code="not_learnable",
            )
        meaning: dict[str, Any] = {"slots": intent.values()}
        if intent.response != "default":
            meaning["response"] = intent.response
        stored = hub.skill_desk.add_sentence(
            intent.skill, language, intent.name, text, meaning, by=wanted.by
        )
        return {
            "place": "skill",
            "id": intent.skill,
            **_changed(hub.skill_manager.info(intent.skill).name, {}, stored),
        }

    def _report(self, run: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
        text = " ".join(wanted.text.split()) or str(run["text"])
        if not text:
            raise InvalidInput(
                "Nothing was heard that could be declined.", cure="Delete the entry instead."
            )
        made: NotCommand = self._hub.declined_talk.add(run["run_id"], text)
        return {"id": made.id, **_changed(made.text, {}, {"text": made.text})}

    def _enable(self, _run: dict[str, Any], wanted: Wanted) -> dict[str, Any]:
        hub = self._hub
        manager = hub.skill_manager if wanted.place == "skill" else hub.integration_manager
        info = manager.info(wanted.id)
        check_was(info.name, {"state": info.state.value}, wanted.was)
        after = manager.enable(wanted.id)
        return _changed(
            after.name,
            {"state": info.state.value},
            {"state": after.state.value, "reason": after.reason},
        )


def _changed(name: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "before": before, "after": after}
