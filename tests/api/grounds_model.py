"""What the claims of the packs rest on, told from the packs in plain Python."""

from functools import cache
from typing import Any

from api.resources.claims.grounds import (
    ANALYST,
    AUTHOR,
    GRADES,
    NAMED,
    NOTHING,
    UNLOCATED,
    UNNAMED,
    SupportLink,
    grades,
)
from tests.api.conftest import records_of

Record = dict[str, Any]


def worth_of_source(source: Record) -> int:
    if source["kind"] == "anonymous":
        return UNNAMED
    if source["title"] or source["doi"] or source["isbn"] or source["url"]:
        return NAMED
    named = source["author"] or source["editor"] or source["publisher"] or source["kind"] in {"person", "organisation"}
    return UNLOCATED if named else UNNAMED


@cache
def grounded() -> dict[str, str]:
    """Return what each claim rests on, by its id."""
    sources = {source["id"]: worth_of_source(source) for source in records_of("sources")}
    words = dict(sources)
    for record in [*records_of("claims"), *records_of("statistics")]:
        alone = ANALYST if record.get("asserted_by") == "analyst" else AUTHOR
        word = min((sources[name] for name in record["attributed_to"]), default=alone)
        words[record["id"]] = NOTHING if record.get("stance") == "rejects" else word
    links = [
        SupportLink(link["id"], link["origin_id"], link["target_id"], link["group"], link["asserted_by"] == "analyst")
        for link in records_of("evidence")
        if link["relation"] == "supports"
    ]
    found = grades(links, words)
    return {claim["id"]: GRADES[found.get(claim["id"], NOTHING)] for claim in records_of("claims")}
