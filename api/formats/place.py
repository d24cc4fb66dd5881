"""Where records are: the URLs that representations refer to each other by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.core.paths import segment
from api.formats.licenses import DEFAULT, license_url


@dataclass(frozen=True, slots=True)
class Place:
    """The service, as it is seen from outside.

    Attributes:
        base: what every URL begins with, without a final slash.
        licenses: the licence (SPDX) of the data of essays whose packs have one of their own.
    """

    base: str
    licenses: Mapping[str, str] = field(default_factory=dict, hash=False)

    def record(self, resource: str, identifier: str) -> str:
        """Return the URL of a record."""
        return f"{self.base}/{resource}/{segment(identifier)}"

    def version(self, resource: str, identifier: str, version: int) -> str:
        """Return the URL of a version of a record, which is what to cite."""
        return f"{self.record(resource, identifier)}@{version}"

    def license(self, essay: str | None) -> str:
        """Return the URL of the licence of an essay's data; None is of what belongs to no essay."""
        return license_url(self.licenses.get(essay or "", DEFAULT))
