"""A draft for tests: a made-up essay on night trains, and how it is sent."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]

FILES = Path(__file__).parent / "files"
TEXT_FILE = FILES / "night_train.txt"
DRAFT_FILE = FILES / "night_train.json"
TEXT = TEXT_FILE.read_bytes().decode()

LISTS = ("sections", "entities", "sources", "figures", "claims", "links", "topics", "tensions", "reviews", "left_out")


@cache
def _read() -> Json:
    found: Json = json.loads(DRAFT_FILE.read_bytes())
    return found


def draft(**fields: Any) -> Json:
    """Return the draft, with some fields otherwise."""
    return deepcopy(_read()) | fields


def with_part(name: str, place: int, **fields: Any) -> Json:
    """Return the draft with some fields of one part otherwise."""
    made = draft()
    made[name][place] |= fields
    return made


def send(client: httpx.Client, content: Json, *, write: bool = False, **more: Any) -> httpx.Response:
    """Import a draft, or only try it."""
    params = {} if write else {"validate_only": "true"}
    return client.post("/imports", params=params, json={"draft": content, "text": TEXT} | more)


def report(client: httpx.Client, content: Json, **more: Any) -> Json:
    """Return the report of an import that is only tried, refused or not."""
    told: Json = send(client, content, **more).json()
    return dict(told.get("report", told))


def faults(client: httpx.Client, content: Json, **more: Any) -> list[tuple[str, str]]:
    """Return the kinds of faults, and where they are."""
    return [(fault["kind"], fault["pointer"]) for fault in report(client, content, **more)["faults"]]
