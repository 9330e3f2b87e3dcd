"""What goes on while the hub is away: what rings, what is said, and how its silence is noticed."""

import json

import pytest

from ova.core import AudioClip, AudioFormat
from ova.satellite.hub_pulse import HubPulse
from ova.satellite.messages import Connected, Disconnected, HubEvent
from ova.satellite.sayings import HUB_AWAY, Sayings
from ova.satellite.session import Session
from ova.satellite.upcoming import FILE, Upcoming

CLIP = AudioClip(b"\1\2" * 500, AudioFormat(22_050))


class Ports:
    """Everything a session talks to, writing down what it is told."""

    def __init__(self, folder):
        self.told = []
        self.now_s = 100.0
        self.wall_s = 1_000_000.0
        self.folder = folder
        self.words = CLIP

    def __getattr__(self, name):
        return lambda *args, **named: self.told.append((name, *args))

    def upcoming(self):
        return Upcoming(self.folder, lambda: self.now_s, lambda: self.wall_s)

    def session(self):
        return Session(
            *(self, self, None, self, lambda: self.now_s),
            upcoming=self.upcoming(),
            words=lambda: self.words,
        )

    def later(self, session, seconds):
        self.now_s += seconds
        self.wall_s += seconds
        session.tick()

    def count(self, *told):
        return self.told.count(told)


@pytest.fixture
def ports(tmp_path):
    return Ports(tmp_path)


def upcoming(*items):
    told = [{"id": name, "kind": "timer", "text": "Done", "in_s": in_s} for name, in_s in items]
    return HubEvent("upcoming", ({"items": told},))


def ring(timer_id):
    return HubEvent("ring", ({"timer": {"id": timer_id}, "text": "Pizza is done"},))


def test_a_timer_rings_at_its_time_while_the_hub_is_away_and_once_when_it_is_back(ports):
    session = ports.session()
    session.handle(Connected())
    session.handle(upcoming(("t1", [60.0]), ("t2", [600.0])))
    session.handle(Disconnected())
    ports.later(session, 59.0)
    assert ports.count("ring", True) == 0
    ports.later(session, 2.0)
    assert ports.count("ring", True) == 1

    session.handle(Connected())
    session.handle(ring("t1"))  # either may come first
    ports.later(session, 3.0)
    assert ports.count("ring", True) == 1
    assert ports.count("ring", False) == 0
    session.handle(HubEvent("ring_stop", ({"id": "t1"},)))
    assert ports.count("ring", False) == 1


def test_the_hub_rings_what_is_due_while_it_is_there(ports):
    session = ports.session()
    session.handle(Connected())
    session.handle(upcoming(("t1", [60.0])))
    ports.later(session, 61.0)
    assert ports.count("ring", True) == 0


def test_what_the_hub_ended_meanwhile_stops_ringing_when_it_is_back(ports):
    session = ports.session()
    session.handle(Connected())
    session.handle(upcoming(("t1", [1.0])))
    session.handle(Disconnected())
    ports.later(session, 2.0)
    session.handle(Connected())
    ports.later(session, 3.0)
    assert ports.told[-1] == ("ring", False)


def test_what_was_silenced_without_the_hub_stays_silent_when_it_is_back(ports):
    session = ports.session()
    session.handle(Connected())
    session.handle(upcoming(("t1", [1.0])))
    session.handle(Disconnected())
    ports.later(session, 2.0)
    session._woken({"name": "okay_nabu"}, b"")
    assert ports.count("ring", False) == 1
    assert ports.count("ring_stop", "t1") == 0

    session.handle(Connected())
    session.handle(ring("t1"))
    ports.later(session, 3.0)
    assert ports.count("ring", True) == 1
    assert ("ring_stop", "t1") in ports.told


def test_an_alarm_rings_day_after_day_though_the_hub_stays_away(ports):
    session = ports.session()
    session.handle(Connected())
    session.handle(upcoming(("a1", [100.0, 86_500.0])))
    session.handle(Disconnected())
    ports.later(session, 101.0)
    ports.later(session, 700.0)  # nobody is at home
    assert ports.count("ring", False) == 1
    ports.later(session, 86_400.0)
    assert ports.count("ring", True) == 2


def test_what_is_to_ring_is_known_after_a_restart_and_what_is_long_past_is_not(ports):
    ports.upcoming().expect(
        {
            "items": [
                {"id": one, "kind": "alarm", "text": "", "in_s": [s]}
                for one, s in [("past", 5.0), ("soon", 90.0)]
            ]
        }
    )
    ports.wall_s += 80.0
    ports.now_s = 3.0  # the machine was started anew
    session = ports.session()
    ports.later(session, 5.0)
    assert ports.count("ring", True) == 0
    ports.later(session, 6.0)
    assert ports.count("ring", True) == 1


@pytest.mark.parametrize(
    "told", ["{", "[1]", '[{"id": 1}]', '[{"id": 1, "kind": 2, "text": 3, "at": "x"}]']
)
def test_a_damaged_list_of_what_is_to_ring_is_an_empty_one(ports, told):
    (ports.folder / FILE).write_text(told)
    assert ports.upcoming().take_due() == []


@pytest.mark.parametrize(
    "items", [None, 5, [5], [{}], [{"in_s": ["x", None, -1, True]}], [{"in_s": 4}]]
)
def test_a_list_that_makes_no_sense_brings_nothing_to_ring(ports, items):
    session = ports.session()
    session.handle(HubEvent("upcoming", ({"items": items},)))
    ports.later(session, 10.0)
    assert ports.count("ring", True) == 0


def test_the_wake_word_is_answered_by_the_words_the_hub_left(ports):
    session = ports.session()
    session._woken({"name": "okay_nabu"}, b"")
    session._woken({"name": "okay_nabu"}, b"")
    fed = [told for told in ports.told if told[0] == "feed"]
    assert [pcm for _, _, pcm in fed] == [CLIP.pcm]


def test_without_words_a_tone_tells_that_the_hub_is_away(ports):
    ports.words = None
    session = ports.session()
    session._woken({"name": "okay_nabu"}, b"")
    assert [told[0] for told in ports.told if told[0] in ("begin", "feed", "end")] == [
        "begin",
        "feed",
        "end",
    ]


def test_the_words_are_kept_and_known_by_their_mark(tmp_path):
    sayings = Sayings(tmp_path)
    about = {
        "name": HUB_AWAY,
        "text": "Away",
        "mark": "m1",
        "rate": 22_050,
        "width": 2,
        "channels": 1,
    }
    sayings.keep(about, CLIP.pcm)
    assert Sayings(tmp_path).get(HUB_AWAY) == CLIP
    assert Sayings(tmp_path).marks() == {HUB_AWAY: "m1"}
    for wrong in ({"name": "../../x"}, {"rate": "fast"}, {"mark": 5}, {"width": None}):
        sayings.keep({**about, **wrong}, b"\0\0")
    sayings.keep({**about, "mark": "m2"}, b"")
    assert Sayings(tmp_path).get(HUB_AWAY) == CLIP
    (tmp_path / "sayings" / HUB_AWAY).write_bytes(json.dumps({"rate": 1}).encode())
    assert Sayings(tmp_path).get(HUB_AWAY) is None


def test_a_silent_hub_is_dead_only_when_it_has_told_how_often_it_pings():
    now = [0.0]
    pulse = HubPulse(lambda: now[0])
    now[0] = 1_000.0
    assert not pulse.dead()
    for nonsense in (None, {}, {"every_s": "2"}, {"every_s": -1}, {"every_s": float("nan")}):
        pulse.pinged(nonsense)
    now[0] += 1_000.0
    assert not pulse.dead()
    pulse.pinged({"number": 1, "every_s": 2.0})
    now[0] += 4.9
    assert not pulse.dead()
    pulse.heard()
    now[0] += 5.1
    assert pulse.dead()
    assert not HubPulse(lambda: now[0]).dead(), "another connection begins anew"


def test_the_time_of_a_machine_is_put_right_and_what_was_told_rings_when_it_should(ports):
    session = ports.session()
    session.handle(Connected())
    session.handle(upcoming(("t1", [1_000.0])))
    session.handle(Disconnected())
    ports.later(session, 100.0)
    ports.wall_s += 3_600.0
    ports.later(session, 800.0)
    assert ports.upcoming().take_due() == [], "it would ring too early after a restart"
    assert ports.count("ring", True) == 0
    ports.now_s += 101.0
    ports.wall_s += 101.0
    assert [one.id for one in ports.upcoming().take_due()] == ["t1"]


def test_a_machine_that_starts_with_an_old_time_rings_when_it_should_once_it_knows(ports):
    session = ports.session()
    session.handle(Connected())
    session.handle(upcoming(("t1", [1_000.0])))
    ports.later(session, 100.0)
    started = ports.now_s
    ports.wall_s -= 3_600.0
    session = ports.session()
    ports.later(session, 10.0)
    ports.wall_s += 3_600.0
    ports.later(session, 880.0)
    assert ports.count("ring", True) == 0
    ports.later(session, 11.0)
    assert ports.now_s - started == pytest.approx(901.0)
    assert ports.count("ring", True) == 1
