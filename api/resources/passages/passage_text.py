"""The words of passages, where the operator serves the text of their essay."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field

from api.core.db.reader import ReadContext, ReadScript, Row
from api.core.http.problems import Fault, refuse_faults
from api.core.records.related import Computed
from api.core.texts.attached_texts import digest
from api.core.texts.text_cache import CONTEXT, Words, read_words

MAX_CHARACTERS = 1_000_000
"""How many code points of passages one response may hold."""


class PassageText(BaseModel):
    """The words of a passage, with what a W3C text quote selector and a text position selector need."""

    exact: str = Field(description="The words, as the text has them.")
    prefix: str = Field(description=f"What stands before them: {CONTEXT} code points, or as many as there are.")
    suffix: str = Field(description=f"What stands after them: {CONTEXT} code points, or as many as there are.")
    start: int = Field(ge=0, description="Where they begin in the text, in code points.")
    end: int = Field(ge=1, description="Where they end in the text, in code points.")
    utf16_start: int = Field(
        ge=0, description="Where they begin in the text, in UTF-16 code units, as JavaScript counts."
    )
    utf16_end: int = Field(ge=1, description="Where they end in the text, in UTF-16 code units.")


def _texts(passages: Sequence[Row], reader: ReadContext) -> ReadScript[Mapping[str, Any]]:
    words = yield from read_words({essay_id for _, essay_id, *_ in passages}, reader)
    shown = [passage for passage in passages if passage[1] in words]
    volume = sum(end - start for _, _, start, end, _ in shown)
    if volume > MAX_CHARACTERS:
        detail = f"comes to {volume} characters of text, more than {MAX_CHARACTERS}: lower limit, or ask for fewer"
        refuse_faults([Fault(detail=detail, parameter="embed")])
    return {
        identifier: _text(words[essay_id], start, end, sha256) for identifier, essay_id, start, end, sha256 in shown
    }


def _text(words: Words, start: int, end: int, sha256: str) -> dict[str, Any] | None:
    exact = words.content[start:end]
    if digest(exact) != sha256:  # other words than it was anchored to
        return None
    return {
        "exact": exact,
        "prefix": words.before(start),
        "suffix": words.after(end),
        "start": start,
        "end": end,
        "utf16_start": words.utf16(start),
        "utf16_end": words.utf16(end),
    }


TEXT = Computed(
    description=(
        "Its words, where the text is attached and served; null where it is not, or where the words are not those "
        "of the hash. `/essays/{id}/integrity` tells which."
    ),
    shape=PassageText,
    columns=("essay_id", "start", "end", "sha256"),
    make=_texts,
)
