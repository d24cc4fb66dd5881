"""A room: all that is declared of one resource, so that lists, pages, exports and documents follow from it."""

from dataclasses import dataclass

from api.core.http.routes import Router
from api.core.records.resource import Resource
from api.core.write.writable import Writable
from api.handlers.representation import Citation, Description, Representation


@dataclass(frozen=True, eq=False)
class Room:
    """One resource: what `api/resources/registry.py` lists.

    Attributes:
        writes: how it is written, and with that what it is.
        router: its routes.
        citation: how its records are cited; None where that makes no sense of them.
        linked: how they are described as linked data; None where they are not.
    """

    writes: Writable
    router: Router
    citation: Citation | None = None
    linked: Description | None = None

    @property
    def resource(self) -> Resource:
        """What the records are."""
        return self.writes.resource

    @property
    def representation(self) -> Representation:
        """What the records can be shown as, beside JSON and pages."""
        return Representation(self.citation, self.linked)
