"""Schemes of argument: in which way a link bears, and what to ask of what bears so (Walton, Reed and Macagno 2008)."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import msgspec


@dataclass(frozen=True)
class ArgumentScheme:
    """A scheme.

    Attributes:
        id: its name.
        label: what it is called, by language.
        definition: how an argument of it goes, by language.
        critical_questions: what to ask of such an argument, each by language.
        source: the work that describes it; None where it is Lunju's own.
    """

    id: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    critical_questions: tuple[Mapping[str, str], ...]
    source: str | None


_FILE = files("api.handlers") / "argument_schemes.json"

SCHEMES: Mapping[str, ArgumentScheme] = {
    scheme.id: scheme for scheme in msgspec.json.decode(_FILE.read_bytes(), type=tuple[ArgumentScheme, ...])
}
"""Every scheme, by its id, in the order in which they are shown: a closed vocabulary, which changes with the code."""
