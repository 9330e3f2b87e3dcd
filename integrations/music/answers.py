"""What several orders answer."""

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
PLAYED = {
    "type": "object",
    "required": ["playing", "songs"],
    "properties": {"playing": TEXT, "songs": {"type": "integer", "minimum": 1}},
}
