"""What a skill gets of the hub: its store, the integrations it needs, and what it may use."""

import logging
import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from ova.core import Intent, InvalidInput, PluginState, Utterance
from ova.plugins import PluginFault, PluginStorage
from ova.plugins.background import Background
from ova.plugins.flood import Bucket
from ova.plugins.permissions import PERMISSIONS, unknown_permissions
from ova.plugins.skill_store import SkillStore
from ova.sdk import Turn, on_event, on_schedule
from ova.sdk.occasions import OCCASIONS_MARK
from ova.storage import Database

SKILL = """
    import logging
    from ova.sdk import handles
    log = logging.getLogger(__name__)
    manifest = {manifest}

    class Skill:
        def __init__(self, ova):
            self.ova = ova

        @handles("Do")
        def do(self, turn):
            return str({work})

    def build_skill(config, ova):
        return Skill(ova)
"""
DICE = """
    class Dice:
        def __init__(self, faces):
            self.faces = faces

    def default_config():
        return {"faces": 6}

    def build_integration(config, ova):
        return Dice(config["faces"])
"""


def skill(workshop, work, **manifest):
    """Start a hub with a skill that does something of ``self.ova`` when it is asked."""
    workshop.write("skills/one/__init__.py", SKILL.format(manifest=repr(manifest), work=work))
    workshop.write("integrations/dice.py", DICE)
    hub = workshop.start()
    hub.actions = SimpleNamespace(run=lambda entry, action, inputs, **_more: f"{entry} {action}")
    hub.announcements = SimpleNamespace()
    hub.integration_manager.enable("dice")
    hub.skill_manager.enable("one")
    return hub


def ask(hub):
    return hub.skill_manager.handle(Turn(Utterance("do"), Intent("Do", "one")))


def test_a_skill_reaches_the_integrations_it_needs_as_they_are_now(workshop):
    needs = {"required_integrations": ["dice"], "permissions": []}
    hub = skill(workshop, "self.ova.integrations.dice.faces", **needs)
    assert ask(hub).text == "6"
    hub.integration_manager.set_config("dice", {"faces": 20})
    assert ask(hub).text == "20"
    hub.integration_manager.disable("dice")
    assert ask(hub).text == "One needs dice, which is not set up."


@pytest.mark.parametrize(
    ("work", "manifest", "reason"),
    [
        (
            "self.ova.integrations.dice",
            {},
            "ova.integrations.dice is not among its required_integrations",
        ),
        (
            "self.ova.integration_manager.infos()",
            {"permissions": []},
            "ova.integration_manager.infos needs the permission 'integrations'",
        ),
        (
            "self.ova.integration_manager.get_integration_module('dice')",
            {"permissions": ["integration:other"]},
            "ova.integrations.dice is not among its required_integrations",
        ),
        (
            "self.ova.actions.run('dice', 'throw')",
            {"permissions": ["integration:other"]},
            "ova.actions.run('dice') needs the permission 'integration:dice'",
        ),
        (
            "self.ova.actions.run('dice', 'throw')",
            {"permissions": []},
            "ova.actions needs the permission 'actions'",
        ),
        (
            "self.ova.announcements",
            {"permissions": []},
            "ova.announcements needs the permission 'speak'",
        ),
        (
            "self.ova.home.areas()",
            {"permissions": ["timers"]},
            "ova.home needs the permission 'home'",
        ),
        (
            "self.ova.home.control('light.x', 'turn_on')",
            {"permissions": ["home.read"]},
            "ova.home.control needs the permission 'home'",
        ),
        (
            "self.ova.accounts",
            {"permissions": list(PERMISSIONS)},
            "ova.accounts is not for skills that name their permissions",
        ),
        (
            "self.ova.store.set('x', object())",
            {},
            "ova.store: the value of 'x' is not JSON",
        ),
    ],
)
def test_what_a_skill_may_not_use_is_refused_and_named(workshop, work, manifest, reason):
    hub = skill(workshop, work, **manifest)
    reply = ask(hub)
    assert (reply.error, reply.text) == ("handler_failed", "Something went wrong in One.")
    assert reply.data["reason"].startswith(reason)
    assert reason in hub.skill_manager.info("one").warnings[-1]


@pytest.mark.parametrize(
    ("work", "manifest"),
    [
        ("self.ova.home.areas()", {"permissions": ["home.read"]}),
        ("self.ova.home.areas()", {}),
        ("self.ova.language", {"permissions": []}),
        ("self.ova.store.all()", {"permissions": []}),
        ("self.ova.integration_manager.integration_exists('x')", {"permissions": []}),
        ("self.ova.integrations.get('dice').faces", {"permissions": ["integration:dice"]}),
        ("self.ova.actions.run('dice', 'throw')", {"permissions": ["integration:dice"]}),
        ("self.ova.integrations.get('gone')", {"permissions": ["integration:gone"]}),
    ],
)
def test_what_a_skill_may_use_works(workshop, work, manifest):
    hub = skill(workshop, work, **manifest)
    assert ask(hub).error is None
    assert hub.skill_manager.info("one").details["permissions"] == manifest.get("permissions")


def test_a_permission_there_is_not_is_noted_with_a_near_one(workshop):
    hub = skill(workshop, "1", permissions=["timer"])
    assert "permissions names 'timer', which there is not; did you mean timers?" in (
        hub.skill_manager.info("one").warnings
    )
    assert unknown_permissions([*PERMISSIONS, "integration:dice"]) == []


def test_what_is_kept_is_there_after_a_reload_and_gone_for_others(workshop):
    count = "self.ova.store.update('count', lambda count: count + 1, default=0)"
    hub = skill(workshop, count)
    assert [ask(hub).text, ask(hub).text] == ["1", "2"]
    hub.skill_manager.reload("one")
    assert ask(hub).text == "3"
    again = workshop.start()
    assert ask(again).text == "4"
    other = SkillStore(PluginStorage(workshop.database), "two")
    assert other.get("count") is None
    mine = SkillStore(PluginStorage(workshop.database), "one")
    assert (mine.all(), mine.delete("count"), mine.delete("count")) == ({"count": 4}, True, False)


def test_a_store_is_no_place_for_floods(workshop):
    now = [0.0]
    store = SkillStore(PluginStorage(workshop.database), "one", Bucket(3, 1.0, lambda: now[0]))
    for number in range(3):
        store.set("n", number)
    with pytest.raises(PluginFault, match="refused") as refused:
        store.set("n", 4)
    assert "more than 50 values a second" in refused.value.reason
    now[0] = 1.0
    store.set("n", 5)
    now[0] = 9.0
    with pytest.raises(PluginFault) as refused:
        store.set("long", "x" * 100_001)
    assert "100,003 characters, of 100,000 at most" in refused.value.reason
    with pytest.raises(PluginFault):
        store.get("")
    assert store.get("n") == 5


WRITER = """
import sys
from pathlib import Path
from ova.plugins import PluginStorage
from ova.plugins.flood import Bucket
from ova.plugins.skill_store import SkillStore
from ova.storage import Database
base = Path(sys.argv[1])
with Database.open(base / "kept.sqlite3", key_file=base / "key") as database:
    store = SkillStore(PluginStorage(database), "one", Bucket(10**9, 1.0))
    while True:
        print(store.update("count", lambda count: count + 1, default=0), flush=True)
"""


def test_what_was_kept_survives_kill_9(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        told = 0
        while told < 25:
            told = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        told = max([told, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    with Database.open(tmp_path / "kept.sqlite3", key_file=tmp_path / "key") as database:
        kept = SkillStore(PluginStorage(database), "one").get("count")
    assert kept in (told, told + 1)  # the last one may have been kept and not told


def test_a_skill_that_logs_without_end_is_cut_and_named(workshop, caplog):
    caplog.set_level(logging.INFO)
    hub = skill(workshop, "[log.info('line %d', n) for n in range(5000)] and 'done'")
    ask(hub)
    lines = [one for one in caplog.messages if one.startswith("line ")]
    assert 300 <= len(lines) < 5000
    ask(hub)  # some lines pass again, or none does yet: it goes on answering
    assert ask(hub).text == "done"


def test_calls_come_one_after_the_other_and_a_flood_is_left_out_and_named():
    now, named, done = [0.0], [], []
    work = Background(lambda doing, function, *args: function(*args), named.append, lambda: now[0])
    for number in range(500):
        work.submit("counting", done.append, number)
        work.wait_idle(60)
    assert done == list(range(300))
    assert named == ["it is called more often than it can take; 1 calls were left out"]
    now[0] = 61.0
    for number in range(301):
        work.submit("counting", done.append, number)
        work.wait_idle(60)
    assert len(done) == 600
    assert "200 calls were left out" in named[1]
    work.end()
    work.submit("counting", done.append, 0)
    assert work.wait_idle(60)
    assert len(done) == 600


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: on_event(),
        lambda: on_event("two words"),
        lambda: on_schedule(),
        lambda: on_schedule("25:00"),
        lambda: on_schedule("seven"),
        lambda: on_schedule("07:00", every="5m"),
        lambda: on_schedule("07:00", days="someday"),
        lambda: on_schedule(every="1s"),
        lambda: on_schedule(every="often"),
        lambda: on_schedule(every="5m", days="mon"),
    ],
)
def test_occasions_that_cannot_be_are_refused_with_a_cure(wrong):
    with pytest.raises(InvalidInput) as refused:
        wrong()
    assert refused.value.cure


def test_occasions_say_what_they_are():
    def method(self):
        """Do nothing."""

    on_event("a.b", "a.*")(on_schedule("07:00", "7:30", days="sat-sun,wed")(method))
    marks = getattr(method, OCCASIONS_MARK)
    assert [str(mark) for mark in marks] == [
        "the event a.b",
        "the event a.*",
        "its schedule 07:00, 7:30 sat-sun,wed",
    ]
    assert [mark.fits("a.c") for mark in marks[:2]] == [False, True]
    assert marks[2].at[0].weekdays == {2, 5, 6}
    fits_all = getattr(on_event("*")(SimpleNamespace()), OCCASIONS_MARK)[0]
    assert fits_all.fits("anything")


def test_a_skill_without_its_packages_says_how_to_get_them(workshop):
    workshop.write(
        "skills/one/__init__.py",
        SKILL.format(manifest={"requirements": ["no-such-package>=1"]}, work="1"),
    )
    info = workshop.start().skill_manager.info("one")
    assert info.state is PluginState.BROKEN
    assert info.reason == "needs no-such-package>=1, which is not installed"
    assert info.cure == "Install what it needs: ova skill install one"
    assert info.details["requirements_unmet"] == ["no-such-package>=1"]
