"""What a default value tells about its field: type, choices, secrecy."""

import json
from collections.abc import Mapping
from typing import Any

from ova.plugins.errors import PluginFault

SECRET_ENDINGS = ("token", "password", "secret", "api_key")
OPTIONS = "_options"

Schema = dict[str, Any]


def check_defaults(declared: Any) -> None:
    """Raise PluginFault unless ``default_config()`` gave a dict of JSON values."""
    if not isinstance(declared, dict) or not all(isinstance(key, str) for key in declared):
        raise PluginFault(
            "The settings form cannot be made.",
            reason=f"default_config() returned a {type(declared).__name__}, not a dict with text keys",
            cure="Return a dict from default_config(); {} when there is nothing to set.",
        )
    try:
        json.dumps(declared, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise PluginFault(
            "The settings form cannot be made.",
            reason=f"default_config() holds something that is not JSON: {error}",
            cure="Use texts, numbers, true or false, lists and dicts.",
        ) from None


def options_of(name: str, defaults: Mapping[str, Any]) -> str | None:
    """Return the field a ``<field>_options`` list belongs to, or None when it is a field itself."""
    field = name.removesuffix(OPTIONS)
    choices = defaults[name]
    if field != name and field in defaults and isinstance(choices, list) and choices:
        return field
    return None


def title_of(name: str) -> str:
    """Return a label: ``access_token`` is ``Access token``."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def is_secret(name: str, schema: Mapping[str, Any]) -> bool:
    """Tell whether a field is stored encrypted and never shown."""
    if schema.get("format") == "password":
        return True
    return schema.get("type") == "string" and name.lower().endswith(SECRET_ENDINGS)


def schema_of(name: str, value: Any) -> Schema:
    """Return the JSON Schema that a default value tells."""
    schema: Schema = {"title": title_of(name)}
    match value:
        case bool():
            schema["type"] = "boolean"
        case int():
            schema["type"] = "integer"
        case float():
            schema["type"] = "number"
        case str():
            schema["type"] = "string"
        case list():
            schema["type"] = "array"
            kinds = {type(item) for item in value}
            schema["items"] = schema_of(name, value[0]) if len(kinds) == 1 else {}
        case dict():
            schema["type"] = "object"
            schema["properties"] = {key: schema_of(key, item) for key, item in value.items()}
        case _:  # None: any type
            return schema
    if is_secret(name, schema):
        schema.update(format="password", writeOnly=True)
    elif schema["type"] not in ("array", "object"):
        schema["default"] = value
    return schema
