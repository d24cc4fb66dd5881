"""Keys on the command line, as an operator makes and ends them."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.api.cli.commands import lunju
from tests.conftest import Databases


@pytest.fixture(scope="module")
def url(databases: Databases, seeded_template: str) -> str:
    return databases.copy(seeded_template)


def create(url: str, name: str, *options: str) -> str:
    run = lunju("key", "create", name, *(options or ("--role", "editor", "--expires", "90d")), url=url)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_a_new_key_stands_alone_on_standard_output(url: str) -> None:
    assert re.fullmatch(r"lunju_[0-9a-f]{16}_[0-9a-f]{64}\n", create(url, "alone"))


def test_whoever_makes_a_key_is_told_when_it_ends(url: str) -> None:
    before = datetime.now(UTC)
    run = lunju("key", "create", "ending", "--role", "editor", url=url)
    [end] = re.findall(r"It ends at (\S+) \(--expires", run.stderr)
    assert timedelta(days=90) <= datetime.fromisoformat(end) - before.replace(microsecond=0)
    assert f"good until {end}" in lunju("key", "list", url=url).stdout


def test_no_two_keys_are_alike(url: str) -> None:
    assert create(url, "one") != create(url, "two")


def test_a_list_shows_what_a_key_is_called_and_may_do(url: str) -> None:
    create(url, "shown", "--role", "admin", "--expires", "12h")
    assert re.search(
        r"^lunju_[0-9a-f]{16}_…  shown  admin  good until \d{4}-", lunju("key", "list", url=url).stdout, re.MULTILINE
    )


def test_a_list_shows_no_secret(url: str) -> None:
    secret = create(url, "unshown").strip().rpartition("_")[2]
    assert secret not in lunju("key", "list", url=url).stdout


def test_a_list_shows_which_keys_are_revoked(url: str) -> None:
    create(url, "ended")
    lunju("key", "revoke", "ended", url=url)
    assert re.search(r"  ended  editor  was revoked at \d{4}-", lunju("key", "list", url=url).stdout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["key", "revoke", "nobody"], "lunju: there is no key 'nobody'"),
        (["key", "create", "No One", "--role", "editor"], "lunju: a key's name is words of a-z and 0-9"),
        (["key", "create", "x", "--role", "reader"], "'editor', 'admin'"),
        (["key", "create", "x"], "--role"),
        (["key", "create", "x", "--role", "editor", "--expires", "forever"], "such as 12h or 90d"),
        (["key", "create", "x", "--role", "editor", "--expires", "0d"], "such as 12h or 90d"),
    ],
)
def test_a_mistake_is_told(url: str, arguments: list[str], message: str) -> None:
    run = lunju(*arguments, url=url)
    assert (run.returncode > 0, run.stdout, message in run.stderr) == (True, "", True)


def test_a_name_is_not_given_twice(url: str) -> None:
    create(url, "again")
    run = lunju("key", "create", "again", "--role", "editor", url=url)
    assert (run.returncode, run.stderr.splitlines()) == (
        1,
        ["lunju: there is a key 'again' already: names are not reused, so that history stays clear"],
    )


def test_keys_are_not_made_for_an_empty_database(databases: Databases) -> None:
    run = lunju("key", "create", "early", "--role", "editor", url=databases.empty())
    assert (run.returncode, run.stdout, "run `lunju seed` first" in run.stderr) == (1, "", True)
