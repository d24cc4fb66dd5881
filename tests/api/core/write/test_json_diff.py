"""A diff, applied to what was, gives what is."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.core.versions.json_diff import difference
from seed.frozen.canonical import canonical_json
from tests.examples import at_least

names = st.text("ab/~é", max_size=2)
scalars = st.none() | st.booleans() | st.integers(0, 2) | st.text("ab", max_size=2)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=3), max_leaves=8
)
objects = st.dictionaries(names, values, max_size=5)
examples = settings(max_examples=at_least(100))


def spot(document: Any, pointer: str) -> tuple[Any, str]:
    """Return the object that a JSON Pointer (RFC 6901) leads into, and the last name."""
    *path, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    for part in path:
        document = document[part]
    return document, last


def apply(operations: list[dict[str, Any]], document: Any) -> Any:
    """Apply a JSON Patch as RFC 6902 (section 4) has it."""
    document = deepcopy(document)
    for operation in operations:
        inside, name = spot(document, operation["path"])
        assert (name in inside) == (operation["op"] != "add")
        if operation["op"] == "remove":
            del inside[name]
        else:
            inside[name] = operation["value"]
    return document


@given(objects, objects)
@examples
def test_a_diff_applied_to_the_old_gives_the_new(old: Any, new: Any) -> None:
    assert canonical_json(apply(list(difference(old, new)), old)) == canonical_json(new)


@given(objects, objects)
@examples
def test_an_operation_tells_what_there_was(old: Any, new: Any) -> None:
    for operation in difference(old, new):
        inside, name = spot(old, operation["path"])
        assert canonical_json(inside.get(name)) == canonical_json(operation["old"])


@given(objects, objects)
@examples
def test_an_operation_changes_something(old: Any, new: Any) -> None:
    replaced = [operation for operation in difference(old, new) if operation["op"] == "replace"]
    assert [its for its in replaced if canonical_json(its["old"]) == canonical_json(its["value"])] == []


@given(objects)
@examples
def test_what_is_alike_has_no_diff(both: Any) -> None:
    assert list(difference(both, json.loads(json.dumps(both)))) == []


def test_one_language_changes_by_itself() -> None:
    old = {"text": {"en": "One.", "zh-Hans": "一。"}, "kind": "factual"}
    new = {"text": {"en": "Two.", "zh-Hans": "一。"}, "kind": "factual"}
    assert list(difference(old, new)) == [{"op": "replace", "path": "/text/en", "value": "Two.", "old": "One."}]
