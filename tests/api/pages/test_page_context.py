"""In which language a page is, and where its links lead."""

import pytest
from starlette.requests import Request

from api.pages.page_context import PageContext, page_context_of, preferred


class _App:
    class state:  # noqa: N801 - as an application has it
        class settings:  # noqa: N801
            public_url = "https://lunju.example/v0"


def context(path: str, query: str = "", accepted: str = "", root_path: str = "") -> PageContext:
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": root_path,
        "query_string": query.encode(),
        "headers": [(b"accept-language", accepted.encode())],
        "scheme": "http",
        "server": ("testserver", 80),
        "app": _App,
    }
    return page_context_of(Request(scope))


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("fr-FR,zh;q=0.2", "zh-Hans"),
        ("en;q=0.1, zh-TW;q=0.7", "zh-Hans"),
        ("de, fr", "en"),
        ("zh;q=0", "en"),
        ("zh;q=much", "en"),
        (";;,,q=", "en"),
        ("*", "en"),
    ],
)
def test_the_browser_chooses_the_language(accepted: str, expected: str) -> None:
    assert preferred(accepted) == expected


def test_the_reader_may_choose_another() -> None:
    assert context("/claims/cao2023-c1", "lang=zh-Hans", "en").language == "zh-Hans"


def test_what_the_reader_chose_is_carried_on() -> None:
    assert (
        context("/claims/cao2023-c1", "lang=zh-Hans").href("sources", "nadelland")
        == "../sources/nadelland?lang=zh-Hans"
    )


def test_what_the_browser_chose_is_not() -> None:
    assert context("/claims/cao2023-c1", "", "zh").href("sources", "nadelland") == "../sources/nadelland"


@pytest.mark.parametrize(
    ("path", "root"),
    [("/", "./"), ("/claims", "./"), ("/claims/cao2023-c1", "../"), ("/essays/cao2023/claims", "../../")],
)
def test_links_are_relative_so_that_they_hold_beneath_any_path(path: str, root: str) -> None:
    assert context(path).root == root


def test_links_are_relative_to_the_service_and_not_to_the_host() -> None:
    assert context("/v0/claims/cao2023-c1", root_path="/v0").href("topics") == "../topics"


def test_a_language_that_a_text_lacks_is_marked() -> None:
    assert str(context("/", "", "en").words({"fr": "L’ombre"})) == '<span lang="fr">L’ombre</span>'
