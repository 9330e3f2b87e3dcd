"""What can be said: examples with the home's own names, out of the skills that are on."""

from collections.abc import Iterable, Sequence
from random import Random

from ova.core import PluginInfo, PluginState
from ova.sdk import Area, Entity, Ova, Reply, Turn, handles

DOMAINS = (
    *("light", "cover", "climate", "media_player", "lock", "scene", "fan", "switch", "vacuum"),
)
"""Kinds of things there are examples for, the most interesting first."""
HOME, SELF = "home", "help"
MOST_OF_HOME, MOST_OF_OTHERS, MOST_OF_TOPIC = 2, 3, 4
PLAIN = Random(0)  # noqa: S311 - picks among examples where a turn has no choice of its own


class GuideHandlers:
    """HelpAll, HelpTopic and HelpArea."""

    def __init__(self, ova: Ova) -> None:
        self._ova = ova

    @handles("HelpAll")
    def all(self, turn: Turn) -> Reply:
        """Answer "what can I say": a few things of this home, and a few others."""
        rng = turn.rng or PLAIN
        told = _picked(self._of_things(turn, self._near(turn)), MOST_OF_HOME, rng)
        others = [one.id for one in self._skills() if one.id not in (HOME, SELF)]
        others = [one for one in others if self._is_ready(one)]
        rng.shuffle(others)
        for skill in others:
            if len(told) >= MOST_OF_HOME + MOST_OF_OTHERS:
                break
            told += _picked(self._ova.examples.of(skill, turn.language), 1, rng)
        if not told:
            return turn.reply("nothing")
        return turn.reply("for_example", examples=_listed(turn, told))

    @handles("HelpTopic")
    def topic(self, turn: Turn) -> Reply:
        """Answer "help with timers" and "what can I do with the lights"."""
        topic = str(turn.slot("topic")).strip()
        if topic in DOMAINS:
            things = [one for one in self._things() if one.domain == topic]
            told = list(self._of_things(turn, things, several=True))[:MOST_OF_TOPIC]
            return self._told(turn, told, "no_such_thing")
        wanted = topic.casefold()
        skill = next((one for one in self._skills() if wanted in _called(one)), None)
        if skill is None:
            known = [one.name for one in self._skills() if one.id != SELF]
            if not known:
                return turn.reply("nothing")
            return turn.reply("no_topic", topic=topic, topics=_joined(turn, known))
        if skill.id == HOME:
            return self._told(turn, list(self._of_things(turn, self._things())), "nothing")
        found = self._ova.examples.of(skill.id, turn.language)
        return self._told(turn, list(found), "nothing")

    @handles("HelpArea")
    def area(self, turn: Turn) -> Reply:
        """Answer "what can you do in the kitchen"."""
        said = str(turn.slot("area") or "").casefold()
        area = next((one for one in self._ova.home.areas() if said in _names_of(one)), turn.area)
        if area is None:
            return self.all(turn)
        told = list(self._of_things(turn, self._things(area), several=True))
        if not told:
            return turn.reply("nothing_in_area", area=area.name)
        shown = _picked(told, MOST_OF_TOPIC, turn.rng or PLAIN)
        return turn.reply("in_area", area=area.name, examples=_listed(turn, shown))

    def _told(self, turn: Turn, told: Sequence[str], none: str) -> Reply:
        if not told:
            return turn.reply(none)
        return turn.reply("for_example", examples=_listed(turn, told[:MOST_OF_TOPIC]))

    def _skills(self) -> list[PluginInfo]:
        return [
            one
            for one in self._ova.skill_manager.infos()
            if one.enabled and one.state is PluginState.LOADED
        ]

    def _is_ready(self, skill_id: str) -> bool:
        """Tell whether a skill can do anything yet; one may say so with ``is_ready()``."""
        asked = getattr(self._ova.skill_manager.get_skill_module(skill_id), "is_ready", None)
        return bool(asked()) if callable(asked) else True

    def _things(self, area: Area | None = None) -> list[Entity]:
        found = self._ova.home.entities(area_id=area.id) if area else self._ova.home.entities()
        return [one for one in found if one.exposed]

    def _near(self, turn: Turn) -> list[Entity]:
        """Return what is in the speaker's room, or in the home when there is nothing."""
        return (self._things(turn.area) if turn.area else []) or self._things()

    def _of_things(
        self, turn: Turn, things: Iterable[Entity], *, several: bool = False
    ) -> list[str]:
        """Return a sentence about a thing of each kind there is; more about each with ``several``."""
        found: list[str] = []
        by_kind: dict[str, Entity] = {}
        for thing in things:
            by_kind.setdefault(thing.domain, thing)
        for domain in DOMAINS:
            if domain in by_kind:
                sentences = turn.text(f"say_{domain}", name=by_kind[domain].name).split("; ")
                found += sentences if several else sentences[:1]
        return found


def _called(skill: PluginInfo) -> tuple[str, ...]:
    return skill.id.casefold(), skill.name.casefold()


def _names_of(area: Area) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (area.name, *area.aliases))


def _picked(found: Sequence[str], most: int, rng: Random) -> list[str]:
    return [found[at] for at in sorted(rng.sample(range(len(found)), min(most, len(found))))]


def _listed(turn: Turn, told: Sequence[str]) -> str:
    return "; ".join(turn.text("quoted", sentence=one) for one in told)


def _joined(turn: Turn, names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return turn.text("and", first=", ".join(names[:-1]), last=names[-1])
