"""Sources of a draft: what is not known of one is null in its row."""

from seed.packs import Row

_FIELDS = (
    *("id", "kind", "name", "csl_type", "title", "author", "editor", "translator", "container_title"),
    *("publisher", "publisher_place", "edition", "volume", "issue", "number", "page", "event", "archive"),
    *("issued", "accessed", "language", "isbn", "issn", "doi", "url", "as_written", "entity_id", "extra"),
)
"""The fields of a source, in their order; of a draft, those that are not known may be left out."""


def source_row(row: Row, passages: list[str]) -> Row:
    """Return the row of a source, but for what stands at a record's end, given where the essay leans on it."""
    said = {name: value for name, value in row.items() if name != "at"}
    return dict.fromkeys(_FIELDS) | said | {"passages": passages}
