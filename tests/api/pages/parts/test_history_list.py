"""What changed between versions, as it is shown."""

from typing import Any

from api.pages.parts.history_list import HistoryEdit, edits


def changed(old: dict[str, Any], new: dict[str, Any]) -> HistoryEdit:
    [edit] = edits(old, new)
    return edit


def test_words_are_compared_word_by_word() -> None:
    edit = changed({"text": {"en": "Large firms harm others."}}, {"text": {"en": "Large firms help others."}})
    assert (edit.field, edit.language) == ("text", "en")
    assert str(edit.old) == "Large firms <del>harm</del> others."
    assert str(edit.new) == "Large firms <ins>help</ins> others."


def test_chinese_is_compared_character_by_character() -> None:
    edit = changed({"text": {"zh-Hans": "损害企业"}}, {"text": {"zh-Hans": "损害中小企业"}})
    assert str(edit.new) == "损害<ins>中小</ins>企业"


def test_a_value_that_is_gone_is_shown_as_gone() -> None:
    edit = changed({"note": {"en": "Mind."}}, {"note": None})
    assert (str(edit.old), str(edit.new)) == ("<del>{&#34;en&#34;:&#34;Mind.&#34;}</del>", "")


def test_what_changed_is_escaped() -> None:
    assert "&lt;script&gt;" in str(changed({"formula": "a"}, {"formula": "<script>"}).new)


def test_the_same_is_no_change() -> None:
    assert list(edits({"kind": "causal", "passages": ["p1"]}, {"kind": "causal", "passages": ["p1"]})) == []
