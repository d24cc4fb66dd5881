"""Downloading the whole as one file."""

import re

from fastapi import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from api.core.db.reader import Reader
from api.core.http.etags import conditional
from api.core.http.head_requests import wants_body
from api.core.http.problems import ProblemError
from api.core.http.router import Router
from api.core.openapi.read_operations import problem
from api.core.query.list_query import refuse_unknown
from api.formats.archive import MEDIA_TYPE
from api.resources.export.export_cache import ExportCache, Kept

router = Router(tags=["service"])

_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))")
_BYTES = {"schema": {"type": "string", "format": "binary"}}


class ExportDownload(FileResponse):
    """An export, or a range of its bytes (RFC 9110, section 14)."""

    def __init__(self, kept: Kept) -> None:
        """Answer with a file, which stays while it is sent."""
        name = f"lunju-{kept.version}.zip"
        super().__init__(kept.path, media_type=MEDIA_TYPE, filename=name, headers={"ETag": kept.tag})
        self._kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; of HEAD, nothing is read.

        Raises:
            ProblemError: it was dropped since it was looked up, as something was redacted.
        """
        with self._kept.sending() as is_there:
            if not is_there:
                detail = "The archive is being made anew."
                raise ProblemError("unavailable", detail, headers={"Retry-After": "1"})
            await super().__call__(scope if wants_body(scope) else {**scope, "method": "HEAD"}, receive, send)


@router.get(
    "/export.zip",
    response_class=Response,
    responses={
        200: {"description": "The archive.", "content": {MEDIA_TYPE: _BYTES}},
        206: {"description": "A range of its bytes.", "content": {MEDIA_TYPE: _BYTES}},
        416: problem("The range lies beyond the archive."),
        "default": problem("Any other error."),
    },
)
async def get_export(request: Request) -> Response:
    """Download everything as one Data Package: CSV, NDJSON, CSL-JSON and JSON-LD, with every version of every record.

    It is the same bytes for one version of the dataset: its URLs begin with the service's public URL, or where it has
    none are relative to the package. Making it takes a while the first time; then it is kept. A
    range of bytes may be asked for, to go on with a download that was cut off.
    """
    refuse_unknown(request.query_params, [])
    reader: Reader = request.app.state.reader
    keeper: ExportCache = request.app.state.export_cache
    state = await reader.state()
    kept = await keeper.export(state.version, state.epoch)
    _heed_range(request, kept.size)
    return conditional(request, ExportDownload(kept))


def _heed_range(request: Request, size: int) -> None:
    """Leave one range of bytes in a request; other ranges are passed over, as the standard allows.

    Raises:
        ProblemError: the range lies beyond the end.
    """
    given = request.headers.get("range")
    if given is None:
        return
    found = _RANGE.fullmatch(given)
    first, last, suffix = found.groups() if found else (None, None, None)
    if found is None or (last and int(last) < int(first or 0)):
        request.scope["headers"] = [header for header in request.scope["headers"] if header[0] != b"range"]
    elif int(first) >= size if first else int(suffix or 0) == 0:
        detail = f"The archive has {size} bytes: ask for a range within them."
        raise ProblemError("range-not-satisfiable", detail, headers={"Content-Range": f"bytes */{size}"})
