"""In how many records the tokens of what is searched for are, as the search index counts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa

from api.core.db.reader import Statement, StatementReader, compile_statement, parameter
from seed.frozen.folding import is_cjk
from seed.frozen.index import EVERY
from seed.frozen.search_terms import Bound, Term

_COUNTED = 40
"""How many tokens of a query are looked up."""
_WIDE = 1000
"""How many tokens with one beginning are added up; where there are more, it counts as in every record."""
_LAST = "\U0010ffff"
"""What comes after whatever a token goes on with."""

_TOKENS = sa.table(
    "search_tokens", sa.column("resource", sa.Text), sa.column("token", sa.Text), sa.column("documents", sa.Integer)
)


@dataclass(frozen=True)
class TokenCounts:
    """In how many records of each resource tokens are.

    Attributes:
        documents: by resource and token; of beginnings, of all tokens that begin so, together.
        wide: the beginnings of too many tokens to be added up.
        bounds: what was looked up.
    """

    documents: Mapping[tuple[str, Bound], int]
    wide: frozenset[Bound]
    bounds: frozenset[Bound]

    def knows(self, term: Term) -> bool:
        """Tell whether a term can be counted."""
        return all(bound in self.bounds for form in term.bounds for bound in form)

    def of_all(self, resource: str) -> int:
        """Return how many records there are."""
        return self.documents.get((resource, Bound(EVERY, begins=False)), 0)

    def of_term(self, term: Term, resource: str) -> int:
        """Return in how many records of a resource a term is at most."""
        return sum(min(self._of_bound(bound, resource) for bound in form) for form in term.bounds)

    def _of_bound(self, bound: Bound, resource: str) -> int:
        return self.of_all(resource) if bound in self.wide else self.documents.get((resource, bound), 0)


async def count_tokens(terms: Sequence[Term], reader: StatementReader) -> TokenCounts:
    """Look up the tokens of terms, and what begins as they do: of the first term all, of others as many as are read."""
    asked = dict.fromkeys(bound for form in terms[0].bounds for bound in form)
    for term in terms[1:]:
        further = dict.fromkeys(bound for form in term.bounds for bound in form)
        if len(asked | further) <= _COUNTED:
            asked |= further
    # Each character of Chinese is counted as a token of its own.
    wholes = {EVERY: Bound(EVERY, begins=False)}
    wholes |= {bound.token: bound for bound in asked if not bound.begins or is_cjk(bound.token)}
    begun = {bound.token: bound for bound in asked if bound.begins and not is_cjk(bound.token)}
    values = {f"token_{n}": token for n, token in enumerate(wholes)}
    values |= {f"from_{n}": token for n, token in enumerate(begun)}
    values |= {f"to_{n}": f"{token}{_LAST}" for n, token in enumerate(begun)}
    found = await reader.fetch(_counts(len(wholes), len(begun), reader.dialect), values)
    beginnings = list(begun.values())
    documents: dict[tuple[str, Bound], int] = {}
    tokens: dict[Bound, int] = {}
    for place, resource, token, number, different in found.rows:
        bound = wholes[token] if place < 0 else beginnings[place]
        documents[resource, bound] = int(number)
        tokens[bound] = tokens.get(bound, 0) + int(different)
    wide = frozenset(bound for bound, number in tokens.items() if number >= _WIDE)
    return TokenCounts(documents, wide, frozenset(asked))


@lru_cache(maxsize=1024)
def _counts(wholes: int, begun: int, dialect: sa.Dialect) -> Statement:
    """Select counts: of tokens, at place -1, and of beginnings, with how many tokens were added up."""
    its = _TOKENS.c
    asked = [parameter(f"token_{n}", sa.Text()) for n in range(wholes)]
    one = sa.literal_column("1", sa.Integer)
    whole = sa.select(sa.literal_column("-1", sa.Integer), its.resource, its.token, its.documents, one)
    parts: list[sa.Select[tuple[object, ...]]] = [whole.where(its.token.in_(asked))]
    for n in range(begun):
        low, high = parameter(f"from_{n}", sa.Text()), parameter(f"to_{n}", sa.Text())
        some = sa.select(its.resource, its.documents).where(its.token >= low, its.token < high)
        rows = some.order_by(its.token).limit(sa.literal_column(str(_WIDE), sa.Integer)).subquery(f"begun_{n}").c
        place, blank = sa.literal_column(str(n), sa.Integer), sa.literal_column("''", sa.Text)
        added = sa.select(place, rows.resource, blank, sa.func.sum(rows.documents), sa.func.count())
        parts.append(added.group_by(rows.resource))
    return compile_statement(sa.union_all(*parts), dialect)
