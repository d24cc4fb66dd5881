"""Reading what records were: the list of their versions, and each version."""

from collections.abc import Iterable

from api.core.http.routes import Router
from api.handlers.record_routes import Below, RecordRoute, add_below, named
from api.resources.versions.models import VersionNumber
from api.resources.versions.record_history import answer_version, answer_versions, lists_versions, reads_version


def router_below(records: Iterable[RecordRoute]) -> Router:
    """Return the routes for each kind of record: `/claims/{claim_id}/versions` and `/claims/{claim_id}@{version}`."""
    router, number = Router(), named("version", VersionNumber)
    for of in records:
        listed = f"List the versions of {of.one}, the latest first."
        versions = Below("/versions", f"list_{of.stem}_versions", listed, answer_versions)
        add_below(router, of, versions, **lists_versions(of.resource))
        read = f"Read {of.one} as one of its versions had it."
        version = Below("@{version}", f"get_{of.stem}_version", read, answer_version, [number])
        add_below(router, of, version, **reads_version(of.resource))
    return router
