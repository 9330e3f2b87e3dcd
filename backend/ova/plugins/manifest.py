"""What a plugin says about itself, parsed once."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ova.plugins.errors import PluginFault

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
    config: dict[str, Any] = Field(default_factory=dict)
    """JSON Schema by field name, or a whole object schema; merged over what the defaults tell."""
    enabled_by_default: bool | None = None
    """Whether a bundled plugin is enabled until somebody decides; None: skills are."""

    @property
    def config_fields(self) -> dict[str, dict[str, Any]]:
        """JSON Schema fragments by field name."""
        fields = self.config.get("properties") if self._is_object_schema else self.config
        return dict(fields) if isinstance(fields, dict) else {}

    @property
    def config_required(self) -> list[str]:
        """Fields that must not be blank."""
        required = self.config.get("required", []) if self._is_object_schema else []
        return [name for name in required if isinstance(name, str)]

    @property
    def _is_object_schema(self) -> bool:
        return self.config.get("type") == "object"


def parse_manifest(data: Any) -> Manifest:
    """Return the Manifest of an author's dict. Raises PluginFault naming every field that is wrong."""
    if data is None:
        return Manifest()
    if not isinstance(data, dict):
        raise PluginFault(
            "The manifest cannot be read.",
            reason=f"manifest is a {type(data).__name__}, not a dict",
            cure=MANIFEST_CURE,
        )
    try:
        manifest = Manifest.model_validate(data)
    except ValidationError as error:
        faults = [
            ".".join(["manifest", *(str(part) for part in fault["loc"])]) + f": {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise PluginFault(
            "The manifest cannot be read.", reason="; ".join(faults), cure=MANIFEST_CURE
        ) from None
    wrong = [name for name, part in manifest.config_fields.items() if not isinstance(part, dict)]
    if wrong:
        raise PluginFault(
            "The manifest cannot be read.",
            reason=f"manifest.config.{wrong[0]}: Input should be a JSON Schema object",
            cure=MANIFEST_CURE,
        )
    return manifest
