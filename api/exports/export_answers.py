"""An essay in the format of another tool, over HTTP: by `?format=`, by a suffix, or by `Accept`."""

from collections.abc import Awaitable
from functools import partial
from urllib.parse import quote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.core.db.reader import Reader, ReadScript
from api.core.http.media_types import JSON_TYPE
from api.core.http.negotiation import names, negotiate
from api.core.http.paths import segment
from api.core.http.problems import Fault, refuse_faults
from api.core.http.urls import FORM, base_url
from api.exports.essay_drafts import draft_of
from api.exports.essay_records import EssayRecords, read_essay
from api.exports.export_reports import report_of
from api.exports.formats.known_writers import WRITERS, Writer, writer_named, written
from api.handlers.computed_answers import ComputedContent, ComputedForm, Subject, answer_computed
from api.resources.essays.models import ESSAYS

_FORMAT, _LOSSES = "format", "losses"


def exported(request: Request, essay_id: str) -> Awaitable[Response] | None:
    """Return what answers with an essay in a format of other tools; None where a request asks for none.

    Args:
        request: the request.
        essay_id: the essay.

    Raises:
        ProblemError: there is no such format.
    """
    fixed = request.scope.get(FORM)
    if fixed is not None:
        return _answer(request, essay_id, WRITERS[fixed], (_LOSSES,)) if fixed in WRITERS else None
    if given := request.query_params.getlist(_FORMAT):
        if len(given) > 1:
            refuse_faults([Fault(detail="give it once", parameter=_FORMAT)])
        return _answer(request, essay_id, writer_named(given[0]), (_FORMAT, _LOSSES))
    accepted = {writer.form: writer for writer in WRITERS.values() if writer.accepted}
    if any(names(request, form.media_type) for form in accepted):
        chosen = negotiate(request, (*request.app.state.forms[ESSAYS.name], *accepted)).form
        return _answer(request, essay_id, accepted[chosen], ()) if chosen in accepted else None
    return None


async def _answer(request: Request, essay_id: str, writer: Writer, parameters: tuple[str, ...]) -> Response:
    """Answer with an essay, or with what it loses."""
    losses = _LOSSES in parameters and _asks_losses(request)
    base = base_url(request)

    def read(reader: Reader) -> ReadScript[EssayRecords]:
        return read_essay(essay_id, reader)

    async def build(_subject: Subject, found: EssayRecords) -> ComputedContent:
        return await run_in_threadpool(partial(_content, found, writer, base, losses=losses))

    return await answer_computed(request, ESSAYS, essay_id, read, build, ComputedForm(parameters=parameters))


def _content(found: EssayRecords, writer: Writer, base: str, *, losses: bool) -> ComputedContent:
    essay = draft_of(found, base)
    made = written(essay, writer)
    essay_id = found.essay["id"]
    if losses:
        report = report_of(essay_id, writer.form.name, [*essay.lost, *made.lost])
        return ComputedContent(report.model_dump_json().encode(), {"Content-Type": JSON_TYPE, "Vary": "Accept"})
    file = made.as_one(essay.name)
    told = f"{base}/essays/{segment(essay_id)}?{_FORMAT}={writer.form.name}&{_LOSSES}=true"
    headers = {
        "Content-Type": made.type_as_one,
        "Content-Disposition": _attachment(file.name),
        "Link": f'<{told}>; rel="describedby"; type="{JSON_TYPE}"',
        "Vary": "Accept",
    }
    return ComputedContent(file.content, headers)


def _attachment(name: str) -> str:
    """Return what says under which name an answer is to be kept (RFC 6266), whatever its characters."""
    return f'attachment; filename="{name}"' if name.isascii() else f"attachment; filename*=UTF-8''{quote(name)}"


def _asks_losses(request: Request) -> bool:
    """Tell whether a request asks for the report of what is lost, instead of the essay."""
    given = request.query_params.getlist(_LOSSES)
    if given and given not in (["true"], ["false"]):
        refuse_faults([Fault(detail="is true or false, once", parameter=_LOSSES)])
    return given == ["true"]
