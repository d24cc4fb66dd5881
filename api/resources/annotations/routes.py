"""Reading what stands where in an essay."""

from typing import Annotated

from fastapi import Path, Request
from starlette.responses import Response

from api.core.db.columns import MAX_INTEGER
from api.core.http.etags import conditional, record_tag
from api.core.http.negotiation import negotiate
from api.core.http.problems import Fault, ProblemError
from api.core.http.routes import Router
from api.core.identifiers import EssayId, GrounderId, PassageId
from api.core.openapi.read_operations import EncodedJson, identifier, problem
from api.core.query.list_query import refuse_faults, refuse_unknown
from api.core.query.response_cache import read_at
from api.core.query.scalar_parameters import read_integer
from api.formats import annotations
from api.formats.forms import JSONLD
from api.handlers.gone import raise_absent
from api.resources.annotations.annotation_reads import AnnotationsFound, read_one, read_page
from api.resources.annotations.models import AnnotationCollection, AnnotationDocument, AnnotationPage
from api.resources.essays.models import ESSAYS

router = Router(
    tags=["annotations"],
    responses={
        400: problem("A parameter is unknown, or has a value that is not of its type."),
        404: problem("There is no such essay, page or annotation."),
        406: problem("No form that the request accepts is to be had."),
        "default": problem("Any other error."),
    },
)

_PAGE = {
    "name": "page",
    "in": "query",
    "required": False,
    "description": "Which page, from 1; left out, the collection is described, with its first page.",
    "schema": {"type": "integer", "minimum": 1, "maximum": MAX_INTEGER},
}
_FORMS = (JSONLD,)
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
    negotiate(request, _FORMS)
    refuse_unknown(request.query_params, ["page"])
    faults = [Fault(detail="give it once", parameter="page")] if len(request.query_params.getlist("page")) > 1 else []
    number = read_integer("page", request.query_params, 1, MAX_INTEGER, faults)
    refuse_faults(faults)
    found = await read_page(request, essay_id, number or 1)
    if found.essay is None:
        await raise_absent(request, ESSAYS, essay_id)
    if number is None:
        return _answer(request, found, annotations.collection(found.items, found.essay, found.at), _CONSTRAINED)
    if not found.items:
        detail = f"The annotations of {essay_id} have no page {number}: the last is {found.essay.pages}."
        raise ProblemError("not-found", detail)
    return _answer(request, found, annotations.page(number, found.items, found.essay, found.at))


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
    negotiate(request, _FORMS)
    refuse_unknown(request.query_params, [])
    found = await read_one(request, essay_id, passage_id, record_id)
    if found.essay is None:
        await raise_absent(request, ESSAYS, essay_id)
    if not found.items:
        raise ProblemError("not-found", f"{record_id} does not stand at {passage_id}.")
    return _answer(request, found, annotations.annotation(found.items[0], found.essay, found.at), _ANNOTATION)


def _answer(request: Request, found: AnnotationsFound, node: annotations.Node, *links: str) -> Response:
    read_at(request.scope, found.version)
    content = annotations.encode(node)
    tag = record_tag(found.version, content)
    headers = {"ETag": tag, "Vary": "Accept", "Allow": _ALLOW, "Link": ", ".join([_TYPE, *links])}
    return conditional(request, AnnotationResponse(content, headers=headers))
