"""Absolute URLs: on the public base where one is set, else on the request's own."""

from urllib.parse import quote

from fastapi import Request

FORM = "lunju.form"
"""Where a request's scope tells the form that the suffix of its path names; the path is told without the suffix."""


def base_url(request: Request) -> str:
    """Return the base of every link, without a final slash."""
    public: str | None = request.app.state.settings.public_url
    return public or str(request.base_url).rstrip("/")


def page_url(request: Request, parameters: list[tuple[str, str]]) -> str:
    """Return the URL of another page of the list that was requested, in the form that the path names, if any.

    Commas are escaped, since some clients split the `Link` header on them even inside `<…>`.
    """
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in parameters)
    suffix = f".{request.scope[FORM]}" if FORM in request.scope else ""
    return f"{base_url(request)}{quote(request.url.path)}{suffix}?{query}"
