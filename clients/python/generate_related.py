"""Write `lunju/related.py` of the relations that the service declares: `python clients/python/generate_related.py`."""

from pathlib import Path
from textwrap import wrap

from api.core.query.search_matches import MATCHES
from api.core.records.related import Related
from api.core.records.resource import Resource
from api.resources.registry import RESOURCES

TARGET = Path(__file__).parent / "lunju" / "related.py"
_WIDTH = 120
_HEAD = '''\
"""Records with what `embed` puts beside them: each is the record itself, and has it as `related`.

Written by `generate_related.py`, not by hand. What was not asked for cannot be had: its name says so, as an
`AttributeError`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Raw, field

from lunju import records
from lunju.embedding import ABSENT, EmbeddedRecords, one_of
'''


def related_module() -> str:
    """Return the text of `lunju/related.py`."""
    classes = [text for resource in RESOURCES.values() for text in (_related(resource), _with(resource))]
    return "\n\n\n".join([_HEAD.rstrip(), *classes]) + "\n"


def _name(resource: Resource) -> str:
    return resource.public.__name__.removesuffix("Public")


def _with(resource: Resource) -> str:
    name = _name(resource)
    return f'''\
class {name}WithRelated(records.{name}, frozen=True, kw_only=True):
    """`{name}`, with what `embed` asked for."""

    related: {name}Related = field(name="_embedded", default_factory={name}Related)
    """What is embedded."""'''


def _related(resource: Resource) -> str:
    lines = [
        f"class {_name(resource)}Related(EmbeddedRecords, frozen=True, kw_only=True):",
        f'    """What can be embedded in `{_name(resource)}`."""',
        "",
    ]
    types = {
        name: [f"{_name(RESOURCES[member])}WithRelated" for member in related.members]
        for name, related in resource.related.items()
    }
    mixed = [name for name in types if len(types[name]) > 1]
    for name, related in resource.related.items():
        lines += _field(name, types[name], related)
    for name, computed in resource.computed.items():
        lines += [f"    {name}: dict[str, Any] | None = ABSENT", *_said(computed.description)]
    if resource.searched:
        lines += [f"    {MATCHES}: list[dict[str, Any]] = ABSENT", *_said("Why `q` finds it.")]
    for name in mixed:
        lines += [
            "",
            "    @property",
            f"    def {name}(self) -> {' | '.join(types[name])}:",
            *_said(resource.related[name].description, indent=8),
            f"        record: {' | '.join(types[name])} = one_of(",
            f"            self.{name}_json, {', '.join(types[name])}",
            "        )",
            "        return record",
        ]
    return "\n".join(lines)


def _field(name: str, types: list[str], related: Related) -> list[str]:
    if len(types) > 1:
        return [f'    {name}_json: Raw = field(name="{name}", default=ABSENT)', f'    """The JSON of `{name}`."""']
    [one] = types
    return [
        f"    {name}: {f'{one} | None' if related.single else f'list[{one}]'} = ABSENT",
        *_said(related.description),
    ]


def _said(text: str, indent: int = 4) -> list[str]:
    """Return the lines of a docstring."""
    space = " " * indent
    line = f'{space}"""{text}"""'
    if len(line) <= _WIDTH:
        return [line]
    return [*(f"{space}{one}" for one in wrap(f'"""{text}', _WIDTH - indent)), f'{space}"""']


if __name__ == "__main__":
    TARGET.write_text(related_module(), encoding="utf-8")
