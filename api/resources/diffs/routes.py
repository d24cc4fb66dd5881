"""Reading how records changed."""

from collections.abc import Iterable

from api.core.http.routes import Router
from api.handlers.record_routes import Below, RecordRoute, add_below
from api.resources.diffs.record_diff import answer_diff, compares


def router_below(records: Iterable[RecordRoute]) -> Router:
    """Return the route for each kind of record: `/claims/{claim_id}/diff`."""
    router = Router()
    for of in records:
        says = f"Compare two versions of {of.one}, field by field."
        add_below(router, of, Below("/diff", f"get_{of.stem}_diff", says, answer_diff), **compares(of.resource))
    return router
