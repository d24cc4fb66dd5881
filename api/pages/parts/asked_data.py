"""The request behind a page: where what it shows is had as JSON, and how programs ask for that."""

from collections.abc import Iterable
from json import dumps
from keyword import iskeyword
from typing import NamedTuple

from api.core.http.urls import query_of
from api.pages.page_context import PageContext

_OF_PAGES = frozenset({"before", "cursor"})
"""Parameters that name a page of a list, which programs are led to by links."""


class AskedData(NamedTuple):
    """What a page shows, as data: where it is, and how Python asks for it."""

    url: str
    python: str

    @property
    def typed(self) -> tuple[str, str, str, str]:
        """The URL, as it is, in a shell and in JavaScript; and what is typed in Python."""
        return self.url, self.url.replace("'", "%27"), dumps(self.url), self.python


def data_of_page(context: PageContext, path: str | None = None) -> AskedData:
    """Return the request for what stands at the URL of a page, or at another path beneath the service."""
    query = [item for item in context.query if item[0] not in _OF_PAGES] if path is None else []
    url = _url(context, path, query)
    return AskedData(url, f"import httpx\n\ndata = httpx.get({dumps(url)}).json()")


def data_of_record(context: PageContext, resource: str, identifier: str, shown: str, *, latest: bool) -> AskedData:
    """Return the request for a record.

    Args:
        context: where the service is.
        resource: what kind of record it is.
        identifier: which.
        shown: its path, with the version that the page shows where that is not the latest.
        latest: whether it is.
    """
    if not latest:
        return data_of_page(context, shown)
    return AskedData(f"{context.at.base}/{shown}", _client(context, f'record = lunju.{resource}.get("{identifier}")'))


def data_of_list(context: PageContext, resource: str) -> AskedData:
    """Return the request for a list with its filters."""
    query = [item for item in context.query if item[0] not in _OF_PAGES]
    if context.path != resource:
        return data_of_page(context)
    python = f"for record in lunju.{resource}.list({_keywords(query)}):\n        print(record.id)"
    return AskedData(_url(context, None, query), _client(context, python))


def _client(context: PageContext, asks: str) -> str:
    return f'from lunju import Client\n\nwith Client("{context.at.base}") as lunju:\n    {asks}'


def _url(context: PageContext, path: str | None, query: Iterable[tuple[str, str]]) -> str:
    asked = query_of(query)
    return f"{context.at.base}/{context.path if path is None else path}{f'?{asked}' if asked else ''}"


def _keywords(query: Iterable[tuple[str, str]]) -> str:
    """Return parameters as Python passes them; those whose names are no names of Python, in a dictionary."""
    given: dict[str, list[str]] = {}
    for name, value in query:
        given.setdefault(name, []).append(value)
    told = {name: dumps(values if len(values) > 1 else values[0], ensure_ascii=False) for name, values in given.items()}
    plain = [f"{name}={value}" for name, value in told.items() if name.isidentifier() and not iskeyword(name)]
    rest = [f"{dumps(name)}: {value}" for name, value in told.items() if not name.isidentifier() or iskeyword(name)]
    return ", ".join([*plain, *([f"**{{{', '.join(rest)}}}"] if rest else [])])
