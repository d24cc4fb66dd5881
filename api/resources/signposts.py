"""Signposts: typed links that tell machines what a record is, how to cite it and where more of it is.

FAIR Signposting (https://signposting.org/FAIR/), RFC 8288 for links, RFC 5829 for versions, RFC 9264 for link sets.
Every record has them with every form, so they are put together from what is at hand.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from fastapi import Request

from api.core.negotiation import Form
from api.core.resource import Resource
from api.core.urls import FORM, base_url
from api.formats.forms import HTML, JSON
from api.formats.licenses import license_url
from api.resources.licences import licence_of

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
_TYPES = {
    "essays": "Article",
    "claims": "Claim",
    "statistics": "Observation",
    "sources": "CreativeWork",
    "units": "DefinedTerm",
    "terms": "DefinedTerm",
}
"""What kinds of records are in schema.org; `CreativeWork` where nothing says it better."""
_LANDING_PAGE = f"{_SCHEMA}AboutPage"


async def signposts(request: Request, resource: Resource, identifier: str, version: int, *, old: bool = False) -> str:
    """Return the value of `Link` for a record.

    Args:
        request: asks for the record.
        resource: what kind of record it is.
        identifier: which.
        version: the version that is answered with.
        old: whether it was asked for by its version.
    """
    licence = await licence_of(request, resource, identifier)
    forms = request.app.state.forms[resource.name]
    line = _line(base_url(request), resource, forms, licence, old=old, before=version > 1, fixed=FORM in request.scope)
    return line.format(id=quote(identifier), version=version, before=version - 1, essay=identifier.partition("-")[0])


@lru_cache(maxsize=1024)
def _line(base: str, resource: Resource, forms: Sequence[Form], licence: str, **state: bool) -> str:
    """Return the links of a record, with places for what is its own."""
    base = base.replace("{", "{{").replace("}", "}}")
    return ", ".join(map(str, links(base, resource, forms, licence, **state)))


def links(  # noqa: PLR0913 - each says another thing of the record
    base: str, resource: Resource, forms: Sequence[Form], licence: str, *, old: bool, before: bool, fixed: bool
) -> Iterator[Signpost]:
    """Yield the links of a record, with places for its id, its version, the one before, and its essay.

    Args:
        base: what every URL begins with.
        resource: what kind of record it is.
        forms: the forms that it has.
        licence: the licence of its data (SPDX).
        old: whether it was asked for by its version.
        before: whether there is a version before.
        fixed: whether a suffix of the path fixed the form.
    """
    record = f"{base}/{resource.name}/{{id}}"
    cited = f"{record}@{{version}}"
    here = cited if old else record
    yield Signpost("cite-as", cited)
    if fixed:
        yield Signpost("canonical", here)
    yield Signpost("type", f"{_SCHEMA}{_TYPES.get(resource.name, 'CreativeWork')}")
    yield Signpost("type", _LANDING_PAGE)
    for form in forms:
        if form not in {HTML, JSON}:
            yield Signpost("describedby", f"{here}.{form.name}", form.media_type)
    yield Signpost("item", f"{here}.{JSON.name}", JSON.media_type)
    yield Signpost("license", license_url(licence))
    belongs = "essay_id" in resource.table.c
    if belongs or resource.name == "essays":
        yield Signpost("author", f"{base}/essays/{{essay}}#author")
    yield Signpost("collection", f"{base}/essays/{{essay}}" if belongs else f"{base}/{resource.name}")
    yield Signpost("version-history", f"{record}/versions")
    yield Signpost("latest-version", record)
    if before:
        yield Signpost("predecessor-version", f"{record}@{{before}}")
    yield Signpost("linkset", f"{here}/linkset", LINKSET)
