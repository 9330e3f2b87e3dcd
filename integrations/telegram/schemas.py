"""What the actions take."""

from pydantic import BaseModel, Field


class SendMessage(BaseModel):
    """Input of ``send_message``."""

    text: str = Field(min_length=1, max_length=4096, description="What to write")
    chat: str = Field(
        "", description="Name or number of an allowed chat; the first of them when left out"
    )
