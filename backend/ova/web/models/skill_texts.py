"""Forms of what skills answer and say, and of the home's own words for it."""

from typing import Any, Literal

from pydantic import BaseModel, Field, RootModel

from ova.web.models.common import Body, Id, Patch

Template = str
"""Of any length: the hub says in words what is wrong with one."""


class SkillPath(BaseModel):
    """A skill's place."""

    plugin_id: str


class SkillTextPath(SkillPath):
    """The place of one of the home's own texts."""

    text_id: str


class SkillReplyPath(SkillPath):
    """A reply's place."""

    key: str


class GrammarInForce(BaseModel):
    """What is understood just now."""

    language: str
    generation: int = Field(description="How many have been in force since the hub started.")
    seq: int = Field(description="Own sentences up to this `seq` are understood.")
    busy: bool = Field(description="A newer one is being made.")


class OwnText(BaseModel):
    """One of the home's own sentences or replies, in one version."""

    id: str
    version: int
    seq: int = Field(description="Grows with every change of any text.")
    skill: str
    language: str
    kind: Literal["sentence", "reply"]
    key: str = Field(description="The intent of a sentence, the key of a reply.")
    removed: bool
    by: str = Field(description="Who wrote this version; may be empty.")
    at: float = Field(description="Seconds since the epoch.")
    text: str = Field(description="The template of a sentence.")
    meaning: dict[str, Any] = Field(
        description="What a sentence means beside its words: `slots`, `requires_context`, "
        "`excludes_context`, `response`."
    )
    forms: dict[str, list[str]] = Field(
        description="Variants of a reply by form: '' alone, or 'one' and 'other'."
    )
    fault: str = Field("", description="Why it is not understood any more; empty when it is.")


class OwnTexts(RootModel[list[OwnText]]):
    """Versions of a text, newest first."""


class Meaning(BaseModel):
    """What sentences of an intent may mean beside their words."""

    meaning: dict[str, Any]
    examples: list[str]


class IntentModel(BaseModel):
    """What a skill can be asked for."""

    intent: str
    handled: bool = Field(description="The skill is loaded and has a method for it.")
    count: int = Field(description="Sentences the skill came with.")
    own: int = Field(description="Sentences of the home's own.")
    examples: list[str]
    slots: list[str]
    meanings: list[Meaning]


class SentenceModel(BaseModel):
    """One sentence a skill came with."""

    intent: str
    template: str
    file: str
    line: int = Field(description="0 when it is not known.")
    meaning: dict[str, Any]
    examples: list[str]
    spoken: bool = Field(description="It can be heard as well as typed.")


class SentencesModel(BaseModel):
    """What a skill answers in a language."""

    language: str
    languages: list[str] = Field(description="The home's language first.")
    intents: list[IntentModel]
    sentences: list[SentenceModel] = Field(description="Only with `intent` or `search`.")
    total: int = Field(description="How many sentences fit.")
    own: list[OwnText]
    removed: list[OwnText]
    grammar: GrammarInForce


class SentencesQuery(BaseModel):
    """Which sentences."""

    language: str | None = None
    intent: str | None = Field(None, description="Those of this intent.")
    search: str = Field("", max_length=200, description="Those with these words.")
    limit: int = Field(100, ge=1, le=500)
    offset: int = Field(0, ge=0, le=1_000_000)


class SentenceBody(Body):
    """A sentence to be understood."""

    language: Id
    intent: Id
    text: str = Field(description="A template in hassil's syntax.")
    meaning: dict[str, Any] = Field(default={}, description="See the meanings of its intent.")


class NewSentenceBody(SentenceBody):
    """A sentence to be understood from now on."""

    anyway: bool = Field(False, description="Take it from whom it belongs to so far.")


class SentenceTrialBody(SentenceBody):
    """A sentence to be tried."""

    text_id: str = Field("", description="The own sentence it would replace.")


class SentencePatch(Patch):
    """What to change of one's own sentence."""

    intent: Id | None = None
    text: str | None = None
    meaning: dict[str, Any] | None = None
    removed: bool = Field(False, description="Take it away; its history stays.")
    anyway: bool = False


class TextFault(BaseModel):
    """What is wrong with a text."""

    code: str
    message: str
    cure: str
    column: int = Field(description="Character, from 1; 0 when the whole text is meant.")
    values: dict[str, Any] = Field(description="What words for it in other languages name.")


class SentenceOwner(BaseModel):
    """What a sentence means already."""

    example: str
    skill: str
    intent: str
    template: str
    file: str


class SentenceTrial(BaseModel):
    """What comes of a sentence; nothing was stored."""

    faults: list[TextFault]
    examples: list[str]
    spoken: bool
    taken: list[SentenceOwner] = Field(description="What means something else so far.")
    known: list[SentenceOwner] = Field(description="What means the same already.")


class RestoreBody(Body):
    """Which version of a text becomes the newest."""

    version: int = Field(ge=1)
    was: dict[str, Any] | None = Field(None, description="As in a PATCH: else 412.")


class ReplyModel(BaseModel):
    """One thing a skill says."""

    key: str
    shipped: dict[str, list[str]]
    placeholders: list[str]
    own: OwnText | None = Field(description="The home's own variants; null when there never were.")


class RepliesModel(BaseModel):
    """What a skill says in a language."""

    language: str
    languages: list[str]
    replies: list[ReplyModel]
    samples: dict[str, str] = Field(description="What stands for placeholders in a preview.")


class LanguageQuery(BaseModel):
    """Which language; else the home's."""

    language: str | None = None


class ReplyTrialBody(Body):
    """Variants of a reply to be tried."""

    language: Id
    forms: dict[str, list[str]]


class ReplyPatch(Patch):
    """A reply in one's own words."""

    language: Id
    forms: dict[str, list[str]] | None = Field(description="null: those the skill came with.")


class TextFaults(RootModel[list[TextFault]]):
    """What is wrong with variants; nothing when they are good."""


class ConflictSide(BaseModel):
    """One of two skills that claim a sentence."""

    skill: str
    name: str
    intent: str
    file: str
    template: str
    line: int
    own: bool
    asked: bool = Field(description="This one is asked, the other never is.")


class SentenceConflictModel(BaseModel):
    """A sentence that two skills claim."""

    sentence: str
    language: str
    sides: list[ConflictSide]


class SentenceConflicts(RootModel[list[SentenceConflictModel]]):
    """Sentences that two skills claim, one for each pair of intents."""


class ConflictsQuery(BaseModel):
    """Whose conflicts; else all."""

    skill: str | None = None


class ImportBody(Body):
    """Own texts as YAML, as exported."""

    yaml: str
    was: dict[str, Any] | None = Field(
        None, description="`{seq}` of the preview: when texts changed since, the answer is 412."
    )


class ImportItem(BaseModel):
    """One text of a file."""

    language: str
    kind: Literal["sentence", "reply"]
    key: str
    text: str
    meaning: dict[str, Any]
    forms: dict[str, list[str]]
    change: Literal["new", "changed", "same"]
    taken: bool = Field(description="It means something else so far; then it means this.")
    faults: list[TextFault]


class ImportModel(BaseModel):
    """What an import does."""

    seq: int
    items: list[ImportItem]
    faults: list[TextFault] = Field(description="What is wrong with the file as a whole.")
