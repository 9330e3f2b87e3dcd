"""Forms of set-up, sign-in, people and tokens."""

from typing import Annotated

from pydantic import BaseModel, Field, RootModel, StringConstraints

from ova.web.models.common import Body, Name

Password = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class SetupState(BaseModel):
    """Whether the owner's account is still to be made."""

    needed: bool
    name: str = Field(description="Name of the home.")
    version: str


class SetupBody(Body):
    """The owner's account."""

    name: Name | None = Field(None, description="Name of the home.")
    username: Name
    password: Password


class SignInBody(Body):
    """Who signs in."""

    username: Name
    password: Password


class UserModel(BaseModel):
    """A person who may sign in."""

    id: str
    name: str
    role: str


class UserList(RootModel[list[UserModel]]):
    """Every person who may sign in."""


class SessionModel(BaseModel):
    """Who is signed in."""

    user: UserModel
    csrf: str | None = Field(
        description="Value for the X-OVA-CSRF header of changes; null when a token is used."
    )


class TokenBody(Body):
    """A new token."""

    name: Name = Field(description="What the token is for.")


class TokenModel(BaseModel):
    """A token as it is listed."""

    id: str
    name: str
    created_at: float = Field(description="Seconds since the epoch.")
    last_used_at: float | None = None


class TokenList(RootModel[list[TokenModel]]):
    """The tokens of the person who is signed in."""


class NewToken(BaseModel):
    """A new token with its secret, which is shown only now."""

    id: str
    name: str
    token: str


class TokenPath(BaseModel):
    """A token's place."""

    token_id: str
