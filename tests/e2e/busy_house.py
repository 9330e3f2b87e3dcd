"""An integration with very many things, for the tests of Home. Copied into a hub's folder as it is."""

import threading

from ova.sdk import ActionError, Device, action

PACE_S = 0.005
EVIL = "<script>window.planted = true</script><img src=x onerror='window.planted = true'>"

manifest = {"name": "Busy House", "version": "1.0.0"}


class BusyHouse:
    """Five hundred sensors, a lamp that refuses, and one that says nothing."""

    def __init__(self):
        self.unhurried = threading.Event()

    def entities(self, ctx):
        yield Device("stubborn", "Stubborn Lamp", "light", area="Cellar", state="off")
        yield Device("silent", "Silent Lamp", "light", area="Cellar", state="off")
        yield Device("evil", f"Evil {EVIL}", "light", area=f"Room {EVIL}", state="off")
        for number in range(500):
            yield Device(
                f"meter_{number}",
                f"Meter {number}",
                "sensor",
                area=f"Hall {number // 25}",
                state="0",
            )

    def control(self, entity, service, data, ctx):
        if entity.name == "Stubborn Lamp":
            raise ActionError("The fuse is blown", cure="Change the fuse.")

    @action(description="Let all meters change, many times a second")
    def storm(self, inputs, ctx):
        for count in range(1, 801):
            ctx.entities.update(f"meter_{count % 500}", str(count))
            self.unhurried.wait(PACE_S)


def build_integration(config, ova):
    return BusyHouse()


def default_config():
    return {}
