"""The states of an integration: needed settings, outages, refused credentials, versions, pauses."""

import pytest

from ova.core import OvaError, PluginState
from ova.plugins import ConfigInvalid, IntegrationManager, PluginsError, PluginStorage
from ova.plugins.errors import AlreadyAdded, ConnectionTestFailed, OtherAccount
from ova.schedule import Jobs

CLOUD = """
    from ova.sdk import AuthFailed, NotReady

    WORLD = {}
    manifest = {"name": "Cloud", "local": LOCAL, "config": {
        "type": "object", "required": ["api_key"], "properties": {}}}

    class Cloud:
        def __init__(self, config, ova):
            self.config, self.ova = config, ova
            if ova.world.get("down"):
                raise NotReady("The cloud is away.")
        def test_connection(self, ctx):
            if ctx.config["api_key"] == "bad":
                raise AuthFailed("No such key.")
            return "Hello " + ctx.config["api_key"]
        def account_info(self, ctx):
            return {"id": ctx.config["api_key"][:1], "name": "user " + ctx.config["api_key"]}
        def activate(self, ctx):
            ctx.on_unload(lambda: self.ova.world["log"].append("goodbye"))
            return "Nice to meet you"
        def deactivate(self, ctx):
            self.ova.world["log"].append("deactivate")
        def unload(self):
            self.ova.world["log"].append("unload")

    def build_integration(config, ova):
        return Cloud(config, ova)

    def default_config():
        return {"api_key": "", "host": "x"}
"""


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def cloud(workshop):
    workshop.write("integrations/cloud.py", CLOUD.replace("LOCAL", "True"))
    clock = Clock()
    hub = workshop.hub()
    hub.world = {"log": []}
    hub.clock = clock
    hub.jobs = Jobs(threads=0, steady=clock)
    hub.integration_manager = IntegrationManager(
        PluginStorage(workshop.database),
        hub.integration_manager._folders,
        hub.home,
        jobs=hub.jobs,
        now=clock,
    )
    hub.integration_manager.load_all(hub)
    yield hub
    hub.integration_manager.unload_all()


def state_of(hub, entry="cloud"):
    return hub.integration_manager.info(entry).state


def test_a_needed_setting_that_is_blank_is_refused_and_changes_nothing(cloud):
    with pytest.raises(ConfigInvalid) as refused:
        cloud.integration_manager.enable("cloud")
    assert refused.value.errors == [
        {"field": "api_key", "detail": "is needed", "kind": "missing", "values": {}}
    ]
    assert state_of(cloud) == PluginState.NOT_LOADED


def test_d4_an_outage_at_boot_is_waited_out_on_the_local_network_every_half_minute_at_last(cloud):
    cloud.world["down"] = True
    info = cloud.integration_manager.enable("cloud", {"api_key": "anna"}, force=True)
    assert (info.state, info.reason) == (PluginState.SETUP_RETRY, "The cloud is away.")
    waits = []
    for _ in range(5):
        at = cloud.integration_manager.info("cloud").details["retry_at"]
        waits.append(at - cloud.clock.now)
        cloud.clock.now = at
        cloud.jobs.run_due()
    assert waits == [5, 10, 20, 30, 30]
    cloud.world["down"] = False
    cloud.clock.now += 30
    cloud.jobs.run_due()
    assert state_of(cloud) == PluginState.LOADED
    assert cloud.jobs.planned() == []


def test_d4_a_cloud_service_is_tried_every_quarter_of_an_hour_at_last(workshop):
    workshop.write("integrations/cloud.py", CLOUD.replace("LOCAL", "False"))
    clock, hub = Clock(), workshop.hub()
    hub.world = {"log": [], "down": True}
    hub.jobs = Jobs(threads=0, steady=clock)
    hub.integration_manager = IntegrationManager(
        PluginStorage(workshop.database),
        hub.integration_manager._folders,
        hub.home,
        jobs=hub.jobs,
        now=clock,
    )
    hub.integration_manager.load_all(hub)
    hub.integration_manager.enable("cloud", {"api_key": "anna"}, force=True)
    waits = []
    for _ in range(10):
        at = hub.integration_manager.info("cloud").details["retry_at"]
        waits.append(at - clock.now)
        clock.now = at
        hub.jobs.run_due()
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    hub.integration_manager.unload_all()


def test_d4_an_outage_at_boot_is_no_refusal_of_the_credentials(cloud, workshop):
    manager = cloud.integration_manager
    manager.enable("cloud", {"api_key": "anna"})
    manager.unload_all()
    clock, again = Clock(), workshop.hub()
    again.world = {"log": [], "down": True}
    again.jobs = Jobs(threads=0, steady=clock)
    again.integration_manager = IntegrationManager(
        PluginStorage(workshop.database),
        manager._folders,
        again.home,
        jobs=again.jobs,
        now=clock,
    )
    again.integration_manager.load_all(again)
    info = again.integration_manager.info("cloud")
    assert (info.state, info.reason) == (PluginState.SETUP_RETRY, "The cloud is away.")
    assert info.enabled
    again.world["down"] = False
    clock.now += 5
    again.jobs.run_due()
    assert again.integration_manager.info("cloud").state == PluginState.LOADED
    with pytest.raises(ConnectionTestFailed) as refused:
        again.integration_manager.test("cloud", {"api_key": "bad"})
    assert refused.value.code == "invalid_auth"
    again.world["down"] = True
    with pytest.raises(OvaError) as offline:
        again.integration_manager.test("cloud", {"api_key": "bad"})
    assert getattr(offline.value, "code", "") != "invalid_auth"
    again.integration_manager.unload_all()


def test_disabling_ends_the_retries(cloud):
    cloud.world["down"] = True
    cloud.integration_manager.enable("cloud", {"api_key": "anna"}, force=True)
    cloud.integration_manager.disable("cloud")
    assert cloud.jobs.planned() == []
    assert state_of(cloud) == PluginState.NOT_LOADED


def test_settings_that_do_not_pass_their_test_leave_the_old_ones_in_use(cloud):
    manager = cloud.integration_manager
    manager.enable("cloud", {"api_key": "anna"})
    before = manager.get_integration_module("cloud")
    with pytest.raises(ConnectionTestFailed) as failed:
        manager.set_config("cloud", {"api_key": "bad"})
    assert (failed.value.code, failed.value.message) == ("invalid_auth", "No such key.")
    assert manager.get_integration_module("cloud") is before
    assert before.config["api_key"] == "anna"
    assert manager.set_config("cloud", {"api_key": "bad"}, force=True).state == PluginState.LOADED
    assert manager.get_integration_module("cloud").config["api_key"] == "bad"


def test_a_test_tries_proposed_values_and_saves_nothing(cloud):
    manager = cloud.integration_manager
    assert manager.test("cloud", {"api_key": "anna"}) == "Hello anna"
    assert manager.config("cloud")["api_key"] == {"is_set": False}
    assert cloud.world["log"] == ["unload"]


def test_activating_says_what_the_integration_says_and_who_is_signed_in(cloud):
    info = cloud.integration_manager.enable("cloud", {"api_key": "anna"})
    assert (info.details["message"], info.details["account"]) == ("Nice to meet you", "user anna")
    cloud.integration_manager.disable("cloud")
    assert cloud.world["log"] == ["deactivate", "unload", "goodbye"]


def test_new_credentials_must_be_of_the_same_account_and_only_credentials(cloud):
    manager = cloud.integration_manager
    manager.enable("cloud", {"api_key": "anna"})
    with pytest.raises(OtherAccount, match="belong to user bert, not to user anna"):
        manager.reauth("cloud", {"api_key": "bert"})
    with pytest.raises(Exception, match="Only credentials are asked for here, not host"):
        manager.reauth("cloud", {"host": "y"})
    assert manager.get_integration_module("cloud").config["api_key"] == "anna"
    manager.reauth("cloud", {"api_key": "anna2"})
    assert manager.get_integration_module("cloud").config["api_key"] == "anna2"
    assert len(manager.infos()) == 1


def test_two_accounts_keep_their_settings_apart_also_after_a_restart(cloud, workshop):
    manager = cloud.integration_manager
    manager.enable("cloud", {"api_key": "anna", "host": "one"})
    second = manager.add_account("cloud", "Work", {"api_key": "bert", "host": "two"})
    assert (second.id, second.name) == ("cloud_2", "Work")
    assert second.details["integration_id"] == "cloud"
    again = workshop.hub()
    again.world = {"log": []}
    again.integration_manager.load_all(again)
    configs = [
        again.integration_manager.get_integration_module(one).config for one in ("cloud", "cloud_2")
    ]
    assert [(one["api_key"], one["host"]) for one in configs] == [("anna", "one"), ("bert", "two")]
    again.integration_manager.unload_all()


def test_removing_an_account_deletes_its_settings_and_secrets(cloud, workshop):
    manager = cloud.integration_manager
    manager.add_account("cloud", config={"api_key": "bert"})
    manager.remove("cloud_2")
    assert [info.id for info in manager.infos()] == ["cloud"]
    assert workshop.database.secrets.items("integration:cloud_2") == {}


def test_an_account_that_cannot_be_set_up_is_not_added(cloud):
    with pytest.raises(ConfigInvalid):
        cloud.integration_manager.add_account("cloud", config={})
    assert [info.id for info in cloud.integration_manager.infos()] == ["cloud"]


def test_b5_an_account_that_is_there_is_not_added_again(cloud, workshop):
    manager = cloud.integration_manager
    manager.enable("cloud", {"api_key": "anna", "host": "one"})
    with pytest.raises(AlreadyAdded, match="user anton is there already, as Cloud") as refused:
        manager.add_account("cloud", config={"api_key": "anton", "host": "two"})
    assert (refused.value.status, refused.value.code) == (409, "already_added")
    assert [info.id for info in manager.infos()] == ["cloud"]
    assert workshop.database.secrets.items("integration:cloud_2") == {}
    assert manager.add_account("cloud", config={"api_key": "bert"}).id == "cloud_2"
    with pytest.raises(AlreadyAdded):
        manager.set_config("cloud_2", {"api_key": "anna"})
    assert manager.get_integration_module("cloud_2").config["api_key"] == "bert"
    manager.set_config("cloud", {"host": "three"})  # its own account is no other


def test_b5_an_account_whose_settings_do_not_pass_their_test_is_not_added(cloud):
    manager = cloud.integration_manager
    manager.enable("cloud", {"api_key": "anna"})
    with pytest.raises(ConnectionTestFailed):
        manager.add_account("cloud", config={"api_key": "bad"})
    assert [info.id for info in manager.infos()] == ["cloud"]
    assert manager.add_account("cloud", config={"api_key": "bert"}).id == "cloud_2"


def test_a_pause_outlives_a_restart_and_ends_when_it_is_resumed(cloud, workshop):
    manager = cloud.integration_manager
    manager.enable("cloud", {"api_key": "anna"})
    assert manager.pause("cloud").state == PluginState.PAUSED
    assert not manager.integration_exists("cloud")
    again = workshop.hub()
    again.world = {"log": []}
    again.integration_manager.load_all(again)
    assert again.integration_manager.info("cloud").state == PluginState.PAUSED
    assert again.integration_manager.resume("cloud").state == PluginState.LOADED
    again.integration_manager.unload_all()


def rewritten(version, migrate=""):
    return f"""
    manifest = {{"config_version": "{version}"}}
    def default_config():
        return {{"host": "", "port": 1}}
    def build_integration(config, ova):
        return dict(config)
    {migrate}
    """


def test_b06_older_settings_are_brought_to_the_version_of_the_code(workshop):
    workshop.write("integrations/box.py", rewritten("1"))
    manager = workshop.start().integration_manager
    manager.enable("box", {"host": "a", "port": 5})
    workshop.write(
        "integrations/box.py",
        rewritten(
            "2", "def migrate(config, version): return {**config, 'port': config['port'] + 100}"
        ),
    )
    assert manager.reload("box").state == PluginState.LOADED
    assert manager.get_integration_module("box") == {"host": "a", "port": 105}
    assert manager.reload("box").state == PluginState.LOADED
    assert manager.get_integration_module("box")["port"] == 105


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (rewritten("2"), "cannot bring them to 2"),
        (rewritten("2", "def migrate(config, version): raise ValueError('odd')"), "odd"),
    ],
)
def test_b06_settings_that_cannot_be_migrated_are_kept_as_they_are(workshop, code, reason):
    workshop.write("integrations/box.py", rewritten("1"))
    manager = workshop.start().integration_manager
    manager.enable("box", {"host": "a", "port": 5})
    workshop.write("integrations/box.py", code)
    info = manager.reload("box")
    assert info.state == PluginState.MIGRATION_ERROR
    assert reason in info.reason
    workshop.write("integrations/box.py", rewritten("1"))
    assert manager.reload("box").state == PluginState.LOADED
    assert manager.get_integration_module("box") == {"host": "a", "port": 5}


def test_b06_settings_newer_than_the_code_refuse_to_load_and_stay(workshop):
    workshop.write("integrations/box.py", rewritten("3"))
    manager = workshop.start().integration_manager
    manager.enable("box", {"host": "a"})
    workshop.write("integrations/box.py", rewritten("2"))
    info = manager.reload("box")
    assert info.state == PluginState.MIGRATION_ERROR
    assert "newer than its code" in info.reason


def test_another_python_that_is_needed_is_named_beside_this_one(workshop):
    workshop.write(
        "integrations/box.py",
        "manifest = {'requires_python': '>=99'}\ndef build_integration(config, ova): return 1\n",
    )
    info = workshop.start().integration_manager.info("box")
    assert info.state == PluginState.UNSUPPORTED
    assert ">=99" in info.reason
    assert "3." in info.reason


def test_an_unknown_account_is_named(cloud):
    with pytest.raises(PluginsError, match="no integration 'claud'"):
        cloud.integration_manager.pause("claud")
