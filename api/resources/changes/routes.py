"""Reading what changed."""

from fastapi import Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from api.core.cache import read_at
from api.core.columns import MAX_INTEGER
from api.core.conditional import conditional, list_tag
from api.core.documenting import problem
from api.core.identifiers import EXAMPLES, EssayId
from api.core.problems import Fault, nearest
from api.core.query import DEFAULT_LIMIT, MAX_LIMIT, read_integer, refuse_faults, refuse_unknown
from api.core.reads import Reader, Row
from api.core.routing import Router
from api.core.urls import page_url
from api.formats.json import MEDIA_TYPE
from api.resources.changes import stream
from api.resources.changes.models import Wanted
from api.resources.registry import RESOURCES
from api.resources.versions.models import VERSION_JSON, VersionPublic, with_url

router = Router(tags=["changes"])

_ONCE = ("since", "limit", "essay_id")
_ESSAY_ID = TypeAdapter[str](EssayId)
_EVENTS = {
    "schema": {"type": "string"},
    "example": 'id: 1290\nevent: change\ndata: {"sequence":1290,"resource":"claims","id":"cao2023-c12",…}\n\n',
}
_PARAMETERS = [
    {
        "name": "since",
        "in": "query",
        "required": False,
        "description": "The `sequence` of the last change that the client knows; 0 is none. Where it is left out, a "
        "page begins with the first change, and a stream with the next.",
        "schema": {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER},
    },
    {
        "name": "limit",
        "in": "query",
        "required": False,
        "description": "The most changes of one page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    },
    {
        "name": "resource",
        "in": "query",
        "required": False,
        "description": "The kind of record that changed. Repeat it for any of several values.",
        "schema": {"type": "array", "items": {"type": "string", "enum": list(RESOURCES)}, "minItems": 1},
        "style": "form",
        "explode": True,
    },
    {
        "name": "essay_id",
        "in": "query",
        "required": False,
        "description": "The essay that changed, or that the record which changed belongs to.",
        "schema": _ESSAY_ID.json_schema(),
    },
]
_LINK = {
    "description": "Where there are more changes: the absolute URL of the next page, as `rel=next` (RFC 8288).",
    "schema": {"type": "string"},
}


@router.get(
    "/changes",
    response_model=list[VersionPublic],
    responses={
        200: {
            "description": "Changes, in the order in which they were committed.",
            "headers": {"Link": _LINK},
            "content": {stream.MEDIA_TYPE: _EVENTS},
        },
        400: problem("A parameter is unknown, or has a value that is not of its type."),
        503: problem("As many clients follow the changes as may, or the database cannot be read now."),
        "default": problem("Any other error."),
    },
    openapi_extra={"parameters": _PARAMETERS},
)
async def list_changes(request: Request) -> Response:
    """List what changed, deletions too, in the order in which it was committed: no change is left out or told twice.

    A change is a version that a record came to have; `url` has its state. To keep up, ask again with `since` as the
    `sequence` of the last change that was had. `Accept: text/event-stream` follows live: an event `start` tells where
    the stream begins, each event `change` has one change, and its id is the `sequence`. `Last-Event-ID`, which
    browsers send when they connect again, goes before `since`.
    """
    wanted, since, limit = _asked(request)
    reader: Reader = request.app.state.reader
    if _follows(request):

        def encode(row: Row) -> bytes:
            return VERSION_JSON.one(with_url(request, row))

        since = await reader.version() if since is None else since
        events = stream.follow(reader, wanted, since, encode, request.app.state.stopping)
        return stream.EventStream(events, request.app.state.seats)
    read = reader.fetch if wanted.all else reader.scan  # few may be wanted of many
    since = since or 0
    snapshot = await read(wanted.statement(reader.dialect), wanted.values(since, MAX_INTEGER, limit + 1))
    read_at(request.scope, snapshot.version)
    page, beyond = snapshot.rows[:limit], snapshot.rows[limit:]
    content = VERSION_JSON.many([with_url(request, row) for row in page])
    headers = {"ETag": list_tag(snapshot.version, "json"), "Vary": "Accept"}
    if beyond:
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "since"]
        headers["Link"] = f'<{page_url(request, [*kept, ("since", str(page[-1][0]))])}>; rel="next"'
    return conditional(request, Response(content, media_type=MEDIA_TYPE, headers=headers))


def _asked(request: Request) -> tuple[Wanted, int | None, int]:
    given = request.query_params
    refuse_unknown(given, [*_ONCE, "resource"])
    faults = [Fault(detail="give it once", parameter=name) for name in _ONCE if len(given.getlist(name)) > 1]
    since = read_integer("since", given, 0, MAX_INTEGER, faults)
    limit = read_integer("limit", given, 1, MAX_LIMIT, faults)
    if _follows(request) and (last := request.headers.get("last-event-id")):
        since = read_integer("Last-Event-ID", {"Last-Event-ID": last}, 0, MAX_INTEGER, faults)
    known = list(RESOURCES)
    resources = tuple(sorted(set(given.getlist("resource"))))
    faults += [
        Fault(detail=f"{name!r} is none of {', '.join(known)}", parameter="resource", nearest=nearest(name, known))
        for name in resources
        if name not in known
    ]
    essay_id = given.get("essay_id")
    if essay_id is not None and not _is_essay_id(essay_id):
        detail = f"{essay_id!r} is not of the form: one looks like {EXAMPLES['essay']}"
        faults.append(Fault(detail=detail, parameter="essay_id"))
    refuse_faults(faults)
    return Wanted(resources, essay_id), since, DEFAULT_LIMIT if limit is None else limit


def _follows(request: Request) -> bool:
    """Tell whether a stream is asked for, and not a page as well."""
    accepted = ",".join(request.headers.getlist("accept")).lower()
    kinds = {item.partition(";")[0].strip() for item in accepted.split(",")}
    return stream.MEDIA_TYPE in kinds and MEDIA_TYPE not in kinds


def _is_essay_id(text: str) -> bool:
    try:
        _ESSAY_ID.validate_python(text)
    except ValidationError:
        return False
    return True
