"""What the guide says of filters, settings, limits and the rest is what the code says."""

import re

import pytest

from api.resources.registry import RESOURCES
from api.settings import Settings
from docs.generate import FOLDER, PARTS
from tests.docs.documents import page


@pytest.mark.parametrize("name", PARTS)
def test_what_is_generated_has_not_drifted(name: str) -> None:
    committed = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert committed == PARTS[name](), "run `python -m docs.generate`"


def test_every_part_stands_in_a_page() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in FOLDER.parent.glob("*.md"))
    assert set(re.findall(r"\{include\} generated/(\w+)\.md", written)) == PARTS.keys()
    assert {path.stem for path in FOLDER.iterdir()} == PARTS.keys()


def test_the_lists_tell_which_records_each_filter_by_evidence_is_for() -> None:
    relations = {
        "supports": "supported_by",
        "challenges": "challenged_by",
        "qualifies": "qualified_by",
        "illustrates": "illustrated_by",
        "restates": "restated_by",
        "undercuts": "",
    }
    said = {
        "claims": {*relations, *relations.values()},
        "statistics": {*relations, *relations.values()} - {"illustrated_by"},
        "sources": {*relations} - {"restates"},
    }
    lists = page("reference/lists.md")
    [passive] = re.findall(
        r"^\| (.*) \| .* so bears on \(claims and statistics; `illustrated_by` claims alone\) \|", lists, re.MULTILINE
    )
    [active] = re.findall(
        r"^\| (.*) \| .* \(claims, statistics and sources; `restates` no sources\) \|", lists, re.MULTILINE
    )
    assert set(re.findall(r"`(\w+)=`", passive + active)) == said["claims"] - {""}
    for name, filters in said.items():
        assert filters - {""} == RESOURCES[name].filters.keys() & said["claims"], name


def test_the_limits_are_the_defaults() -> None:
    settings = Settings(database_url="sqlite:///unused.db")
    told = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", page("reference/limits.md"), re.MULTILINE)
    of = {what: re.findall(r"\d+", most) for what, most in told}
    assert of["bytes of a body"] == [str(settings.body_bytes)]
    assert of["arrays and objects within each other"] == [str(settings.body_depth)]
    assert of["items of an array, members of an object"] == [str(settings.body_items)]
    assert of["characters of a string"] == [str(settings.body_characters)]
    assert of["writes of one key per minute"] == [str(settings.key_writes)]
    assert of["writes of one address per minute, with keys"] == [str(settings.address_writes)]
    assert of["writes of one address per minute, without a good key"] == [str(settings.address_writes)]
    assert of["connections of a process"] == [str(settings.connections)]
    assert of["seconds that a request may take to come, and its body"] == [f"{settings.read_seconds:g}"]
    streams = [settings.streams, settings.downloads, settings.address_streams, settings.address_downloads]
    assert of["streams of changes, downloads of lists; of one address"] == [str(number) for number in streams]


def test_every_command_is_told_in_a_line() -> None:
    written = page("reference/command-line.md")
    commands = re.findall(r"^## `lunju (\w+(?: \w+)?)`$", PARTS["command_line"](), re.MULTILINE)
    leaves = [one for one in commands if not any(other.startswith(f"{one} ") for other in commands)]
    assert len(leaves) > 10
    assert [one for one in [*leaves, "seed"] if f"`lunju {one}" not in written] == []
