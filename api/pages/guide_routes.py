"""The guide: the pages of `docs/`, which the installation built, and what they load."""

from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from api.core.http.content_security_policy import OF_GUIDE
from api.core.http.etags import ASK_FIRST
from api.core.http.problems import ProblemError
from api.core.http.router import Router
from api.core.http.urls import base_url

router = Router(include_in_schema=False)

guide = StaticFiles(directory=str(files("api.pages") / "guide"), check_dir=False)


@router.get("/guide")
async def get_guide(request: Request) -> Response:
    """Lead to the first page: links between pages are relative."""
    return _moved(request, "")


@router.get("/guide/{path:path}")
async def get_guide_page(request: Request, path: str) -> Response:
    """Answer with a page of the guide, or with a file that one loads; query strings are for its scripts.

    Raises:
        ProblemError: the guide was not built.
        HTTPException: there is no such page.
    """
    _require_guide()
    is_folder = not path or path.endswith("/")
    if not is_folder and _is_page(path):
        return _moved(request, f"{path}/")
    response = await guide.get_response(f"{path}index.html" if is_folder else path, request.scope)
    response.headers["Content-Security-Policy"] = OF_GUIDE
    response.headers["Cache-Control"] = ASK_FIRST
    return response


def _require_guide() -> None:
    if not Path(str(guide.directory)).is_dir():
        raise ProblemError("not-found", "The guide is not here: `pip install` builds it, and this Lunju runs without.")


def _is_page(path: str) -> bool:
    """Tell whether a path is that of a page, but for its final slash.

    Raises:
        HTTPException: the path leads out of the guide, or is no path of a file.
    """
    try:
        _, found = guide.lookup_path(f"{path}/index.html")
    except ValueError:  # a null character
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    return found is not None


def _moved(request: Request, path: str) -> Response:
    return RedirectResponse(f"{base_url(request)}/guide/{path}", HTTPStatus.PERMANENT_REDIRECT)
