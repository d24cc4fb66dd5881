"""The dialect of json-server, which admin grids speak: `_start`, `_end`, `_sort` and `_order`."""

from collections.abc import Mapping

from api.core.http.problems import Fault
from api.core.query.pagination import MAX_LIMIT, MAX_OFFSET
from api.core.query.scalar_parameters import read_integer, read_names

GRID = ("_start", "_end", "_sort", "_order")
_SAYS = (
    ("_start", "offset"),
    ("_start", "cursor"),
    ("_end", "limit"),
    ("_end", "cursor"),
    ("_sort", "sort"),
    ("_order", "sort"),
)
"""What each of them says in its way."""
_ORDERS = {"asc": "", "ASC": "", "desc": "-", "DESC": "-"}


def from_grid(told: Mapping[str, str], faults: list[Fault]) -> Mapping[str, str]:
    """Say in our own words what was asked in the dialect of admin grids.

    Args:
        told: what the query string says, in our own words or in that dialect.
        faults: what is wrong with it is added to these.

    Returns:
        What it says in our own words, and what the grid says beside.
    """
    grid = {name: text for name, text in told.items() if name in GRID}
    given = {name: text for name, text in told.items() if name not in GRID}
    if not grid:
        return given
    for name, other in _SAYS:
        if name in grid and other in given:
            faults.append(Fault(detail=f"says what {other} says: give one of them", parameter=name))
    return {**given, **_page(grid, faults), **_sort(grid, faults)}


def _page(grid: Mapping[str, str], faults: list[Fault]) -> Mapping[str, str]:
    """Return the offset and the limit that `_start` and `_end` come to."""
    if not {"_start", "_end"} & grid.keys():
        return {}
    start = read_integer("_start", grid, 0, MAX_OFFSET, faults) or 0
    end = read_integer("_end", grid, start + 1, start + MAX_LIMIT, faults)
    return {"offset": str(start)} | ({} if end is None else {"limit": str(end - start)})


def _sort(grid: Mapping[str, str], faults: list[Fault]) -> Mapping[str, str]:
    """Return the sort that `_sort` and `_order` come to."""
    orders = read_names("_order", grid.get("_order", "asc"), faults)
    fields = read_names("_sort", grid["_sort"], faults) if "_sort" in grid else orders
    if len(orders) not in {1, len(fields)} or not _ORDERS.keys() >= set(orders):
        faults.append(Fault(detail="give asc or desc, for each field of _sort", parameter="_order"))
        return {}
    if "_sort" not in grid:
        return {}
    orders *= len(fields) if len(orders) == 1 else 1
    return {"sort": ",".join(_ORDERS[order] + name for name, order in zip(fields, orders, strict=True))}
