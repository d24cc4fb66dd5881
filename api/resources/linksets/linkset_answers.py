"""Answers with typed links: those of a record, and those of the service."""

from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript
from api.core.http.etags import tagged_by_digest
from api.core.http.urls import base_url
from api.core.openapi.read_operations import EncodedJson, problem
from api.core.query.list_query import refuse_unknown
from api.core.records.resource import Resource
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.handlers.signposts import LINKSET, Signpost, signposts
from api.resources.linksets.models import Linkset, linkset

_CATALOG_PROFILE = "https://www.rfc-editor.org/info/rfc9727"


_FORM = ComputedForm(media_type=LINKSET, scans=False)


class LinksetResponse(EncodedJson):
    """A link set."""

    media_type = LINKSET


def links_of(tag: str, what: str) -> dict[str, Any]:
    """Return the keywords of a route that answers with typed links."""
    return {
        "tags": [tag],
        "response_model": Linkset,
        "response_class": LinksetResponse,
        "response_description": f"The links of {what}.",
        "responses": {
            "default": problem("Any other error."),
        },
    }


async def answer_linkset(request: Request, resource: Resource, identifier: str) -> Response:
    """Answer with the links of a record: of what its id leads to, and of its present version, which is what to cite.

    Raises:
        ProblemError: there is no such record, or no more.
    """

    async def build(subject: Subject, _found: None) -> ComputedContent:
        shown = (request, resource, identifier, subject.version, subject.dataset)
        record, cited = await signposts(*shown), await signposts(*shown, old=True)
        [latest] = [link.target for link in cited if link.relation == "latest-version"]
        [here] = [link.target for link in record if link.relation == "cite-as"]
        return ComputedContent(msgspec.json.encode(linkset({latest: record, here: cited})), of_record=True)

    return await answer_computed(request, resource, identifier, _read_nothing, build, _FORM)


def _read_nothing(_reader: Reader) -> ReadScript[None]:
    """Read no more than that the record stands, and in which version."""
    yield from ()


async def answer_catalog(request: Request) -> Response:
    """Answer with the catalogue of this service's API."""
    refuse_unknown(request.query_params, [])
    base = base_url(request)
    described = [
        Signpost("service-desc", f"{base}/openapi.json", "application/json"),
        Signpost("service-doc", f"{base}/docs", "text/html"),
        Signpost("service-doc", f"{base}/guide/", "text/html"),
        Signpost("service-meta", f"{base}/", "application/json"),
        Signpost("status", f"{base}/healthz", "application/json"),
    ]
    catalog = [Signpost("item", f"{base}/")]
    content = linkset({f"{base}/.well-known/api-catalog": catalog, f"{base}/": described})
    link = f'<{base}/.well-known/api-catalog>; rel="api-catalog"'
    media_type = f'{LINKSET}; profile="{_CATALOG_PROFILE}"'
    response = Response(msgspec.json.encode(content), headers={"Content-Type": media_type, "Link": link})
    return tagged_by_digest(request, response)
