"""What somebody answered, in their own voice."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that may be heard again: spoken, or typed."""

    text: str
    """The words; of a recording as far as the recogniser understood them, maybe none."""
    recording: str = ""
    """Stands for the sound while it is kept, some minutes; empty for what was typed."""
