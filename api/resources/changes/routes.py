"""Reading what changed."""

import re

from fastapi import Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from api.core.db.columns import MAX_INTEGER
from api.core.db.dataset_state import DataState
from api.core.db.reader import Reader, Row
from api.core.http.etags import record_tag, versioned
from api.core.http.media_types import JSON_TYPE
from api.core.http.negotiation import Form, names, negotiate
from api.core.http.problems import Fault, FeedRestarted, ProblemError, few, nearest, refuse_faults, shown
from api.core.http.router import Router
from api.core.http.urls import page_url
from api.core.identifiers import EssayId
from api.core.openapi.read_operations import LINK, problem
from api.core.query.list_query import refuse_unknown
from api.core.query.pagination import DEFAULT_LIMIT, MAX_LIMIT
from api.core.query.scalar_parameters import read_integer
from api.formats.forms import ATOM, HTML, JSON
from api.handlers.answer_forms import AnswerPage, page_headers
from api.resources.changes import event_stream
from api.resources.changes.models import Mark, NewestChanges, Wanted
from api.resources.essays.models import ESSAYS
from api.resources.registry import RESOURCES
from api.resources.versions.models import VERSION_JSON, VersionPublic, with_url

router = Router(tags=["changes"])

_OFFERED = (JSON, HTML, ATOM)
_ONCE = ("since", "epoch", "limit", "essay_id")
_BEFORE = "before"
"""The parameter of pages for people that names the change before which they begin."""
_EPOCH = re.compile(r"[0-9a-f]{12}")
EPOCH = "Lunju-Epoch"
"""The header that tells the epoch."""
_ESSAY_ID = TypeAdapter[str](EssayId)
_PARAMETERS = [
    {
        "name": "since",
        "in": "query",
        "description": "The `sequence` of the last change that the client knows; 0 is none. Where it is left out, a "
        "page begins with the first change, and a stream with the next.",
        "schema": {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER},
    },
    {
        "name": "epoch",
        "in": "query",
        "description": "The epoch of the dataset that `since` is of, as `GET /`, `Lunju-Epoch` and the event `start` "
        "tell it. Where the dataset has another by now, it was restored from a backup, and the answer is 409.",
        "schema": {"type": "string", "pattern": f"^{_EPOCH.pattern}$"},
    },
    {
        "name": "limit",
        "in": "query",
        "description": "The most changes of one page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
    },
    {
        "name": "resource",
        "in": "query",
        "description": "The kind of record that changed.",
        "schema": {"type": "array", "items": {"type": "string", "enum": list(RESOURCES)}, "minItems": 1},
    },
    {
        "name": "essay_id",
        "in": "query",
        "description": "The essay that changed, or that the record which changed belongs to.",
        "schema": _ESSAY_ID.json_schema(),
    },
]
_EPOCH_HEADER = {"description": "The epoch of the dataset.", "schema": {"type": "string"}}


@router.get(
    "/changes",
    response_model=list[VersionPublic],
    responses={
        200: {
            "description": "Changes, in the order in which they were committed.",
            "headers": {"Link": LINK, EPOCH: _EPOCH_HEADER},
        },
        409: problem("`since` lies ahead of the last change, or `epoch` is another than the dataset's.", FeedRestarted),
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
    browsers send when they connect again, goes before `since`. A dataset that was restored from a backup has another
    epoch, and an event `restarted` tells that to who follows. `/changes.atom` is a feed for people, the last change
    first.
    """
    reader: Reader = request.app.state.reader
    if _follows(request):
        wanted, since, epoch, _ = _asked(request)

        def encode(row: Row) -> bytes:
            return VERSION_JSON.one(with_url(request, row))

        state = await reader.state()
        _refuse_unknown_past(state, since, epoch)
        mark = Mark(state.version if since is None else since, state.epoch)
        events = event_stream.follow(reader, wanted, mark, encode, request.app.state.stopping)
        return event_stream.EventStream(events, request.app.state.stream_limit, {EPOCH: state.epoch})
    form = negotiate(request, _OFFERED).form
    if form is not JSON:
        return await _answer_page(request, form)
    wanted, since, epoch, limit = _asked(request)
    read = reader.fetch if wanted.all else reader.scan  # few may be wanted of many
    since = since or 0
    snapshot = await read(wanted.statement(reader.dialect), wanted.values(since, MAX_INTEGER, limit + 1))
    state = snapshot.state
    _refuse_unknown_past(state, since, epoch)
    page, beyond = snapshot.rows[:limit], snapshot.rows[limit:]
    content = VERSION_JSON.many([with_url(request, row) for row in page])
    headers = {"ETag": state.list_tag(f"{state.epoch}-json"), "Vary": "Accept", EPOCH: state.epoch}
    if beyond:
        kept = [item for item in request.query_params.multi_items() if item[0] not in ("since", "epoch")]
        following = [*kept, ("since", str(page[-1][0])), ("epoch", state.epoch)]
        headers["Link"] = f'<{page_url(request, following)}>; rel="next"'
    return versioned(request, Response(content, media_type=JSON_TYPE, headers=headers), state.version)


async def _answer_page(request: Request, form: Form) -> Response:
    """Answer with a page for people, or with a feed, which begin with the last change."""
    page: AnswerPage = request.app.state.answer_pages["feed" if form is ATOM else "changes"]
    wanted, since, epoch, limit = _asked(request, (_BEFORE, *page.parameters))
    faults: list[Fault] = []
    before = read_integer(_BEFORE, request.query_params, 1, MAX_INTEGER, faults)
    refuse_faults(faults)
    reader: Reader = request.app.state.reader
    until = MAX_INTEGER if before is None else before - 1
    snapshot = await reader.scan(wanted.newest_first(reader.dialect), wanted.values(since or 0, until, limit + 1))
    _refuse_unknown_past(snapshot.state, since, epoch)
    rows, beyond = snapshot.rows[:limit], snapshot.rows[limit:]
    content = await page.render(request, reader, NewestChanges(rows, wanted, rows[-1][0] if beyond else None))
    headers = {"ETag": record_tag(snapshot.version, content), **page_headers(request, page, form)}
    return versioned(request, Response(content, headers=headers), snapshot.version)


def _refuse_unknown_past(state: DataState, since: int | None, epoch: str | None) -> None:
    """Refuse to go on from what is not of this dataset, rather than answer that nothing came since.

    Raises:
        ProblemError: `feed-restarted`.
    """
    if epoch is not None and epoch != state.epoch:
        wrong = f"The dataset has the epoch {state.epoch}, not {epoch}: it was restored from a backup"
    elif since is not None and since > state.version:
        wrong = f"There is no change {since}: the last is {state.version}, in the epoch {state.epoch}"
    else:
        return
    detail = f"{wrong}. Read anew what you keep, then follow with since={state.version}&epoch={state.epoch}."
    raise ProblemError("feed-restarted", detail, members={"sequence": state.version, "epoch": state.epoch})


def _asked(request: Request, further: tuple[str, ...] = ()) -> tuple[Wanted, int | None, str | None, int]:
    given = request.query_params
    refuse_unknown(given, [*_ONCE, *further, "resource"])
    once = (*_ONCE, *further)
    faults = [Fault(detail="give it once", parameter=name) for name in once if len(given.getlist(name)) > 1]
    since = read_integer("since", given, 0, MAX_INTEGER, faults)
    limit = read_integer("limit", given, 1, MAX_LIMIT, faults)
    if _follows(request) and (last := request.headers.get("last-event-id")):
        since = read_integer("Last-Event-ID", {"Last-Event-ID": last}, 0, MAX_INTEGER, faults)
    epoch = given.get("epoch")
    if epoch is not None and not _EPOCH.fullmatch(epoch):
        faults.append(
            Fault(detail=f"{shown(epoch)} is no epoch: one is twelve digits of 0-9 and a-f", parameter="epoch")
        )
    known = list(RESOURCES)
    resources = tuple(sorted(set(given.getlist("resource"))))
    faults += few(
        [name for name in resources if name not in known],
        lambda name: Fault(
            detail=f"there is no resource {shown(name)}",
            parameter="resource",
            nearest=nearest(name, known),
            known=tuple(known),
        ),
    )
    essay_id = given.get("essay_id")
    if essay_id is not None and not _is_essay_id(essay_id):
        detail = f"{shown(essay_id)} is not of the form: one looks like {ESSAYS.id_example}"
        faults.append(Fault(detail=detail, parameter="essay_id"))
    refuse_faults(faults)
    return Wanted(resources, essay_id), since, epoch, DEFAULT_LIMIT if limit is None else limit


def _follows(request: Request) -> bool:
    """Tell whether a stream is asked for, and not a page as well."""
    return names(request, event_stream.MEDIA_TYPE) and not names(request, JSON_TYPE)


def _is_essay_id(text: str) -> bool:
    try:
        _ESSAY_ID.validate_python(text)
    except ValidationError:
        return False
    return True
