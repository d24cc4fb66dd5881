"""What is answered of texts: what attaching one came to, and where quotes stand."""

from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa

from api.core.db.reader import ReadContext, ReadScript, Statement, compile_statement, parameter
from api.core.http.problems import Fault
from api.core.texts import attached_texts
from api.core.texts.attached_texts import TextError
from api.core.texts.quote_resolving import Sought, resolve
from api.core.texts.searched_text import SearchedText, searched
from api.core.write import crud
from api.core.write.bodies import refuse
from api.core.write.idempotency import Answer
from api.core.write.transaction import WriteTransaction
from api.resources.essays.models import ESSAY_WRITES, ESSAYS
from api.resources.passages.models import PASSAGES
from api.resources.texts.models import MAX_BROKEN, QuoteContext, QuoteToResolve, ResolvedQuote, TextAttached
from seed.text import Span, Text

_SEARCHES = 50
"""Of how many quotes of one request that stand nowhere the nearest place is looked for."""


def attached(transaction: WriteTransaction, essay_id: str) -> Answer:
    """Attach what a request has for its body, and tell which passages it proves.

    Raises:
        ProblemError: there is no such essay; or it is not the text of it.
    """
    essay = crud.locked(transaction, ESSAY_WRITES, essay_id)
    text = Text(_decoded(transaction.request.content))
    if essay["sha256"] is None:  # it is the text of whatever has none yet
        its = {"length": text.length, "sha256": text.sha256}
        crud.change(transaction, ESSAY_WRITES, essay, its, "patch")
    transaction.ledger.flush()
    connection = transaction.ledger.connection
    places = attached_texts.places(connection, essay_id)
    broken = [row["id"] for row in places if text.digest(Span(row["start"], row["end"])) != row["sha256"]]
    free = attached_texts.is_free(essay["license"])
    try:
        attached_texts.attach(connection, essay_id, text.content, free=free)
    except TextError as error:
        told = f"; in it, {len(broken)} of {len(places)} passages would have other words" if places else ""
        refuse([Fault(detail=f"{error}{told}", pointer="")])
    answer = TextAttached(
        essay_id=essay_id,
        length=text.length,
        sha256=text.sha256,
        free=free,
        proved=len(places) - len(broken),
        broken=broken[:MAX_BROKEN],
    )
    return Answer(200, answer.model_dump_json().encode())


def resolved(content: str, quotes: Sequence[QuoteToResolve]) -> tuple[str, list[ResolvedQuote]]:
    """Return the hash of a text, and where quotes stand in it; which passages are there is not known yet."""
    text, found, searches = searched(content), list[ResolvedQuote](), 0
    for quote in quotes:
        found.append(_resolved(text, quote, likely=searches < _SEARCHES))
        searches += found[-1].outcome in {"fuzzy", "nowhere"}
    return text.text.sha256, found


def _resolved(text: SearchedText, quote: QuoteToResolve, *, likely: bool) -> ResolvedQuote:
    found = resolve(text, Sought(quote.quote, quote.prefix, quote.suffix, quote.near), likely=likely)
    span, detail = found.span, found.detail
    if found.outcome == "nowhere" and not likely:
        detail = f"these words stand nowhere; what is like them was looked for of {_SEARCHES} quotes: ask again for it"
    return ResolvedQuote(
        outcome=found.outcome,
        start=span and span.start,
        end=span and span.end,
        score=found.score,
        words=span and text.text[span],
        paragraph=span and text.text.paragraph(span.start),
        sentence=span and max(1, text.text.sentence(span.start)),
        passage_id=None,
        detail=detail or None,
        contexts=[QuoteContext(start=place.start, end=place.end, words=words) for place, words in found.contexts],
    )


def passages_at(essay_id: str, quotes: Sequence[ResolvedQuote], reader: ReadContext) -> ReadScript[list[str | None]]:
    """Read which passages of an essay stand where quotes do."""
    found = list[str | None]()
    for quote in quotes:
        place = {"essay": essay_id, "start": quote.start, "end": quote.end}
        rows = () if quote.start is None else (yield _passage_at(reader.dialect), place)
        found.append(rows[0][0] if rows else None)
    return found


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse([Fault(detail=f"is not UTF-8 at byte {error.start}: save the text as UTF-8", pointer="")])
        raise


@lru_cache
def essay_row(dialect: sa.Dialect) -> Statement:
    """Return the statement that finds an essay."""
    return compile_statement(sa.select(ESSAYS.table.c.id).where(ESSAYS.table.c.id == parameter("id")), dialect)


@lru_cache
def _passage_at(dialect: sa.Dialect) -> Statement:
    its = PASSAGES.table.c
    statement = sa.select(its.id).where(
        its.essay_id == parameter("essay"), its.start == parameter("start"), its.end == parameter("end")
    )
    return compile_statement(statement, dialect)
