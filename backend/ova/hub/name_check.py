"""Whether the names of the home can be told apart: kept while nothing changed."""

import threading
from typing import TYPE_CHECKING, Any

from ova.dialogue import only_names, recognise_stop
from ova.language import Grammar, NamedThing, ThingKind, name_faults

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

LONGEST_COMMAND = 3
"""Words; a longer name is no command by chance."""
MOST_TRIED = 150


class NameCheck:
    """Looks for faults in the home's names when they are asked for."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub
        self._lock = threading.Lock()
        self._known: tuple[object, ...] = ()
        self._faults: list[dict[str, Any]] = []

    def faults(self) -> list[dict[str, Any]]:
        """Return the faults in wire form, those that matter most first."""
        with self._lock:
            hub = self._hub
            grammar = hub.grammar.grammar if hub.grammar.ready else None
            now = (hub.home.names(), hub.language, grammar, tuple(hub.home.areas()))
            if self._known != now:
                found = name_faults(self._things(), hub.language, _Commands(grammar, hub.language))
                self._faults = [fault.to_json() for fault in found]
                self._known = now
            return self._faults

    def _things(self) -> list[NamedThing]:
        home = self._hub.home
        areas = {area.id: area for area in home.areas()}
        things = [
            NamedThing(ThingKind.FLOOR, floor.id, floor.name, floor.aliases)
            for floor in home.floors()
        ]
        things += [
            NamedThing(ThingKind.AREA, area.id, area.name, area.aliases, floor_id=area.floor_id)
            for area in areas.values()
        ]
        for entity in home.entities():
            if not entity.exposed:
                continue
            area = areas.get(entity.area_id or "")
            things.append(
                NamedThing(
                    ThingKind.ENTITY,
                    entity.id,
                    entity.name,
                    entity.aliases,
                    entity.domain,
                    entity.area_id,
                    area.floor_id if area else None,
                )
            )
        return things


class _Commands:
    """Tells whether a name, said alone, is a command. Tries so many, and no more."""

    def __init__(self, grammar: Grammar | None, language: str) -> None:
        self._grammar = grammar
        self._language = language
        self._left = MOST_TRIED

    def __call__(self, text: str) -> bool:
        if recognise_stop(text, self._language) is not None:
            return True
        if self._grammar is None or len(text.split()) > LONGEST_COMMAND or not self._left:
            return False
        self._left -= 1
        match = self._grammar.match(text)
        if match.intent is None:
            return False
        slots = [slot.text or str(slot.value) for one in match.intents for slot in one.slots]
        return not (slots and only_names(text, slots, self._language))
