"""A real mosquitto, and devices that talk over it."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion
from tests.integrations.programs import free_port, running
from tests.peers import require

WHY = "things at a real MQTT broker"
PASSWORD = "a broker password"


class Broker:
    """A mosquitto that can be stopped and started again."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.port = free_port()
        self.folder = folder
        self.stack = stack
        self.lines: list[str] = []
        self.running = ExitStack()

    def start(self) -> None:
        """Start it; it forgot everything."""
        config = self.folder / "mosquitto.conf"
        lines = self.lines or ["allow_anonymous true"]
        config.write_text(
            f"listener {self.port} 127.0.0.1\npersistence false\nuser root\n" + "\n".join(lines)
        )
        program = require("mosquitto", WHY)
        self.running = self.stack.enter_context(ExitStack())
        command = [program, "-c", str(config)]
        self.running.enter_context(running(command, self.port, self.folder / "mosquitto.log"))

    def stop(self) -> None:
        """Stop it."""
        self.running.close()

    def want_password(self) -> None:
        """Let nobody in but ``lab`` with PASSWORD, from the next start on."""
        file = self.folder / "passwords"
        program = require("mosquitto_passwd", WHY)
        command = [program, "-b", "-c", str(file), "lab", PASSWORD]
        subprocess.run(command, check=True, capture_output=True)
        file.chmod(0o600)
        self.lines = ["allow_anonymous false", f"password_file {file}"]

    @property
    def config(self) -> dict[str, Any]:
        """The settings that reach it."""
        return {"host": "127.0.0.1", "port": self.port}


@contextmanager
def brokers(folder: Path) -> Iterator[Broker]:
    """Run a mosquitto until the block ends."""
    with ExitStack() as stack:
        broker = Broker(folder, stack)
        broker.start()
        yield broker


class Devices:
    """The other side: publishes, and remembers what it is told."""

    def __init__(self, port: int, name: str = "", password: str = "") -> None:
        self.told: list[tuple[str, str]] = []
        self.news = threading.Condition()
        self.client = Client(CallbackAPIVersion.VERSION2)
        if name:
            self.client.username_pw_set(name, password)
        self.client.on_message = self._take
        subscribed = threading.Event()
        self.client.on_subscribe = lambda *_: subscribed.set()
        self.client.on_connect = lambda client, *_: client.subscribe([("#", 1)])
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()
        assert subscribed.wait(10)

    def _take(self, client: Client, userdata: Any, message: MQTTMessage) -> None:
        with self.news:
            self.told.append((message.topic, message.payload.decode()))
            self.news.notify_all()

    def say(self, topic: str, payload: Any, retain: bool = False) -> None:
        """Publish a text, or anything else as JSON."""
        text = payload if isinstance(payload, str) else json.dumps(payload)
        self.client.publish(topic, text, qos=1, retain=retain).wait_for_publish(10)

    def announce(self, component: str, name: str, config: Any) -> None:
        """Announce a thing as Home Assistant's discovery has it."""
        self.say(f"homeassistant/{component}/{name}/config", config, retain=True)

    def hears(self, topic: str, payload: str) -> None:
        """Wait until somebody published this."""
        with self.news:
            assert self.news.wait_for(lambda: (topic, payload) in self.told, 10), self.told

    def close(self) -> None:
        """Leave."""
        self.client.disconnect()
        self.client.loop_stop()
