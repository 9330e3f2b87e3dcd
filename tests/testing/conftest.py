"""An integration that does everything, for the test bed to run."""

import textwrap

import pytest

SUNNY = '''
"""Lights, bills and wall buttons from the Sunny cloud."""
from pydantic import BaseModel, Field
from ova.sdk import Controller, DataBatch, Event, Sensor, action, data, poll, webhook

manifest = {
    "name": "Sunny Home", "version": "1.0.0", "category": "smart_home",
    "auth": {"type": "custom", "fields": {
        "type": "object", "required": ["host", "api_key"], "properties": {
            "host": {"type": "string", "format": "uri", "label": "Server", "help_text": "In the app"},
            "api_key": {"type": "string", "format": "password", "label": "API key"}}}},
    "http": {"base_url": "{host}", "headers": {"Authorization": "Bearer {api_key}"}},
    "events": {"sunny_home.button.pressed": "A wall button was pressed"},
}


class SetLight(BaseModel):
    light: str = Field(description="Which light")
    level: int = Field(100, ge=0, le=100, description="Brightness in percent")


class SunnyHome:
    def __init__(self, config, ova):
        self.config, self.ova = config, ova

    def test_connection(self, ctx):
        return "Signed in as " + ctx.fetch("/me").data["email"]

    @action(description="Set a light's brightness", phrases=["set {light} to {level} percent"])
    def set_light(self, data: SetLight, ctx):
        ctx.fetch(f"/lights/{data.light}", "PUT", json={"level": data.level})
        return {"light": data.light, "level": data.level}

    @poll(every="5m", output={"type": "object", "required": ["amount"]})
    def new_bills(self, inputs, last_poll_ts, ctx):
        rows = ctx.fetch("/bills", params={"since": last_poll_ts or "0"}).data
        return [{"id": r["id"], "data": {"amount": r["amount"]}} for r in rows]

    @webhook(verify=("hmac-sha256", "X-Sunny-Signature", "hook_secret"))
    def handle_webhook(self, payload):
        return Event("sunny_home.button.pressed", payload["id"], {"button": payload["button"]})

    @data(cache="10m")
    async def get_data(self, endpoint, ctx):
        rows = (await ctx.fetch(f"/series/{endpoint}")).data
        return DataBatch(tuple(rows["days"]), {"kWh": tuple(rows["kwh"])})

    def get_data_endpoints(self, ctx):
        return ["power", "gas"]

    def entities(self, ctx):
        for row in ctx.fetch("/lights").data:
            yield Controller(row["id"], row["name"], row["level"], "%", control="set_light", as_="light")
        yield Sensor("power", "House power", ctx.fetch("/power").data["now"], "W")


def build_integration(config, ova):
    return SunnyHome(config, ova)


def default_config():
    return {"host": "https://api.sunny.example", "api_key": "", "hook_secret": ""}
'''
CONFIG = {"api_key": "k3y-of-ann", "hook_secret": "h00k-secret"}


def answers(service):
    """Tell a service what the Sunny cloud would say."""

    def me(asked):
        return (
            {"email": "ann@sunny.test"}
            if asked.headers.get("Authorization") == "Bearer k3y-of-ann"
            else 401
        )

    bills = [
        {"id": "b1", "amount": 12.5, "at": 100},
        {"id": "b2", "amount": 7, "at": 2_000_000_000},
    ]
    service.answer("GET", "/me", me)
    service.answer("GET", "/lights", [{"id": "desk", "name": "Desk", "level": 40}])
    service.answer("PUT", "/lights/desk")
    service.answer("GET", "/power", {"now": 231})
    service.answer(
        "GET", "/series/power", {"days": ["2025-06-15", "2025-06-16"], "kwh": [1.5, None]}
    )
    service.answer(
        "GET",
        "/bills",
        lambda asked: [row for row in bills if row["at"] > int(asked.params["since"])],
    )


@pytest.fixture
def sunny(tmp_path):
    """Return the path of the Sunny integration."""
    path = tmp_path / "sunny_home.py"
    path.write_text(textwrap.dedent(SUNNY).lstrip(), encoding="utf-8")
    return path
