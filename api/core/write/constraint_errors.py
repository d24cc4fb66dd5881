"""What the database refuses, told as a problem: what only it saw, as of writers in each other's way."""

import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from api.core.http.problems import Fault, ProblemError
from api.core.write.bodies import pointer
from api.core.write.writable import Writable

_NAMED = re.compile(r"constraint(?: failed:)? \"?((?:ck|fk|uq|pk)_\w+)", re.IGNORECASE)
_COLUMNS = re.compile(r"(?:UNIQUE|NOT NULL) constraint failed: (.+)")


def as_problem(error: sa.exc.IntegrityError, writables: Mapping[str, Writable]) -> ProblemError:
    """Return the problem of a constraint that does not hold, with the field that it is of."""
    text = str(error.orig).splitlines()[0]
    named = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    if named is None and (found := _NAMED.search(text)):
        named = found[1]
    fields = _fields(named or "", text, writables)
    slug = "invalid-body" if (named or "").startswith("ck_") or "NOT NULL" in text else "conflict"
    rule = named or text
    faults = [Fault(detail=f"the database's rule {rule} does not hold", pointer=pointer(field)) for field in fields]
    detail = (
        f"The database's rule {rule} does not hold for what was sent."
        if slug == "invalid-body"
        else f"The database's rule {rule} does not hold: a record that is named is not there, or one like this is."
    )
    return ProblemError(slug, detail, faults)


def _fields(named: str, text: str, writables: Mapping[str, Writable]) -> list[str]:
    if found := _COLUMNS.search(text):
        return [part.partition(".")[2] for part in found[1].split(", ")]
    for name, writable in writables.items():
        prefix, _, rest = named.partition(f"_{name}_")
        if prefix in {"ck", "fk", "uq"} and rest:
            return [field for field in writable.resource.fields if field in _split(rest, writable.resource.fields)]
    return []


def _split(columns: str, known: Sequence[str]) -> set[str]:
    """Return the columns whose names a constraint's name joins."""
    longest_first = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return set(re.findall(rf"(?<![a-z0-9])(?:{longest_first})(?![a-z0-9])", columns))
