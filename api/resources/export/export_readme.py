"""What an export tells whoever opens it."""

from collections.abc import Sequence
from typing import Any

from api.core.versions.snapshot import DatabaseSnapshot
from api.formats.license_urls import DEFAULT, license_url
from api.formats.record_urls import RecordUrls
from api.resources.export.models import ExportedPack

_TEXT = """\
# Lunju: structured essay claims and evidence

Version {version} of the dataset of {owner}: every claim, statistic, source, relationship, topic,
passage and link of evidence, with every version that a record ever had. The essays' own sentences are not in it.

Dataset hash: `{hash}`
(the head of the version chain: equal hashes are equal data and equal history).

| file | what it holds |
|---|---|
{files}

- `datapackage.json` describes every column (Data Package v2): `frictionless validate datapackage.json` checks all.
- CSV is UTF-8 with a header (RFC 4180). Null is empty. Words have one column for each language: `text_en`,
  `text_zh_Hans`. Lists are JSON. Decimals are exact to 40 digits: read them as text, not as numbers. No value is
  changed for spreadsheets: import columns as text, so that none is taken for a formula.
- NDJSON has one record a line, as the API answers it.
- Records that were withdrawn are here too, with `status` `withdrawn`.
- `data/versions.ndjson` has each version with its state. A `content_hash` is the SHA-256 of the state's canonical JSON
  (RFC 8785); a `chain_hash` that of the link before, a line feed, and the canonical JSON of the other fields.

Cite a record by its id and version: `{base}/claims/ID@VERSION` answers for ever{where}.

## Licence

{licenses}
"""


def readme(
    whole: DatabaseSnapshot, packs: Sequence[ExportedPack], at: RecordUrls, files: Sequence[dict[str, Any]]
) -> str:
    """Return the text of `README.md`."""
    others = f"What no pack brought is under [{DEFAULT}]({license_url(DEFAULT)})."
    ours = [f"The data of `{pack.name}` is under [{pack.license}]({license_url(pack.license)})." for pack in packs]
    return _TEXT.format(
        version=whole.version,
        owner=f"<{at.url}>" if at.url else "a service that did not say where it is",
        base=at.url or "",
        where="" if at.url else " at the service that this came from; URLs in the files are relative to this folder",
        hash=whole.chain_hash,
        files="\n".join(f"| `{file['path']}` | {file['title']} |" for file in files),
        licenses="\n".join([*ours, others]),
    )
