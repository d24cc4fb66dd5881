"""The shape of what changed between two versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.core.records.resource import Resource
from api.core.versions.history import PastState
from api.resources.versions.models import VersionPublic


@dataclass(frozen=True)
class ComparedVersions:
    """Two versions of a record, to be compared.

    Attributes:
        resource: what kind of record it is.
        before: the version that is compared from; None is before the first.
        after: the version that is compared to.
    """

    resource: Resource
    before: PastState | None
    after: PastState

    @property
    def fields(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The fields of the record in both.

        Raises:
            ProblemError: they were redacted.
        """
        before = self.before.record(self.resource) if self.before else {}
        return before, self.after.record(self.resource)


class Edit(BaseModel):
    """One thing that changed, as an operation of a JSON Patch (RFC 6902) that also tells what there was before."""

    op: Literal["add", "remove", "replace"] = Field(description="What to do to the version that is compared from.")
    path: str = Field(
        examples=["/text/en"],
        description="Where (JSON Pointer, RFC 6901): a field, or one language of a field in words. Lists are whole.",
    )
    value: Any = Field(
        examples=["Large firms harm small ones."], description="What is there now; null where it was removed."
    )
    old: Any = Field(
        examples=["Large firms harm small and medium-sized firms."],
        description="What was there before; null where it was added. Appliers of JSON Patch ignore it.",
    )


class Diff(BaseModel):
    """What changed between two versions of a record."""

    before: VersionPublic | None = Field(
        alias="from", description="The version that is compared from; null is before the first."
    )
    after: VersionPublic = Field(alias="to", description="The version that is compared to.")
    patch: list[Edit] = Field(
        description="What makes the one of the other: a JSON Patch (RFC 6902), in the order of the record's fields. "
        "The stamps `version`, `created_at` and `updated_at` are not in it; `from` and `to` tell them."
    )
