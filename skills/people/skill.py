"""The answers about people."""

from collections.abc import Callable, Sequence

from ova.sdk import Entity, Ova, Reply, Turn, handles

HOME, AWAY = "home", "not_home"
UNKNOWN = frozenset({"unknown", "unavailable", ""})


class PeopleSkill:
    """Answers from the home's people, and from what tracks their devices where there are none."""

    def __init__(self, ova: Ova) -> None:
        self._ova = ova

    @handles("PeopleAtHome")
    def at_home(self, turn: Turn) -> Reply:
        """Answer "who is home"."""
        return self._which(turn, "home", self._people(), lambda state: state == HOME)

    @handles("PeopleAway")
    def away(self, turn: Turn) -> Reply:
        """Answer "who is out"."""
        return self._which(
            turn, "away", self._people(), lambda state: state != HOME and state not in UNKNOWN
        )

    @handles("PeopleAnybody")
    def anybody(self, turn: Turn) -> Reply:
        """Answer "is anybody home"."""
        people = self._people()
        if not people:
            return _nobody_known(turn)
        home = [one for one in people if _state(one) == HOME]
        if not home:
            return turn.reply("anybody_none")
        key = "anybody_one" if len(home) == 1 else "anybody_other"
        return turn.reply(key, names=_joined(turn, home))

    @handles("PeopleEverybody")
    def everybody(self, turn: Turn) -> Reply:
        """Answer "is everybody home"."""
        people = self._people()
        if not people:
            return _nobody_known(turn)
        missing = [one for one in people if _state(one) != HOME]
        if not missing:
            return turn.reply("everybody_all")
        key = "everybody_one" if len(missing) == 1 else "everybody_other"
        return turn.reply(key, names=_joined(turn, missing))

    @handles("PeopleWhere")
    def where(self, turn: Turn) -> Reply:
        """Answer "where is ben", and "where is everybody"."""
        people = self._people()
        name = turn.slot("name")
        if name:
            people = [one for one in self._trackable() if _called(one, str(name))]
        if not people:
            return _nobody_known(turn)
        return Reply(" ".join(_place(turn, one) for one in people))

    @handles("PeopleIs")
    def is_there(self, turn: Turn) -> Reply:
        """Answer "is anna home", and "is anna out"."""
        found = [one for one in self._trackable() if _called(one, str(turn.slot("name")))]
        if not found:
            return _nobody_known(turn)
        one = found[0]
        if _state(one) in UNKNOWN:
            return Reply(_place(turn, one))
        asked_home = turn.slot("state") == HOME
        yes = (_state(one) == HOME) == asked_home
        return Reply(turn.text("is_yes" if yes else "is_no", answer=_place(turn, one)))

    def _which(
        self, turn: Turn, key: str, people: Sequence[Entity], fits: Callable[[str], bool]
    ) -> Reply:
        if not people:
            return _nobody_known(turn)
        found = [one for one in people if fits(_state(one))]
        if not found:
            return turn.reply(f"{key}_none")
        form = "one" if len(found) == 1 else "other"
        return turn.reply(f"{key}_{form}", names=_joined(turn, found))

    def _people(self) -> list[Entity]:
        """Return the people of the home; where there are none, what tracks their devices."""
        trackable = self._trackable()
        return [one for one in trackable if one.domain == "person"] or trackable

    def _trackable(self) -> list[Entity]:
        return [
            one
            for one in self._ova.home.entities()
            if one.exposed and one.domain in ("person", "device_tracker")
        ]


def _state(one: Entity) -> str:
    return one.state.state


def _called(one: Entity, name: str) -> bool:
    said = name.casefold().strip()
    return said in (one.name.casefold(), *(alias.casefold() for alias in one.aliases))


def _place(turn: Turn, one: Entity) -> str:
    state = _state(one)
    if state in UNKNOWN:
        return turn.text("where_unknown", name=one.name)
    if state in (HOME, AWAY):
        return turn.text(f"where_{state}", name=one.name)
    return turn.text("where_zone", name=one.name, zone=state)


def _joined(turn: Turn, people: Sequence[Entity]) -> str:
    text = people[0].name
    for one in people[1:-1]:
        text = turn.text("list_more", first=text, next=one.name)
    return turn.text("list_last", first=text, last=people[-1].name) if len(people) > 1 else text


def _nobody_known(turn: Turn) -> Reply:
    return Reply(turn.text("nobody_known"), error="no_domain")
