"""Data sources: what they may give, how long it is kept, and what happens when they are away."""

import logging
import threading
from datetime import date

import pytest
from tests.platform.upstream import house, upstream

from ova.core import InvalidInput, NotFound, PluginState, Unavailable
from ova.platform.batches import batch_of
from ova.sdk import DataBatch, NotReady, OutputInvalid, PluginError

WEATHER = """
    from ova.sdk import data

    manifest = {"name": "Weather", "http": {"base_url": "{url}"}}

    class Weather:
        def __init__(self, config, ova):
            self.config, self.ova = config, ova

        @data(cache="10m")
        def get_data(self, endpoint, ctx):
            return ctx.fetch("/data/" + endpoint).data

        def get_data_endpoints(self, ctx):
            return ctx.fetch("/endpoints").data

    def build_integration(config, ova):
        return Weather(config, ova)

    def default_config():
        return {"url": "", "city": "Bonn", "api_key": ""}
"""
BATCH = {"dates": ["2025-01-01", "2025-01-02"], "series": {"high": [3, 4.5], "low": [None, -1]}}


@pytest.fixture
def service():
    with upstream() as running:
        running.body = BATCH
        yield running


@pytest.fixture
def home(tmp_path, service):
    with house(tmp_path) as made:
        made.write("weather.py", WEATHER)
        made.start()
        made.manager.enable("weather", {"url": service.url})
        yield made


def test_a65_data_are_checked_and_come_as_a_batch(home):
    batch = home.platform.data.get("weather[temperature]")
    assert batch == DataBatch(
        ("2025-01-01", "2025-01-02"), {"high": (3.0, 4.5), "low": (None, -1.0)}
    )
    assert not batch.stale


def test_a65_a_second_call_within_its_time_asks_nobody_also_after_a_restart(home, service):
    home.platform.data.get("weather[temperature]")
    assert [path for path, _ in service.asked] == ["/data/temperature"]
    home.clock.now += 599
    home.platform.data.get("weather[temperature]")
    home.restart()
    home.platform.data.get("weather[temperature]")
    assert len(service.asked) == 1
    home.clock.now += 1
    home.platform.data.get("weather[temperature]")
    assert len(service.asked) == 2


def test_a65_all_who_ask_at_the_same_time_share_one_request(home, service):
    gate = service.hold()
    got = []
    threads = [
        threading.Thread(target=lambda: got.append(home.platform.data.get("weather[temperature]")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    gate.wait_asked()
    gate.open()
    for thread in threads:
        thread.join()
    assert len(service.asked) == 1
    assert len(got) == 8


@pytest.mark.parametrize("status", [503, 429, 401])
def test_a65_a_service_that_is_down_gives_what_it_gave_last_and_says_so(
    home, service, status, caplog
):
    caplog.set_level(logging.INFO)
    data = home.platform.data
    first = data.data("weather", "temperature")
    service.status = status
    home.restart()
    data = home.platform.data
    home.clock.now += 3600
    for _ in range(3):
        told = data.data("weather", "temperature")
        assert (told["stale"], told["at"], told["series"]) == (True, first["at"], first["series"])
        assert told["error"]
    assert len(service.asked) == 2, "a service that is down is left alone for a moment"
    assert data.get("weather[temperature]").stale
    service.status = 200
    home.clock.now += 30
    told = data.data("weather", "temperature")
    assert (told["stale"], told["error"], told["at"]) == (False, "", home.clock.now)
    lines = [one.message for one in caplog.records if "'temperature'" in one.message]
    assert len(lines) == 2
    assert "no data of" in lines[0]
    assert lines[1] == "integration weather: data of 'temperature' come again"


def test_a65_without_a_copy_an_outage_is_told(home, service):
    service.status = 503
    with pytest.raises(NotReady):
        home.platform.data.get("weather[temperature]")
    service.status, service.headers = 429, {"Retry-After": "60"}
    for _ in range(3):
        with pytest.raises(Unavailable):
            home.platform.data.get("weather[temperature]")
    assert len(service.asked) == 2, "one that wants to be left alone is"


def test_a65_a_copy_of_other_settings_is_not_shown(home, service):
    home.platform.data.get("weather[temperature]")
    service.status = 503
    home.manager.set_config("weather", {"url": service.url, "city": "Rome"})
    with pytest.raises(NotReady):
        home.platform.data.get("weather[temperature]")


def test_a65_a_service_that_turns_to_nonsense_is_told_and_not_hidden_behind_a_copy(home, service):
    home.platform.data.get("weather[temperature]")
    home.clock.now += 600
    service.body = {"dates": ["2025-01-01"], "series": {"high": []}}
    with pytest.raises(OutputInvalid, match="0 values for 1 dates"):
        home.platform.data.get("weather[temperature]")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (None, "it is a NoneType"),
        ([1], "it is a list"),
        ({"series": {}}, "dates is not a list"),
        ({"dates": "2025-01-01", "series": {}}, "dates is not a list"),
        ({"dates": [], "series": []}, "series is not an object"),
        ({"dates": ["yesterday"], "series": {}}, "index 0 is not an ISO 8601"),
        ({"dates": [20250101], "series": {}}, "index 0 is not an ISO 8601"),
        ({"dates": ["2025-01-02", "2025-01-01"], "series": {}}, "index 1 does not come after"),
        ({"dates": ["2025-01-01", "2025-01-01"], "series": {}}, "index 1 does not come after"),
        ({"dates": ["2025-01-01", "2025-01-02T00:00:00Z"], "series": {}}, "only some dates"),
        ({"dates": ["2025-01-01"], "series": {"a": [1, 2]}}, "a has 2 values for 1 dates"),
        ({"dates": ["2025-01-01"], "series": {"a": 1}}, "the series a is not a list"),
        ({"dates": ["2025-01-01"], "series": {"": [1]}}, "a series has no name"),
        ({"dates": ["2025-01-01"], "series": {"a": [float("nan")]}}, "a has no finite number"),
        ({"dates": ["2025-01-01"], "series": {"a": [float("inf")]}}, "a has no finite number"),
        ({"dates": ["2025-01-01"], "series": {"a": ["1"]}}, "a has no finite number"),
        ({"dates": ["2025-01-01"], "series": {"a": [True]}}, "a has no finite number"),
        ({"dates": ["2025-01-01"], "series": {"a": [10**400]}}, "a has no finite number"),
    ],
)
def test_a65_what_is_no_batch_is_refused_with_the_place(told, words):
    with pytest.raises(OutputInvalid, match=words) as refused:
        batch_of(told)
    assert "DataBatch" in refused.value.cure


def test_a65_dates_may_be_dates_and_times():
    batch = batch_of(DataBatch((date(2025, 1, 1), "2025-01-01T12:00"), {"a": (1, 2)}, stale=True))
    assert batch == DataBatch(("2025-01-01", "2025-01-01T12:00"), {"a": (1.0, 2.0)})


def test_a66_endpoints_are_listed_and_kept(home, service):
    service.body = ["temperature", "rain", "rain"]
    assert home.platform.data.endpoints("weather") == ["temperature", "rain"]
    assert home.platform.data.endpoints("weather") == ["temperature", "rain"]
    assert service.asked == [("/endpoints", {})]
    home.clock.now += 600
    service.status = 503
    assert home.platform.data.endpoints("weather") == ["temperature", "rain"]


def test_a66_a_service_that_is_away_is_not_asked_for_its_list_again_and_again(home, service):
    service.status = 503
    for _ in range(3):
        assert home.platform.data.references() == []
    assert len(service.asked) == 1
    service.status, service.body = 200, ["rain"]
    home.clock.now += 30
    assert home.platform.data.references() == ["weather[rain]"]


@pytest.mark.parametrize("status", [401, 503])
def test_a66_one_that_is_not_connected_has_none_and_that_is_no_error(home, service, status):
    service.status = status
    assert home.platform.data.endpoints("weather") == []
    home.manager.disable("weather")
    assert home.platform.data.endpoints("weather") == []
    assert home.platform.data.references() == []
    with pytest.raises(NotFound):
        home.platform.data.endpoints("nothing")


def test_a66_a_list_that_is_none_is_told_to_the_author(home, service):
    for service.body in ([1], [""], {"temperature": 1}, "temperature", 5, None):
        with pytest.raises(OutputInvalid, match="something else than names"):
            home.platform.data.endpoints("weather")
    assert home.platform.data.references() == []


def test_a67_skills_name_data_and_a_picker_lists_them(home, service):
    home.write(
        "shop.py",
        """
        class Shop:
            async def get_data(self, endpoint, ctx):
                return {"dates": ["2025-01-01"], "series": {"sales": [5]}}

        def build_integration(config, ova):
            return Shop()
        """,
    )
    home.manager.enable("shop")
    service.body = ["temperature", "rain[mm]"]
    data = home.platform.data
    assert data.references() == ["shop", "weather[temperature]", "weather[rain[mm]]"]
    service.body = BATCH
    assert data.get("weather[rain[mm]]").dates == ("2025-01-01", "2025-01-02")
    assert data.get("shop").series == {"sales": (5.0,)}


def test_a67_an_integration_reads_data_of_another_through_the_hub(home):
    home.write(
        "reader.py",
        """
        class Reader:
            def __init__(self, ova):
                self.ova = ova
            def account_info(self, ctx):
                batch = self.ova.data.get("weather[temperature]")
                return {"id": "1", "name": str(batch.series["high"][-1])}

        def build_integration(config, ova):
            return Reader(ova)
        """,
    )
    assert home.manager.enable("reader").details["account"] == "4.5"


def test_a67_what_names_no_data_is_told(home, service):
    data = home.platform.data
    for wrong in ("", "Weather", "weather[", "weather]x", "we ather[x]", None, 5):
        with pytest.raises(InvalidInput, match=r"Write it as weather\[temperature\]"):
            data.get(wrong)
    with pytest.raises(InvalidInput, match="too long"):
        data.get(f"weather[{'x' * 201}]")
    with pytest.raises(NotFound):
        data.get("nothing[at_all]")
    service.body = ["temperature", "rain"]
    data.endpoints("weather")
    with pytest.raises(NotFound, match="Did you mean temperature"):
        data.get("weather[temprature]")
    home.manager.disable("weather")
    with pytest.raises(Unavailable):
        data.get("weather[temperature]")


def test_a67_a_fault_of_the_author_is_no_fault_of_the_hub(tmp_path):
    with house(tmp_path) as home:
        home.write(
            "shop.py",
            """
            class Shop:
                def get_data(self, endpoint, ctx):
                    return {"sales": 1}[endpoint]
                def get_data_endpoints(self, ctx):
                    return ["sales"]

            def build_integration(config, ova):
                return Shop()
            """,
        )
        home.start()
        assert home.manager.enable("shop").state == PluginState.LOADED
        with pytest.raises(NotFound, match="Shop has no data 'stock'"):
            home.platform.data.get("shop[stock]")
        with pytest.raises(OutputInvalid):
            home.platform.data.get("shop[sales]")
        home.write(
            "shop.py",
            """
            class Shop:
                def get_data(self, endpoint, ctx):
                    raise KeyError(endpoint)

            def build_integration(config, ova):
                return Shop()
            """,
        )
        home.manager.reload("shop")
        with pytest.raises(PluginError, match="Something went wrong in Shop") as told:
            home.platform.data.get("shop[sales]")
        assert told.value.status == 502


def test_removing_an_account_deletes_its_copies(home):
    home.platform.data.get("weather[temperature]")
    assert home.database.data_copies.get("weather", "temperature") is not None
    home.manager.remove("weather")
    assert home.database.data_copies.get("weather", "temperature") is None


def test_what_is_not_loaded_gives_what_it_told_last_and_says_so(home, service):
    told = home.platform.data.data("weather", "today")
    at = home.clock.now
    home.clock.now += 3600
    home.manager.pause("weather")
    kept = home.platform.data.data("weather", "today")
    assert (kept["series"], kept["at"]) == (told["series"], at)
    assert kept["stale"] is True
    assert kept["error"]
    assert home.platform.data.get("weather[today]").stale is True
    with pytest.raises(Unavailable):
        home.platform.data.data("weather", "tomorrow")


def test_what_is_not_loaded_gives_no_copy_of_other_settings(home, service):
    home.platform.data.data("weather", "today")
    home.manager.disable("weather")
    home.manager.set_config("weather", {"city": "Kiel"}, force=True)
    home.manager.disable("weather")
    with pytest.raises(Unavailable):
        home.platform.data.data("weather", "today")
