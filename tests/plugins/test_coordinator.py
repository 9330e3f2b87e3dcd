"""One fetch for many sensors: shared, refreshed, and told once when it is away."""

import logging
import threading

import pytest
from tests.platform.upstream import Clock, house, upstream

from ova.core import PluginState
from ova.plugins.coordinator import Coordinators
from ova.sdk import InputInvalid, NotReady

PLANT = """
    import asyncio
    from ova.sdk import Sensor, action

    manifest = {"name": "Plant", "http": {"base_url": "{url}", "parallel": 2}}

    class Plant:
        def __init__(self, config, ova):
            self.ova = ova

        def entities(self, ctx):
            self.ova.world["ctx"] = ctx
            self.plant = ctx.coordinator(
                "plant", lambda: ctx.fetch("/plant").data, every="30s", devices=self.sensors)

        def sensors(self, data):
            for key in ("power", "heat", "flow"):
                yield Sensor(key, key.title(), data.get(key), "W")

        @action(input={"type": "object"})
        def power(self, inputs, ctx):
            return {"power": self.plant.get()["power"]}

        @action(input={"type": "object"})
        async def heat(self, inputs, ctx):
            both = await asyncio.gather(self.plant.get(), self.plant.get())
            return {"heat": both[1]["heat"]}

    def build_integration(config, ova):
        return Plant(config, ova)

    def default_config():
        return {"url": "", "api_key": ""}
"""


@pytest.fixture
def service():
    with upstream() as running:
        running.body = {"power": 5, "heat": 7}
        yield running


@pytest.fixture
def home(tmp_path, service):
    with house(tmp_path) as made:
        made.write("plant.py", PLANT)
        made.start()
        made.manager.enable("plant", {"url": service.url, "api_key": "s3cret-key"})
        yield made


def states(home):
    return {entity.key: entity.state.state for entity in home.home.entities()}


def test_b13_one_fetch_feeds_many_sensors_again_and_again(home, service):
    assert states(home) == {"plant.power": "5", "plant.heat": "7", "plant.flow": "unknown"}
    assert len(service.asked) == 1
    service.body = {"power": 6, "heat": None, "flow": 1}
    assert home.pass_time(40) == 1
    assert len(service.asked) == 2
    assert states(home) == {"plant.power": "6", "plant.heat": "unknown", "plant.flow": "1"}


def test_b13_what_cannot_be_reached_is_unavailable_and_what_has_no_value_unknown(
    home, service, caplog
):
    caplog.set_level(logging.INFO)
    service.status = 503
    for _ in range(4):
        home.pass_time(40)
    assert set(states(home).values()) == {"unavailable"}
    assert home.manager.info("plant").state == PluginState.LOADED
    assert "Plant has trouble of its own (HTTP 503)." in home.manager.info("plant").warnings
    service.status = 200
    home.pass_time(40)
    assert states(home) == {"plant.power": "5", "plant.heat": "7", "plant.flow": "unknown"}
    lines = [one.message for one in caplog.records if "plant is" in one.message]
    assert len(lines) == 2
    assert "is away" in lines[0]
    assert lines[1] == "integration plant: plant is back"


def test_b13_one_that_is_away_when_it_is_loaded_comes_by_itself(tmp_path, service):
    with house(tmp_path) as home:
        home.write("plant.py", PLANT)
        home.start()
        service.status = 503
        assert home.manager.enable("plant", {"url": service.url}).state == PluginState.LOADED
        assert states(home) == {}
        service.status = 200
        home.pass_time(40)
        assert states(home)["plant.power"] == "5"


def test_b13_all_who_ask_at_the_same_time_share_one_read(home, service):
    entry = home.manager.entry("plant")
    ticks = Clock()
    made = Coordinators(lambda: entry, None, ticks)
    plant = made("other", lambda: entry.context.fetch("/plant").data, every="10s")
    assert (plant.data, plant.available) == (None, False)
    service.asked.clear()
    gate = service.hold()
    got = []
    threads = [threading.Thread(target=lambda: got.append(plant.get())) for _ in range(6)]
    for thread in threads:
        thread.start()
    gate.wait_asked()
    gate.open()
    for thread in threads:
        thread.join()
    assert got == [{"power": 5, "heat": 7}] * 6
    assert len(service.asked) == 1
    ticks.now += 9
    plant.get()
    assert len(service.asked) == 1
    ticks.now += 1
    plant.get()
    assert len(service.asked) == 2
    service.status = 503
    with pytest.raises(NotReady):
        plant.refresh()
    assert not plant.available
    assert plant.data == {"power": 5, "heat": 7}, "what was read last can still be looked at"


def test_b13_actions_use_what_was_read_plain_and_async(home, service):
    entry = home.manager.entry("plant")
    for name, told in (("power", {"power": 5}), ("heat", {"heat": 7})):
        run = entry.capabilities.action(name).run
        assert entry.call(name, run, {}, entry.context) == told
    assert len(service.asked) == 1


def test_b13_async_integrations_read_with_await(tmp_path, service):
    with house(tmp_path) as home:
        home.write(
            "plant.py",
            """
            from ova.sdk import Sensor

            manifest = {"name": "Plant", "http": {"base_url": "{url}"}}

            class Plant:
                async def entities(self, ctx):
                    async def read():
                        return (await ctx.fetch("/plant")).data
                    ctx.coordinator("plant", read, devices=self.sensors)

                def sensors(self, data):
                    return [Sensor("power", "Power", data["power"])]

            def build_integration(config, ova):
                return Plant()

            def default_config():
                return {"url": ""}
            """,
        )
        home.start()
        assert home.manager.enable("plant", {"url": service.url}).state == PluginState.LOADED
        home.pass_time(1)
        assert states(home) == {"plant.power": "5"}


def test_b13_many_async_callers_share_one_async_read(tmp_path, service):
    with house(tmp_path) as home:
        home.write(
            "plant.py",
            """
            import asyncio
            from ova.sdk import action

            manifest = {"name": "Plant", "http": {"base_url": "{url}"}}

            class Plant:
                @action(input={"type": "object"})
                async def all(self, inputs, ctx):
                    async def read():
                        return (await ctx.fetch("/plant")).data
                    plant = ctx.coordinator("plant", read)
                    first = await asyncio.gather(*(plant.get() for _ in range(50)))
                    return {"power": [one["power"] for one in first + [await plant.get()]]}

            def build_integration(config, ova):
                return Plant()

            def default_config():
                return {"url": ""}
            """,
        )
        home.start()
        home.manager.enable("plant", {"url": service.url})
        entry = home.manager.entry("plant")
        run = entry.capabilities.action("all").run
        assert entry.call("all", run, {}, entry.context) == {"power": [5] * 51}
        assert len(service.asked) == 1


def test_b13_loading_again_leaves_one_refresh_and_unloading_none(home):
    assert home.jobs.planned() == ["refresh:plant:plant"]
    home.manager.reload("plant")
    home.manager.sync("plant")
    assert home.jobs.planned() == ["refresh:plant:plant"]
    home.manager.disable("plant")
    assert home.jobs.planned() == []
    assert home.pass_time(1000) == 0


def test_b13_a_fault_in_what_makes_the_devices_is_shown_and_waited_out(home, service):
    service.body = ["not", "a", "dict"]
    home.pass_time(40)
    warnings = " ".join(home.manager.info("plant").warnings)
    assert "AttributeError" in warnings
    assert set(states(home).values()) == {"unavailable"}
    service.body = {"power": 8}
    home.pass_time(40)
    assert states(home)["plant.power"] == "8"


def test_b13_no_secret_is_logged_when_it_goes_away(home, caplog):
    entry = home.manager.entry("plant")

    def read():
        raise NotReady("No answer to key s3cret-key.")

    with pytest.raises(NotReady):
        entry.context.coordinator("other", read).get()
    assert "other is away: No answer to key •••." in caplog.text
    assert "s3cret" not in caplog.text


def test_b13_a_pause_that_is_none_is_told(home):
    with pytest.raises(InputInvalid, match="no length of time"):
        home.manager.entry("plant").context.coordinator("x", dict, every="5 minutes")


def test_b13_no_more_requests_are_under_way_than_an_integration_allows(home, service):
    entry = home.manager.entry("plant")
    lock, go, full = threading.Lock(), threading.Event(), threading.Event()
    under_way, most = 0, 0

    def count():
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
            if under_way == 2:
                full.set()
        go.wait(30)
        with lock:
            under_way -= 1

    service.on_request = count
    threads = [
        threading.Thread(target=entry.context.fetch, args=(f"/{number}",)) for number in range(6)
    ]
    for thread in threads:
        thread.start()
    assert full.wait(30)
    go.set()
    for thread in threads:
        thread.join()
    assert most == 2
    assert len(service.asked) == 7
