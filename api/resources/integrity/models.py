"""What is answered on the integrity of an essay's anchors."""

from typing import Literal

from pydantic import BaseModel, Field

State = Literal["proved", "unproved", "broken", "untold"]

MAX_PASSAGES = 10_000
"""How many passages one answer goes through."""


class AnchorCounts(BaseModel):
    """How many passages are in which state."""

    passages: int = Field(description="How many there are in this answer.")
    proved: int = Field(description="The text has, at that place, words of that hash.")
    unproved: int = Field(description="The text is not there to be compared with.")
    broken: int = Field(description="The text has other words there, or ends before.")
    untold: int = Field(
        description="The text is not served, and the anchor is not as a pack laid it down: whoever may write could "
        "guess at words, and learn from its state whether they are right."
    )


class AttachedState(BaseModel):
    """What this service has of the essay's text."""

    attached: bool = Field(description="Whether a text is attached: `lunju text attach ESSAY FILE` does that.")
    current: bool | None = Field(
        description="Whether it is the one that the essay's SHA-256 names; null where none is attached."
    )
    served: bool = Field(
        description="Whether `embed=text` shows its words: where its pack carries it, or with `LUNJU_SERVE_TEXT`."
    )


class Anchor(BaseModel):
    """A passage, and whether its words are those of its hash."""

    id: str = Field(description="The passage.")
    start: int = Field(description="Where it begins, in code points.")
    end: int = Field(description="Where it ends, in code points.")
    state: State = Field(description="`proved`, `unproved`, `broken` or `untold`.")


class Integrity(BaseModel):
    """Which anchors of an essay are proved; never the words themselves."""

    essay_id: str = Field(description="The essay.")
    length: int | None = Field(description="The length of its text in code points; null where it has none.")
    sha256: str | None = Field(description="The SHA-256 of its text in UTF-8; null where it has none.")
    text: AttachedState = Field(description="Whether the text is here.")
    counts: AnchorCounts = Field(description="How many of them are in which state.")
    passages: list[Anchor] = Field(description="Its passages, in their natural order; those withdrawn are left out.")
    truncated: bool = Field(description=f"Whether there are more than {MAX_PASSAGES} passages: the first are here.")
