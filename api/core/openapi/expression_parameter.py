"""What the OpenAPI document says of `or`, and of filters through relations, which it cannot list."""

from collections.abc import Mapping
from typing import Any

from api.core.query.filter_expressions import MAX_EXPRESSIONS
from api.core.query.filter_syntax import OPERATORS
from api.core.records.filter_groups import OR

ALTERNATIVES: Mapping[str, Any] = {
    "name": OR,
    "in": "query",
    "description": (
        "Alternatives, of which one must hold: `(kind.eq.thesis,and(number.gte.5,stance.eq.rejects))`. Operators are "
        f"{', '.join(OPERATORS)}: `number.gte.5` is `number_gte=5`, and `kind.in.(thesis,causal)` asks for any of "
        'several. What holds `,` `(` `)` or `"` stands between quotation marks. Where it is repeated, each must hold. '
        "Here, and as a parameter, a filter of a related record stands behind its relation, which is called as in "
        "`embed`: `sources.kind=person`."
    ),
    "schema": {
        "type": "array",
        "items": {"type": "string", "format": "filter-expression"},
        "minItems": 1,
        "maxItems": MAX_EXPRESSIONS,
    },
    "example": ["(status.eq.withdrawn,created_at.gte.2026-01-01T00:00:00Z)"],
}
"""The parameter, which is the same for every resource."""
