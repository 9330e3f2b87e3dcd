"""Forms of set-up, sign-in, people and tokens."""

from typing import Annotated

from pydantic import BaseModel, Field, RootModel, StringConstraints

from ova.web.models.common import Body, Name, Patch

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


class PersonModel(UserModel):
    """A person as the owner sees them."""

    created_at: float = Field(description="Seconds since the epoch.")
    has_password: bool = Field(description="False while a one-time link was not used yet.")
    link_expires_at: float | None = Field(
        description="Until when a one-time link lets them in, seconds since the epoch; or null."
    )


class PersonList(RootModel[list[PersonModel]]):
    """Every person, as the owner sees them."""


RoleName = Annotated[str, StringConstraints(pattern=r"^(owner|adult|guest)$")]


class PersonBody(Body):
    """Somebody who may come in from now on."""

    name: Name
    role: RoleName = "adult"
    password: Password | None = Field(
        None, description="A first password; without one a one-time link is made."
    )


class PersonPatch(Patch):
    """What to change of somebody."""

    name: Name | None = None
    role: RoleName | None = None


class PersonPath(BaseModel):
    """A person's place."""

    user_id: str


class LinkModel(BaseModel):
    """A one-time sign-in link, which is shown only now."""

    link: str = Field(description="Opens the page at /join#<link>.")
    expires_at: float = Field(description="Seconds since the epoch.")


class NewPerson(BaseModel):
    """Somebody who may come in from now on."""

    user: PersonModel
    link: LinkModel | None = Field(description="How they come in; null with a first password.")


class PasswordBody(Body):
    """Somebody's new password."""

    password: Password


class OwnPasswordBody(Body):
    """One's own new password."""

    old: Password
    new: Password


class JoinBody(Body):
    """A one-time link."""

    link: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class JoinPasswordBody(JoinBody):
    """The password somebody chooses who comes in by a one-time link."""

    password: Password


class JoinModel(BaseModel):
    """Whom a one-time link lets in, and where."""

    name: str
    role: str
    home: str = Field(description="Name of the home.")


class SessionModel(BaseModel):
    """Who is signed in."""

    user: UserModel
    csrf: str | None = Field(
        description="Value for the X-OVA-CSRF header of changes; null when a token is used."
    )
    time_zone: str = Field(description="The home's: times of plans are those of its clocks.")


class TokenBody(Body):
    """A new token."""

    name: Name = Field(description="What the token is for.")
    role: RoleName | None = Field(
        None, description="The most it may do; by default what its person may."
    )


class TokenModel(BaseModel):
    """A token as it is listed."""

    id: str
    name: str
    created_at: float = Field(description="Seconds since the epoch.")
    last_used_at: float | None = None
    user_id: str = Field(description="Whose it is.")
    user: str = Field(description="That person's name.")
    role: str = Field(description="What it may do.")


class TokensQuery(BaseModel):
    """Whose tokens."""

    everybody: bool = Field(False, description="Everybody's; for owners.")


class TokenList(RootModel[list[TokenModel]]):
    """Tokens without their secrets."""


class NewToken(BaseModel):
    """A new token with its secret, which is shown only now."""

    id: str
    name: str
    token: str


class TokenPath(BaseModel):
    """A token's place."""

    token_id: str
