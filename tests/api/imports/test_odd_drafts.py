"""Whatever stands in a draft, it is imported or refused with its faults, and nothing is written by halves."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.core.http.problems import ProblemError
from api.imports.formats import draft_file
from api.imports.import_transaction import import_parsed, operators_request
from api.imports.parsed_files import Parsed
from tests.api.imports.drafting import TEXT, draft
from tests.conftest import engine_of

PLACES = [(name, place) for name, items in draft().items() if isinstance(items, list) for place in range(len(items))]
_ODD: list[Any] = [
    *("", "x", "c1", "l1", "s1", "$unplanned", "cao2023-c1", "2024", "-1", "9" * 300, "火车", None, True, 3.5, [], {}),
    *("range", "several", "USD", "date", "night train", "gartner2021", ["c1", "c1"], ["l2"], ["The"], "a+b"),
]


@pytest.mark.one_database
@given(st.data())
def test_an_odd_draft_is_taken_or_refused(seeded: str, data: st.DataObject) -> None:
    content: dict[str, Any] = draft()
    for name, place in data.draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        part = content[name][place]
        if isinstance(part, dict):
            part[data.draw(st.sampled_from([*part, "reading", "of", "states", "scheme"]))] = data.draw(
                st.sampled_from(_ODD)
            )
    told = outcome(seeded, content)
    assert told is None or (told.slug == "refused-import" and told.members["report"]["faults"])


def outcome(url: str, content: dict[str, Any]) -> ProblemError | None:
    """Try to import a draft, and return how it is refused; None where it is not."""
    parsed = Parsed(draft_file.FORMAT, [], content)
    with engine_of(url) as engine:
        try:
            import_parsed(operators_request(engine, validate_only=True), parsed, TEXT)
        except ProblemError as problem:
            return problem
    return None
