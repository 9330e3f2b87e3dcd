"""Questions about states: one thing, any, all, which, how many."""

from dataclasses import dataclass

from ova.core import Floor
from ova.sdk import Area, Entity, Reply, Turn, handles

from .base import HomeHandlers
from .home_map import HomeMap
from .refusal import Refusal, refusing
from .states import UNREACHABLE, meaning, state_words, word
from .targets import Targets, find_targets
from .wording import capitalised, names, noun, plain_name, the, the_entity

ANSWERABLE = (
    *("light", "switch", "fan", "cover", "lock", "valve", "climate", "media_player", "sensor"),
    *("binary_sensor", "vacuum", "input_boolean", "person", "lawn_mower"),
)
BY_STATE = {
    "open": ("cover", "valve", "binary_sensor"),
    "closed": ("cover", "valve", "binary_sensor"),
    "opening": ("cover", "valve"),
    "closing": ("cover", "valve"),
    "locked": ("lock",),
    "unlocked": ("lock",),
}
"""States people ask for to the domains that have them."""
CONTACTS = {
    "door": ("door",),
    "window": ("window",),
    "garage": ("garage_door",),
}
"""Device classes of covers to those of the contact sensors that tell the same."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Entities asked about: those in the state, and the others. Unreachable ones are in neither."""

    matched: list[Entity]
    others: list[Entity]
    silent: list[Entity]


class QuestionHandlers(HomeHandlers):
    """HassGetState."""

    @handles("HassGetState")
    @refusing
    def tell_state(self, turn: Turn) -> Reply:
        """Answer a question about states."""
        home = self._look()
        wanted = str(turn.slot("state") or "")
        if turn.slot("name"):
            domains = BY_STATE.get(wanted, ANSWERABLE)
            one = find_targets(turn, home, domains).entities[0]
            if turn.intent.response == "where":
                return _where(turn, one)
            return _yes_or_no(turn, one, wanted) if wanted else _one(turn, one)
        targets = _asked(turn, home)
        answer = _sorted(targets.entities, wanted)
        if not answer.matched and not answer.others:
            told = names(turn, answer.silent, home)
            raise Refusal("unavailable", text="unreachable", names=told)
        return _many(turn, home, targets, answer, wanted)


def _where(turn: Turn, person: Entity) -> Reply:
    state = person.state.state
    if state in UNREACHABLE:
        return turn.reply("where_unknown", name=person.name)
    if state in ("home", "not_home"):
        return turn.reply(f"where_{state}", name=person.name)
    return turn.reply("where_zone", name=person.name, zone=state)


def _one(turn: Turn, entity: Entity) -> Reply:
    name = the_entity(turn, entity)
    if entity.state.state in UNREACHABLE:
        return Reply(capitalised(turn.text("unreachable", names=name)), error="unavailable")
    text = turn.text("one", name=name, state=state_words(turn, entity))
    speech = turn.text("one", name=name, state=state_words(turn, entity, spoken=True))
    return Reply(capitalised(text), speech=None if speech == text else capitalised(speech))


def _yes_or_no(turn: Turn, entity: Entity, wanted: str) -> Reply:
    name = the_entity(turn, entity)
    if entity.state.state in UNREACHABLE:
        return Reply(capitalised(turn.text("unreachable", names=name)), error="unavailable")
    key = "yes_one" if _is(entity, wanted) else "no_one"
    return turn.reply(key, name=name, state=state_words(turn, entity))


def _asked(turn: Turn, home: HomeMap) -> Targets:
    """Return what a question is about; contact sensors answer for the doors and windows they watch."""
    domain, device_class = str(turn.slot("domain") or "light"), turn.slot("device_class")
    if domain != "cover" or device_class not in CONTACTS:
        return find_targets(turn, home, (domain,), device_class=device_class)
    found: list[Targets] = []
    missing: Refusal | None = None
    for one in (device_class, *CONTACTS[device_class]):
        try:
            found.append(find_targets(turn, home, ("cover", "binary_sensor"), device_class=one))
        except Refusal as refusal:
            missing = missing or refusal
    if not found:
        raise missing or Refusal("no_device_class", kind=noun(turn, device_class))
    entities = {entity.id: entity for targets in found for entity in targets.entities}
    first = found[0]
    return Targets(tuple(entities.values()), device_class, area=first.area, floor=first.floor)


def _sorted(entities: tuple[Entity, ...], wanted: str) -> Answer:
    silent = [entity for entity in entities if entity.state.state in UNREACHABLE]
    known = [entity for entity in entities if entity not in silent]
    matched = [entity for entity in known if _is(entity, wanted)]
    return Answer(matched, [entity for entity in known if entity not in matched], silent)


def _is(entity: Entity, wanted: str) -> bool:
    state = entity.state.state
    said = wanted.casefold().strip()
    return said in (state.casefold(), meaning(entity).casefold())


def _many(turn: Turn, home: HomeMap, targets: Targets, answer: Answer, wanted: str) -> Reply:
    matched, others = answer.matched, answer.others
    state = word(turn, wanted)
    kind = noun(turn, targets.kind)
    there = _place(turn, state, targets.area, targets.floor)
    count = len(matched)
    form = "one" if count == 1 else "other"
    told = names(turn, matched, home)
    fields = {"state": state, "kind": kind, "there": there, "count": count, "names": told}
    asked = turn.intent.response
    if asked == "all":
        if not others:
            key = "yes_all"
        else:
            key = "no_all_one" if len(others) == 1 else "no_all_other"
            fields["names"] = names(turn, others, home)
    elif asked == "how_many":
        key = "count_none" if not count else f"count_{form}"
        fields["kind"] = noun(turn, targets.kind, count or 2)
    elif asked == "which":
        key = "which_some" if count else "which_none"
    else:
        key = "any_none" if not count else f"any_{form}"
    text = capitalised(turn.text(key, **fields))
    if answer.silent:
        unheard = names(turn, answer.silent, home)
        text += " " + capitalised(turn.text("unreachable", names=unheard))
    return Reply(text)


def _place(turn: Turn, state: str, area: Area | None, floor: Floor | None) -> str:
    """Return the state with the place that was asked for: "on in the kitchen"."""
    if area is not None:
        return turn.text("state_in_area", state=state, area=the(turn, area.name))
    if floor is not None:
        return turn.text("state_on_floor", state=state, floor=plain_name(turn, floor.name))
    return state
