"""Reading what stands where in an essay."""

from dataclasses import replace
from typing import Annotated

from fastapi import Path, Request
from starlette.responses import Response

from api.core.db.columns import MAX_INTEGER
from api.core.http.negotiation import negotiate
from api.core.http.problems import Fault, ProblemError, refuse_faults
from api.core.http.router import Router
from api.core.http.urls import base_url
from api.core.identifiers import EssayId, GrounderId, PassageId
from api.core.openapi.read_operations import EncodedJson, identifier, problem
from api.core.query.list_query import refuse_unknown
from api.core.query.scalar_parameters import read_integer
from api.formats import annotations
from api.formats.forms import JSONLD
from api.formats.record_urls import RecordUrls
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.resources.annotations.annotation_reads import AnnotationsFound, read_one, read_page
from api.resources.annotations.models import AnnotationCollection, AnnotationDocument, AnnotationPage
from api.resources.essays.models import ESSAYS

router = Router(
    tags=["annotations"],
    responses={
        404: problem("There is no such essay, page or annotation."),
        "default": problem("Any other error."),
    },
)

_PAGE = {
    "name": "page",
    "in": "query",
    "description": "Which page, from 1; left out, the collection is described, with its first page.",
    "schema": {"type": "integer", "minimum": 1, "maximum": MAX_INTEGER},
}
_ONE = ComputedForm(annotations.MEDIA_TYPE, offered=(JSONLD,))
_PAGES = replace(_ONE, parameters=("page",))
_ALLOW = "GET, HEAD, OPTIONS"
_TYPE = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
"""The Web Annotation Protocol (2017), section 3, wants it, and `Allow`, of whatever serves annotations."""
_ANNOTATION = '<http://www.w3.org/ns/oa#Annotation>; rel="type"'
_CONSTRAINED = '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"'


class AnnotationResponse(EncodedJson):
    """A JSON-LD document with the profile of Web Annotations."""

    media_type = annotations.MEDIA_TYPE


@router.get(
    "/essays/{essay_id}/annotations",
    response_class=AnnotationResponse,
    response_model=AnnotationCollection | AnnotationPage,
    response_description="The annotations of the essay, or a page of them.",
    openapi_extra={"parameters": [_PAGE]},
)
async def list_essay_annotations(request: Request, essay_id: Annotated[EssayId, identifier("essay")]) -> Response:
    """List what stands where in an essay, in the order of the text, as a W3C Web Annotation Collection.

    Each claim, statistic and source has an annotation for each passage where it stands.
    """
    asked = _page_number(request)

    async def build(_subject: Subject, found: AnnotationsFound) -> ComputedContent:
        at = RecordUrls(base_url(request), found.licenses)
        if asked is None:
            return _computed(annotations.collection(found.items, found.essay, at), _CONSTRAINED)
        if not found.items:
            detail = f"The annotations of {essay_id} have no page {asked}: the last is {found.essay.pages}."
            raise ProblemError("not-found", detail)
        return _computed(annotations.page(asked, found.items, found.essay, at))

    return await answer_computed(
        request, ESSAYS, essay_id, lambda reader: read_page(reader, essay_id, asked or 1), build, _PAGES
    )


@router.get(
    "/essays/{essay_id}/annotations/{passage_id}/{record_id}",
    response_class=AnnotationResponse,
    response_model=AnnotationDocument,
    response_description="The annotation.",
)
async def get_essay_annotation(
    request: Request,
    essay_id: Annotated[EssayId, identifier("essay")],
    passage_id: Annotated[PassageId, Path(description="The id of the passage.", examples=["cao2023-p4"])],
    record_id: Annotated[
        GrounderId, Path(description="The id of the claim, statistic or source.", examples=["cao2023-c1"])
    ],
) -> Response:
    """Read one annotation: a claim, statistic or source, and a passage where it stands."""

    async def build(_subject: Subject, found: AnnotationsFound) -> ComputedContent:
        if not found.items:
            raise ProblemError("not-found", f"{record_id} does not stand at {passage_id}.")
        at = RecordUrls(base_url(request), found.licenses)
        return _computed(annotations.annotation(found.items[0], found.essay, at), _ANNOTATION)

    return await answer_computed(
        request, ESSAYS, essay_id, lambda reader: read_one(reader, essay_id, passage_id, record_id), build, _ONE
    )


def _page_number(request: Request) -> int | None:
    """Return which page is asked for.

    Raises:
        ProblemError: it is none, or more than one is; or no form is acceptable, which comes first.
    """
    negotiate(request, _PAGES.offered)
    given = request.query_params
    refuse_unknown(given, _PAGES.parameters)
    faults = [Fault(detail="give it once", parameter="page")] if len(given.getlist("page")) > 1 else []
    number = read_integer("page", given, 1, MAX_INTEGER, faults)
    refuse_faults(faults)
    return number


def _computed(node: annotations.Node, *links: str) -> ComputedContent:
    return ComputedContent(annotations.encode(node), {"Allow": _ALLOW, "Link": ", ".join([_TYPE, *links])})
