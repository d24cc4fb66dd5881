"""The words of passages: shown where the operator serves the text, and nowhere else."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from api.core.texts import attached_texts
from api.core.texts.attached_texts import TextError
from api.core.texts.text_cache import Words
from api.resources.essays.models import ESSAYS
from seed.packs import Pack
from tests.conftest import engine_of, serving

MOSS = Pack.named("moss2026")
PASSAGES = {row["id"]: row for row in MOSS.rows("passages")}
INVENTED = "".join("一二三四五六七八九十𝄞🌳 \n"[number * number % 97 % 14] for number in range(6246))
"""A text of our own, as long as the article's, in which many characters are two code units."""


def text() -> str:
    assert MOSS.text is not None
    return MOSS.text.content


def change(url: str, statement: str, **values: object) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        connection.execute(sa.text(statement), values)


def attach(url: str, essay_id: str, content: str, *, free: bool = False) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        attached_texts.attach(connection, essay_id, content, free=free)


def detach(url: str, essay_id: str) -> None:
    with engine_of(url) as engine, engine.begin() as connection:
        attached_texts.detach(connection, essay_id)


def invent(url: str) -> None:
    """Let the essay be one of the invented text."""
    digests = {"digest": sha256(INVENTED.encode()).hexdigest()}
    change(url, "UPDATE essays SET sha256 = :digest WHERE id = 'cao2023'", **digests)
    first = sha256(INVENTED[10:14].encode()).hexdigest()
    change(url, "UPDATE passages SET start = 10, \"end\" = 14, sha256 = :first WHERE id = 'cao2023-p1'", first=first)


@pytest.fixture
def open_service(writable: str) -> Iterator[tuple[str, httpx.Client]]:
    """A database with an invented text, and a client of a service that shows all attached texts."""
    invent(writable)
    with serving(writable, serve_text=True) as base, httpx.Client(base_url=base) as client:
        yield writable, client


@pytest.fixture
def closed_service(writable: str) -> Iterator[tuple[str, httpx.Client]]:
    """A database with an invented text, and a client of a service that shows free texts alone."""
    invent(writable)
    with serving(writable) as base, httpx.Client(base_url=base) as client:
        yield writable, client


def words_of(client: httpx.Client, passage: str) -> Any:
    return client.get(f"/passages/{passage}?embed=text").raise_for_status().json()["_embedded"]["text"]


@pytest.mark.parametrize("name", PASSAGES)
def test_a_passage_of_a_free_text_has_the_words_of_its_place(client: httpx.Client, name: str) -> None:
    start, end = PASSAGES[name]["start"], PASSAGES[name]["end"]
    assert words_of(client, name) == {
        "exact": text()[start:end],
        "prefix": text()[:start][-32:],
        "suffix": text()[end : end + 32],
        "start": start,
        "end": end,
        "utf16_start": len(text()[:start].encode("utf-16-le")) // 2,
        "utf16_end": len(text()[:end].encode("utf-16-le")) // 2,
    }


def test_the_passages_of_other_records_have_them_too(client: httpx.Client) -> None:
    [claim] = client.get("/claims?id=moss2026-c1&embed=passages.text").json()
    found = [passage["_embedded"]["text"]["exact"] for passage in claim["_embedded"]["passages"]]
    assert found == [text()[PASSAGES[name]["start"] : PASSAGES[name]["end"]] for name in claim["passages"]]


def test_without_its_text_a_passage_has_none(client: httpx.Client) -> None:
    assert client.get("/passages/cao2023-p1?embed=text").json()["_embedded"] == {"text": None, "truncated": []}


def test_where_the_operator_serves_it_an_attached_text_is_shown(open_service: tuple[str, httpx.Client]) -> None:
    url, client = open_service
    attach(url, "cao2023", INVENTED)
    assert words_of(client, "cao2023-p1")["exact"] == INVENTED[10:14]


def test_offsets_in_utf_16_count_characters_beyond_the_plane_twice(open_service: tuple[str, httpx.Client]) -> None:
    url, client = open_service
    attach(url, "cao2023", INVENTED)
    found = words_of(client, "cao2023-p1")
    units = INVENTED.encode("utf-16-le")[2 * found["utf16_start"] : 2 * found["utf16_end"]]
    assert units.decode("utf-16-le") == found["exact"]


def test_where_the_operator_does_not_serve_it_an_attached_text_is_not_shown(
    closed_service: tuple[str, httpx.Client],
) -> None:
    url, client = closed_service
    attach(url, "cao2023", INVENTED)
    assert words_of(client, "cao2023-p1") is None


PATHS = (
    "/passages/cao2023-p1?embed=text",
    "/passages?essay_id=cao2023&limit=1&embed=text",
    "/claims?passage_id=cao2023-p1&embed=passages.text",
)


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_never_older_than_what_is_attached(open_service: tuple[str, httpx.Client], path: str) -> None:
    url, client = open_service
    without = [client.get(path).text for _ in range(3)]
    attach(url, "cao2023", INVENTED)
    attached = [client.get(path).text for _ in range(3)]
    detach(url, "cao2023")
    again = client.get(path).text
    assert (len({*without, again}), len(set(attached)), attached[0] == again) == (1, 1, False)


@pytest.mark.parametrize("path", PATHS)
def test_a_tag_is_that_of_the_words(open_service: tuple[str, httpx.Client], path: str) -> None:
    url, client = open_service
    attach(url, "cao2023", INVENTED)
    attached = client.get(path)
    detach(url, "cao2023")
    told = client.get(path, headers={"If-None-Match": attached.headers["etag"]})
    attach(url, "cao2023", INVENTED)
    untold = client.get(path, headers={"If-None-Match": attached.headers["etag"]})
    assert (told.status_code, untold.status_code) == (200, 304)


def test_words_that_are_not_those_of_the_hash_are_not_shown(closed_service: tuple[str, httpx.Client]) -> None:
    url, client = closed_service
    change(url, "UPDATE passages SET sha256 = :other WHERE id = 'moss2026-p1'", other="0" * 64)
    assert words_of(client, "moss2026-p1") is None


def test_the_text_of_another_edition_is_not_shown(closed_service: tuple[str, httpx.Client]) -> None:
    url, client = closed_service
    change(url, "UPDATE essays SET sha256 = :other WHERE id = 'moss2026'", other="0" * 64)
    assert words_of(client, "moss2026-p1") is None


def test_more_words_than_a_response_may_hold_are_refused(closed_service: tuple[str, httpx.Client]) -> None:
    url, client = closed_service
    long = "long " * 200_001
    change(
        url,
        "UPDATE essays SET sha256 = :digest, length = 1000005 WHERE id = 'moss2026'",
        digest=attached_texts.digest(long),
    )
    change(url, "UPDATE passages SET \"end\" = 1000002, start = 0 WHERE id = 'moss2026-p1'")
    attach(url, "moss2026", long, free=True)
    response = client.get("/passages/moss2026-p1?embed=text")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "embed")


def test_neither_versions_nor_changes_know_of_a_text(writable: str) -> None:
    with engine_of(writable) as engine, engine.connect() as connection:
        before = connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one()
    detach(writable, "moss2026")
    attach(writable, "moss2026", text(), free=True)
    with engine_of(writable) as engine, engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version, chain_hash FROM dataset")).one() == before


@pytest.mark.parametrize(
    ("essay", "content", "message"),
    [
        ("nobody2026", "x", "there is no essay 'nobody2026'"),
        ("moss2026", "x", "it has 1 code points and SHA-256 2d711642"),
        ("moss2026", "\ufeff" + text(), "save it without"),
        ("moss2026", text().replace("\n", "\r\n"), "save it without"),
    ],
)
def test_a_text_that_is_not_the_essay_s_is_not_attached(writable: str, essay: str, content: str, message: str) -> None:
    with pytest.raises(TextError, match=message):
        attach(writable, essay, content)


def test_what_is_not_attached_cannot_be_detached(writable: str) -> None:
    with pytest.raises(TextError, match="no text is attached to an essay 'cao2023'"):
        detach(writable, "cao2023")


def test_a_text_goes_with_its_essay(writable: str) -> None:
    columns = ", ".join(column.name for column in ESSAYS.table.c if column.name != "id")
    change(
        writable, f"INSERT INTO essays (id, {columns}) SELECT 'moss2027', {columns} FROM essays WHERE id = 'moss2026'"
    )
    attach(writable, "moss2027", text())
    change(writable, "DELETE FROM essays WHERE id = 'moss2027'")
    with pytest.raises(TextError, match="no text is attached"):
        detach(writable, "moss2027")


@given(content=st.text(), place=st.integers(0, 100))
def test_utf_16_offsets_are_those_of_the_encoding(content: str, place: int) -> None:
    position = min(place, len(content))
    units = len(content[:position].encode("utf-16-le", "surrogatepass")) // 2
    assert Words(content).utf16(position) == units
