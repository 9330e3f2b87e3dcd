"""The log of each integration, over REST and live."""

import logging

import pytest

from ova.platform.journal import KEPT_LINES, LIVE_A_SECOND, LONGEST_TEXT

TALKER = """
    import logging
    from ova.sdk import action

    log = logging.getLogger(__name__)

    class Talker:
        @action(description="Write a line", input={"type": "object", "properties": {
            "level": {"type": "string"}, "text": {"type": "string"}, "times": {"type": "integer"}}})
        def write(self, inputs, ctx):
            for _ in range(inputs.get("times", 1)):
                getattr(ctx.logger, inputs["level"])(inputs["text"])

        @action(description="Write with a logger of its own")
        def write_own(self, ctx):
            log.warning("from the module, key %s", ctx.config["api_key"])

        @action(description="Fail")
        def fail(self, ctx):
            raise OSError("stuck with " + ctx.config["api_key"])

    def build_integration(config, ova):
        return Talker()
    def default_config():
        return {"api_key": ""}
"""
SECRET = "sk-3kk2-9f8e7d6c"
LOG = "/api/integrations/talker/log"
A_SECOND = 1_800_000_000.0


@pytest.fixture
def talker(whole_house):
    whole_house.write("talker.py", TALKER)
    whole_house.manager.rescan()
    whole_house.manager.enable("talker", {"api_key": SECRET})
    return whole_house


def write(house, text, level="info", times=1):
    inputs = {"level": level, "text": text, "times": times}
    house.good("POST", "/api/integrations/talker/actions/write", inputs)


def texts(house, query=""):
    return [one["text"] for one in house.good("GET", LOG + query)]


def test_what_an_integration_logs_is_read_newest_first_and_by_level(talker):
    write(talker, "a detail", "debug")
    write(talker, "a fact")
    write(talker, "a doubt", "warning")
    write(talker, "a fault", "error")
    assert texts(talker)[:4] == ["a fault", "a doubt", "a fact", "a detail"]
    assert texts(talker, "?level=warning") == ["a fault", "a doubt"]
    newest = talker.good("GET", f"{LOG}?limit=1")[0]
    assert (newest["level"], newest["integration"]) == ("error", "talker")
    assert texts(talker, f"?limit=1&before={newest['seq']}") == ["a doubt"]


def test_its_own_loggers_and_the_hubs_words_about_it_are_there_without_secrets(talker):
    talker.good("POST", "/api/integrations/talker/actions/write_own")
    status, _ = talker.ask("POST", "/api/integrations/talker/actions/fail")
    write(talker, f"the key is {SECRET}")
    write(talker, "password=hunter2!")
    assert status >= 500
    seen = texts(talker)
    assert "from the module, key •••" in seen
    assert "the key is •••" in seen
    assert "password=•••" in seen
    assert any("stuck with •••" in text for text in seen)
    assert SECRET not in str(seen)


@pytest.fixture
def one_second():
    """Have everything logged in one and the same second, however long it takes."""
    usual = logging.getLogRecordFactory()

    def made(*args, **kwargs):
        record = usual(*args, **kwargs)
        record.created = A_SECOND
        return record

    logging.setLogRecordFactory(made)
    yield
    logging.setLogRecordFactory(usual)


@pytest.mark.usefixtures("one_second")
def test_lines_are_told_live_and_a_flood_is_kept_but_not_told(talker):
    write(talker, "hello")
    told = [line for kind, line in talker.heard if kind == "log" and line["text"] == "hello"]
    assert [one["level"] for one in told] == ["info"]
    write(talker, "flood " + "x" * (LONGEST_TEXT + 10), times=KEPT_LINES + 50)
    flood = [
        line for kind, line in talker.heard if kind == "log" and line["text"].startswith("flood")
    ]
    assert LIVE_A_SECOND - 5 <= len(flood) <= LIVE_A_SECOND  # "hello" and the hub's own lines count
    kept = texts(talker, "?limit=500")
    assert len(kept) == KEPT_LINES
    assert all(len(text) <= LONGEST_TEXT + 1 for text in kept)


def test_an_unknown_integration_and_an_unknown_level_are_told_so(talker):
    assert talker.ask("GET", "/api/integrations/nobody/log")[0] == 404
    status, problem = talker.ask("GET", f"{LOG}?level=loud")
    assert status == 422
    assert problem["errors"][0]["parameter"] == "level"


def test_removing_it_drops_its_log_and_a_closed_hub_listens_no_more(talker):
    write(talker, "remember me")
    talker.good("DELETE", "/api/integrations/talker?mode=all&confirm=1")
    assert "remember me" not in texts(talker)
    talker.hub.close()
    assert talker.hub.platform.journal not in logging.getLogger().handlers


def test_its_parts_and_the_rules_of_its_quality_are_told(talker):
    assert talker.good("GET", "/api/integrations/talker")["offers"] == {
        "entities": False,
        "actions": 3,
        "triggers": 0,
        "events": {},
        "webhook": False,
        "data": False,
        "manage": False,
    }
    quality = talker.good("GET", "/api/integrations/talker/quality")
    assert quality["tier"] == "none"
    described = next(one for one in quality["rules"] if one["rule"] == "described")
    assert described["status"] == "todo"
    assert described["reasons"]
    talker.good("POST", "/api/integrations/talker/deactivate")
    assert talker.good("GET", "/api/integrations/talker")["offers"] == {"entities": False}


def test_pages_may_stand_in_a_frame_of_the_hub_and_nowhere_else(talker):
    page = talker.api.get("/integration/talker/manage")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    talker.write(
        "pager.py",
        """
        class Pager:
            def manage(self, request):
                return "<p>Hello</p>"
        def build_integration(config, ova):
            return Pager()
        """,
    )
    talker.manager.rescan()
    talker.manager.enable("pager")
    page = talker.api.get("/integration/pager/manage")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert 'target="_top"' in page.text
