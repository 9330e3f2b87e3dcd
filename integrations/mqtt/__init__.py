"""Brings in what announces itself over MQTT, in Home Assistant's discovery format."""

from typing import TYPE_CHECKING, Any

from ova.sdk import Ova

from .catalogue import COMPONENTS, FIRST_COMPONENTS

if TYPE_CHECKING:
    from .link import Mqtt

manifest = {
    "name": "MQTT",
    "description": "Brings in what announces itself over MQTT: Zigbee2MQTT, Tasmota, ESPHome and more.",
    "version": "1.1.0",
    "config_version": "2",
    "docs": "/integration/mqtt/docs",
    "logo": "logo.svg",
    "category": "smart_home",
    "requirements": ["paho-mqtt>=2.1,<3", "jinja2>=3.1"],
    "events": {
        "mqtt.device_triggered": "A button of a device was pressed, or something like it happened",
        "mqtt.message": "A message came to one of the topics that are told as events",
    },
    "config": {
        "type": "object",
        "required": ["host", "discovery_prefix", "status_topic"],
        "properties": {
            "host": {"title": "Broker", "description": "Name or address"},
            "port": {"minimum": 1, "maximum": 65535, "description": "8883 is usual with TLS"},
            "username": {"description": "Blank when the broker wants none"},
            "password": {"description": "Blank when the broker wants none"},
            "tls": {"title": "Use TLS", "description": "Encrypts what is sent"},
            "ca_file": {
                "title": "Certificate authority",
                "description": "A PEM file on the hub; blank for those the system trusts",
            },
            "discovery_prefix": {
                "title": "Discovery prefix",
                "pattern": "^[^#+\\s]+$",
                "description": "Where devices announce themselves",
            },
            "status_topic": {
                "title": "Status topic",
                "pattern": "^[^#+\\s]+$",
                "description": "Gets online and offline. Without a Home Assistant at this broker, "
                "homeassistant/status makes many devices announce themselves at once",
            },
            "components": {
                "title": "Kinds of things to bring in",
                "description": "Home Assistant's names of them",
                "items": {"type": "string", "enum": list(COMPONENTS)},
            },
            "diagnostic_entities": {
                "title": "Bring in diagnostic and configuration values too",
                "description": "Link quality, update states and the like",
            },
            "event_topics": {
                "title": "Topics to tell as events",
                "description": "As in doorbell/ring or garden/#, for skills and routines",
                "items": {"type": "string", "minLength": 1, "maxLength": 1000},
                "maxItems": 100,
            },
        },
    },
}


def default_config() -> dict[str, Any]:
    """Return the settings at the first import."""
    return {
        "host": "",
        "port": 1883,
        "username": "",
        "password": "",
        "tls": False,
        "ca_file": "",
        "discovery_prefix": "homeassistant",
        "status_topic": "openvoiceassistant/status",
        "components": list(COMPONENTS),
        "diagnostic_entities": False,
        "event_topics": [],
    }


def migrate(config: dict[str, Any], version: str) -> dict[str, Any]:
    """Bring in the kinds that are new, too, where every kind was brought in before."""
    if version == "1" and set(config["components"]) >= set(FIRST_COMPONENTS):
        config["components"] = list(COMPONENTS)
    return config


def build_integration(config: dict[str, Any], ova: Ova) -> "Mqtt":  # noqa: ARG001 - the contract's shape
    """Make the link; the broker is not asked yet."""
    from .link import Mqtt  # now: its libraries take a while to load

    return Mqtt(config)
