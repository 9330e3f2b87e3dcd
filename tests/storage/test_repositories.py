"""Every repository, on SQLite and on PostgreSQL."""

import pytest

from ova.core import (
    Area,
    Conflict,
    Entity,
    EntityState,
    Floor,
    InvalidInput,
    PluginKind,
    PluginState,
    Satellite,
    Schedule,
    ScheduleState,
)
from ova.storage import StoredEntity, StoredPlugin

SKILL, INTEGRATION = PluginKind.SKILL, PluginKind.INTEGRATION


def lamp(**changes):
    values = {"id": "light.lamp", "name": "Lamp", "domain": "light", "source": "demo"}
    return StoredEntity(Entity(**{**values, "key": "demo.lamp", **changes}))


def test_users_are_known_by_name_whatever_its_capitals(any_database):
    users = any_database.users
    user = users.add("Ada", "hash")
    assert users.by_name(" aDA ") == user == users.get(user.id)
    assert users.all() == [user]
    assert "hash" not in repr(user)


def test_a_name_can_be_taken_once(any_database):
    any_database.users.add("Ada", "hash")
    with pytest.raises(Conflict):
        any_database.users.add("ADA", "other")


def test_a_home_has_one_owner(any_database):
    assert not any_database.users.has_owner()
    owner = any_database.users.create_owner("Ada", "hash")
    assert owner.role == "owner"
    assert any_database.users.has_owner()
    with pytest.raises(Conflict) as refused:
        any_database.users.create_owner("Eve", "hash")
    assert refused.value.code == "owner_exists"


def test_a_password_is_replaced(any_database):
    user = any_database.users.add("Ada", "old")
    assert any_database.users.set_password_hash(user.id, "new")
    assert any_database.users.get(user.id).password_hash == "new"
    assert not any_database.users.set_password_hash("nobody", "new")


def test_a_token_is_found_by_itself_and_never_stored(any_database):
    user = any_database.users.add("Ada", "hash")
    token = any_database.tokens.add("scripts", user.id, "very secret token")
    assert any_database.tokens.find("very secret token") == token
    assert any_database.tokens.find("other") is None
    any_database.tokens.touch(token.id)
    assert any_database.tokens.all(user.id)[0].last_used_at == 1000.0
    assert any_database.tokens.remove(token.id)
    assert any_database.tokens.find("very secret token") is None
    assert not any_database.tokens.remove(token.id)


def test_tokens_go_with_their_user_and_need_one(any_database):
    user = any_database.users.add("Ada", "hash")
    any_database.tokens.add("scripts", user.id, "token")
    assert any_database.users.remove(user.id)
    assert any_database.tokens.all() == []
    with pytest.raises(Conflict):
        any_database.tokens.add("scripts", "nobody", "token")


def test_settings_hold_any_json(any_database):
    settings = any_database.settings
    value = {"a": [1, 2.5, None, True], "ü": "☃"}
    settings.set("key", value)
    settings.update({"none": None, "zero": 0})
    assert settings.all() == {"key": value, "none": None, "zero": 0}
    assert settings.get("none", "default") is None
    assert settings.get("unset", "default") == "default"
    assert settings.delete("key")
    assert not settings.delete("key")


@pytest.mark.parametrize("value", [float("nan"), object(), {1, 2}, b"bytes", "\ud800"])
def test_what_no_database_can_hold_is_refused_and_nothing_changes(any_database, value):
    any_database.settings.set("key", "before")
    with pytest.raises(InvalidInput):
        any_database.settings.update({"key": "after", "other": value})
    assert any_database.settings.all() == {"key": "before"}


def test_places_and_entities_come_back_as_they_were(any_database):
    floor, area = Floor("up", "Upstairs", ("top",)), Area("bed", "Bedroom", "up", ("sleep",))
    state = EntityState("on", {"brightness_pct": 40}, 12.5)
    stored = lamp(area_id="bed", aliases=("a", "b"), exposed=False, state=state)
    any_database.floors.put(floor)
    any_database.areas.put(area)
    any_database.entities.put([stored])
    assert any_database.floors.all() == [floor]
    assert any_database.areas.all() == [area]
    assert any_database.entities.all() == [stored]


def test_removing_a_place_leaves_what_was_in_it(any_database):
    any_database.floors.put(Floor("up", "Upstairs"))
    any_database.areas.put(Area("bed", "Bedroom", "up"))
    any_database.entities.put([lamp(area_id="bed")])
    any_database.satellites.put(Satellite("s", "S", area_id="bed"))
    assert any_database.floors.remove("up")
    assert any_database.areas.all()[0].floor_id is None
    assert any_database.areas.remove("bed")
    assert any_database.entities.all()[0].entity.area_id is None
    assert any_database.satellites.get("s").area_id is None


def test_two_entities_cannot_share_a_key(any_database):
    any_database.entities.put([lamp()])
    with pytest.raises(Conflict):
        any_database.entities.put([lamp(id="light.a", key="demo.a"), lamp(id="light.other")])
    assert [one.entity.id for one in any_database.entities.all()] == ["light.lamp"]


def test_an_entity_cannot_be_in_an_unknown_area(any_database):
    with pytest.raises(Conflict):
        any_database.entities.put([lamp(area_id="nowhere")])


def test_a_state_is_replaced(any_database):
    any_database.entities.put([lamp()])
    state = EntityState("on", {"rgb_color": [1, 2, 3]}, 5.0)
    any_database.entities.put_state("light.lamp", state)
    assert any_database.entities.all()[0].entity.state == state
    assert any_database.entities.remove("light.lamp")
    assert any_database.entities.all() == []


def test_plugins_are_kept_by_kind_and_id(any_database):
    plugins = any_database.plugins
    stored = plugins.put(StoredPlugin(SKILL, "clock", enabled=True, config={"a": 1}))
    plugins.put(StoredPlugin(INTEGRATION, "clock"))
    assert stored.updated_at == 1000.0
    assert plugins.get(SKILL, "clock") == stored
    assert [one.kind for one in plugins.all()] == [INTEGRATION, SKILL]
    assert plugins.all(SKILL) == [stored]
    assert plugins.set_enabled(SKILL, "clock", False)
    assert plugins.set_config(SKILL, "clock", {"b": 2})
    assert plugins.set_state(SKILL, "clock", PluginState.SETUP_ERROR, "no key")
    changed = plugins.get(SKILL, "clock")
    assert (changed.enabled, changed.config) == (False, {"b": 2})
    assert (changed.state, changed.reason) == (PluginState.SETUP_ERROR, "no key")
    assert plugins.remove(SKILL, "clock")
    assert plugins.get(SKILL, "clock") is None
    assert not plugins.set_enabled(SKILL, "clock", True)


def test_a_plugin_has_a_store_of_its_own(any_database):
    store = any_database.plugin_store
    store.set("a", "cursor", {"n": 1})
    store.set("a", "cursor", {"n": 2})
    store.set("b", "cursor", "other")
    assert store.get("a", "cursor") == {"n": 2}
    assert store.items("b") == {"cursor": "other"}
    assert store.delete("b", "cursor")
    assert store.clear("a") == 1
    assert store.get("a", "cursor", "gone") == "gone"


def test_schedules_come_back_by_state_first_due_first(any_database):
    late = Schedule("b", "timer", 20.0, 1.0, 19.0, "egg", "sat", "bed", data={"a": 1})
    early = Schedule("a", "timer", 10.5, 1.0, 9.5, late=True)
    any_database.schedules.put(late, early)
    assert any_database.schedules.all() == [early, late]
    assert any_database.schedules.all(kinds=["alarm"]) == []
    over = Schedule("a", "timer", 10.5, 1.0, 9.5, state=ScheduleState.FINISHED)
    any_database.schedules.put(over)
    assert any_database.schedules.all([ScheduleState.PENDING]) == [late]
    assert any_database.schedules.get("a") == over
    assert any_database.schedules.prune(before=30.0) == 1
    assert any_database.schedules.get("a") is None


def test_satellites_are_remembered_without_their_connection(any_database):
    satellite = Satellite("s", "Kitchen", "browser", None, True, 5.0, "1.0", {"wake": ["hey"]})
    any_database.satellites.put(satellite)
    any_database.satellites.touch("s", 9.0)
    found = any_database.satellites.get("s")
    assert (found.connected, found.last_seen, found.info) == (False, 9.0, {"wake": ["hey"]})
    assert any_database.satellites.all() == [found]
    assert any_database.satellites.remove("s")
    assert any_database.satellites.get("s") is None


def test_a_transaction_is_all_or_nothing(any_database):
    def fail_halfway():
        with any_database.transaction():
            any_database.settings.set("a", 1)
            any_database.floors.put(Floor("up", "Upstairs"))
            assert any_database.settings.get("a") == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert any_database.settings.all() == {}
    assert any_database.floors.all() == []


def test_secrets_are_kept_by_owner(any_database):
    secrets = any_database.secrets
    secrets.set("a", "token", "hunter2")
    secrets.set("a", "token", "hunter3")
    secrets.set("b", "token", "other")
    assert secrets.get("a", "token") == "hunter3"
    assert secrets.items("a") == {"token": "hunter3"}
    assert secrets.delete("a", "token") == 1
    assert secrets.get("a", "token") is None
    assert secrets.delete("b") == 1
