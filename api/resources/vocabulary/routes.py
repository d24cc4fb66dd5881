"""Reading what the terms of linked data mean."""

from hashlib import blake2s
from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from api.core.http.etags import conditional
from api.core.http.router import Router
from api.core.http.urls import base_url
from api.core.openapi.read_operations import EncodedJson, problem
from api.core.query.list_query import refuse_unknown
from api.formats.jsonld import CONTEXT_PATH, MEDIA_TYPE, context
from api.formats.rdf_vocabulary import PATH, vocabulary
from api.formats.record_urls import RecordUrls
from api.resources.vocabulary.models import ContextDocument, Vocabulary

router = Router(
    tags=["vocabulary"],
    responses={"default": problem("Any other error.")},
)

_FOR_A_DAY = "public, max-age=86400"
"""Processors ask for a context with every document that they read."""


class LinkedData(EncodedJson):
    """A JSON-LD document."""

    media_type = MEDIA_TYPE


@router.get(
    CONTEXT_PATH, response_class=LinkedData, response_model=ContextDocument, response_description="The context."
)
async def get_context(request: Request) -> Response:
    """Say what the terms of linked data mean: the context that every JSON-LD document of this service names."""
    return _answer(request, context(RecordUrls(base_url(request))))


@router.get(PATH, response_class=LinkedData, response_model=Vocabulary, response_description="The vocabulary.")
async def get_vocabulary(request: Request) -> Response:
    """Say what the classes and properties mean that are Lunju's own; their IRIs lead here."""
    return _answer(request, vocabulary(RecordUrls(base_url(request))))


def _answer(request: Request, document: dict[str, Any]) -> Response:
    refuse_unknown(request.query_params, [])
    content = msgspec.json.encode(document)
    tag = f'"{blake2s(content, digest_size=12).hexdigest()}"'
    return conditional(request, LinkedData(content, headers={"ETag": tag}), _FOR_A_DAY)
