"""An integration with everything, for the tests of its page. Copied into a hub's folder as it is."""

import json
from pathlib import Path

from pydantic import BaseModel, Field

from ova.sdk import (
    ActionError,
    ActionResult,
    Controller,
    Event,
    Issue,
    Sensor,
    action,
    data,
    poll,
    webhook,
)

manifest = {
    "name": "Sunny Home",
    "version": "1.0.0",
    "category": "smart_home",
    "description": "Lights, bills and wall buttons",
    "events": {
        "sunny_home.pressed": "A wall button was pressed",
        "sunny_home.told": "Somebody told something",
    },
}
WORLD = Path(__file__).parent / "world.json"
"""What the other side knows; the tests change it."""


def world():
    """Return what the other side knows just now."""
    return json.loads(WORLD.read_text())


class SetLight(BaseModel):
    """Which light, and how bright."""

    light: str = Field(description="Which light")
    level: int = Field(100, ge=0, le=100, description="Brightness in percent")


class SunnyHome:
    """A house in the sun."""

    def __init__(self, config):
        self.config = config

    def activate(self, ctx):
        ctx.logger.info("Sunny Home is up with %s", ctx.config["api_key"])
        for row in world()["issues"]:
            ctx.issues.report(Issue(row.pop("id"), row.pop("message"), **row))

    def fix_issue(self, issue_id, ctx):
        return f"The {issue_id} was taken care of."

    @action(
        description="Set a light's brightness", phrases=["set sunny {light} to {level} percent"]
    )
    def set_light(self, given: SetLight):
        if given.light == "moon":
            raise ActionError("There is no light called moon.")
        return ActionResult(
            {"light": given.light, "level": given.level, "steps": [{"at": 1}, {"at": 2}]},
            cost_usd=0.002,
            message=f"{given.light} is at {given.level} percent.",
        )

    @action(
        description="Say a text",
        risky=True,
        input={"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
    )
    def tell(self, inputs, ctx):
        ctx.logger.warning("told: %s", inputs["text"])
        ctx.emit(Event("sunny_home.told", None, {"text": inputs["text"]}))
        return {"text": inputs["text"]}

    @poll(
        every="1h",
        description="A new bill",
        input={
            "type": "object",
            "properties": {"above": {"type": "number", "title": "Above", "default": 0}},
        },
    )
    def new_bills(self, inputs, ctx):
        if world()["down"]:
            raise ConnectionError("the office is closed")
        return [
            {"id": row["id"], "data": row}
            for row in world()["bills"]
            if row["amount"] > inputs["above"]
        ]

    @webhook(verify=("hmac-sha256", "X-Sunny-Signature", "hook_secret"))
    def handle_webhook(self, payload):
        return Event("sunny_home.pressed", payload["id"], {"button": payload["button"]})

    def entities(self, ctx):
        for row in world()["lights"]:
            yield Controller(
                row["id"], row["name"], "off", "", control="set_light", as_="light",
                area=row.get("area"),
            )  # fmt: skip
        yield Sensor("power", "House power", 420, "W")

    @data(cache="1s")
    def get_data(self, endpoint, ctx):
        if world()["down"]:
            raise ConnectionError("the office is closed")
        return world()["data"]

    def get_data_endpoints(self, ctx):
        return ["temperature"]

    def manage(self, request, ctx):
        if request.method == "POST":
            ctx.store.set("note", request.form["note"])
            return {"redirect": ""}
        note = (ctx.store.get("note") or "").replace("<", "&lt;")
        return (
            f"<h1>House rules</h1><p id='note'>{note}</p><script>window.pwned = 1</script>"
            "<form method='post'><input type='hidden' name='csrf_token' "
            f"value='{request.csrf_token}'><label>Note <input name='note'></label>"
            "<button>Keep</button></form>"
        )

    def diagnostics(self, ctx):
        return {"key": ctx.config["api_key"], "lights": len(world()["lights"])}


def build_integration(config, ova):
    return SunnyHome(config)


def default_config():
    return {"api_key": "", "hook_secret": ""}
