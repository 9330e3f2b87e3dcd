"""States and who hears of them."""

import signal
import subprocess
import sys
import threading

import pytest

from ova.core import InvalidInput, NotFound
from ova.home import DeclaredEntity, Home
from ova.storage import Database

LAMP = "light.reading_lamp"


def test_a_state_is_set_by_id_or_key_and_attributes_are_merged(demo, clock):
    clock.time = 2000.0
    demo.set_state(LAMP, "on", {"brightness_pct": 40, "rgb_color": (1, 2, 3)})
    lamp = demo.set_state("demo.LAMP", attributes={"brightness_pct": 50, "rgb_color": None})
    assert lamp == demo.entity(LAMP)
    assert (lamp.state.state, lamp.state.attributes) == ("on", {"brightness_pct": 50})
    assert lamp.state.changed_at == 2000.0


def test_numbers_and_truth_become_home_assistants_words(demo):
    assert demo.set_state(LAMP, True).state.state == "on"
    assert demo.set_state("sensor.outside", 21.5).state.state == "21.5"
    with pytest.raises(InvalidInput):
        demo.set_state(LAMP, ["on"])


def test_no_news_is_neither_stored_nor_told(demo, clock):
    demo.set_state(LAMP, "on", {"rgb_color": (1, 2, 3)})
    before, heard = demo.entity(LAMP), []
    demo.subscribe(heard.append)
    clock.time += 5
    assert demo.set_state(LAMP, "on", {"rgb_color": [1, 2, 3]}) is before
    assert heard == []


def test_attributes_belong_to_the_home_once_given(demo):
    given = {"list": [1]}
    demo.set_state(LAMP, "on", given)
    given["list"].append(2)
    assert demo.entity(LAMP).state.attributes == {"list": [1]}


@pytest.mark.parametrize("value", [object(), float("nan"), {1}])
def test_attributes_that_are_no_json_are_refused(demo, value):
    with pytest.raises(InvalidInput):
        demo.set_state(LAMP, "on", {"x": value})
    assert demo.entity(LAMP).state.state == "off"


def test_the_state_of_an_unknown_thing_is_refused(demo):
    with pytest.raises(NotFound):
        demo.set_state("demo.lmp", "on")


def test_an_unloaded_integration_makes_its_things_unavailable_and_loses_nothing(demo, database):
    demo.set_state(LAMP, "on", {"brightness_pct": 40})
    heard = []
    demo.subscribe(heard.append)
    assert len(demo.mark_unavailable("demo")) == 3
    assert {one.state.state for one in heard} == {"unavailable"}
    assert demo.mark_unavailable("demo") == []
    assert database.entities.all()[1].entity.state.state == "on"
    demo.set_state(LAMP, attributes={"brightness_pct": 40})
    assert demo.entity(LAMP).state.state == "on"


def test_subscribers_hear_changes_outside_locks_and_in_order(demo):
    heard = []

    def listen(entity):
        # another thread can change the home while a subscriber works
        if not heard:
            other = threading.Thread(target=demo.set_state, args=("sensor.outside", "8"))
            other.start()
            other.join(10)
            assert not other.is_alive()
        heard.append(entity)

    stop = demo.subscribe(listen)
    demo.set_state(LAMP, "on")
    assert [one.id for one in heard] == [LAMP, "sensor.outside"]
    stop()
    demo.set_state(LAMP, "off")
    assert len(heard) == 2


def test_a_subscriber_that_raises_harms_no_one(demo, caplog):
    heard = []

    def fail(_entity):
        raise RuntimeError("broken subscriber")

    demo.subscribe(fail)
    demo.subscribe(heard.append)
    assert demo.set_state(LAMP, "on").state.state == "on"
    assert heard == [demo.entity(LAMP)]
    assert "broken subscriber" in caplog.text


def test_many_threads_leave_memory_and_database_alike(demo, database, clock):
    def work(number):
        for step in range(40):
            demo.set_state(LAMP, f"{number}-{step}", {f"a{number}": step})
            demo.add_area(f"Area {number} {step}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = {one.entity.id: one.entity.state for one in database.entities.all()}
    assert stored[LAMP] == demo.entity(LAMP).state
    assert demo.entity(LAMP).state.attributes == {f"a{number}": 39 for number in range(6)}
    assert len(database.areas.all()) == len(demo.areas()) == 2 + 6 * 40


CHILD = """
import sys
from ova.home import DeclaredEntity, Home
from ova.storage import Database

home = Home(Database.open(sys.argv[1]))
home.sync("demo", [DeclaredEntity("lamp", "Lamp", "light", virtual=True)])
for number in range(1_000_000):
    home.set_state("light.lamp", str(number))
    print(number, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 5, 50])
def test_a_state_survives_a_kill_right_after_it_was_set(tmp_path, lines):
    path = tmp_path / "ova.sqlite3"
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, path], stdout=subprocess.PIPE, text=True
    ) as child:
        said = [int(child.stdout.readline()) for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
    with Database.open(path) as database:
        home = Home(database)
        home.sync("demo", [DeclaredEntity("lamp", "Lamp", "light", state="off", virtual=True)])
        assert int(home.entity("light.lamp").state.state) >= said[-1]
