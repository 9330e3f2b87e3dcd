"""What a plugin says about itself, parsed once."""

from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import SchemaError
from jsonschema.validators import validator_for
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from ova.plugins.errors import PluginFault
from ova.plugins.manifest_parts import ActionPart, AuthPart, HttpPart, OAuthPart, PollPart
from ova.plugins.references import check_references, json_pointer

MANIFEST_CURE = (
    "Write manifest as a dict, or a function that returns one, with values of these types."
)


class Manifest(BaseModel):
    """A plugin's description. Unknown keys are left for later versions of the hub."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    name: str = ""
    description: str = ""
    version: str = ""
    category: str = ""
    requirements: list[str] = Field(default_factory=list)
    """Packages it needs, as pip names them."""
    required_integrations: list[str] = Field(default_factory=list)
    permissions: list[str] | None = None
    """What of ``ova`` a skill may use; None: everything. See ``ova.plugins.permissions``."""
    config: dict[str, Any] = Field(default_factory=dict)
    """JSON Schema by field name, or a whole object schema; merged over what the defaults tell."""
    quality_scale: dict[str, Any] = Field(default_factory=dict)
    """Rules of `ova integration check` it is exempt from: ``{rule: {"status": "exempt", "reason": ...}}``."""
    enabled_by_default: bool | None = None
    """Whether a bundled plugin is enabled until somebody decides; None: skills are."""
    entry_point: str = ""
    """The file with the code, beside ``config.json``."""
    config_version: str = "1"
    """Version of the settings, ``major`` or ``major.minor``; see the hook ``migrate``."""
    requires_python: str = ""
    """As in packages: ``>=3.12``."""
    docs: str = ""
    """Address of a page about it."""
    translations: dict[str, list[str]] = Field(default_factory=dict)
    """``{"incomplete": ["fr"]}``: languages that lack some of the texts."""
    logo: str = ""
    """A file among its ``static/``."""
    local: bool = True
    """The other side is in the home; a cloud service is asked again less often."""
    auth: AuthPart | None = None
    http: HttpPart = Field(default_factory=HttpPart)
    oauth: OAuthPart | None = None
    events: dict[str, str] = Field(default_factory=dict)
    """Types of events it may tell, with a sentence each."""
    actions: dict[str, ActionPart] = Field(default_factory=dict)
    polling_triggers: dict[str, PollPart] = Field(default_factory=dict)

    @property
    def config_fields(self) -> dict[str, dict[str, Any]]:
        """JSON Schema fragments by field name."""
        fields = self.config.get("properties") if self.has_object_schema else self.config
        own = dict(fields) if isinstance(fields, dict) else {}
        own = {name: _worded(part) for name, part in own.items()}
        return {**(self.oauth.fields if self.oauth else {}), **self.auth_fields, **own}

    @property
    def auth_fields(self) -> dict[str, dict[str, Any]]:
        """JSON Schema fragments of the credentials, by field name."""
        fields = self.auth.fields.get("properties", {}) if self.auth else {}
        return {name: _worded(part) for name, part in fields.items()}

    @property
    def incomplete_languages(self) -> list[str]:
        """Languages that lack some of the texts, as the author knows."""
        return self.translations.get("incomplete", [])

    @property
    def config_required(self) -> list[str]:
        """Fields that must not be blank."""
        required = self.config.get("required", []) if self.has_object_schema else []
        needed = [
            *(self.oauth.required if self.oauth else []),
            *(self.auth.fields.get("required", []) if self.auth else []),
        ]
        return list(dict.fromkeys(name for name in (*needed, *required) if isinstance(name, str)))

    @property
    def more_settings(self) -> Any:
        """What a setting that is not declared must fit: a JSON Schema; False: there may be none."""
        schemas = [self.auth.fields if self.auth else {}]
        if self.has_object_schema:
            schemas.insert(0, self.config)
        return next(
            (one["additionalProperties"] for one in schemas if "additionalProperties" in one), False
        )

    @property
    def has_object_schema(self) -> bool:
        """Whether ``config`` is a whole object schema rather than one fragment by field."""
        return self.config.get("type") == "object"


def parse_manifest(data: Any, where: str = "manifest") -> Manifest:
    """Return the Manifest of an author's dict. Raises PluginFault with a JSON pointer to every fault.

    ``where`` is what the faults are looked for in: the manifest, or ``config.json``.
    """
    if data is None:
        return Manifest()
    if not isinstance(data, dict):
        raise PluginFault(
            "The manifest cannot be read.",
            reason=f"{where} is a {type(data).__name__}, not a dict",
            cure=MANIFEST_CURE,
        )
    try:
        manifest = Manifest.model_validate(data)
    except ValidationError as error:
        faults = [
            f"{where} {json_pointer(fault['loc'])}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise PluginFault(
            "The manifest cannot be read.", reason="; ".join(faults), cure=MANIFEST_CURE
        ) from None
    _check_schemas(manifest, where)
    wrong = [name for name, part in manifest.config_fields.items() if not isinstance(part, dict)]
    if wrong:
        raise PluginFault(
            "The manifest cannot be read.",
            reason=f"{where} {json_pointer(('config', wrong[0]))}: Input should be a JSON Schema object",
            cure=MANIFEST_CURE,
        )
    return manifest


def check_schema(schema: dict[str, Any], where: str) -> None:
    """Raise PluginFault unless ``schema`` is a JSON Schema: Draft 7, or what its ``$schema`` says.

    ``where`` ends with the schema's own JSON pointer.
    """
    try:
        validator_for(schema, default=Draft7Validator).check_schema(schema)
    except SchemaError as error:
        raise PluginFault(
            "The manifest cannot be read.",
            reason=(
                f"{where} is not a JSON Schema: {error.message}"
                f" (at {where.rpartition(' ')[2]}{json_pointer(error.absolute_path)})"
            ),
            cure="Correct the schema.",
        ) from None
    check_references(schema, where)


def _check_schemas(manifest: Manifest, source: str) -> None:
    schemas = {"/auth/fields": manifest.auth.fields if manifest.auth else {}}
    if manifest.has_object_schema:
        schemas["/config"] = manifest.config
    for noun, parts in (
        ("actions", manifest.actions),
        ("polling_triggers", manifest.polling_triggers),
    ):
        for name, part in parts.items():
            own = json_pointer((noun, name))
            schemas[f"{own}/input_schema"] = part.input_schema
            schemas[f"{own}/output_schema"] = part.output_schema or {}
    for pointer, schema in schemas.items():
        check_schema(schema, f"{source} {pointer}")


def _worded(part: Any) -> Any:
    """Return a field with the words every form shows: title and description."""
    if not isinstance(part, dict):
        return part
    words = {"title": part.get("label"), "description": part.get("help_text")}
    if part.get("editable") is False:
        words["readOnly"] = True
    return {**{key: text for key, text in words.items() if text}, **part}
