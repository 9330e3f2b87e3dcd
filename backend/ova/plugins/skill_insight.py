"""What is known of a skill for those who look for a fault."""

import json
from typing import Any

from ova.plugins.locale import Locale
from ova.plugins.record import PluginRecord


def insight_of(
    record: PluginRecord, locale: Locale, config: dict[str, Any] | None, kept: dict[str, Any]
) -> dict[str, Any]:
    """Return it as JSON, not yet redacted; of what it ``kept`` only names and sizes are told."""
    live, code = record.live, record.code
    return {
        "info": record.info().to_json(),
        "manifest": code.manifest.model_dump(mode="json") if code else None,
        "config": config,
        "errors": list(record.errors),
        "handles": sorted(live.marked) if live else [],
        "occasions": live.occasions.told() if live and live.occasions else [],
        "sentences": [{"file": one.file, "language": one.language} for one in locale.sentences],
        "replies": {language: sorted(texts) for language, texts in locale.replies.items()},
        "store": {name: len(json.dumps(value)) for name, value in kept.items()},
    }
