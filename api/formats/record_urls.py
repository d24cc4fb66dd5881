"""Where records are: the URLs that representations refer to each other by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.core.http.paths import segment
from api.formats.license_urls import DEFAULT, license_url

ABOVE = ".."
"""The base of URLs that are relative: to the folder above that of the file, as in a package of no known service."""


@dataclass(frozen=True, slots=True)
class RecordUrls:
    """The service, as it is seen from outside.

    Attributes:
        base: what every URL begins with, without a final slash; `ABOVE` in a file that is not of any one service.
        licenses: the licence (SPDX) of the data of essays whose packs have one of their own.
    """

    base: str
    licenses: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def url(self) -> str | None:
        """Where the service is; None where nobody said."""
        return None if self.base == ABOVE else self.base

    def record(self, resource: str, identifier: str) -> str:
        """Return the URL of a record."""
        return f"{self.base}/{resource}/{segment(identifier)}"

    def version(self, resource: str, identifier: str, version: int) -> str:
        """Return the URL of a version of a record, which is what to cite."""
        return f"{self.record(resource, identifier)}@{version}"

    def license(self, essay: str | None) -> str:
        """Return the URL of the licence of an essay's data; None is of what belongs to no essay."""
        return license_url(self.licenses.get(essay or "", DEFAULT))
