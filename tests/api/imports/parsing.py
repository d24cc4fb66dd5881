"""Parsers and writers of formats, for tests: pure functions, with neither a database nor a service."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from api.exports.written import DraftedEssay, Writes, Written
from api.imports.draft_reading import read_draft
from api.imports.parsed_files import GivenFile, Parsed, Parser

Files = Sequence[GivenFile]


def given_files(**contents: str | bytes) -> list[GivenFile]:
    """Return files by their names, of which the last `_` is the point."""
    return [
        GivenFile(".".join(name.rsplit("_", 1)), content if isinstance(content, bytes) else content.encode())
        for name, content in contents.items()
    ]


def written(parsed: Parsed, write: Writes) -> Written:
    """Return what a writer makes of what was read."""
    draft, _, faults = read_draft(parsed.draft)
    assert faults == []
    return write(DraftedEssay(draft, parsed.text))


def kinds(parsed: Parsed) -> list[str]:
    """Return the kinds of faults."""
    return [fault.kind for fault in parsed.faults]


def became(parsed: Parsed) -> dict[str, str]:
    """Return what became of each construct, by where it stands."""
    return {item.place: item.became for item in parsed.read or []}


def counted(parsed: Parsed) -> dict[str, int]:
    """Return how many constructs there are of each kind."""
    return dict(Counter(item.what for item in parsed.read or []))


def mutated(contents: Sequence[bytes]) -> st.SearchStrategy[list[bytes]]:
    """Return files with some bytes otherwise: taken out, put in, moved, or cut off."""

    def change(seed: int) -> list[bytes]:
        choose = random.Random(seed)  # noqa: S311 - no secret
        made = [bytearray(content) for content in contents]
        for _ in range(choose.randint(1, 4)):
            file = choose.choice(made)
            start = choose.randrange(len(file) + 1)
            end = min(len(file), start + choose.randint(0, 12))
            piece = bytes(file[start:end])
            other = choose.randrange(len(file) + 1)
            action = choose.randrange(5)
            if action == 0:
                del file[start:end]
            elif action == 1:
                file[start:start] = choose.randbytes(choose.randint(1, 3))
            elif action == 2:
                file[other:other] = piece
            elif action == 3:
                del file[start:]
            else:
                file[start:end] = bytes(reversed(piece))
        return [bytes(file) for file in made]

    return st.integers(0, 2**32).map(change)


def holds_for(parse: Parser, write: Writes, files: Files, count: Callable[[Files], int]) -> None:
    """Hold a parser to what is promised of any files: no error, nothing lost untold, and the same when written."""
    parsed = parse(files)
    draft, _, unread = read_draft(parsed.draft)
    if parsed.faults or unread:
        return
    assert len(parsed.read or []) == count(files)
    assert all(item.why for item in parsed.read or [] if item.became != "kept")
    again = parse(write(DraftedEssay(draft, parsed.text)).files)
    assert again.faults == []
    assert again.draft == parsed.draft
    assert again.text == parsed.text


def part(parsed: Parsed, name: str, identifier: str) -> Any:
    """Return a part of a draft by its id."""
    return next(item for item in parsed.draft[name] if item["id"] == identifier)
