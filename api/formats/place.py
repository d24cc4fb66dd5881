"""Where records are: the URLs that representations refer to each other by."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Place:
    """The service, as it is seen from outside.

    Attributes:
        base: what every URL begins with, without a final slash.
    """

    base: str

    def record(self, resource: str, identifier: str) -> str:
        """Return the URL of a record."""
        return f"{self.base}/{resource}/{quote(identifier)}"

    def version(self, resource: str, identifier: str, version: int) -> str:
        """Return the URL of a version of a record, which is what to cite."""
        return f"{self.record(resource, identifier)}@{version}"
