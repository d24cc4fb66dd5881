"""Language tags have one spelling each, and packs are written in it."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.frozen.languages import MAX_TAG, TAG_PATTERN, canonical_tag, one_spelling
from seed.packs import Pack, PackError
from tests.examples import at_least

# RFC 5646, section 2.1.1 and appendix A.
CANONICAL = ["de", "zh-Hant", "zh-cmn-Hans-CN", "sr-Latn-RS", "sl-rozaj-biske", "de-CH-1901", "hy-Latn-IT-arevela",
             "es-419", "de-CH-x-phonebk", "x-whatever", "en-US-u-islamcal", "zh-CN-a-myext-x-private", "en-CA-x-ca",
             "mn-Cyrl-MN", "az-Latn", "de-DE-u-co-phonebk"]  # fmt: skip


@pytest.mark.parametrize("tag", CANONICAL)
def test_a_tag_in_any_case_comes_to_its_canonical_form(tag: str) -> None:
    assert {canonical_tag(spelled) for spelled in (tag, tag.lower(), tag.upper(), tag.swapcase())} == {tag}


@pytest.mark.parametrize("tag", ["", "e", "en--us", "en-", "i-klingon", "sgn-BE-FR", "de-419-DE", "ar-a-aaa-x", "en us",
                                 "\uff45\uff4e", "en\n", "abcdefghi", "x", "en-u"])  # fmt: skip
def test_what_the_grammar_does_not_know_is_none(tag: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(repr(tag))} is no language tag"):
        canonical_tag(tag)
    assert one_spelling(tag) == tag


def test_of_a_long_tag_the_beginning_is_told() -> None:
    with pytest.raises(ValueError, match=f"^'{'x' * MAX_TAG}…' is no language tag"):
        canonical_tag("x" * (MAX_TAG + 1))


@settings(max_examples=at_least(30), deadline=None)
@given(st.from_regex(TAG_PATTERN, fullmatch=True).filter(lambda tag: len(tag) <= 35 and tag.isascii()))
def test_a_canonical_form_is_its_own(tag: str) -> None:
    assert canonical_tag(canonical_tag(tag)) == canonical_tag(tag)
    assert canonical_tag(tag).lower() == tag.lower()


@pytest.mark.parametrize(
    ("row", "said"),
    [({"id": "a", "label": {"EN": "a"}}, "'EN' is to be written 'en'"),
     ({"id": "a", "poles": [{"en": "a"}, {"zh-hans": "b"}]}, "'zh-hans' is to be written 'zh-Hans'"),
     ({"id": "a", "language": "en_US"}, "no language tag")],
)  # fmt: skip
def test_a_pack_in_another_spelling_is_refused(tmp_path: Path, row: dict[str, object], said: str) -> None:
    (tmp_path / "measures.ndjson").write_text(json.dumps(row))
    with pytest.raises(PackError, match=said):
        Pack(tmp_path).rows("measures")
