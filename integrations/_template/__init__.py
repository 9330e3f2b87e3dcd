"""Speaks with my devices."""

# Copy this folder to OVA_HOME/integrations/my_devices and change it, or have a new one written:
# ova integration new MyDevices. The folder's name is the integration's id: small letters, digits and
# underscores. One file, my_devices.py, does as well.
#
# Only build_integration is necessary; leave out whatever you do not need. `pytest tests` runs its
# tests, `ova integration check .` tells what could be better.

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, Field

from ova.sdk import (
    Context,
    Controller,
    DataBatch,
    Device,
    Event,
    InputInvalid,
    Ova,
    Sensor,
    action,
    data,
    poll,
    webhook,
)

manifest = {
    "name": "My Devices",
    "description": "Speaks with my devices.",
    "version": "1.0.0",
    "category": "example",
    # Packages of PyPI the code imports, as pip names them: "feedparser>=6,<7". They are installed
    # when somebody asks for it, for this integration alone.
    "requirements": [],
    # The version of the settings; when it grows, migrate() below is given the older ones.
    "config_version": "2",
    # The service is in the home: an outage is looked after every half minute, not every quarter hour.
    "local": True,
    # Credentials, as JSON Schema. `format: password` is stored encrypted and never shown.
    "auth": {
        "type": "custom",
        "fields": {
            "type": "object",
            "required": ["host", "api_key"],
            "properties": {
                "host": {
                    "type": "string",
                    "format": "uri",
                    "label": "Address",
                    "help_text": "As in http://192.168.1.20:4711",
                },
                "api_key": {
                    "type": "string",
                    "format": "password",
                    "label": "API key",
                    "help_text": "In the app under Settings > Developer",
                },
            },
        },
    },
    # More of single fields of default_config(), where a default does not say enough.
    "config": {
        "hook_secret": {"description": "What the box signs its messages with"},
        "units": {"description": "What temperatures are told in"},
    },
    # How ctx.fetch asks. The settings are put in by the hub; the code never touches them.
    "http": {"base_url": "{host}", "headers": {"Authorization": "Bearer {api_key}"}},
    # What it may tell: skills and routines listen to these.
    "events": {
        "my_devices.button.pressed": "A button was pressed",
        "my_devices.lamp.replaced": "A lamp was replaced by another",
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings as they are at first; the types of the values make the form."""
    return {
        "host": "http://devices.example",
        # Keys that end with token, password, secret or api_key are secrets, too.
        "api_key": "",
        "hook_secret": "",
        # A list named <field>_options makes a choice of the field.
        "units": "C",
        "units_options": ["C", "F"],
    }


def migrate(config: dict[str, Any], version: str) -> dict[str, Any]:
    """Return settings of an older version as they are now."""
    if version == "1":
        config["units"] = {"metric": "C", "imperial": "F"}.get(config["units"], "C")
    return config


def build_integration(config: dict[str, Any], ova: Ova) -> "MyDevices":
    """Return the object skills get from ova.integration_manager.get_integration_module(id).

    It is built again when settings are saved. What is raised here is shown beside the settings.
    """
    return MyDevices(config, ova)


class SetLight(BaseModel):
    """What set_light is given: checked before it is called, and the form to try it."""

    light: str = Field(description="The lamp's own key")
    level: int = Field(100, ge=0, le=100, description="Brightness in percent; 0 is off")


class MyDevices:
    """Any class. The hub looks for the methods below by their name or mark."""

    def __init__(self, config: dict[str, Any], ova: Ova) -> None:
        self.units = config["units"]
        self.ova = ova

    def test_connection(self, ctx: Context) -> str:
        """Try the settings: behind the Test button, and before every save.

        ctx.fetch says it all: what cannot be reached is tried again later, 401 asks for new
        credentials.
        """
        return ctx.text("says.connected", name=ctx.fetch("/status")["name"])

    def account_info(self, ctx: Context) -> dict[str, str]:
        """Tell who is signed in; ``id`` never changes, so that nobody signs in as somebody else."""
        status = ctx.fetch("/status")
        return {"id": status["serial"], "name": status["name"]}

    def entities(self, ctx: Context) -> Iterable[Device]:
        """Yield what is brought into the home. Called after each build, and by "Sync now"."""
        for row in ctx.fetch("/lights"):
            yield Controller(
                row["id"],
                row["name"],
                "on" if row["level"] else "off",
                control="set_light",
                as_="light",
                area=row["room"],
            )
        degrees = ctx.fetch("/temperature")["celsius"]
        if self.units == "F":
            degrees = degrees * 9 / 5 + 32
        yield Sensor("temperature", "Box Temperature", degrees, f"°{self.units}")

    @action(
        description="Set a light's brightness",
        output={"type": "object", "required": ["light", "level"]},
        # What is said for it, by language. Labels, answers and errors in other languages lie in
        # translations/<language>.json.
        phrases={
            "en": ["set the lamp {light} to {level} percent"],
            "de": ["stelle die lampe {light} auf {level} prozent"],
        },
    )
    def set_light(self, data: SetLight, ctx: Context) -> dict[str, Any]:
        """Carry out an order, wherever it comes from: a page, a skill, a routine, a voice."""
        ctx.fetch(f"/lights/{data.light}", "PUT", json={"level": data.level})
        return {"light": data.light, "level": data.level}

    @poll(
        every="5m",
        description="Lamps that were replaced",
        output={"type": "object", "required": ["lamp"]},
    )
    async def replaced(
        self, inputs: dict[str, Any], last_poll_ts: str | None, ctx: Context
    ) -> list[dict[str, Any]]:
        """Return what is new; the hub keeps the time and drops an id that was told before."""
        rows = await ctx.fetch("/replaced", params={"since": last_poll_ts or "0"})
        return [{"id": row["id"], "data": {"lamp": row["lamp"]}} for row in rows]

    @webhook(verify=("hmac-sha256", "X-My-Signature", "hook_secret"))
    def handle_webhook(self, payload: dict[str, Any]) -> Event:
        """Tell what the box sends; the signature was checked. One external id is told once."""
        return Event("my_devices.button.pressed", payload["id"], {"button": payload["button"]})

    @data(cache="10m")
    def get_data(self, endpoint: str, ctx: Context) -> DataBatch:
        """Return series of numbers, named my_devices[power]."""
        if endpoint not in self.get_data_endpoints(ctx):
            raise InputInvalid(
                ctx.text("errors.no_series", series=endpoint),
                cure=ctx.text("errors.no_series_cure"),
            )
        days = ctx.fetch(f"/series/{endpoint}").data
        return DataBatch(tuple(days["dates"]), {"kWh": tuple(days["kwh"])})

    def get_data_endpoints(self, ctx: Context) -> list[str]:
        """Return the series there are."""
        return ["power"]

    def unload(self) -> None:
        """End threads and connections. Called before a new object takes over, and at the end."""
