"""What parameters are called elsewhere, so that who comes from another API is told their names here.

The names are those of JSON:API, OData, PostgREST, Directus, Strapi, Django REST Framework, Elasticsearch, OpenAlex,
Stripe and what generators of grids send. They are compared without case and punctuation: `orderBy`, `order_by` and
`$orderby` are one.
"""

import re
from collections.abc import Collection, Iterator

SYNONYMS = {
    "limit": "per_page page_size page[limit] page[size] page_limit results_per_page max_results size take top first "
    "rows",
    "cursor": "after page_token next_token next_page continuation_token starting_after page[after] page[cursor] "
    "search_after",
    "offset": "page skip start from page[number] page[offset] page_number _page",
    "count": "total with_total include_count with_count inline_count meta",
    "sort": "order order_by ordering sort_by sort_field sort_order",
    "fields": "select only attributes columns properties _fields _source projection",
    "embed": "include includes expand populate with relations join joins preload _embed _expand",
    "embed_limit": "include_limit expand_limit",
    "q": "search query text term keyword keywords s find full_text",
    "facet": "facets facet_field group_by group aggregate aggregations aggs",
    "since": "from_sequence last_event_id after_id",
}
"""Our names, each with what it is called elsewhere."""
_FRAMES = frozenset({"filter", "filters", "where", "fields", "f"})
"""What stands around the name of a field elsewhere: `filter[kind]`, `where[kind][eq]`."""
OPERATOR_SYNONYMS = {
    **dict.fromkeys(["is"], "eq"),
    **dict.fromkeys(["neq", "not"], "ne"),
    **dict.fromkeys(["ge", "min"], "gte"),
    **dict.fromkeys(["le", "max"], "lte"),
    **dict.fromkeys(["contains", "ilike"], "like"),
}
"""How operators are called elsewhere, where not as here."""
_WORD = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*")
_LONGEST = 100
_ALL_IN_ONE = frozenset({"filter", "filters", "where", "criteria", "conditions"})
"""What elsewhere holds every condition, in a language of its own."""


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


_OURS = {_plain(name): ours for ours, names in SYNONYMS.items() for name in names.split()}


def meant(name: str, known: Collection[str]) -> str | None:
    """Return the parameter that is known elsewhere under a name; None where that is no such name.

    Args:
        name: the name, as it was sent: of a parameter, or of a field with an operator (`kind[eq]`, `number__gte`).
        known: the parameters that there are.
    """
    if len(name) > _LONGEST:
        return None
    return next((found for found in _candidates(name) if found in known), None)


def advice(name: str) -> str:
    """Return what to tell of a name beside that there is none such."""
    if _plain(name) in _ALL_IN_ONE:
        return ": each field is a parameter of its own here, as in status=published, and all of them must hold"
    return ""


def _candidates(name: str) -> Iterator[str]:
    if ours := _OURS.get(_plain(name)):
        yield ours
    words = [word for word in _WORD.findall(name) if word.lower() not in _FRAMES]
    if words and words != [name]:
        field, *operators = words
        for operator in operators[-1:]:
            yield f"{field}_{OPERATOR_SYNONYMS.get(operator.lower(), operator.lower())}"
        yield field
        yield f"{field}_like"
