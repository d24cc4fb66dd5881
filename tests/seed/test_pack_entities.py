"""Who and what the packs speak of: one register, whose entries keep to what is asked of those that are written."""

from collections import Counter

import pytest
from pydantic import ValidationError

from api.resources.entities.models import EntityCreate
from seed.packs import Pack, Row

PACKS = ("cao2023", "moss2026")
ENTITIES: dict[str, Row] = {row["id"]: row for name in PACKS for row in Pack.named(name).rows("entities")}


def named(pack: str) -> set[str]:
    """Return the entities that the records of a pack name."""
    rows = Pack.named(pack).rows
    lists = [row["about"] for resource in ("claims", "topics", "relationships") for row in rows(resource)]
    alone = [row["subject"] for row in rows("statistics")] + [row["entity_id"] for row in rows("sources")]
    return {name for names in (*lists, alone) for name in names if name}


@pytest.mark.parametrize("row", ENTITIES.values(), ids=ENTITIES.keys())
def test_each_could_be_written_as_it_is(row: Row) -> None:
    try:
        written = EntityCreate.model_validate(row)
    except ValidationError as error:
        pytest.fail(str(error))
    assert written.model_dump() == row
    assert len({*row["aliases"]}) == len(row["aliases"])


def test_no_two_are_one() -> None:
    said = Counter(iri for row in ENTITIES.values() for iri in row["same_as"])
    assert [iri for iri, times in said.items() if times > 1] == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_brings_exactly_those_that_it_names(pack: str) -> None:
    assert {row["id"] for row in Pack.named(pack).rows("entities")} == named(pack)
