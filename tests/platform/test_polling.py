"""Polling triggers: when they run, what they are given, and what becomes of what they tell."""

import json
import logging
import threading

import pytest
from tests.platform.upstream import START, house, upstream

from ova.core import Conflict, NotFound, OvaError, PluginState, Unavailable
from ova.platform import pauses
from ova.sdk import AuthFailed, InputInvalid, NotReady, OutputInvalid, PluginError, RateLimited
from ova.sdk.decorators import poll

NEWS = """
    from ova.sdk import poll

    manifest = {"name": "News", "http": {"base_url": "{url}"}}
    INPUT = {"type": "object", "additionalProperties": False, "properties": {
        "topic": {"type": "string", "default": "all", "minLength": 2}}}

    class News:
        def __init__(self, config, ova):
            self.config, self.ova = config, ova

        @poll(every="1m", description="Fresh news", input=INPUT,
              output={"type": "object", "required": ["title"]})
        def items(self, inputs, last_poll_ts, ctx):
            given = {**inputs, **({} if last_poll_ts is None else {"since": last_poll_ts})}
            return ctx.fetch("/items", params=given).data

    def build_integration(config, ova):
        return News(config, ova)

    def default_config():
        return {"url": ""}
"""


def record(name):
    return {"id": name, "data": {"title": f"Title {name}"}}


@pytest.fixture
def service():
    with upstream() as running:
        yield running


@pytest.fixture
def home(tmp_path, service):
    with house(tmp_path) as made:
        made.write("news.py", NEWS)
        made.start()
        made.manager.enable("news", {"url": service.url})
        yield made


def told_ids(home):
    return [event.external_id for event in home.told]


def stored_ids(home):
    return [event.external_id for event in home.platform.events.recent(10_000)][::-1]


def polled_in_background(home):
    failed = []

    def run():
        try:
            home.platform.polling.run("news", "items")
        except OvaError as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, failed


def test_a35_a_polling_trigger_runs_on_its_schedule_and_when_asked_to(home, service):
    service.body = [record("1")]
    assert home.pass_time(4) == 0
    assert home.pass_time(1) == 1
    (event,) = home.told
    assert (event.type, event.entry, event.source) == ("news.items", "news", "poll")
    assert (event.external_id, event.payload) == ("1", {"title": "Title 1"})
    service.body = [record("2")]
    assert home.pass_time(59) == 0
    assert home.pass_time(1) == 1
    service.body = [record("3")]
    assert home.platform.polling.run("news", "items")["new"] == 1
    assert told_ids(home) == ["1", "2", "3"]
    assert home.pass_time(59) == 0, "polling by hand begins a new pause"


def test_a35_a_handler_of_a_config_json_polls_plain_or_async(tmp_path):
    declared = {
        "name": "feeds",
        "version": "0.1.0",
        "entry_point": "feeds.py",
        "polling_triggers": {
            "fresh": {
                "polling_interval": "5m",
                "input_schema": {
                    "type": "object",
                    "properties": {"feeds": {"type": "array", "items": {"type": "string"}}},
                    "required": ["feeds"],
                },
                "output_schema": {"type": "object", "required": ["feed"]},
            }
        },
    }
    with house(tmp_path) as home:
        home.write("feeds/config.json", json.dumps(declared))
        home.write(
            "feeds/feeds.py",
            """
            from ova.sdk import Integration, PollingTriggerHandler
            feeds = Integration.load()

            @feeds.polling_trigger("fresh")
            class Fresh(PollingTriggerHandler):
                async def poll(self, inputs, last_poll_ts, context):
                    return [{"id": one, "data": {"feed": one}} for one in inputs["feeds"]]
            """,
        )
        home.start()
        assert home.manager.enable("feeds").state == PluginState.LOADED
        assert home.jobs.planned() == [], "nothing is polled before its inputs are given"
        assert home.trigger("feeds")["missing"] == [
            {"field": "/feeds", "detail": "is needed", "kind": "missing", "values": {}}
        ]
        with pytest.raises(InputInvalid, match="/feeds: is needed"):
            home.platform.polling.run("feeds", "fresh")
        home.platform.polling.update("feeds", "fresh", inputs={"feeds": ["a", "b"]})
        home.pass_time(5)
        assert told_ids(home) == ["a", "b"]
        assert home.told[0].type == "feeds.fresh"


def test_the_event_of_a_trigger_is_declared_by_itself(home):
    declared = home.manager.entry("news").capabilities.events
    assert declared == {"news.items": "Fresh news"}


@pytest.mark.parametrize("span", ["5", "0m", "5 minutes", "", "5M", "-1m", "999999999d", None, 5])
def test_a36_a_pause_that_is_none_is_a_load_error(tmp_path, span):
    with pytest.raises(InputInvalid, match="is no length of time"):
        poll(every=span)
    declared = {
        "name": "feeds",
        "entry_point": "feeds.py",
        "polling_triggers": {"fresh": {"polling_interval": span}},
    }
    with house(tmp_path) as home:
        home.write("feeds/config.json", json.dumps(declared))
        home.write("feeds/feeds.py", "from ova.sdk import Integration\nf = Integration.load()\n")
        home.write("marked.py", NEWS.replace('every="1m"', f"every={span!r}"))
        home.start()
        for name in ("feeds", "marked"):
            info = home.manager.info(name)
            assert info.state == PluginState.BROKEN, name
        assert "polling_interval" in home.manager.info("feeds").reason
        assert "is no length of time" in home.manager.info("marked").reason


@pytest.mark.parametrize(
    ("span", "seconds"), [("30s", 30), ("5m", 300), ("2h", 7200), ("1d", 86400)]
)
def test_a36_seconds_minutes_hours_and_days_are_taken(span, seconds):
    assert poll(every=span)(lambda: None).__ova_poll__.every_s == seconds
    assert pauses.span_text(seconds) == span


def test_a36_a_person_may_lengthen_the_pause_but_not_shorten_it(home):
    polling = home.platform.polling
    home.pass_time(5)
    for wrong in ("59s", "1s", "400d", "5 minutes", "0m"):
        with pytest.raises(InputInvalid):
            polling.update("news", "items", every=wrong)
    assert home.trigger()["every"] == "1m"
    told = polling.update("news", "items", every="10m")
    assert (told["every"], told["shortest"]) == ("10m", "1m")
    assert told["next_run_at"] == home.clock.now + 600
    assert home.pass_time(599) == 0
    assert home.pass_time(1) == 1
    home.restart()
    assert home.trigger()["every"] == "10m"
    assert home.platform.polling.update("news", "items", every="")["every"] == "1m"


def test_a37_last_poll_ts_is_none_first_and_then_the_start_of_the_last_good_poll(home, service):
    def take_a_while():
        home.clock.now += 7.5

    service.on_request = take_a_while
    home.pass_time(5)
    began = str(int(START + 5))
    assert service.asked == [("/items", {"topic": "all"})]
    assert home.trigger()["last_poll_ts"] == began
    service.status = 503
    with pytest.raises(NotReady):
        home.platform.polling.run("news", "items")
    assert home.trigger()["last_poll_ts"] == began
    service.status = 200
    home.restart()
    service.on_request = lambda: None
    home.platform.polling.run("news", "items")
    assert service.asked[-1] == ("/items", {"topic": "all", "since": began})
    assert home.trigger()["last_poll_ts"] == str(int(home.clock.now))


def test_a37_cursor_records_and_seen_ids_are_stored_together_or_not_at_all(
    home, service, monkeypatch
):
    service.body = [record("1"), record("2")]
    store = home.database.poll_states

    def no_room(_state):
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(type(store), "put", lambda _self, state: no_room(state))
        with pytest.raises(Unavailable, match="disk is full"):
            home.platform.polling.run("news", "items")
    assert stored_ids(home) == []
    assert home.told == []
    assert store.get("news", "items").last_poll_ts is None
    assert home.trigger()["next_run_at"] == home.clock.now + 5
    home.pass_time(5)
    assert told_ids(home) == stored_ids(home) == ["1", "2"]


def test_a38_inputs_are_checked_and_used(home, service):
    polling = home.platform.polling
    with pytest.raises(InputInvalid) as refused:
        polling.update("news", "items", inputs={"topic": "x"})
    assert refused.value.errors == [
        {
            "detail": "does not fit minLength: 2",
            "kind": "string_too_short",
            "values": {"min_length": 2},
            "pointer": "/inputs/topic",
        }
    ]
    with pytest.raises(InputInvalid, match="not known"):
        polling.update("news", "items", inputs={"topik": "cats"})
    assert home.trigger()["inputs"] == {"topic": "all"}
    polling.update("news", "items", inputs={"topic": "cats"})
    home.pass_time(5)
    assert service.asked == [("/items", {"topic": "cats"})]
    home.restart()
    assert home.trigger()["inputs"] == {"topic": "cats"}


def test_a38_inputs_that_change_while_it_is_polled_are_used_soon(home, service):
    gate = service.hold()
    first, _ = polled_in_background(home)
    gate.wait_asked()
    home.platform.polling.update("news", "items", inputs={"topic": "cats"})
    gate.open()
    first.join()
    home.pass_time(5)
    assert service.asked[-1][1]["topic"] == "cats"
    assert home.trigger()["next_run_at"] == home.clock.now + 60


def test_a38_a_trigger_can_be_switched_off_and_still_be_polled_by_hand(home, service):
    polling = home.platform.polling
    assert polling.update("news", "items", enabled=False)["next_run_at"] is None
    assert home.pass_time(1000) == 0
    home.restart()
    assert home.jobs.planned() == []
    home.platform.polling.run("news", "items")
    assert home.jobs.planned() == []
    home.platform.polling.update("news", "items", enabled=True)
    assert home.pass_time(5) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"id": 1}, "it returned a dict, not a list"),
        (None, "it returned nothing, not a list"),
        ("text", "it returned a str, not a list"),
        ([record("1"), "text"], "the record at index 1 is a str"),
        ([record("1"), {"data": {"title": "x"}}], "the record at index 1 has no id"),
        ([{"id": "", "data": {"title": "x"}}], "the record at index 0 has no id"),
        ([{"id": 1.5, "data": {"title": "x"}}], "has an id that is neither"),
        ([{"id": True, "data": {"title": "x"}}], "has an id that is neither"),
        ([record("1"), record("2"), {"id": "3"}], "the record at index 2 has no data"),
        ([{"id": "1", "data": ["x"]}], "has a list as its data"),
        ([record("1"), {"id": "2", "data": {}}], "index 1 does not fit: /title: is needed"),
        ([{"id": "\ud800", "data": {"title": "x"}}], "is not JSON"),
    ],
)
def test_a39_a_wrong_record_fails_the_whole_run_by_its_index(home, service, answer, words):
    service.body = answer
    with pytest.raises(OutputInvalid, match=words):
        home.platform.polling.run("news", "items")
    told = home.trigger()
    assert words in told["error"]
    assert (told["failures"], told["last_poll_ts"], told["records"]) == (1, None, [])
    assert stored_ids(home) == home.told == []


def test_a39_a_repeated_id_is_told_once_also_after_a_restart(home, service):
    service.body = [record("1"), record("1"), record("2")]
    home.pass_time(5)
    service.body = [record("2"), {"id": 3, "data": {"title": "x"}}, record("1")]
    home.pass_time(60)
    home.restart()
    service.body = [record("3"), record("4"), record("1")]
    home.pass_time(60)
    assert told_ids(home) == stored_ids(home) == ["1", "2", "3", "4"]


def test_a39_an_id_stays_told_when_the_log_of_events_has_forgotten_it(home, service):
    service.body = [record("1")]
    home.pass_time(5)
    home.database.integration_events.forget("news")
    home.pass_time(60)
    assert told_ids(home) == ["1"]


def test_a39_ten_thousand_records_are_told_once(home, service):
    service.body = [record(f"n{number}") for number in range(10_000)]
    assert home.platform.polling.run("news", "items")["new"] == 10_000
    assert home.platform.polling.run("news", "items")["new"] == 0
    assert told_ids(home) == [f"n{number}" for number in range(10_000)]
    shown = home.trigger()["records"]
    assert [one["id"] for one in shown[:2]] == ["n9999", "n9998"]
    assert len(shown) == 20


def test_two_accounts_poll_for_themselves(home, service):
    service.body = [record("1")]
    home.manager.add_account("news", "Other", {"url": service.url})
    home.pass_time(5)
    assert [(event.entry, event.type) for event in home.told] == [
        ("news", "news.items"),
        ("news_2", "news.items"),
    ]
    home.manager.remove("news_2")
    assert home.database.poll_states.get("news_2", "items").last_poll_ts is None
    assert home.database.poll_states.get("news", "items").last_poll_ts is not None


def test_b14_a_failing_trigger_is_asked_less_and_less_often(home, service, caplog):
    caplog.set_level(logging.INFO)
    service.status = 503
    home.pass_time(5)
    waits = []
    for _ in range(11):
        next_at = home.trigger()["next_run_at"]
        waits.append(next_at - home.clock.now)
        home.pass_time(waits[-1])
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800]
    assert home.trigger()["failures"] == 12
    assert len(service.asked) == 12
    service.status, service.body = 200, [record("1")]
    home.pass_time(1800)
    told = home.trigger()
    assert (told["failures"], told["error"]) == (0, "")
    assert told["next_run_at"] == home.clock.now + 60
    lines = [one.message for one in caplog.records if "trigger items" in one.message]
    assert lines == [
        "integration news: the trigger items failed: News has trouble of its own (HTTP 503).",
        "integration news: the trigger items works again",
    ]


def test_b14_what_the_service_asks_for_is_the_least_also_after_a_restart(home, service):
    service.status, service.headers = 429, {"Retry-After": "600"}
    home.pass_time(5)
    assert home.trigger()["next_run_at"] == home.clock.now + 600
    home.restart()
    assert home.trigger()["next_run_at"] == home.clock.now + 600
    assert home.pass_time(599) == 0
    assert home.pass_time(1) == 1


def test_b14_refused_credentials_go_to_the_ceiling_and_to_reauth(home, service):
    service.status = 401
    home.pass_time(5)
    assert home.trigger()["next_run_at"] == home.clock.now + 1800
    assert home.manager.info("news").state == PluginState.REAUTH
    service.status, service.body = 200, [record("1")]
    home.manager.set_config("news", {"url": service.url}, force=True)
    assert home.manager.info("news").state == PluginState.LOADED
    home.pass_time(5)
    assert told_ids(home) == ["1"], "after new credentials it is polled soon"


def test_b14_a_fault_of_the_author_is_told_and_waited_out(tmp_path):
    with house(tmp_path) as home:
        home.write("news.py", NEWS.replace("given = ", "raise KeyError('oops')\n            x = "))
        home.start()
        home.manager.enable("news")
        with pytest.raises(PluginError, match=r"Something went wrong in News") as told:
            home.platform.polling.run("news", "items")
        assert told.value.status == 502
        assert "KeyError" in told.value.cure
        assert "KeyError" in home.trigger()["error"]
        assert home.trigger()["next_run_at"] == home.clock.now + 5


def test_b14_pauses_are_spread_but_never_shortened():
    added = [pauses.spread(60.0) for _ in range(200)]
    assert all(0 <= one <= 6 for one in added)
    assert len(set(added)) > 100
    assert max(pauses.spread(86_400) for _ in range(200)) <= 30
    limited = RateLimited("Slow down.", retry_after_s=7200)
    assert pauses.pause_after(limited, 1) == 7200
    assert pauses.pause_after(AuthFailed("No."), 1) == 1800


@pytest.mark.parametrize(
    "again",
    [
        lambda manager: manager.reload("news"),
        lambda manager: (manager.disable("news"), manager.enable("news")),
        lambda manager: manager.set_config("news", {"url": "http://127.0.0.1:9"}, force=True),
        lambda manager: (manager.pause("news"), manager.resume("news")),
    ],
)
def test_b14_d13_there_is_one_poller_after_activating_again(home, service, again):
    home.pass_time(5)
    again(home.manager)
    again(home.manager)
    assert home.jobs.planned() == ["poll:news:items"]
    assert home.pass_time(59) == 0, "it is not polled sooner for having been loaded again"
    assert home.pass_time(1) == 1
    home.manager.disable("news")
    assert home.jobs.planned() == []
    assert home.pass_time(10_000) == 0


def test_d13_what_a_poll_tells_after_the_unload_is_thrown_away(home, service):
    service.body, gate = [record("1")], service.hold()
    first, failed = polled_in_background(home)
    gate.wait_asked()
    home.manager.disable("news")  # waits a moment for it, and then goes on
    service.on_request = lambda: None
    home.manager.enable("news")
    assert home.platform.polling.run("news", "items")["new"] == 1
    gate.open()
    first.join()
    assert isinstance(failed[0], Unavailable)
    assert told_ids(home) == stored_ids(home) == ["1"]
    assert home.jobs.planned() == ["poll:news:items"]


def test_d13_an_integration_that_hangs_in_a_poll_does_not_hold_up_its_unload(home, service):
    home.manager.entry("news").patience._wait_s = 10_000.0
    gate = service.hold()
    first, failed = polled_in_background(home)
    gate.wait_asked()
    home.manager.disable("news")
    first.join()  # though its service has not answered yet
    assert isinstance(failed[0], Unavailable)
    assert failed[0].message == "News was unloaded; nothing of this poll was kept."
    gate.open()
    assert home.jobs.planned() == []


def test_one_trigger_never_polls_twice_at_a_time(home, service, monkeypatch):
    monkeypatch.setattr("ova.platform.poller.TURN_S", 0.0)
    gate = service.hold()
    first, _ = polled_in_background(home)
    gate.wait_asked()
    assert home.trigger()["running"]
    with pytest.raises(Conflict, match="being polled already"):
        home.platform.polling.run("news", "items")
    gate.open()
    first.join()
    assert len(service.asked) == 1


def test_unknown_integrations_and_triggers_are_not_found(home):
    with pytest.raises(NotFound):
        home.platform.polling.triggers("nothing")
    with pytest.raises(NotFound, match="The triggers are: items"):
        home.platform.polling.run("news", "nothing")
    home.manager.disable("news")
    with pytest.raises(Unavailable):
        home.platform.polling.triggers("news")


def test_b14_polling_by_hand_goes_on_while_it_backs_off_and_shortens_no_pause_asked_for(
    home, service
):
    service.status, service.headers = 429, {"Retry-After": "600"}
    home.pass_time(5)
    first = home.clock.now
    told = home.trigger()
    assert (told["backing_off"], told["asked_to_wait_until"]) == (True, first + 600)
    home.clock.now += 100
    service.status, service.headers = 503, {}
    with pytest.raises(PluginError):
        home.platform.polling.run("news", "items")
    told = home.trigger()
    assert (told["failures"], told["next_run_at"]) == (2, first + 600)
    assert told["asked_to_wait_until"] == first + 600
    service.status, service.body = 200, [record("1")]
    ran = home.platform.polling.run("news", "items")
    assert (ran["new"], ran["backing_off"], ran["asked_to_wait_until"]) == (1, False, None)
    assert ran["next_run_at"] == home.clock.now + 60
