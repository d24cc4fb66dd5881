"""Essays that go out and come in again, for tests."""

import json
from typing import Any

import httpx

from seed.packs import Pack
from tests.api.imports.drafting import Json

_CALLED = {"entities": "name", "figures": "says", "claims": "says"}
_DEEPEST = 3


def text_of(pack: str) -> str:
    """Return the text that a pack has."""
    text = Pack.named(pack).text
    assert text is not None
    return text.content


def bring_units(client: httpx.Client, pack: str) -> None:
    """Make the units of a pack that a service lacks."""
    for unit in Pack.named(pack).rows("units"):
        answer = client.post("/units", json=unit)
        assert answer.status_code in {201, 409}, answer.text


def take_in(client: httpx.Client, draft: Any, text: str | None) -> str:
    """Import a draft, and return the id of the essay."""
    answer = client.post("/imports", json={"draft": draft, "text": text})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["essay_id"])


def take_out(client: httpx.Client, essay: str) -> Json:
    """Return an essay as a draft."""
    answer = client.get(f"/essays/{essay}.draft")
    assert answer.status_code == 200, answer.text
    found: Json = json.loads(answer.content)
    return found


def by_name(draft: Json) -> Any:
    """Return a draft with its parts called by what they say, since a service numbers them anew, and in that order."""
    content = json.dumps(draft, ensure_ascii=False)
    for kind, said in _CALLED.items():
        for part in draft.get(kind, []):
            content = _called(content, part["id"], f"{kind}: {part[said]}")
    for _ in range(_DEEPEST):  # links that lead to links are called by what those are called
        for link in json.loads(content).get("links", []):
            ends = ", ".join(link["from"])
            content = _called(content, link["id"], f"links: {ends} {link['relation']} {link['to']} {link.get('extra')}")
    made = json.loads(content)
    return made | {kind: sorted(made.get(kind, []), key=lambda part: str(part["id"])) for kind in (*_CALLED, "links")}


def _called(content: str, before: str, after: str) -> str:
    return content.replace(json.dumps(before, ensure_ascii=False), json.dumps(after, ensure_ascii=False))
