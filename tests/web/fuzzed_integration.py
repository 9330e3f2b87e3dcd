"""An integration with everything, to be asked for nonsense. Copied into a hub, never imported here."""

from pydantic import BaseModel, Field

from ova.sdk import Controller, Event, Issue, Sensor, action, poll, webhook

manifest = {
    "name": "Fuzzed",
    "version": "1.0.0",
    "category": "test",
    "auth": {
        "type": "custom",
        "fields": {
            "type": "object",
            "required": ["host"],
            "properties": {
                "host": {"type": "string", "format": "uri", "label": "Server"},
                "port": {"type": "integer", "minimum": 1, "maximum": 65535},
                "api_key": {"type": "string", "format": "password"},
            },
        },
    },
    "events": {"fuzzed.pressed": "A button was pressed"},
}


class SetLight(BaseModel):
    light: str = Field(max_length=50)
    level: int = Field(100, ge=0, le=100)


class Fuzzed:
    def __init__(self, config, ova):
        self.config = config

    def test_connection(self, ctx):
        return "Connected"

    @action(description="Set a light", phrases=["fuzz {light} to {level} percent"])
    def set_light(self, data: SetLight, ctx):
        return {"light": data.light, "level": data.level}

    @poll(every="1h")
    def news(self, inputs, last_poll_ts, ctx):
        return [{"id": "1", "data": {"since": last_poll_ts}}]

    @webhook(verify=("token", "X-Fuzzed-Token", "hook_secret"))
    def handle_webhook(self, payload):
        return Event("fuzzed.pressed", str(payload["id"]), {})

    def entities(self, ctx):
        yield Controller("desk", "Fuzzed desk", 5, "%", control="set_light", as_="light")
        yield Sensor("power", "Fuzzed power", 5, "W")

    def activate(self, ctx):
        ctx.issue(Issue("worn", "It is worn.", cure="Mend it."))

    def get_data(self, endpoint):
        return {"dates": ["2025-01-01"], "series": {endpoint: [1]}}

    def get_data_endpoints(self):
        return ["power"]


def build_integration(config, ova):
    return Fuzzed(config, ova)


def default_config():
    return {"host": "http://fuzzed.example", "port": 80, "api_key": "", "hook_secret": "Zw4-hidden"}
