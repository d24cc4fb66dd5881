"""What is long is compressed for who takes that, is one form still, and keeps its conditions."""

import gzip
import json
from collections.abc import Callable

import brotli
import httpx
import pytest
import zstandard

from tests.api.writing import client_of, key, patch
from tests.conftest import serving

LIST = "/claims?limit=50"
PLAIN = {"Accept-Encoding": "identity"}
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda sent: zstandard.ZstdDecompressor().decompressobj().decompress(sent),
}
FORMS = [LIST, "/claims.ndjson", "/claims.csv", "/claims.bib", "/claims.html", "/openapi.json"]


def raw(client: httpx.Client, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """Ask, and return the response with its bytes as they were sent."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with client.stream("GET", path, headers=named) as response:
        return response, b"".join(response.iter_raw())


@pytest.mark.parametrize("coding", DECODERS)
@pytest.mark.parametrize(
    "path", [LIST, "/claims.ndjson", "/claims.csv", "/claims.bib", "/claims.html", "/openapi.json"]
)
def test_a_long_form_is_sent_in_the_coding_that_is_asked_for(client: httpx.Client, path: str, coding: str) -> None:
    plain, whole = raw(client, path, **PLAIN)
    response, sent = raw(client, path, Accept_Encoding=coding)
    assert (response.headers["content-encoding"], plain.headers.get("content-encoding")) == (coding, None)
    assert DECODERS[coding](sent) == whole
    assert len(sent) < len(whole) / 2


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("gzip;q=0, br;q=0.5", "br"),
        ("*", "zstd"),
        ("deflate", None),
        ("identity", None),
        ("zstd;q=0", None),
    ],
)
def test_the_best_coding_of_those_that_are_taken_is_chosen(
    client: httpx.Client, accepted: str, coding: str | None
) -> None:
    response, _ = raw(client, LIST, Accept_Encoding=accepted)
    assert response.headers.get("content-encoding") == coding


def test_what_is_short_is_sent_as_it_is(client: httpx.Client) -> None:
    response, sent = raw(client, "/units/mo", Accept_Encoding="gzip")
    assert "content-encoding" not in response.headers
    assert json.loads(sent)["id"] == "mo"


def test_caches_are_told_that_what_is_long_depends_on_the_coding(client: httpx.Client) -> None:
    for headers in (PLAIN, {"Accept-Encoding": "gzip"}):
        assert raw(client, LIST, **headers)[0].headers["vary"] == "Accept, Accept-Encoding"


def test_what_is_kept_is_kept_for_each_coding(client: httpx.Client) -> None:
    for _ in range(2):
        bodies = {coding: raw(client, LIST, Accept_Encoding=coding)[1] for coding in ("gzip", "br", "identity")}
        assert gzip.decompress(bodies["gzip"]) == brotli.decompress(bodies["br"]) == bodies["identity"]


def test_a_tag_tells_the_coding_and_either_names_the_form(client: httpx.Client) -> None:
    plain = raw(client, LIST, **PLAIN)[0].headers["etag"]
    packed = raw(client, LIST, Accept_Encoding="gzip")[0].headers["etag"]
    assert packed == f'{plain[:-1]}-gzip"'
    for tag in (plain, packed):
        for accepted in ("identity", "gzip", "br"):
            again, body = raw(client, LIST, Accept_Encoding=accepted, If_None_Match=tag)
            assert (again.status_code, again.headers["etag"], body) == (304, tag, b"")
            assert again.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("path", [*FORMS, "/static/pages.css", "/essays/cao2023/graph"])
def test_what_a_client_has_compressed_is_not_sent_again(client: httpx.Client, path: str) -> None:
    tag = raw(client, path, Accept_Encoding="gzip")[0].headers["etag"]
    assert tag.endswith('-gzip"')
    again, body = raw(client, path, Accept_Encoding="gzip", If_None_Match=f'"other", {tag}')
    assert (again.status_code, again.headers["etag"], body) == (304, tag, b"")


def test_a_write_takes_the_tag_of_what_was_compressed(writable: str) -> None:
    with serving(writable) as base, client_of(base, key(writable)) as editor:
        read = editor.get("/claims/cao2023-c12?embed=essay", headers={"Accept-Encoding": "gzip"})
        assert read.headers["etag"].endswith('-gzip"')
        first, second = (
            patch(editor, "/claims/cao2023-c12", {"stance": stance}, If_Match=read.headers["etag"])
            for stance in ("reports", "rejects")
        )
    assert (first.status_code, second.status_code) == (200, 412)


def test_events_are_sent_as_they_happen(client: httpx.Client) -> None:
    headers = {"Accept": "text/event-stream", "Accept-Encoding": "gzip"}
    with client.stream("GET", "/changes", headers=headers) as stream:
        assert "content-encoding" not in stream.headers
        assert b"event: start" in next(stream.iter_raw())
