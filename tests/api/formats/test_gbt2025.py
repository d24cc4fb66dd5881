"""GB/T 7714-2025, as citeproc-js (2.4.63) makes it with the official style.

No package carries the style yet, which is `china-national-standard-gb-t-7714-2025-numeric.csl` of 2026-05-10. So what
it comes to was recorded, once, for items of every type: those that the other styles are tried with.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from api.formats import bibliography
from api.formats.styles.csl_terms import Locale

RECORDED: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("gbt2025.ndjson").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_items_of_every_type_are_cited_as_the_processor_cites_them(locale: Locale) -> None:
    cited = [bibliography.cite(line["item"], "gb-t-7714-2025-numeric", locale) for line in RECORDED]
    assert cited == [line[locale] for line in RECORDED]


def test_a_list_counts_its_items() -> None:
    lines = bibliography.encode([line["item"] for line in RECORDED[:3]], "gb-t-7714-2025-numeric").decode().splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["[1]", "[2]", "[3]"]
