"""Events: told by code, followed by skills, looked back at."""

import threading

import pytest

from ova.core import OvaError, PluginState
from ova.schedule import Jobs
from ova.sdk import Event, InputInvalid

WAIT_S = 60.0

RADIO = """
    from ova.sdk import Event

    manifest = {"events": {"radio.song": "A song began", "radio.news": "News began"}}

    class Radio:
        def __init__(self, ova):
            self.ova = ova
        def entities(self, ctx):
            self.ctx = ctx
            ctx.on_unload(self.ova.events.subscribe(self.ova.world.setdefault("own", []).append))
            return ()

    def build_integration(config, ova):
        return Radio(ova)
"""
LISTENER = """
    class Listener:
        def __init__(self, ova):
            self.ova = ova
            ova.events.subscribe(self.song, "radio.song")
            self.end = ova.events.subscribe(self.any)
        def song(self, event):
            self.ova.world["heard"].append((event.type, event.external_id, event.payload))
            if event.external_id == "bad":
                raise ValueError("this song is terrible")
        def any(self, event):
            self.ova.world["all"].append(event.seq)

    def build_skill(config, ova):
        return Listener(ova)
"""


@pytest.fixture
def radio(folder, run):
    """A loaded integration that tells, and a loaded skill that listens; jobs run when told to."""
    folder("integrations/radio.py", RADIO)
    folder("skills/listener.py", LISTENER)
    with run(Jobs(threads=0), radio=None) as hub:
        hub.world.update(heard=[], all=[])
        assert hub.skill_manager.enable("listener").state == PluginState.LOADED
        hub.ctx = hub.integration_manager.get_integration_module("radio").ctx
        yield hub


def test_a54_a_skill_hears_the_types_it_subscribed_to(radio):
    assert radio.ctx.emit(Event("radio.song", "1", {"title": "Yesterday"}))
    assert radio.ctx.emit(Event("radio.news", "2"))
    assert radio.world["heard"] == []  # whoever tells does not wait for those who listen
    radio.jobs.run_due()
    assert radio.world["heard"] == [("radio.song", "1", {"title": "Yesterday"})]
    assert len(radio.world["all"]) == 2
    assert [event.type for event in radio.world["own"]] == ["radio.song", "radio.news"]


def test_an_event_told_twice_is_heard_once(radio):
    assert radio.ctx.emit(Event("radio.song", "1"))
    assert not radio.ctx.emit(Event("radio.song", "1"))
    radio.jobs.run_due()
    assert len(radio.world["heard"]) == 1


@pytest.mark.parametrize("how", ["disable", "reload"])
def test_a54_a_skills_subscriptions_end_when_it_is_unloaded(how, radio):
    radio.ctx.emit(Event("radio.song", "waits"))
    getattr(radio.skill_manager, how)("listener")
    radio.ctx.emit(Event("radio.song", "after"))
    radio.jobs.run_due()
    assert [one[1] for one in radio.world["heard"]] == ([] if how == "disable" else ["after"])


def test_a_skill_that_cannot_be_built_leaves_no_subscription(folder, radio):
    folder("skills/listener.py", LISTENER + "    raise RuntimeError('no')\n")
    folder("skills/listener.py", LISTENER.replace("self.end =", "self.end = nothing_like_that or"))
    assert radio.skill_manager.reload("listener").state == PluginState.SETUP_ERROR
    radio.ctx.emit(Event("radio.song", "1"))
    radio.jobs.run_due()
    assert radio.world["heard"] == []


def test_a_subscription_may_be_ended_early(radio):
    radio.skill_manager.get_skill_module("listener").end()
    radio.skill_manager.get_skill_module("listener").end()  # a second time harms nobody
    radio.ctx.emit(Event("radio.song", "1"))
    radio.jobs.run_due()
    assert (len(radio.world["heard"]), radio.world["all"]) == (1, [])


def test_a_skill_that_fails_hears_the_next_event_and_shows_why(radio):
    radio.ctx.emit(Event("radio.song", "bad"))
    radio.ctx.emit(Event("radio.song", "good"))
    radio.jobs.run_due()
    assert [one[1] for one in radio.world["heard"]] == ["bad", "good"]
    assert "this song is terrible" in str(radio.skill_manager.info("listener").warnings)


def test_integrations_end_their_own_subscriptions(radio):
    radio.integration_manager.disable("radio")
    assert radio.platform.events._listeners  # the skill's
    radio.skill_manager.disable("listener")
    assert radio.platform.events._listeners == []


def test_events_are_heard_in_order_whatever_the_threads(folder, run):
    folder("integrations/radio.py", RADIO)
    with run(radio=None) as hub:
        ctx = hub.integration_manager.get_integration_module("radio").ctx
        heard, done = [], threading.Event()

        def hear(event):
            heard.append(event.external_id)
            if len(heard) == 200:
                done.set()

        end = hub.events.subscribe(hear, "radio.song")
        for number in range(200):
            ctx.emit(Event("radio.song", str(number)))
        assert done.wait(WAIT_S)
        end()
        assert heard == [str(number) for number in range(200)]


def test_a49_emitting_an_undeclared_type_is_refused_and_logged(radio, caplog):
    with pytest.raises(InputInvalid, match="is not declared") as refused:
        radio.ctx.emit(Event("radio.advert", "1"))
    assert "radio.song, radio.news" in refused.value.cure
    assert "'radio.advert' is not declared" in caplog.text
    assert radio.events.recent() == []


@pytest.mark.parametrize(
    "event",
    [
        {"type": "radio.song"},
        Event(["radio.song"], "1"),
        Event("radio.song", ["x"]),
        Event("radio.song", True),
        Event("radio.song", "1", ["no", "dict"]),
        Event("radio.song", "1", {"what": object()}),
        Event("radio.song", "1", {"what": float("nan")}),
    ],
)
def test_what_is_no_event_is_refused_and_not_stored(event, radio):
    with pytest.raises(OvaError) as refused:
        radio.ctx.emit(event)
    assert refused.value.status == 422
    assert radio.events.recent() == []


def test_events_can_be_looked_back_at(radio):
    for number in range(5):
        radio.ctx.emit(Event("radio.song" if number % 2 else "radio.news", str(number)))

    def ids(**filters):
        return [event["external_id"] for event in radio.events.recent(**filters)]

    assert ids() == ["4", "3", "2", "1", "0"]
    assert ids(limit=2) == ["4", "3"]
    assert ids(type="radio.song") == ["3", "1"]
    assert ids(integration="other") == []
    newest = radio.events.recent(2)
    assert ids(before=newest[-1]["seq"], integration="radio") == ["2", "1", "0"]


def test_removing_an_integration_deletes_its_events(radio):
    radio.ctx.emit(Event("radio.song", "1"))
    radio.integration_manager.remove("radio")
    assert radio.events.recent() == []
