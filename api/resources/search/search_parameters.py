"""What a search over all resources is asked: the words, and how many hits a page has."""

from collections.abc import Sequence

from starlette.datastructures import QueryParams

from api.core.http.problems import Fault, refuse_faults
from api.core.query.filter_values import read_values
from api.core.query.list_query import refuse_unknown
from api.core.query.scalar_parameters import read_integer
from api.core.query.search_plans import Q

DEFAULT_HITS = 20
MAX_HITS = 100


def parse_search(parameters: QueryParams, beside: Sequence[str] = ()) -> tuple[str, int, str | None]:
    """Read what is searched for, how many hits a page has, and its cursor; a form may have parameters `beside`.

    Raises:
        ProblemError: a parameter is unknown, repeated or of the wrong type; or nothing is searched for.
    """
    refuse_unknown(parameters, [Q.name, "limit", "cursor", *beside])
    faults = [
        Fault(detail="give it once", parameter=name)
        for name in ("limit", "cursor")
        if len(parameters.getlist(name)) > 1
    ]
    if Q.name not in parameters:
        faults.append(Fault(detail="say what to search for", parameter=Q.name))
    asked = list(read_values(Q, parameters.getlist(Q.name), faults))
    limit = read_integer("limit", parameters, 1, MAX_HITS, faults)
    refuse_faults(faults)
    return asked[0], DEFAULT_HITS if limit is None else limit, parameters.get("cursor")
