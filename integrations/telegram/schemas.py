"""What the actions take and give."""

from pydantic import BaseModel, Field


class SendMessage(BaseModel):
    """Input of ``send_message``."""

    text: str = Field(min_length=1, max_length=4096, description="What to write")
    chat: str = Field(
        "", description="Name or number of an allowed chat; the first of them when left out"
    )


class SentMessage(BaseModel):
    """Output of ``send_message``."""

    chat: str = Field(description="Name of the chat it was written into")
    chat_id: str = Field(description="Telegram's number of the chat")
    message_id: int = Field(description="Telegram's number of the message")
