"""A group of filters, which all must hold: the whole of a query string, or one alternative of it."""

from collections.abc import Mapping, Sequence

from api.core.http.problems import Fault
from api.core.query.filter_values import read_values
from api.core.query.relation_filters import read_relation_filters
from api.core.records.filters import FilterValues
from api.core.records.resource import Resource


def read_group(resource: Resource, asked: Mapping[str, Sequence[str]], faults: list[Fault]) -> FilterValues:
    """Read the filters of a resource, and of what it is related to, by name; what else is asked is passed over.

    Args:
        resource: what is filtered.
        asked: the texts of each parameter.
        faults: what is wrong with them is added to these.
    """
    own = [
        (name, tuple(read_values(item, list(asked[name]), faults)))
        for name, item in sorted(resource.parameters.items())
        if name in asked
    ]
    return (*own, *read_relation_filters(resource, asked, faults))
