"""The part that weighs answers: as they are, and compressed by the server, or else as a proxy before it would."""

import gzip
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

import httpx

from tests.bench.dataset import POSTGRES
from tests.bench.findings import AnswerSize
from tests.bench.questions import Pairing

GZIP_LEVEL, BROTLI_QUALITY = 6, 5
"""The middle of what proxies are set to."""


def weigh(plan: Sequence[Pairing], note: Callable[[str], None]) -> Iterator[AnswerSize]:
    """Yield the sizes of the first answer to each question, but for what is made for comparison.

    Args:
        plan: who answers what.
        note: told what cannot be weighed.
    """
    compressors: dict[str, Callable[[bytes], bytes]] = {"gzip": lambda body: gzip.compress(body, GZIP_LEVEL)}
    if find_spec("brotli") is None:
        note("Brotli is not installed (`pip install brotli`), so that nothing was compressed with it.")
    else:
        brotli = import_module("brotli")
        compressors["br"] = lambda body: brotli.compress(body, quality=BROTLI_QUALITY)
    for pairing in plan:
        server, shape = pairing.server, pairing.shape
        if server.repeats is None or shape.again or (server.kind == "lunju" and POSTGRES in server.name):
            continue  # one database answers with the bytes of the other
        url = server.base + server.paths(shape)[0]
        whole, _ = _sent(url, "identity")
        sizes, by_server = {}, False
        for coding, compress in compressors.items():
            body, compressed = _sent(url, coding)
            by_server = by_server or compressed
            sizes[coding] = len(body if compressed else compress(body))
        yield AnswerSize(shape.name, server.name, len(whole), sizes["gzip"], sizes.get("br"), by_server)


def _sent(url: str, coding: str) -> tuple[bytes, bool]:
    """Return a body as it is sent to who takes a coding, and whether it is in that coding."""
    with httpx.stream("GET", url, headers={"Accept-Encoding": coding}, timeout=60) as response:
        response.raise_for_status()
        return b"".join(response.iter_raw()), response.headers.get("content-encoding") == coding
