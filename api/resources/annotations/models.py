"""The shapes of annotations, by the Web Annotation Data Model (2017)."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

_CONTEXT = Field(alias="@context", description="The context of the Web Annotation Data Model.")


class Annotation(BaseModel):
    """A record and the place in the text where it stands."""

    model_config = ConfigDict(validate_by_name=True)

    id: str = Field(description="Its own URL.")
    type: str = Field(description="`Annotation`.")
    motivation: str = Field(description="`describing`, or `identifying` where the text names a source.")
    created: str = Field(description="When the record was first made (RFC 3339, UTC).")
    modified: str = Field(description="When the record was last changed (RFC 3339, UTC).")
    rights: str = Field(description="The licence of the data.")
    body: list[dict[str, Any]] = Field(description="The record, and what it says in each language.")
    target: dict[str, Any] = Field(
        description="The passage: the essay's text, selected by position, and by the words themselves where they are "
        "served."
    )


class AnnotationDocument(Annotation):
    """A record and the place in the text where it stands, as a document of its own."""

    context: str = _CONTEXT


class CollectionDescription(BaseModel):
    """The annotations of an essay, described."""

    id: str = Field(description="The URL of the collection.")
    type: str = Field(description="`AnnotationCollection`.")
    label: str = Field(description="What it holds.")
    total: int = Field(description="How many annotations it has.")
    modified: str | None = Field(default=None, description="When the latest of their records was changed.")
    rights: str = Field(description="The licence of the data.")


class PageContent(BaseModel):
    """Some of the annotations of an essay, in the order of the text."""

    id: str = Field(description="The URL of the page.")
    type: str = Field(description="`AnnotationPage`.")
    partOf: str | CollectionDescription = Field(description="The collection.")  # noqa: N815 - the model's name
    startIndex: int = Field(description="How many annotations come before it.")  # noqa: N815 - the model's name
    prev: str | None = Field(default=None, description="The URL of the page before, if there is one.")
    next: str | None = Field(default=None, description="The URL of the next page, if there is one.")
    items: list[Annotation] = Field(description="The annotations.")


class AnnotationPage(PageContent):
    """Some of the annotations of an essay, as a document."""

    model_config = ConfigDict(validate_by_name=True)

    context: str = _CONTEXT


class AnnotationCollection(CollectionDescription):
    """The annotations of an essay, with the first page of them."""

    model_config = ConfigDict(validate_by_name=True)

    context: str = _CONTEXT
    first: PageContent | None = Field(default=None, description="The first page, if there is one.")
    last: str | None = Field(default=None, description="The URL of the last page, if there is one.")
