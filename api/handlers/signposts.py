"""Signposts: typed links that tell machines what a record is, how to cite it and where more of it is.

FAIR Signposting (https://signposting.org/FAIR/), RFC 8288 for links, RFC 5829 for versions, RFC 9264 for link sets.
Every record has them with every form, so they are put together from what is at hand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from fastapi import Request

from api.core.http.negotiation import Form
from api.core.http.urls import FORM, base_and_segment
from api.core.records.resource import Resource
from api.formats.forms import JSON
from api.formats.license_urls import license_url
from api.handlers.licenses_of_data import DataLicenses

LINKSET = "application/linkset+json"


class Signpost(NamedTuple):
    """A typed link from a record."""

    relation: str
    target: str
    media_type: str | None = None

    def __str__(self) -> str:
        """Return the link as a value of `Link`."""
        kind = f'; type="{self.media_type}"' if self.media_type else ""
        return f'<{self.target}>; rel="{self.relation}"{kind}'


_SCHEMA = "https://schema.org/"
_WORKS = {"essays", "sources"}
"""What has authors of its own; what belongs to an essay has the essay's."""
_LANDING_PAGE = f"{_SCHEMA}AboutPage"
_PLACE = re.compile(r"\{(\w+)\}")


async def link_header(
    request: Request, resource: Resource, identifier: str, version: int, dataset: int, *, old: bool = False
) -> str:
    """Return the value of `Link` for a record.

    Args:
        request: asks for the record.
        resource: what kind of record it is.
        identifier: which.
        version: the version that is answered with.
        dataset: the version of the dataset that it was read at.
        old: whether it was asked for by its version.
    """
    license_id = await _license(request, resource, identifier, dataset)
    state = _state(request, resource, version, license_id, old=old)
    return _line(state).filled(_own(request, identifier, version))


async def signposts(
    request: Request, resource: Resource, identifier: str, version: int, dataset: int, *, old: bool = False
) -> list[Signpost]:
    """Return the links of a record, one by one; the arguments are those of `link_header`."""
    license_id = await _license(request, resource, identifier, dataset)
    state = _state(request, resource, version, license_id, old=old)
    own = _own(request, identifier, version)
    return [link._replace(target=link.target.format_map(own)) for link in _links(state)]


class _SignpostState(NamedTuple):
    """What the links of a record depend on beside its id, its version, and what every URL begins with.

    Attributes:
        resource: what kind of record it is.
        forms: the forms that it has.
        license: the licence of its data (SPDX).
        old: whether it was asked for by its version.
        first: whether there is no version before.
        fixed: whether a suffix of the path fixed the form.
        parts: the lists that it has, where it is an essay.
    """

    resource: Resource
    forms: Sequence[Form]
    license: str
    old: bool
    first: bool
    fixed: bool
    parts: tuple[str, ...]


async def _license(request: Request, resource: Resource, identifier: str, dataset: int) -> str:
    licenses: DataLicenses = request.app.state.licenses
    return await licenses.of(resource, identifier, dataset)


def _state(request: Request, resource: Resource, version: int, license_id: str, *, old: bool) -> _SignpostState:
    resources = request.app.state.resources
    return _SignpostState(
        resource,
        request.app.state.forms[resource.name],
        license_id,
        old,
        version == 1,
        FORM in request.scope,
        tuple(name for name, part in resources.items() if _belongs(part)) if resource.name == "essays" else (),
    )


def _own(request: Request, identifier: str, version: int) -> dict[str, str]:
    base, own = base_and_segment(request, identifier)
    essay = identifier.partition("-")[0]
    return {"base": base, "id": own, "version": str(version), "before": str(version - 1), "essay": essay}


def _belongs(resource: Resource) -> bool:
    return "essay_id" in resource.table.c


class _Line:
    """The value of `Link` with its places cut out: joining it costs a sixth of formatting it."""

    def __init__(self, line: str) -> None:
        """Cut a line at its places, `{name}`."""
        self._pieces = _PLACE.split(line)
        self._values_of = itemgetter(*self._pieces[1::2])

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the line with values in its places."""
        pieces = self._pieces.copy()
        pieces[1::2] = self._values_of(values)
        return "".join(pieces)


@lru_cache(maxsize=256)
def _line(state: _SignpostState) -> _Line:
    return _Line(", ".join(map(str, _links(state))))


def _links(state: _SignpostState) -> Iterator[Signpost]:
    """Yield the links of a record, with places for the base, its id, its version, the one before, and its essay."""
    base, resource = "{base}", state.resource
    record = f"{base}/{resource.name}/{{id}}"
    cited = f"{record}@{{version}}"
    here = cited if state.old else record
    yield Signpost("cite-as", cited)
    if state.fixed:
        yield Signpost("canonical", here)
    yield Signpost("type", f"{_SCHEMA}{resource.schema_type}")
    yield Signpost("type", _LANDING_PAGE)
    for form in state.forms:
        yield Signpost("describedby", f"{here}.{form.name}", form.media_type)
    yield Signpost("item", f"{here}.{JSON.name}", JSON.media_type)
    yield Signpost("license", license_url(state.license))
    for part in state.parts:
        yield Signpost("item", f"{record}/{part}")
    belongs = _belongs(resource)
    if belongs or resource.name in _WORKS:
        yield Signpost("author", f"{base}/essays/{{essay}}#author" if belongs else f"{record}#author")
    yield Signpost("collection", f"{base}/essays/{{essay}}" if belongs else f"{base}/{resource.name}")
    yield Signpost("version-history", f"{record}/versions")
    yield Signpost("latest-version", record)
    if not state.first:
        yield Signpost("predecessor-version", f"{record}@{{before}}")
    yield Signpost("linkset", f"{record}/linkset", LINKSET)
