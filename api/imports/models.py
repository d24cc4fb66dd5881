"""The shapes of what is sent to be imported."""

import re
from base64 import b64decode
from typing import Any

from pydantic import Field
from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig

MAX_FILES = 100
Pieces = str | list[str]
_DATA_URL = re.compile(r"data:[^,\s]{0,200};base64,")


class SentFile(SQLModel):
    """A file, as text."""

    model_config = SQLModelConfig(extra="forbid")

    name: str = Field(min_length=1, max_length=255, description="What it is called.")
    content: Pieces = Field(
        description="What is in it, or its pieces, in order: a string of a body is not long. Of what is no text, as a "
        "workbook, a data URL (RFC 2397): `data:;base64,…`."
    )


class ImportRequest(SQLModel):
    """What is to be imported: a draft, or files of a format."""

    model_config = SQLModelConfig(extra="forbid")

    draft: dict[str, Any] | None = Field(
        default=None, description="A draft: `/schemas/draft.json` says what one is. Else, send `files`."
    )
    files: list[SentFile] | None = Field(default=None, max_length=MAX_FILES, description="The files of one essay.")
    format: str | None = Field(
        default=None, max_length=40, description="Their format, where it is not to be found by what is in them."
    )
    language: str | None = Field(
        default=None, max_length=35, description="The language of the essay (BCP 47), where its files do not say it."
    )
    text: Pieces | None = Field(
        default=None, description="The exact text of the essay, or its pieces, where the files have none."
    )


def whole(pieces: Pieces) -> str:
    """Return what was sent in pieces."""
    return pieces if isinstance(pieces, str) else "".join(pieces)


def sent_bytes(pieces: Pieces) -> bytes:
    """Return what is in a file that was sent: text, or what a data URL holds.

    Raises:
        ValueError: what begins as a data URL is none.
    """
    content = whole(pieces)
    found = _DATA_URL.match(content)
    return b64decode(content[found.end() :], validate=True) if found else content.encode()
