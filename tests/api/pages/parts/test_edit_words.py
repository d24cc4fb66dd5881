"""What changed between versions, as it is shown."""

from typing import Any

import pytest

from api.formats.record_urls import RecordUrls
from api.pages.page_context import PageContext
from api.pages.parts.edit_words import HistoryEdit, edits, field_name
from api.pages.parts.field_phrases import FIELD_PHRASES
from api.pages.parts.translations import LANGUAGES, PHRASES
from api.resources.registry import RESOURCES


def looking(language: str = "en") -> PageContext:
    return PageContext(language, chosen=False, root="./", query=(), path="", at=RecordUrls("http://lunju.test"))


def all_edits(old: dict[str, Any], new: dict[str, Any], resource: str = "claims") -> list[HistoryEdit]:
    return list(edits(RESOURCES[resource], old, new, looking()))


def changed(old: dict[str, Any], new: dict[str, Any], resource: str = "claims") -> HistoryEdit:
    [edit] = all_edits(old, new, resource)
    return edit


def test_words_are_compared_word_by_word() -> None:
    edit = changed({"text": {"en": "Large firms harm others."}}, {"text": {"en": "Large firms help others."}})
    assert (edit.label, edit.language) == ("Text", "en")
    assert str(edit.old) == "Large firms <del>harm</del> others."
    assert str(edit.new) == "Large firms <ins>help</ins> others."


def test_chinese_is_compared_character_by_character() -> None:
    edit = changed({"text": {"zh-Hans": "损害企业"}}, {"text": {"zh-Hans": "损害中小企业"}})
    assert str(edit.new) == "损害<ins>中小</ins>企业"


def test_words_that_are_gone_are_shown_as_gone_in_each_language() -> None:
    found = all_edits({"note": {"en": "Mind.", "zh-Hans": "注意"}}, {"note": None})
    assert [(one.language, str(one.old), str(one.new)) for one in found] == [
        ("en", "<del>Mind.</del>", ""),
        ("zh-Hans", "<del>注意</del>", ""),
    ]


def test_what_changed_is_escaped() -> None:
    assert "&lt;script&gt;" in str(changed({"formula": "a"}, {"formula": "<script>"}, "statistics").new)


def test_the_same_is_no_change() -> None:
    assert all_edits({"kind": "causal", "passages": ["p1"]}, {"kind": "causal", "passages": ["p1"]}) == []


def test_a_value_of_a_vocabulary_is_told_by_its_name_whole() -> None:
    edit = changed({"kind": "factual"}, {"kind": "definitional"})
    assert (str(edit.old), str(edit.new)) == ("<del>Factual</del>", "<ins>Definitional</ins>")


def test_of_a_list_what_was_put_in_alone_is_marked() -> None:
    edit = changed({"passages": ["e-p1"]}, {"passages": ["e-p1", "e-p2"]})
    linked = '<a href="./passages/{0}">{0}</a>'
    assert str(edit.new) == f"{linked.format('e-p1')}, <ins>{linked.format('e-p2')}</ins>"


def test_names_of_people_are_told_as_people_say_them() -> None:
    old, new = [{"family": "Lovelace", "given": "Ada"}], [{"family": "Byron", "given": "Ada"}]
    edit = changed({"author": old}, {"author": new}, "sources")
    assert (str(edit.old), str(edit.new)) == ("<del>Ada Lovelace</del>", "<ins>Ada Byron</ins>")


def test_whether_something_is_so_is_told_by_yes_and_no() -> None:
    edit = changed({"lower_closed": True}, {"lower_closed": False}, "statistics")
    assert (edit.label, str(edit.old), str(edit.new)) == (
        "The lower end is included",
        "<del>Yes</del>",
        "<ins>No</ins>",
    )


def test_the_side_of_a_claim_is_told_in_words() -> None:
    weighed = [{"claim_id": "e-c1", "role": "pole_a"}]
    assert "for the first pole" in str(changed({"claims": []}, {"claims": weighed}, "relationships").new)


def test_a_text_of_any_length_is_told_in_time() -> None:
    edit = changed({"text": {"en": "a b " * 50_000}}, {"text": {"en": "c d " * 50_000}})
    assert str(edit.old).startswith("<del>a b ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name(language: str) -> None:
    fields = {field for resource in RESOURCES.values() for field in resource.fields} - {"id", "version"}
    assert [field for field in sorted(fields) if field not in FIELD_PHRASES and field not in PHRASES[language]] == []
    assert [field for field in sorted(fields) if not field_name(field, looking(language))] == []
