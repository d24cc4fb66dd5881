"""The request behind a page, to be copied."""

import re
import shlex
import subprocess
from html import unescape
from typing import Any

import httpx
import pytest

from tests.api.pages.pages import BROWSER, visit

SHOWN = [
    "/",
    "/search?q=ChatGPT",
    "/claims?kind=thesis&stance=endorses&limit=2",
    "/claims?sources.kind=person&limit=3",
    "/claims/cao2023-c12?lang=zh-Hans",
    "/claims/cao2023-c12@1",
    "/units/CNY/USD",
    "/essays/cao2023/claims",
    "/essays/cao2023/audit",
    "/essays/cao2023/read",
    "/claims/cao2023-c5/why",
    "/changes?resource=claims&before=900",
    "/claims/cao2023-c12/map",
    "/relationships/cao2023-r1/map?open=c15",
    "/topics/cao2023-t5/map",
    "/sources/doe2022/map",
    "/statistics/cao2023-s33/map",
    "/schemes",
    "/schemes/sign",
]


def typed(client: httpx.Client, path: str) -> dict[str, str]:
    """Return what a page says is to be typed, by the way to ask."""
    text = client.get(path, headers=BROWSER).text
    return {name: unescape(code) for name, code in re.findall(r'<code id="asked-(\w+)">(.*?)</code>', text, re.DOTALL)}


@pytest.mark.parametrize("path", SHOWN)
def test_what_curl_asks_for_is_the_page_as_json(client: httpx.Client, path: str) -> None:
    command = shlex.split(typed(client, path)["curl"])
    output = subprocess.run([*command, "-sf"], capture_output=True, check=True).stdout  # noqa: S603 - our own words
    asked = command[-1].removeprefix(str(client.base_url).rstrip("/"))
    assert output == client.get(asked).content
    assert output[:1] in {b"{", b"["}


@pytest.mark.parametrize("path", SHOWN)
def test_what_python_asks_for_is_had(client: httpx.Client, path: str) -> None:
    found: dict[str, Any] = {}
    exec(typed(client, path)["python"], found)  # noqa: S102 - our own words
    if path.startswith("/claims/cao2023-c12?"):
        assert found["record"].id == "cao2023-c12"
    elif path.startswith("/claims?"):
        assert found["record"].id in client.get("/claims", params={"limit": 1000}).text
    else:
        assert found["record"] if "record" in found else found["data"]


def test_a_page_without_such_data_has_no_such_line(client: httpx.Client) -> None:
    assert "This page as JSON" not in client.get("/claims/cao2023-c9999", headers=BROWSER).text


def test_what_is_in_the_address_is_escaped(client: httpx.Client) -> None:
    text = client.get("/search?q='%3Cscript%3E", headers=BROWSER).text
    assert "<script>" not in text.partition('class="asked-data"')[2]


@pytest.mark.parametrize(("language", "words"), [("en", "This page as JSON"), ("zh-CN", "本页的JSON数据")])
def test_it_is_named_in_the_language_of_the_page(client: httpx.Client, language: str, words: str) -> None:
    assert words in visit(client, "/claims/cao2023-c12", language).words
