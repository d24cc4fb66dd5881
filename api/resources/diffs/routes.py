"""Reading how records changed, of every resource alike."""

from api.core.http.routes import Router
from api.handlers.record_routes import record_endpoint
from api.resources.diffs.record_diff import answer_diff, compares
from api.resources.registry import RESOURCES

router = Router()

for _resource in RESOURCES.values():
    router.add_api_route(
        f"{_resource.record_path}/diff",
        record_endpoint(_resource, answer_diff),
        name=f"get_{_resource.operation or _resource.singular}_diff",
        description=f"Compare two versions of {_resource.a_record}, field by field.",
        **compares(_resource),
    )
