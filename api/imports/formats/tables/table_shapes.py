"""The tables that a draft is as sheets of a workbook, or as files of CSV: their columns follow from its shape."""

import json
import re
import types
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from api.core.http.problems import shown
from api.handlers.value_labels import LABELS
from api.imports.drafts import PARTS, Draft
from api.imports.formats.tables.table_names import folded

_TRUE = {"true", "yes", "1", "x", "y", "是", "真", "✓", "wahr", "vrai"}
_FALSE = {"", "false", "no", "0", "n", "否", "假", "falsch", "faux"}
_COPIED = {"quotes", "quote", "opens", "wording"}
_DEFAULTS = {("claims", "kind"): "factual", ("claims", "stance"): "endorses", ("links", "whose"): "author"}


class CellError(ValueError):
    """A cell that holds nothing that its column may; the message says what would be right."""


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        name: what the field is called.
        kind: what its cells hold.
        options: the values that there are; empty of words of one's own.
        default: what an empty cell means; None where nothing may be said.
        needed: whether a record is none without it.
        description: what it is for.
    """

    name: str
    kind: Literal["text", "list", "truth", "json"]
    options: tuple[str, ...]
    default: Any
    needed: bool
    description: str

    def read(self, written: str) -> Any:
        """Return what a cell says.

        Raises:
            CellError: it says nothing that it may.
        """
        if self.kind == "truth":
            if folded(written) not in _TRUE | _FALSE:
                message = f"{shown(written)} is neither yes nor no"
                raise CellError(message)
            return folded(written) in _TRUE
        if self.kind == "list":
            return [self._value(item) for item in split(written, wide=self.name not in _COPIED)]
        if self.kind == "json":
            try:
                return json.loads(written)
            except (ValueError, RecursionError) as error:
                message = "is no JSON"
                raise CellError(message) from error
        return written if self.name in _COPIED else self._value(written)

    def write(self, value: Any) -> str:
        """Return what a cell says of a value."""
        if self.kind == "truth":
            return "yes" if value else ""
        if self.kind == "list":
            return "; ".join(re.sub(r"([\\;])", r"\\\1", item) for item in value)
        if self.kind == "json":
            return json.dumps(value, ensure_ascii=False) if value else ""
        return str(value)

    def _value(self, written: str) -> str:
        """Return the value that a cell names; what names none is told of later, as of any draft."""
        wanted = folded(written)
        named = (option for option in self.options if wanted == folded(option) or wanted in _labels(option))
        return next(named, written)


@cache
def columns_of(sheet: str) -> dict[str, Column]:
    """Return the columns of a sheet, by their names."""
    shape: type[BaseModel] = PARTS.get(sheet, Draft)
    found = dict[str, Column]()
    for field, info in shape.model_fields.items():
        name = info.alias or field
        if sheet == "essay" and field in PARTS:
            continue
        kind, options = _kind(info.annotation)
        default = _DEFAULTS.get((sheet, name), [] if kind == "list" else info.get_default(call_default_factory=True))
        needed = info.is_required() and kind != "list" and (sheet, name) not in _DEFAULTS
        found[name] = Column(name, kind, options, None if needed else default, needed, info.description or "")
    return found


def split(written: str, *, wide: bool) -> list[str]:
    r"""Return the items of a list in a cell, apart by `;`; `\;` is no end of an item.

    Args:
        written: the cell.
        wide: whether the semicolon of Chinese parts items, too.
    """
    found, item, escaped = list[str](), list[str](), False
    for sign in written:
        if escaped:
            item.append(sign if sign in "\\;" else f"\\{sign}")
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == ";" or (wide and sign == "；"):
            found.append("".join(item).strip())
            item = []
        else:
            item.append(sign)
    found.append("".join([*item, "\\" * escaped]).strip())
    return [one for one in found if one]


def _kind(annotation: Any) -> tuple[Literal["text", "list", "truth", "json"], tuple[str, ...]]:
    """Return what cells of a field hold, and the values that there are."""
    if annotation is bool:
        return "truth", ()
    if get_origin(annotation) is list and (get_args(annotation)[0] is str or _options(get_args(annotation)[0])):
        return "list", _options(get_args(annotation)[0])
    plain = annotation in (str, int) or _options(annotation)
    return ("text", _options(annotation)) if plain else ("json", ())


def _options(annotation: Any) -> tuple[str, ...]:
    """Return the values of a vocabulary, of one within another, too."""
    if isinstance(annotation, str):
        return (annotation,)
    if get_origin(annotation) not in (Literal, Union, types.UnionType):
        return ()
    return tuple(dict.fromkeys(one for part in get_args(annotation) for one in _options(part)))


@cache
def _labels(option: str) -> frozenset[str]:
    """Return what a value is called on pages, in both languages."""
    names = (labels[option] for labels in LABELS.values() if option in labels)
    return frozenset(folded(label) for pair in names for label in pair)
