"""Items and citations, as the Citation Style Language's own schema, styles, locales and processor have them."""

import importlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from api.formats import bibliography, csl
from api.formats.bibliography import LANGUAGES, Style
from api.formats.item import Date, Item, item
from api.formats.record_urls import RecordUrls
from api.formats.styles.csl_terms import Locale
from tests.api.conftest import Record, records_of
from tests.api.formats.items import assorted
from tests.clients.conftest import run
from tests.examples import at_least

Format = Callable[[list[Item], Style, Locale], dict[str, str]]

ROOMS = ("essays", "sections", "passages", "claims", "statistics", "sources", "relationships", "topics", "evidence")
SOME = {"passages": 20, "claims": 40, "statistics": 40, "evidence": 20}
"""How many are tried of what there is much of; of the others, all."""
FILES: dict[Style, str] = {
    "apa": "apa.csl",
    "gb-t-7714-2015-numeric": "china-national-standard-gb-t-7714-2015-numeric.csl",
}
"""The styles that a package carries; GB/T 7714-2025 none does yet (tests/api/formats/test_gbt2025.py)."""
ITEMS = at_least(100)


@pytest.fixture(scope="session")
def records() -> list[tuple[str, Record]]:
    """Records that can be cited, by resource, with what they need of others."""
    return [(room, embedding(record)) for room in ROOMS for record in records_of(room)[: SOME.get(room)]]


@pytest.fixture
def processor(installed: Path, language: Path) -> Format:
    """Format items with citeproc-js, which takes long to read a style."""
    node = shutil.which("node") or "node"

    def format_items(items: list[Item], style: Style, locale: Locale) -> dict[str, str]:
        command = [node, "cite.mjs", str(language / FILES[style]), locale]
        done = run(command, installed, csl.encode(items).decode())
        assert done.returncode == 0, done.stderr
        citations: dict[str, str] = json.loads(done.stdout)
        assert len(citations) == len(items), "two items have one id"
        return citations

    return format_items


def cited(records: list[tuple[str, Record]], language: str | None) -> list[Item]:
    place = RecordUrls("https://lunju.example")
    return [
        importlib.import_module(f"api.resources.{room}.cite").cite(record, place, language) for room, record in records
    ]


def embedding(record: Record) -> Record:
    """Embed in a record what citing it needs, as the service does."""

    def found(room: str, identifier: str | None) -> Record | None:
        return next((other for other in records_of(room) if other["id"] == identifier), None)

    passages = [found("passages", identifier) or {} for identifier in record.get("passages", [])[:1]]
    return record | {
        "_embedded": {
            "essay": found("essays", record.get("essay_id")),
            "section": found("sections", record.get("section_id")),
            "passages": [
                passage | {"_embedded": {"section": found("sections", passage["section_id"])}} for passage in passages
            ],
        }
    }


def ours(items: list[Item], style: Style, locale: Locale) -> dict[str, str]:
    return {made["id"]: bibliography.encode([made], style, locale).decode().rstrip("\n") for made in items}


def unretrievable(item: Item, _locale: Locale) -> bool:
    """APA lists no talk or letter that nobody can find, and the processor says nothing; we cite what is asked for."""
    found = {"archive", "container-title", "DOI", "number", "publisher", "URL"}
    return item["type"] in {"interview", "personal_communication"} and not found & item.keys()


def dated_in_words(item: Item, locale: Locale) -> bool:
    """In Chinese the processor puts 月 after a season, and 年 after words."""
    dated = item["type"] == "treaty" or (item["type"] == "legal_case" and "container-title" not in item)
    return dated and locale == "zh-CN" and bool(item.get("issued", {}).keys() & {"season", "literal"})


DIFFERENCES: dict[Style, list[Callable[[Item, Locale], bool]]] = {
    "apa": [unretrievable, dated_in_words],
    "gb-t-7714-2015-numeric": [],
}
"""Where our citations are not the processor's, each with its reason."""


@pytest.mark.parametrize(("style", "locale"), [(style, locale) for style in FILES for locale in LANGUAGES])
def test_records_and_items_of_every_type_are_cited_as_the_processor_cites_them(
    records: list[tuple[str, Record]], processor: Format, style: Style, locale: Locale
) -> None:
    items = [made for made in assorted(ITEMS) if not any(differs(made, locale) for differs in DIFFERENCES[style])]
    items += cited(records, LANGUAGES[locale])
    assert ours(items, style, locale) == processor(items, style, locale)


def test_what_is_said_to_differ_differs(processor: Format) -> None:
    season: Date = {"date-parts": [[2025]], "season": 3}
    tried: dict[Callable[[Item, Locale], bool], Item] = {
        unretrievable: item("unretrievable", "interview", title="t"),
        dated_in_words: item("dated-in-words", "treaty", issued=season),
    }
    theirs = processor(list(tried.values()), "apa", "zh-CN")
    for differs in DIFFERENCES["apa"]:
        made = tried[differs]
        assert differs(made, "zh-CN")
        assert ours([made], "apa", "zh-CN")[made["id"]] != theirs[made["id"]], differs.__name__


def test_items_pass_the_schema(records: list[tuple[str, Record]], language: Path) -> None:
    schema = json.loads((language / "csl-data.json").read_text(encoding="utf-8"))
    items = json.loads(csl.encode([*cited(records, None), *assorted(ITEMS)]))
    assert not [(error.json_path, error.message) for error in Draft7Validator(schema).iter_errors(items)]
