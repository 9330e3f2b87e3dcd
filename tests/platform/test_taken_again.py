"""A service that refused the credentials and takes the same ones again: nobody must give new ones."""

import pytest
from tests.platform.upstream import house, upstream

from ova.core import PluginState
from ova.plugins import ConnectionTestFailed
from ova.sdk import AuthFailed

LAMPS = """
    from ova.sdk import action, poll

    manifest = {"name": "Lamps", "http": {
        "base_url": "{url}", "headers": {"Authorization": "Bearer {api_key}"}}}

    class Lamps:
        def __init__(self, config, ova):
            self.config = config

        def test_connection(self, ctx):
            ctx.fetch("/me")
            return "Connected"

        @action(description="Flash")
        def flash(self, data, ctx):
            return {"told": ctx.fetch("/flash").data}

        @action(description="Count what is known here")
        def count(self, data, ctx):
            return {"count": 1}

        @poll(every="1m")
        def news(self, inputs, last_poll_ts, ctx):
            ctx.fetch("/news")
            return []

    def build_integration(config, ova):
        return Lamps(config, ova)

    def default_config():
        return {"url": "", "api_key": "k1"}
"""


@pytest.fixture
def service():
    with upstream() as running:
        yield running


@pytest.fixture
def home(tmp_path, service):
    """A home whose lamps were refused in the middle of an action."""
    with house(tmp_path) as made:
        made.write("lamps.py", LAMPS)
        made.start()
        made.manager.enable("lamps", {"url": service.url})
        service.status = 401
        with pytest.raises(AuthFailed):
            made.platform.actions.run("lamps", "flash")
        assert state(made) == PluginState.REAUTH
        yield made


def state(home):
    return home.manager.info("lamps").state


def test_a_later_action_puts_the_card_back(home, service):
    told = []
    home.manager.subscribe(lambda info: told.append(info.state))
    service.status = 200
    home.platform.actions.run("lamps", "flash")
    info = home.manager.info("lamps")
    assert (info.state, info.reason, info.cure) == (PluginState.LOADED, "", "")
    assert told[-1] == PluginState.LOADED
    assert [one.id for one in home.platform.issues.all("lamps")] == []


def test_a_later_poll_puts_the_card_back_though_an_action_was_refused(home, service):
    service.status = 200
    home.platform.polling.run("lamps", "news")
    assert state(home) == PluginState.LOADED


def test_a_later_test_with_the_stored_settings_puts_the_card_back(home, service):
    with pytest.raises(ConnectionTestFailed):
        home.manager.test("lamps")
    assert state(home) == PluginState.REAUTH
    service.status = 200
    home.manager.test("lamps", {"api_key": "another"})
    assert state(home) == PluginState.REAUTH, "other credentials say nothing of the stored ones"
    home.manager.test("lamps")
    assert state(home) == PluginState.LOADED


def test_what_asks_nobody_says_nothing_of_the_credentials(home):
    home.platform.actions.run("lamps", "count")
    assert state(home) == PluginState.REAUTH


def test_a_call_that_is_refused_in_the_end_is_no_success(home, service):
    with pytest.raises(AuthFailed):
        home.platform.polling.run("lamps", "news")
    assert state(home) == PluginState.REAUTH


def test_one_that_was_refused_while_it_was_set_up_is_set_up_by_a_test(tmp_path, service):
    with house(tmp_path) as home:
        home.write(
            "lamps.py",
            LAMPS.replace(
                "return Lamps(config, ova)",
                "lamps = Lamps(config, ova); lamps.refuse(ova); return lamps",
            ).replace(
                "def test_connection",
                "def refuse(self, ova):\n"
                "            from ova.sdk import AuthFailed\n"
                "            if ova.world.get('refuses'):\n"
                "                raise AuthFailed('No such key.')\n\n"
                "        def test_connection",
            ),
        )
        home.world["refuses"] = True
        home.start()
        home.manager.enable("lamps", {"url": service.url}, force=True)
        assert state(home) == PluginState.REAUTH
        home.world["refuses"] = False
        home.manager.test("lamps")
        assert state(home) == PluginState.LOADED
