"""A small hub in memory: enough behaviour to prove the web room against."""

import hashlib
import io
import itertools
import threading
import time
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ova.core import (
    Area,
    AskResult,
    Conflict,
    Entity,
    EntityState,
    Intent,
    InvalidInput,
    NotFound,
    PluginInfo,
    PluginKind,
    PluginState,
    Role,
    RunEvent,
    RunEventType,
    RunResult,
    Satellite,
    SatelliteGroup,
    Schedule,
    ScheduleState,
    Slot,
    Trace,
    check_was,
)
from ova.hub import HomeSettings
from ova.schedule.changes import edited, paused, resumed, stretched

UNSET = "\0unset"
FLOOD = 500
STORM = 30_000


@dataclass(frozen=True)
class User:
    id: str
    name: str
    role: str
    stamp: str = ""


@dataclass(frozen=True)
class Token:
    id: str
    name: str
    created_at: float
    last_used_at: float | None = None
    user_id: str = "u1"
    role: str = ""


class Accounts:
    def __init__(self) -> None:
        self._passwords: dict[str, str] = {}
        self._users: dict[str, User] = {}
        self._tokens: dict[str, tuple[Token, str]] = {}
        self._count = itertools.count(1)

    def needs_owner(self) -> bool:
        return not self._users

    def create_owner(self, username: str, password: str) -> User:
        if self._users:
            raise Conflict("There is an owner already.", cure="Sign in.", code="owner_exists")
        if len(password) < 8:
            raise InvalidInput("The password is too short.", cure="Use 8 characters or more.")
        user = User("u1", username, "owner")
        self._users[user.id] = user
        self._passwords[username] = password
        return user

    def set_password(self, username: str, password: str) -> None:
        self._passwords[username] = password
        for user in self._users.values():
            if user.name == username:
                self._users[user.id] = replace(user, stamp=f"stamp of {password}")

    def verify(self, username: str, password: str) -> User | None:
        if self._passwords.get(username) != password:
            return None
        return next(user for user in self._users.values() if user.name == username)

    def user(self, user_id: str) -> User | None:
        return self._users.get(user_id)

    def users(self) -> list[User]:
        return list(self._users.values())

    def create_token(
        self, user_id: str, name: str, *, role: str | None = None
    ) -> tuple[Token, str]:
        number = next(self._count)
        token = Token(f"t{number}", name, 1000.0, user_id=user_id, role=role or "")
        plaintext = f"ova_secret_{number}"
        self._tokens[plaintext] = (token, user_id)
        return token, plaintext

    def tokens(self, user_id: str | None) -> list[Token]:
        return [
            token for token, owner in self._tokens.values() if user_id is None or owner == user_id
        ]

    def delete_token(self, token_id: str) -> None:
        self._tokens = {
            secret: kept for secret, kept in self._tokens.items() if kept[0].id != token_id
        }

    def token_user(self, plaintext: str) -> User | None:
        kept = self._tokens.get(plaintext)
        return self._users.get(kept[1]) if kept else None


class People:
    """What the web room asks of people, over the accounts of the small hub."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def all(self) -> list[dict[str, Any]]:
        return [self._wire(user) for user in self._accounts.users()]

    def get(self, user_id: str) -> dict[str, Any]:
        user = self._accounts.user(user_id)
        if user is None:
            raise NotFound(f"There is no person {user_id!r}.", cure="GET the list.")
        return self._wire(user)

    def _wire(self, user: User) -> dict[str, Any]:
        return {
            "id": user.id,
            "name": user.name,
            "role": user.role,
            "created_at": 1000.0,
            "has_password": True,
            "link_expires_at": None,
        }


class Home:
    def __init__(self, publish: Callable[[str, dict[str, Any]], None]) -> None:
        self._publish = publish
        self._areas = {"kitchen": Area("kitchen", "Kitchen")}
        self._entities = {
            "light.kitchen": Entity(
                "light.kitchen",
                "Kitchen light",
                "light",
                "demo_home",
                "demo_home.kitchen",
                area_id="kitchen",
                state=EntityState("off"),
            )
        }

    def areas(self) -> list[Area]:
        return list(self._areas.values())

    def add_area(
        self, name: str, *, floor_id: str | None = None, aliases: Sequence[str] = ()
    ) -> Area:
        area = Area(name.lower(), name, floor_id, tuple(aliases))
        if area.id in self._areas:
            raise Conflict(f"There is an area {name!r} already.", cure="Use another name.")
        self._areas[area.id] = area
        return area

    def update_area(
        self,
        area_id: str,
        *,
        name: str | None = None,
        floor_id: str | None = UNSET,
        aliases: Sequence[str] | None = None,
    ) -> Area:
        area = self._area(area_id)
        self._areas[area_id] = replace(
            area,
            name=name or area.name,
            floor_id=area.floor_id if floor_id == UNSET else floor_id,
            aliases=area.aliases if aliases is None else tuple(aliases),
        )
        return self._areas[area_id]

    def remove_area(self, area_id: str) -> None:
        del self._areas[self._area(area_id).id]

    def entities(self, domain: str | None = None, area_id: str | None = None) -> list[Entity]:
        return [
            entity
            for entity in self._entities.values()
            if domain in (None, entity.domain) and area_id in (None, entity.area_id)
        ]

    def entity(self, entity_id: str) -> Entity:
        if entity_id not in self._entities:
            raise NotFound(f"There is no entity {entity_id!r}.", cure="Did you mean light.kitchen?")
        return self._entities[entity_id]

    def update_entity(
        self,
        entity_id: str,
        *,
        name: str | None = None,
        area_id: str | None = UNSET,
        aliases: Sequence[str] | None = None,
        exposed: bool | None = None,
    ) -> Entity:
        entity = self.entity(entity_id)
        return self._keep(
            replace(
                entity,
                name=name or entity.name,
                area_id=entity.area_id if area_id == UNSET else area_id,
                aliases=entity.aliases if aliases is None else tuple(aliases),
                exposed=entity.exposed if exposed is None else exposed,
            )
        )

    def control(self, entity_id: str, service: str, data: dict[str, Any]) -> Entity:
        entity = self.entity(entity_id)
        if service not in ("turn_on", "turn_off"):
            raise InvalidInput(
                f"A light has no service {service!r}.", cure="Use turn_on or turn_off."
            )
        return self._keep(replace(entity, state=EntityState(service[5:], data, 2000.0)))

    def _area(self, area_id: str) -> Area:
        if area_id not in self._areas:
            raise NotFound(f"There is no area {area_id!r}.", cure="GET /api/areas lists them.")
        return self._areas[area_id]

    def _keep(self, entity: Entity) -> Entity:
        self._entities[entity.id] = entity
        self._publish("entity", entity.to_json())
        return entity


class Timers:
    def __init__(self, publish: Callable[[str, dict[str, Any]], None]) -> None:
        self._publish = publish
        self._timers: dict[str, Schedule] = {}
        self._count = itertools.count(1)

    def set(
        self,
        duration_s: float,
        name: str | None = None,
        satellite_id: str | None = None,
        area_id: str | None = None,
        *,
        satellite_ids: Sequence[str] = (),
        group_id: str | None = None,
    ) -> Schedule:
        return self._keep(
            Schedule(
                f"timer{next(self._count)}",
                "timer",
                1000.0 + duration_s,
                1000.0,
                duration_s,
                name,
                satellite_id,
                area_id,
                data={"satellites": list(satellite_ids)} if satellite_ids else {},
            )
        )

    def pending(self) -> list[Schedule]:
        return [one for one in self._timers.values() if one.state is ScheduleState.PENDING]

    def paused(self) -> list[Schedule]:
        return [one for one in self._timers.values() if one.state is ScheduleState.PAUSED]

    def pause(self, schedule_id: str) -> Schedule:
        return self._keep(paused(self.get(schedule_id), 1000.0))

    def resume(self, schedule_id: str) -> Schedule:
        return self._keep(resumed(self.get(schedule_id), 1000.0))

    def change(self, schedule_id: str, delta_s: float) -> Schedule:
        return self._keep(stretched(self.get(schedule_id), delta_s, 1000.0))

    def edit(
        self,
        schedule_id: str,
        changes: Mapping[str, Any],
        was: Mapping[str, object] | None = None,
    ) -> Schedule:
        check_was("The timer", self.get(schedule_id).to_json(), was)
        return self._keep(edited(self.get(schedule_id), changes, 1000.0))

    def ringing(self) -> list[Schedule]:
        return [one for one in self._timers.values() if one.state is ScheduleState.RINGING]

    def get(self, schedule_id: str) -> Schedule:
        if schedule_id not in self._timers:
            raise NotFound(f"There is no timer {schedule_id!r}.", cure="GET /api/timers.")
        return self._timers[schedule_id]

    def cancel(self, schedule_id: str) -> Schedule:
        return self._keep(replace(self.get(schedule_id), state=ScheduleState.CANCELLED))

    def stop_ringing(self, schedule_id: str) -> Schedule:
        return self._keep(replace(self.get(schedule_id), state=ScheduleState.FINISHED))

    def _keep(self, timer: Schedule) -> Schedule:
        self._timers[timer.id] = timer
        self._publish("timer", timer.to_json())
        return timer


class Plugins:
    def __init__(self, kind: PluginKind, plugin_id: str) -> None:
        self._info = PluginInfo(
            plugin_id,
            kind,
            plugin_id.title(),
            "For tests.",
            PluginState.NOT_LOADED,
            details={
                "configurable": True,
                "entities": 0,
                "failures": 0,
                "integration_id": plugin_id,
                "account": "",
                "message": "",
                "retry_at": None,
                "health": {"dot": "off", "text": "Off"},
                "docs": "",
                "signs_in": False,
                "logo": "",
                "quality": "",
                "requirements_unmet": [],
                "progress": "",
                "sentences": 3,
                "permissions": None,
            },
        )
        self._config: dict[str, Any] = {"host": "localhost", "token": ""}

    def infos(self) -> list[PluginInfo]:
        return [self._info]

    def told(self, info: PluginInfo, _language: str) -> dict[str, Any]:
        return info.to_json()

    def info(self, plugin_id: str) -> PluginInfo:
        if plugin_id != self._info.id:
            raise NotFound(f"There is no plugin {plugin_id!r}.", cure="GET the list.")
        return self._info

    def enable(
        self, plugin_id: str, config: dict[str, Any] | None = None, *, force: bool = False
    ) -> PluginInfo:
        self._info = replace(self.info(plugin_id), state=PluginState.LOADED, enabled=True)
        if config is not None:
            self._config = config
        return self._info

    def disable(self, plugin_id: str) -> PluginInfo:
        self._info = replace(self.info(plugin_id), state=PluginState.NOT_LOADED, enabled=False)
        return self._info

    def config(self, plugin_id: str) -> dict[str, Any]:
        self.info(plugin_id)
        return {**self._config, "token": {"is_set": bool(self._config.get("token"))}}

    def config_version(self, plugin_id: str) -> str:
        return str(hash(repr(self._config)))

    def set_config(
        self,
        plugin_id: str,
        config: dict[str, Any],
        *,
        force: bool = False,
        version: str | None = None,
    ) -> PluginInfo:
        if not isinstance(config.get("host"), str):
            raise InvalidInput("'host' must be a text.", cure="Give the host's name.")
        self._config = config
        return self.info(plugin_id)

    def schema(self, plugin_id: str, _language: str = "") -> dict[str, Any]:
        self.info(plugin_id)
        return {"type": "object", "properties": {"host": {"type": "string"}}}

    def reload(self, plugin_id: str) -> PluginInfo:
        return self.info(plugin_id)


class Link:
    """Answers what it is sent, and keeps it for the tests to look at."""

    def __init__(self, send: Callable[..., None], log: list[tuple[str, Any]]) -> None:
        self.send = send
        self.log = log
        self.closed = threading.Event()

    def hello(self, data: object) -> dict[str, Any]:
        if not isinstance(data, dict) or not isinstance(data.get("id"), str):
            raise InvalidInput("'id' must be a text.", cure="Send an object with an id.")
        if data["id"] == "crash":
            raise RuntimeError("a fault of the hub")
        return {"ok": True, "satellite": Satellite(data["id"], data["id"]).to_json()}

    def start(self, data: object) -> dict[str, Any]:
        self.log.append(("start", data))
        return {"ok": True, "run_id": "run1"}

    def audio(self, pcm: bytes) -> None:
        self.log.append(("audio", pcm))

    def stop(self) -> None:
        self.log.append(("stop", None))
        heard = b"".join(pcm for name, pcm in self.log if name == "audio")
        told = {"bytes": len(heard), "sha1": hashlib.sha1(heard).hexdigest()}  # noqa: S324 - compares
        event = RunEvent("run1", RunEventType.STT_END, 1.0, told)
        self.send("event", event.to_json())
        self.send("play_start", {"id": "p1", "kind": "reply", "rate": 16000})
        for number in range(5):
            self.send("play_chunk", "p1", bytes([number]) * 3200)
        self.send("play_end", {"id": "p1", "keep_listening": False})

    def cancel(self) -> None:
        self.log.append(("cancel", None))

    def text(self, data: object) -> dict[str, Any]:
        self.log.append(("text", data))
        if data == {"text": "flood"}:
            threading.Thread(target=self._flood, daemon=True).start()
        words = str(data["text"]).split() if isinstance(data, dict) else []
        if words[:1] == ["echo"]:
            self.send("play_chunk", "echo", b"e" * int(words[1]))
        return {"ok": True, "run_id": "run2"}

    def _flood(self) -> None:
        for number in range(FLOOD):
            self.send("play_chunk", str(number), number.to_bytes(2, "big") * 800)
        self.send("play_end", {"id": "flood"})

    def wait_stop(self, data):
        return {"ok": True}

    def wait_stop_over(self):
        pass

    def ring_stop(self, data: object) -> None:
        self.log.append(("ring_stop", data))

    def ring_snooze(self, data: object) -> dict[str, Any]:
        self.log.append(("ring_snooze", data))
        return {"ok": True, "due_at": 0.0}

    def played(self, data: object) -> None:
        self.log.append(("played", data))

    def close(self, reason: str = "") -> None:
        self.log.append(("close", reason))
        self.closed.set()


class Groups:
    """A house without groups; a real hub is asked for them in other tests."""

    def all(self) -> list[SatelliteGroup]:
        return []

    def get(self, group_id: str) -> SatelliteGroup:
        raise NotFound(f"There is no group {group_id!r}.", cure="GET the list.")

    def create(self, name: str, satellite_ids: Sequence[str]) -> SatelliteGroup:
        return SatelliteGroup("g", name, tuple(satellite_ids))

    def update(self, group_id: str, **changes: Any) -> SatelliteGroup:
        return self.get(group_id)

    def delete(self, group_id: str) -> SatelliteGroup:
        return self.get(group_id)

    def check_free(self, name: str) -> None:
        """Nothing is called so."""


class Levels:
    def __init__(self, satellite: Callable[[str], Satellite]) -> None:
        self._satellite = satellite
        self._watching: set[tuple[str, str]] = set()

    def watch(self, watcher: str, satellite_id: str) -> None:
        self._satellite(satellite_id)
        self._watching.add((watcher, satellite_id))

    def unwatch(self, watcher: str, satellite_id: str | None = None) -> None:
        self._watching = {
            one for one in self._watching if one[0] != watcher or satellite_id not in (None, one[1])
        }

    def watchers(self, satellite_id: str) -> set[str]:
        return {watcher for watcher, watched in self._watching if watched == satellite_id}


class Satellites:
    def __init__(self) -> None:
        self.groups = Groups()
        self._known = {"pi": Satellite("pi", "Pi", area_id="kitchen")}
        self.levels = Levels(self.get)

    def all(self) -> list[Satellite]:
        return list(self._known.values())

    def get(self, satellite_id: str) -> Satellite:
        if satellite_id not in self._known:
            raise NotFound(f"There is no satellite {satellite_id!r}.", cure="GET the list.")
        return self._known[satellite_id]

    def update(
        self,
        satellite_id: str,
        *,
        name: str | None = None,
        area_id: str | None = None,
        preferences: dict[str, Any] | None = None,
        was: dict[str, Any] | None = None,
    ) -> Satellite:
        known = self.get(satellite_id)
        self._known[satellite_id] = replace(
            known,
            name=name or known.name,
            area_id=known.area_id if area_id is None else area_id or None,
        )
        return self._known[satellite_id]

    def ask(
        self,
        satellite_id: str,
        question: str,
        answers: Mapping[str, Sequence[str]] | None = None,
        *,
        timeout_s: float = 30.0,
        voice: str | None = None,
    ) -> AskResult:
        self.get(satellite_id)
        return AskResult(next(iter(answers or {}), None), f"{question} {timeout_s:g} {voice}")

    def converse(self, satellite_id: str, text: str, *, voice: str | None = None) -> None:
        self.get(satellite_id)

    def forget(self, satellite_id: str) -> None:
        del self._known[self.get(satellite_id).id]

    def with_key(self, key: str) -> Satellite | None:
        return self._known["pi"] if key == "ova_sat_pi" else None


class Settings:
    def __init__(self) -> None:
        self.stored: dict[str, Any] = HomeSettings().model_dump(mode="json")

    def values(self) -> dict[str, Any]:
        return self.stored


class FirstRun:
    def __init__(self, publish: Callable[[str, dict[str, Any]], None]) -> None:
        self._publish = publish
        self._steps = dict.fromkeys(("home", "rooms", "speech", "microphone", "command"), "open")
        self._finished = False

    def state(self) -> dict[str, Any]:
        return {
            "steps": [{"id": step, "state": state} for step, state in self._steps.items()],
            "current": next((step for step, it in self._steps.items() if it == "open"), None),
            "finished": self._finished,
        }

    def update(self, steps: Mapping[str, str], finished: bool | None) -> dict[str, Any]:
        self._steps.update(steps)
        self._finished = bool(finished)
        self._publish("onboarding", self.state())
        return self.state()


class Events:
    def recent(self, limit=50, **filters: Any) -> list[dict[str, Any]]:
        return []


class Webhooks:
    def receiver(self, entry_id: str, token: str) -> Any:
        raise NotFound("There is no webhook at this address.")

    def describe(self, entry_id: str) -> dict[str, Any]:
        raise NotFound("It takes no webhooks.")

    renew = describe


class History:
    def __init__(self, runs: list[RunResult]) -> None:
        self._runs = runs

    def recent(self, limit: int, before: str | None = None, **_wanted: Any) -> list[dict[str, Any]]:
        ids = [run.run_id for run in self._runs]
        found = self._runs[: ids.index(before)] if before else self._runs
        return [run.to_json() for run in found[::-1][:limit]]

    def get(self, run_id: str) -> dict[str, Any]:
        for run in self._runs:
            if run.run_id == run_id:
                events = [event.to_json() for event in run.events]
                return {**run.to_json(), "events": events, "tried_again": []}
        raise NotFound(f"There is no run {run_id!r}.", cure="GET /api/runs lists them.")


class Identity:
    id = "small-hub"
    name = "Home"

    def prove(self, satellite_id: str, nonce: str, address: str) -> str:
        return f"{satellite_id} {nonce} {address}"

    def prove_certificate(self, satellite_id: str, nonce: str) -> tuple[str, str]:
        return "", f"{satellite_id} {nonce}"


class SmallHub:
    """A hub with one light, one user and one satellite."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[[str, dict[str, Any]], None]] = []
        self.settings = Settings()
        self.onboarding = FirstRun(self.publish)
        self._runs: list[RunResult] = []
        self.history = History(self._runs)
        self._name = "Home"
        self.accounts = Accounts()
        self.people = People(self.accounts)
        self.home = Home(self.publish)
        self.timers = Timers(self.publish)
        self.integration_manager = Plugins(PluginKind.INTEGRATION, "demo_home")
        self.skill_manager = Plugins(PluginKind.SKILL, "clock")
        self.satellites = Satellites()
        self.identity = Identity()
        self.events = Events()
        self.webhooks = Webhooks()
        self.is_ready = True
        self.closed = False

    @property
    def name(self) -> str:
        return self._name

    def setup(self, username: str, password: str, home_name: str | None = None) -> User:
        self._name = home_name or self._name
        return self.accounts.create_owner(username, password)

    def open_link(
        self,
        send: Callable[..., None],
        *,
        address: str = "",
        key_of: str | None = None,
        person_id: str | None = None,
        role: Role | None = None,
    ) -> Link:
        return Link(send, [])

    def session_key(self) -> bytes:
        return b"k" * 32

    def ready(self) -> bool:
        return self.is_ready

    def publish(self, kind: str, payload: dict[str, Any]) -> None:
        for subscriber in list(self._subscribers):
            subscriber(kind, payload)

    def converse(
        self,
        text: str,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        conversation_id: str | None = None,
        person_id: str | None = None,
        speak: bool = False,
        explain: bool = False,
    ) -> RunResult:
        if text == "crash":
            raise RuntimeError("the secret is 12345")
        if text == "storm":
            for number in range(STORM):
                self.publish("entity", {"number": number, "filler": "x" * 2000})
        run = self._answer(text, "text", satellite_id, conversation_id, speak)
        return replace(run, trace=Trace()) if explain else run

    def listen(
        self,
        data: bytes,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        person_id: str | None = None,
        speak: bool = False,
    ) -> RunResult:
        if not data:
            raise InvalidInput("The recording is empty.", cure="Record again.", code="empty_audio")
        return self._answer(f"{len(data)} bytes", "audio", satellite_id, None, speak)

    def say_wav(self, text: str, voice: str | None = None) -> bytes:
        return _wav(len(text))

    def voices(self, language: str | None = None) -> dict[str, Any]:
        spoken = {"id": "de", "name": "German", "languages": ["de"], "engine": "espeak"}
        return {"current": "en", "voices": [spoken] if language == "de" else [], "variants": ["f3"]}

    def announce(
        self, text: str, satellite_ids: Sequence[str], voice: str | None = None
    ) -> list[str]:
        return [self.satellites.get(one).id for one in satellite_ids]

    def reply_audio(self, audio_id: str) -> bytes | None:
        return _wav(10) if audio_id == "a1" else None

    def status(self) -> dict[str, Any]:
        return {
            "version": "0",
            "ready": self.is_ready,
            "uptime_s": 1.5,
            "language": "en",
            "speech_workers": [],
            "grammar": {"ready": True, "problems": [], "conflicts": []},
            "entities": len(self.home.entities()),
            "areas": len(self.home.areas()),
            "satellites_connected": 0,
            "timers": len(self.timers.pending()),
        }

    def update_settings(
        self, changes: dict[str, Any], was: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        unknown = set(changes) - set(self.settings.stored)
        if unknown:
            raise InvalidInput(f"Unknown: {', '.join(unknown)}.", cure="Use known settings.")
        self.settings.stored = {**self.settings.stored, **changes}
        return self.settings.values()

    def subscribe(self, callback: Callable[[str, dict[str, Any]], None]) -> Callable[[], None]:
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def metrics(self) -> bytes:
        return b"# HELP ova_runs_total Runs.\n# TYPE ova_runs_total counter\nova_runs_total 1.0\n"

    def close(self) -> None:
        self.closed = True

    def _answer(
        self,
        text: str,
        source: str,
        satellite_id: str | None,
        conversation_id: str | None,
        speak: bool,
    ) -> RunResult:
        run_id = f"run{len(self._runs)}"
        event = RunEvent(run_id, RunEventType.RUN_END, time.time(), {}, satellite_id)
        run = RunResult(
            run_id,
            text,
            Intent("HassTurnOn", "home", (Slot("name", "Kitchen light"),)),
            "Done.",
            1.0,
            "",
            None,
            {"total": 0.1},
            satellite_id,
            conversation_id,
            audio_id="a1" if speak else None,
            started_at=float(len(self._runs)),
            source=source,
            events=(event,),
        )
        self._runs.append(run)
        self.publish("run_event", event.to_json())
        return run


def _wav(samples: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"\0\0" * samples)
    return buffer.getvalue()
