"""The descriptor of an export: `datapackage.json` (datapackage.org/standard/data-package, version 2.0)."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from api import __version__
from api.core.versions.snapshot import DatabaseSnapshot
from api.formats.archive import Member
from api.formats.license_urls import DEFAULT, license_url
from api.formats.record_urls import RecordUrls
from api.resources.export.models import ExportedPack

Descriptor = dict[str, Any]

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_FORMATS = {
    ".csv": ("csv", "text/csv"),
    ".json": ("json", "application/json"),
    ".jsonld": ("jsonld", "application/ld+json"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
    # Called `ndjson`, frictionless-py takes it for a table, and without its extra for JSON for one that is invalid.
    ".ndjson": ("x-ndjson", "application/x-ndjson"),
}
DESCRIPTION = (
    "Argued essays as data: their claims, the statistics they rest on, the sources they lean on and the relationships "
    "they weigh, each tied to its place in the text, with every version that a record ever had."
)


def describe(
    whole: DatabaseSnapshot, packs: Sequence[ExportedPack], at: RecordUrls, files: Sequence[Descriptor]
) -> Descriptor:
    """Return the descriptor of a package of files; what the standard has no word for stands under `lunju`."""
    created = {"created": whole.created_at} if whole.created_at else {}
    return {
        "$schema": _PROFILE,
        "name": "lunju",
        "title": "Lunju: structured essay claims and evidence",
        "description": DESCRIPTION,
        **({"homepage": at.url} if at.url else {}),
        "version": str(whole.version),
        **created,
        "licenses": [
            {"name": name, "path": license_url(name), "title": name}
            for name in dict.fromkeys([DEFAULT, *(pack.license for pack in packs)])
        ],
        "lunju": {
            "software": __version__,
            "dataset": {"version": whole.version, "hash": whole.chain_hash},
            "packs": [{"name": pack.name, "hash": pack.hash, "license": pack.license} for pack in packs],
        },
        "resources": list(files),
    }


def table_file(name: str, member: Member, title: str, schema: Descriptor) -> Descriptor:
    """Return the descriptor of a file that is a table."""
    dialect = {"lineTerminator": "\r\n", "doubleQuote": True}
    return other_file(name, member, title) | {"type": "table", "dialect": dialect, "schema": schema}


def other_file(name: str, member: Member, title: str) -> Descriptor:
    """Return the descriptor of a file."""
    form, media_type = _FORMATS[PurePosixPath(member.path).suffix]
    return {
        "name": name,
        "path": member.path,
        "title": title,
        "format": form,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": member.size,
        "hash": f"sha256:{member.sha256}",
    }
