"""A service, the hub as people start it, a page, and a power cut."""

import json
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

import requests
import socketio
from tests.hubs import served_hub, start_hub, with_owner

WAIT_S = 20.0
ENTRY = "/api/integrations/webhook_generic"


def enabled(hub, **config):
    """Switch the generic webhook on; return its address."""
    hub.post(ENTRY, {"config": config})
    return hub.url + hub.get(f"{ENTRY}/webhook")["path"]


def test_a54_a_delivery_reaches_the_open_pages(tmp_path):
    with served_hub(tmp_path / "home") as hub:
        address = enabled(hub, id_field="id")
        heard = queue.Queue()
        page = socketio.Client(reconnection=False)
        page.on("integration_event", heard.put, namespace="/ui")
        page.connect(
            hub.url, namespaces=["/ui"], transports=["websocket"], auth={"token": hub.token}
        )
        websocket = page.eio.ws
        assert requests.post(address, json={"id": "e1"}, timeout=WAIT_S).status_code == 200
        told = heard.get(timeout=WAIT_S)
        assert told == hub.get("/api/events")[0]
        assert (told["type"], told["external_id"]) == ("webhook_generic.received", "e1")

        pieces = requests.post(address, data=iter([b'{"id": ', b'"e2"}']), timeout=WAIT_S)
        assert pieces.status_code == 200
        large = requests.post(address, data=b" " * 300_000, timeout=WAIT_S)
        assert (large.status_code, large.json()["code"]) == (413, "too_large")
        endless = requests.post(address, data=iter([b" " * 100_000] * 4), timeout=WAIT_S)
        assert endless.status_code == 413
        assert requests.post(address + "x", json={}, timeout=WAIT_S).status_code == 404
        assert heard.get(timeout=WAIT_S)["external_id"] == "e2"
        assert heard.empty()
        page.disconnect()
        page.shutdown()
        websocket.shutdown()  # the library leaves it open
        assert address.rpartition("/")[2] not in hub.log.read_text()


def test_what_was_accepted_is_there_after_a_power_cut(tmp_path):
    hub = with_owner(start_hub(tmp_path / "home"))
    address = enabled(hub, id_field="id")
    accepted, enough = [], threading.Event()

    def send(name):
        with requests.Session() as session:
            for number in range(100_000):
                delivery = f"{name}-{number}"
                try:
                    answer = session.post(address, json={"id": delivery}, timeout=WAIT_S)
                except requests.RequestException:
                    return  # the power is gone
                assert json.loads(answer.text) == {"accepted": True}
                accepted.append(delivery)
                if len(accepted) > 100:
                    enough.set()

    with ThreadPoolExecutor(8) as senders:
        jobs = [senders.submit(send, name) for name in range(8)]
        assert enough.wait(WAIT_S)
        hub.kill()
        for job in jobs:
            job.result()
    again = start_hub(tmp_path / "home")
    try:
        again.token = hub.token
        stored = {event["external_id"] for event in again.get(f"{ENTRY}/events?limit=1000")}
        assert len(accepted) > 100
        assert set(accepted) - stored == set()
        path = address.partition("/webhooks/")[2]
        assert again.get(f"{ENTRY}/webhook")["path"] == f"/webhooks/{path}"
    finally:
        again.stop()
