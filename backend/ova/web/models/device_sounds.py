"""Forms of sounds that devices fetch."""

from pydantic import BaseModel


class DeviceSoundPath(BaseModel):
    """A sound's place."""

    name: str
