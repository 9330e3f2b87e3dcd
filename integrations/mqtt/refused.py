"""What a thing cannot do, in no language yet."""


class Refused(Exception):
    """A thing cannot do that. The key of the text that says why, and what fills its places."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields
