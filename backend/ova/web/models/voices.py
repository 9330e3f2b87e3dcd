"""Forms of voices."""

from pydantic import BaseModel, Field


class VoicesQuery(BaseModel):
    """Which voices."""

    language: str | None = Field(
        None, max_length=35, description="A language tag; only voices that speak it are listed."
    )


class VoiceModel(BaseModel):
    """A voice that can speak now."""

    id: str = Field(description="For the setting `voice`, and for `POST /api/say`.")
    name: str
    languages: list[str]
    engine: str = Field(description="'wyoming', 'piper' or 'espeak'.")


class VoicesModel(BaseModel):
    """The voices people can choose."""

    current: str | None = Field(description="The voice replies are spoken with.")
    voices: list[VoiceModel]
    variants: list[str] = Field(
        description="What can follow the id of an espeak voice: 'en-us+f3' for the variant f3."
    )
