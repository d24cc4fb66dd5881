"""Reading what records were: the list of their versions, and each version, of every resource alike."""

from api.core.http.routes import Router
from api.handlers.record_routes import record_endpoint
from api.resources.registry import RESOURCES
from api.resources.versions.models import VersionNumber
from api.resources.versions.record_history import answer_version, answer_versions, lists_versions, reads_version

router = Router()

for _resource in RESOURCES.values():
    _one = _resource.operation or _resource.singular
    router.add_api_route(
        f"{_resource.record_path}/versions",
        record_endpoint(_resource, answer_versions),
        name=f"list_{_one}_versions",
        description=f"List the versions of {_resource.a_record}, the latest first.",
        **lists_versions(_resource),
    )
    router.add_api_route(
        f"{_resource.record_path}@{{version}}",
        record_endpoint(_resource, answer_version, version=VersionNumber),
        name=f"get_{_one}_version",
        description=f"Read {_resource.a_record} as one of its versions had it.",
        **reads_version(_resource),
    )
