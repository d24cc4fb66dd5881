from hashlib import sha256

import pytest
import rfc8785

from seed.frozen.canonical import Json
from seed.frozen.chain import ENVELOPE, GENESIS, chain_hash, content_hash

VERSION: dict[str, Json] = {
    "sequence": 1,
    "resource": "claims",
    "record_id": "cao2023-c1",
    "version": 1,
    "action": "created",
    "content_hash": "a" * 64,
    "created_at": "2026-11-23T00:00:00Z",
    "actor": "pack:cao2023",
    "reason": None,
}


def test_a_link_is_the_sha_256_of_the_link_before_and_the_canonical_envelope() -> None:
    expected = sha256(b"0" * 64 + b"\n" + rfc8785.dumps(VERSION)).hexdigest()
    assert chain_hash(GENESIS, VERSION) == expected


def test_a_link_is_what_it_was_when_the_first_pack_was_made() -> None:
    assert chain_hash(GENESIS, VERSION) == "39458ab113f1db82ca1b93417775f6ade320dd833735162be766a458763abc9d"


@pytest.mark.parametrize("name", ENVELOPE)
def test_a_link_changes_with_each_field_of_its_envelope(name: str) -> None:
    other = 2 if isinstance(VERSION[name], int) else "another"
    assert chain_hash(GENESIS, VERSION | {name: other}) != chain_hash(GENESIS, VERSION)


def test_a_link_changes_with_the_link_before_it() -> None:
    assert chain_hash("1" * 64, VERSION) != chain_hash(GENESIS, VERSION)


def test_a_link_does_not_cover_the_state_so_that_a_redaction_leaves_the_chain_whole() -> None:
    assert chain_hash(GENESIS, VERSION | {"state": '{"text":"x"}'}) == chain_hash(GENESIS, VERSION | {"state": None})


def test_a_content_hash_is_the_sha_256_of_the_canonical_state() -> None:
    state = {"text": {"zh-Hans": "论据", "en": "grounds"}, "id": "cao2023-c1", "note": None}
    assert content_hash(state) == sha256(rfc8785.dumps(state)).hexdigest()


def test_a_content_hash_does_not_depend_on_the_order_of_fields() -> None:
    assert content_hash({"a": 1, "b": 2}) == content_hash({"b": 2, "a": 1})
