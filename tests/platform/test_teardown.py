"""Nothing of an integration is left when it was unloaded, however often it was loaded."""

import gc
import logging
import threading

import psutil

JOIN_S = 30.0
DATABASE = "/ova.sqlite3"
BUSY = """
    import threading
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from ova.sdk import Controller, Event, Sensor, action, control, poll, webhook

    manifest = {"name": "Busy", "events": {"busy.said": "It said something"},
                "http": {"base_url": "http://127.0.0.1:9"}}

    class Busy:
        def __init__(self):
            self.stop = threading.Event()
            self.thread = threading.Thread(target=self.stop.wait)
            self.thread.start()
        async def activate(self, ctx):
            return "Busy"
        def entities(self, ctx):
            server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
            ctx.on_unload(server.server_close)
            yield Controller("a", "A", True, control="go")
            yield Sensor("b", "B", 1)
        def health(self, ctx):
            return ("ok", "fine")
        @action()
        def go(self, data, ctx):
            return {}
        @poll(every="1m")
        def news(self, inputs, last_poll_ts, ctx):
            return []
        @webhook
        def hook(self, payload):
            return None
        @control("light")
        def light(self, entity, service, data, ctx):
            return None
        def unload(self):
            self.stop.set()
            self.thread.join()

    def build_integration(config, ova):
        return Busy()
"""


def counted(house):
    """Count everything an integration can hold on to."""
    gc.collect()
    for thread in threading.enumerate():
        if (
            thread.name == "ova-plugin" and thread.is_alive()
        ):  # ends by itself when it has nothing more to do
            thread.join(JOIN_S)
    process = psutil.Process()
    manager = house.manager
    # The hub's own workers begin when there is work for them, and each has a connection to the database.
    workers = [one for one in threading.enumerate() if one.name.startswith("ova-jobs_")]
    database = [one for one in process.open_files() if DATABASE in one.path]
    return {
        "threads": threading.active_count() - len(workers),
        "jobs": len(house.hub._jobs.planned()),
        "sockets": len(process.net_connections()),
        "files": process.num_fds() - len(database),
        "routes": len(list(house.app.url_map.iter_rules())),
        "controllers": len(house.hub.home._controllers),
        "attached": len(manager._attached),
        "entries": len(manager.entries()),
        "filters": len(logging.getLogger("ova.integrations.busy").filters),
        "issues": len(house.hub.platform.issues.all()),
        "entities": len(house.hub.home.entities()),
        "listeners": len(manager._listeners),
    }


def test_a18_b7_loading_and_unloading_twenty_times_leaves_nothing_behind(house):
    house.write("busy/__init__.py", BUSY)
    house.manager.rescan()
    house.good("POST", "/api/integrations/busy/activate")
    house.good("POST", "/api/integrations/busy/deactivate")
    before = counted(house)
    for _ in range(20):
        assert house.manager.activate("busy").state.value == "loaded"
        house.manager.reload("busy")
        loaded = counted(house)
        house.manager.disable("busy")
    assert loaded["threads"] > before["threads"]
    assert loaded["sockets"] > before["sockets"]
    assert loaded["controllers"] == before["controllers"] + 1
    assert loaded["jobs"] > before["jobs"]
    assert counted(house) == before
    assert house.good("GET", "/api/entities/switch.a")["state"] == "unavailable"


def test_b7_what_was_registered_ends_also_when_the_set_up_fails(house):
    house.write("busy/__init__.py", BUSY)
    house.manager.rescan()
    house.manager.activate("busy")
    house.manager.disable("busy")
    before = counted(house)
    failing = BUSY.replace(
        'yield Controller("a"', 'raise ValueError("no list")\n            yield Controller("a"'
    )
    house.write("busy/__init__.py", failing)
    for _ in range(3):
        assert house.manager.reload("busy").state.value == "not_loaded"
        assert house.manager.enable("busy").state.value == "setup_error"
        house.manager.disable("busy")
    assert counted(house) == before
