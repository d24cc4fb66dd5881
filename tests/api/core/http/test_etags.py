"""Entity tags and conditional requests, of everything that may be read again."""

import httpx
import pytest

PATHS = [
    "/",
    "/docs",
    "/openapi.json",
    "/problems",
    "/problems/not-found",
    "/static/docs.js",
    "/claims",
    "/claims?limit=3&sort=-kind",
    "/claims?q=%E7%AE%97%E5%8A%9B",
    "/claims/cao2023-c12",
    "/claims/cao2023-c12?fields=id,text",
    "/claims/cao2023-c12?embed=passages,evidence.origin",
    "/claims/cao2023-c12@1",
    "/claims/cao2023-c12/versions",
    "/claims/cao2023-c12/diff",
    "/claims/cao2023-c12/evidence",
    "/claims/cao2023-c12/why",
    "/claims/cao2023-c12/against",
    "/claims/facets?facet=kind",
    "/changes?limit=3",
    "/essays/cao2023/audit",
    "/essays/cao2023/graph",
    "/search?q=enterprise",
    "/sources/gartner2021/impact",
    "/statistics?value_gte=1&unit=user",
]
STATES = ["/healthz", "/readyz"]
"""What is asked for the state of a moment; a tag would be of no use."""


@pytest.mark.parametrize("path", PATHS)
def test_a_strong_tag_comes_with_everything_and_spares_sending_it_again(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert tag.startswith('"')
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("condition", ['"another"', '"another", W/"more"'])
def test_a_client_that_has_something_else_is_sent_it(client: httpx.Client, path: str, condition: str) -> None:
    answer = client.get(path, headers={"If-None-Match": condition})
    assert (answer.status_code, answer.content) == (200, client.get(path).content)


@pytest.mark.parametrize("path", PATHS)
def test_one_of_several_tags_is_enough(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": f'"another", W/{tag}'}).status_code == 304


def test_every_path_without_parameters_has_a_tag_or_tells_of_a_moment(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    plain = [path for path, item in paths.items() if "get" in item and "{" not in path]
    answers = {path: client.get(path) for path in plain}
    tagless = [path for path, answer in answers.items() if answer.is_success and "ETag" not in answer.headers]
    assert tagless == STATES
