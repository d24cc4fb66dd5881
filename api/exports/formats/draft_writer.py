"""Lunju's own draft, with spans for places: as JSON, or as YAML."""

import json
from typing import Any

import yaml

from api.core.http.negotiation import Form
from api.exports.written import DraftedEssay, Written
from api.imports.parsed_files import GivenFile

JSON_FORM = Form("draft", "application/json")
YAML_FORM = Form("yaml", "application/yaml")
"""RFC 9512."""


def write_json(essay: DraftedEssay) -> Written:
    """Write a draft as JSON; what is empty is left out, and so is the text, which stays a file of its own."""
    content = json.dumps(_said(essay), ensure_ascii=False, indent=1).encode()
    return Written([GivenFile(f"{essay.name}.json", content + b"\n")], JSON_FORM.media_type)


def write_yaml(essay: DraftedEssay) -> Written:
    """Write the same as YAML."""
    content = yaml.dump(_said(essay), Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=120)
    return Written([GivenFile(f"{essay.name}.yaml", content.encode())], YAML_FORM.media_type)


def _said(essay: DraftedEssay) -> Any:
    return essay.draft.model_dump(mode="json", by_alias=True, exclude_defaults=True)


class _PlainDumper(yaml.SafeDumper):  # type: ignore[misc] # PyYAML has no types
    """Writes each value out, wherever it stands again: our reader takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        """Tell that no value is referred to."""
        return True
