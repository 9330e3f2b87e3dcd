"""Repairs and health: what integrations and the hub tell people to look after."""

import pytest

from ova.core import PluginState
from ova.platform import Issues
from ova.plugins.health import told_health
from ova.schedule import Jobs

BOX = """
    from ova.sdk import AuthFailed, Issue
    WORLD = {"health": ("ok", "3 lamps"), "fails": None, "fix": "Cleaned.", "build": None}

    class Box:
        def activate(self, ctx):
            self.ctx = ctx
            ctx.issues.report(Issue("dust", "The box is dusty.", cure="Clean it.", fixable=True))
            ctx.issues.report(Issue("old", "Old firmware " + ctx.config["api_key"], persistent=True,
                severity="error", learn_more="https://box.example/firmware"))
        def health(self, ctx):
            if WORLD["fails"]:
                raise WORLD["fails"]
            return WORLD["health"]
        def fix_issue(self, issue_id, ctx):
            if isinstance(WORLD["fix"], Exception):
                raise WORLD["fix"]
            return WORLD["fix"]

    def build_integration(config, ova):
        if WORLD["build"]:
            raise WORLD["build"]
        return Box()
    def default_config():
        return {"api_key": ""}
"""
SECRET = "sk-3kk2-9f8e7d6c"


@pytest.fixture
def box(house):
    house.write("box/__init__.py", BOX)
    house.manager.rescan()
    house.manager.enable("box", {"api_key": SECRET})
    return house


def world(house):
    return house.manager.get_integration_module("box").health.__globals__["WORLD"]


def ids(house):
    return sorted(one["id"] for one in house.good("GET", "/api/issues") if one["entry"] == "box")


def test_b9_an_issue_tells_what_it_is_how_bad_and_what_to_do(box):
    told = {one["id"]: one for one in box.good("GET", "/api/issues")}
    old = told["old"]
    assert old["message"] == "Old firmware •••"
    assert (old["severity"], old["fixable"], old["persistent"]) == ("error", False, True)
    assert old["learn_more"] == "https://box.example/firmware"
    assert (told["dust"]["cure"], told["dust"]["severity"]) == ("Clean it.", "warning")


def test_b9_an_issue_can_be_ignored_and_stays_so_when_it_is_told_again(box):
    ignored = box.good("POST", "/api/issues/box/old/ignore")
    assert ignored["ignored"] is True
    box.manager.reload("box")
    told = {one["id"]: one["ignored"] for one in box.good("GET", "/api/issues")}
    assert told["old"] is True
    again = box.good("POST", "/api/issues/box/old/ignore", {"ignored": False})
    assert again["ignored"] is False
    assert box.ask("POST", "/api/issues/box/none/ignore")[0] == 404


def test_b9_a_fix_runs_the_authors_code_and_closes_the_issue(box):
    world(box)["fix"] = OSError("stuck")
    status, problem = box.ask("POST", "/api/issues/box/dust/fix")
    assert status in (502, 503), problem
    assert "dust" in ids(box)
    world(box)["fix"] = f"Cleaned with {SECRET}."
    fixed = box.good("POST", "/api/issues/box/dust/fix")
    assert fixed["message"] == "Cleaned with •••."
    assert [one["id"] for one in fixed["issues"]] == ["old"]
    assert box.ask("POST", "/api/issues/box/old/fix")[0] == 409
    assert box.ask("POST", "/api/issues/box/dust/fix")[0] == 404


def test_b9_a_persistent_issue_outlives_a_restart_and_another_is_told_anew(box):
    platform = box.hub.platform
    later = Issues(box.hub._database.issues, box.manager, box.hub._clock)
    assert [one.id for one in later.all("box")] == ["old"]
    box.manager.pause("box")
    assert ids(box) == ["old"]
    box.manager.resume("box")
    platform.issues.clear("box", "old")
    assert Issues(box.hub._database.issues, box.manager, box.hub._clock).all("box") == []


def test_b9_the_hub_tells_of_set_up_errors_itself_and_takes_them_back(box):
    world(box)["build"] = ValueError("odd")
    box.manager.set_config("box", {"api_key": "other-key-123"}, force=True)
    issue = next(one for one in box.good("GET", "/api/issues") if one["id"] == "hub.setup")
    assert "odd" in issue["message"]
    assert (issue["severity"], issue["fixable"]) == ("error", True)
    fixed = box.good("POST", "/api/issues/box/hub.setup/fix")  # loads its code anew
    assert "hub.setup" not in [one["id"] for one in fixed["issues"]]
    assert box.manager.info("box").state == PluginState.LOADED


def test_d1_refused_credentials_are_an_issue_until_new_ones_are_given(box):
    entry = box.manager.entry("box")
    from ova.sdk import AuthFailed

    def refuse(_ctx):
        raise AuthFailed("The box refuses the key.")

    with pytest.raises(AuthFailed):
        entry.call("poll", refuse, entry.context)
    assert "hub.reauth" in ids(box)
    info = box.good("POST", "/api/integrations/box/reauth", {"config": {"api_key": "new-key-123"}})
    assert info["state"] == "loaded"
    assert "hub.reauth" not in ids(box)


def test_removing_an_integration_closes_its_issues(box):
    box.good("DELETE", "/api/integrations/box?mode=all&confirm=1")
    assert ids(box) == []


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (("ok", "12 lamps"), ("ok", "12 lamps")),
        ({"dot": "warn", "text": "weak\nsignal"}, ("warn", "weak signal")),
        ("x" * 30, ("ok", "x" * 19 + "…")),
        (False, ("bad", "Not working")),
        (("green", "?"), None),
        (5, None),
    ],
)
def test_b10_health_is_a_dot_and_at_most_twenty_characters(told, wanted):
    assert told_health(told) == wanted


def test_b10_d16_health_is_asked_again_and_again_and_shown_on_the_card(box):
    class Clock:
        now = 0.0

    jobs = Jobs(threads=0, steady=lambda: Clock.now)
    health = box.hub.platform.health
    entry = box.manager.entry("box")
    health.detach(entry)
    health._jobs = jobs
    health.attach(entry)

    def card():
        jobs.run_due()
        return box.good("GET", "/api/integrations/box")["health"]

    assert card() == {"dot": "ok", "text": "3 lamps"}
    world(box)["health"] = ("warn", f"key {SECRET}")
    assert card() == {"dot": "ok", "text": "3 lamps"}
    Clock.now += 60
    assert card() == {"dot": "warn", "text": "key •••"}
    world(box)["fails"] = KeyError("x")
    Clock.now += 60
    assert card() == {"dot": "bad", "text": "Check failed"}
    box.manager.pause("box")
    assert jobs.planned() == []
    assert card() == {"dot": "off", "text": "Paused"}


def test_b10_without_a_word_of_its_author_health_comes_from_the_state(house):
    house.write("plain.py", "def build_integration(config, ova): return object()\n")
    house.write("sad.py", "def build_integration(config, ova): return 1 / 0\n")
    house.manager.rescan()
    for name in ("plain", "sad"):
        house.manager.enable(name)
    cards = {one["id"]: one["health"] for one in house.good("GET", "/api/integrations")}
    assert cards["plain"] == {"dot": "ok", "text": "Running"}
    assert cards["sad"] == {"dot": "bad", "text": "Set-up failed"}
    assert all(len(one["text"]) <= 20 for one in cards.values())
