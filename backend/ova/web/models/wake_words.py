"""Forms of wake words."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, RootModel
from pydantic_core import PydanticCustomError

from ova.web.models.common import Body, Id, Name, Patch


class WakeWordModel(BaseModel):
    """A wake word of the home."""

    id: str
    phrase: str = Field(description="What people say.")
    kind: str = Field(description="'bundled', 'model' (uploaded) or 'phrase' (of one's own).")
    warning: str = Field(description="Why a phrase may wake by chance or be missed; else empty.")
    checksum: str | None = Field(description="SHA-256 of an uploaded model's files.")
    satellites: list[str] = Field(description="Names of the satellites it was chosen for.")


class WakeWordList(RootModel[list[WakeWordModel]]):
    """Every wake word there is."""


class PhraseBody(Body):
    """A phrase of one's own."""

    phrase: Name = Field(description="One to five words, three syllables at least.")


class PhraseLookModel(BaseModel):
    """What adding a phrase would do."""

    phrase: str = Field(description="As it would be kept.")
    fault: Literal["", "form", "short", "long", "everyday", "unknown", "taken"] = Field(
        description="Why it would be refused: no one to five words, too short, too long, said all the "
        "time, nobody knows how to say it, there already; else empty."
    )
    risky: bool = Field(description="It is short: it may be missed or wake by chance.")


class PhraseQuery(BaseModel):
    """A phrase that is tried."""

    phrase: Name = Field(description="One to five words.")
    sensitivity: float = Field(0.5, ge=0, le=1)


class WakeWordPath(BaseModel):
    """A wake word's place."""

    word_id: str


class UploadedWakeWord(BaseModel):
    """About an uploaded model."""

    phrase: Name | None = Field(None, description="What people say; else taken from the files.")
    name: Name | None = Field(None, description="The file's name, when the body is one file.")


class SensitivityQuery(BaseModel):
    """How readily it is to wake."""

    sensitivity: float = Field(0.5, ge=0, le=1)


class WakeTestModel(BaseModel):
    """Whether a recording wakes, and what speaks for it."""

    heard: bool
    at_s: float | None = Field(description="Seconds into the recording.")
    score: float | None
    level_dbfs: float | None
    snr_db: float | None


class WakeChoiceModel(Body):
    """A wake word of a satellite."""

    id: Id
    sensitivity: float = Field(0.5, ge=0, le=1)


def _each_once(choice: list[Any]) -> list[Any]:
    if len({one.id for one in choice}) < len(choice):
        raise PydanticCustomError("named_twice", "must not name a wake word twice")
    return choice


class WakeChoiceBody(Patch):
    """What a satellite is to listen for."""

    wake_words: Annotated[list[WakeChoiceModel], AfterValidator(_each_once)]


class WakeChoiceAnswer(BaseModel):
    """What a satellite listens for; null: what the satellite itself was set to."""

    wake_words: list[WakeChoiceModel] | None
