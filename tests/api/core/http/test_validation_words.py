"""What is wrong is said in words: no phrase of the validation library is told to anybody, and no pattern of ours."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.resources.registry import RESOURCES, WRITABLES
from tests.api.writing import ANY, MERGE_PATCH, client_of, key
from tests.conftest import serving

pytestmark = pytest.mark.one_database


def shape_of(name: str, field: str) -> str:
    """Return what a field of a body may be, or what says that it may not be given."""
    updated = WRITABLES[name].update.model_fields
    return repr(updated[field].annotation) if field in updated else "none"


def firsts(named: dict[str, list[tuple[str, str]]]) -> dict[str, list[str]]:
    """Return what each resource has that none before it has alike: by its name and by what it may be."""
    seen: set[tuple[str, str]] = set()
    found = {}
    for name, had in named.items():
        found[name] = [word for word, shape in had if (word, shape) not in seen]
        seen |= set(had)
    return found


WRONG: list[Any] = [5, -1, 1.5, True, "", "x", "x" * 3000, [], ["x"], [5], {}, {"en": 5}, {"en": ""}, {"x": {}}, [{}]]
FIELDS = {name: [(field, shape_of(name, field)) for field in RESOURCES[name].fields] for name in WRITABLES}
PARAMETERS = {
    resource.name: [(name, repr(filtered.type)) for name, filtered in resource.parameters.items()]
    for resource in RESOURCES.values()
}
PHRASES = re.compile(r"should|[Vv]alid |Value error|Field required|\^|\\|\[a-z|\(\?|not permitted")


@pytest.fixture(scope="module")
def editor(seeded_template: str, databases: Any) -> Iterator[httpx.Client]:
    url = databases.copy(seeded_template)
    with serving(url) as base, client_of(base, key(url)) as client:
        yield client


def details(response: httpx.Response) -> list[str]:
    return [fault["detail"] for fault in response.json().get("errors", [])]


@pytest.mark.parametrize(("name", "fields"), firsts(FIELDS).items(), ids=FIELDS)
def test_bodies_that_are_wrong_are_told_so_in_words(editor: httpx.Client, name: str, fields: list[str]) -> None:
    identifier = editor.get(f"/{name}?limit=1").json()[0]["id"].replace("/", "%2F")
    faults = []
    for field in fields:
        for value in WRONG:
            answer = editor.patch(
                f"/{name}/{identifier}?validate_only=true",
                content=json.dumps({field: value}),
                headers=MERGE_PATCH | ANY,
            )
            assert answer.status_code in {200, 409, 422}, (field, value, answer.text)
            faults += details(answer) if answer.is_error else []
    assert len(faults) >= len(fields)
    assert [fault for fault in faults if PHRASES.search(fault)] == []


@pytest.mark.parametrize(("name", "parameters"), firsts(PARAMETERS).items(), ids=PARAMETERS)
def test_parameters_that_are_wrong_are_told_so_in_words(client: httpx.Client, name: str, parameters: list[str]) -> None:
    faults = []
    for parameter in parameters:
        for text in ("", "x y", "5.5", "-1", "x" * 2000):
            answer = client.get(f"/{name}", params={parameter: text})
            faults += details(answer) if answer.is_error else []
    assert len(faults) >= len(parameters)
    assert [fault for fault in faults if PHRASES.search(fault)] == []


@pytest.mark.parametrize(
    "body",
    [
        {"operations": 5},
        {"operations": []},
        {"operations": [5]},
        {"operations": [{"op": "create", "resource": "claims", "ref": "!", "record": {}}]},
        {"operations": [{"op": "patch", "resource": 5, "id": [], "changes": 5}]},
        {},
    ],
)
def test_batches_that_are_wrong_are_told_so_in_words(editor: httpx.Client, body: object) -> None:
    answer = editor.post("/batches", json=body)
    assert answer.status_code == 422
    assert [fault for fault in details(answer) if PHRASES.search(fault)] == []
