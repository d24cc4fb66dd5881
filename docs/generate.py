"""The parts of the reference that say what the code says: `python -m docs.generate` writes them anew.

The build of the guide runs without the service's dependencies, so what is generated is committed; a test compares it.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import typer

from api.app import create_app
from api.cli.main import cli
from api.core.http.problem_types import PROBLEM_TYPES
from api.core.records.filters import Parameter
from api.core.records.related import Computed, Related
from api.core.records.resource import Resource
from api.formats import jsonld
from api.formats.forms import ATOM, FORMS, GRAPHS
from api.formats.rdf_vocabulary import WORDS
from api.formats.record_urls import RecordUrls
from api.handlers.argument_schemes import SCHEMES
from api.handlers.rendering import offered
from api.openapi import TAGS
from api.pages.records.page_registry import PAGES
from api.resources.evidence.permitted_links import PERMITTED, Relation
from api.resources.registry import REPRESENTATIONS, RESOURCES
from api.settings import Settings

FOLDER = Path(__file__).parent / "reference" / "generated"
_OPERATORS = ("_ne", "_gt", "_gte", "_lt", "_lte", "_like")
_MANY = 20
"""How many values of an enumeration are told: few have more."""


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a table in Markdown; a bar within a cell is escaped."""
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def type_of(schema: Mapping[str, Any]) -> str:
    """Return in a few words what a JSON Schema admits."""
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(type_of, schema["anyOf"])))
    if "enum" in schema or "const" in schema:
        values = [f"`{value}`" for value in schema.get("enum", [schema.get("const")])]
        return ", ".join(values[:_MANY]) + (" …" if len(values) > _MANY else "")
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    if kind == "object":
        return "texts by language" if "propertyNames" in schema or "patternProperties" in schema else "object"
    return {"edtf": "EDTF date", "date-time": "time", "date": "date"}.get(schema.get("format", ""), kind)


def resources() -> str:
    """Return each resource with its fields, and what can be embedded, counted and sorted by."""
    return "\n".join(_resource(resource) for resource in RESOURCES.values())


def _resource(resource: Resource) -> str:
    shape = resource.schema["properties"]
    fields = ((f"`{name}`", type_of(shape[name]), shape[name].get("description", "")) for name in resource.fields)
    related: dict[str, Related | Computed] = {**resource.related, **resource.computed}
    meanings = ((f"`{name}`", item.description) for name, item in related.items())
    parts = [
        f"## {resource.name}\n\n{TAGS[resource.name]}\n",
        table(("field", "type", "meaning"), fields),
        "Can be embedded:\n\n" + table(("relation", "what it is"), meanings) if related else "",
        _listed("Can be counted (`/facets`)", resource.facets),
        _listed("Can be sorted by", resource.sorts),
    ]
    return "\n".join(part for part in parts if part)


def _listed(what: str, names: tuple[str, ...]) -> str:
    return f"{what}: {', '.join(f'`{name}`' for name in names)}.\n" if names else ""


def filters() -> str:
    """Return the filters of each resource; those that differ in their operator alone stand in one line."""
    return "\n".join(_filters(resource) for resource in RESOURCES.values())


def _filters(resource: Resource) -> str:
    grouped: dict[str, list[Parameter]] = {}
    for name, item in resource.parameters.items():
        bare = next((name.removesuffix(end) for end in _OPERATORS if name.endswith(end)), name)
        grouped.setdefault(bare, []).append(item)
    rows = ((_named(bare, items), type_of(items[0].schema), _meaning(bare, items)) for bare, items in grouped.items())
    return f"## {resource.name}\n\n{table(('filter', 'value', 'meaning'), rows)}"


def _named(bare: str, items: list[Parameter]) -> str:
    names = [item.name for item in items]
    if names[0] != bare:
        return ", ".join(f"`{name}`" for name in names)
    return ", ".join([f"`{bare}`", *(f"`{name.removeprefix(bare)}`" for name in names[1:])])


def _meaning(bare: str, items: list[Parameter]) -> str:
    """Return what the first of some filters asks; further ones are told by their endings."""
    more = len(items) > 1 and items[0].name != bare
    return items[0].description.removesuffix(".") + ("; and so on." if more else ".")


def operations() -> str:
    """Return every operation, by tag."""
    document = create_app(Settings(database_url="sqlite:///unused.db")).openapi()
    rows: dict[str, list[tuple[str, ...]]] = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            rows.setdefault(operation["tags"][0], []).append((f"`{method.upper()} {path}`", operation["summary"]))
    return "\n".join(
        f"## {tag}\n\n{TAGS[tag]}\n\n{table(('operation', 'what it does'), iter(found))}" for tag, found in rows.items()
    )


def problems() -> str:
    """Return every kind of error, each under its name."""
    return "\n".join(
        f"## {kind.slug}\n\n**{kind.status.value}**: {kind.title}.\n\n{kind.remedy}\n"
        for kind in PROBLEM_TYPES.values()
    )


def settings() -> str:
    """Return every setting with its default and its bounds."""
    shape = Settings.model_json_schema()["properties"]
    rows = (
        (f"`LUNJU_{name.upper()}`", _default(field.default), _bounds(shape[name]), field.description or "")
        for name, field in Settings.model_fields.items()
    )
    return table(("variable", "default", "bounds", "meaning"), rows)


def _default(value: object) -> str:
    return "" if value in {None, ""} else f"`{value}`"


def _bounds(schema: Mapping[str, Any]) -> str:
    least = schema.get("minimum", schema.get("exclusiveMinimum"))
    over = "over " if "exclusiveMinimum" in schema else ""
    most = schema.get("maximum")
    ends = [f"{over}{least:g}" if least is not None else "", f"{most}" if most is not None else ""]
    return " to ".join(end for end in ends if end) + (" or more" if ends[0] and not ends[1] else "")


def command_line() -> str:
    """Return what each command says of itself."""
    return "\n".join(_commands(typer.main.get_command(cli), "lunju", None))


def _commands(command: Any, path: str, parent: Any) -> Iterator[str]:
    name = path.rpartition(" ")[2]
    context = type(command).context_class(command, info_name=name, parent=parent, terminal_width=100)
    yield f"## `{path}`\n\n```text\n{command.get_help(context)}\n```\n"
    for inner, below in getattr(command, "commands", {}).items():
        yield from _commands(below, f"{path} {inner}", context)


_ELSEWHERE = {ATOM: "what changed"} | dict.fromkeys(GRAPHS, "the graph of an argument")
"""What forms are of that no record has."""


def forms() -> str:
    """Return every form with its media type, and what has it."""
    having = {
        form.name: [name for name in RESOURCES if form in offered(REPRESENTATIONS[name], PAGES.get(name))]
        for form in FORMS.values()
    }
    rows = (
        (
            f"`.{form.name}`",
            f"`{form.media_type}`",
            "; ".join(f"`{name}`: {', '.join(f'`{value}`' for value in of)}" for name, of in form.parameters.items()),
            _ELSEWHERE.get(form) or _having(having[form.name]),
        )
        for form in FORMS.values()
    )
    return table(("suffix", "media type", "parameters", "what has it"), rows)


def _having(names: list[str]) -> str:
    if not names:
        return "every list, whole"
    without = [name for name in RESOURCES if name not in names]
    return "every record and list" + (f", but those of {', '.join(without)}" if without else "")


def vocabulary() -> str:
    """Return the words of linked data that are Lunju's own, and the terms of the context with their IRIs."""
    own = ((f"`lunju:{word.name}`", word.kind.lower(), word.comment) for word in WORDS)
    context = jsonld.context(RecordUrls("https://lunju.example"))["@context"]
    terms = ((f"`{name}`", *_term(said)) for name, said in context.items() if name[0] != "@")
    return (
        "## Words of our own\n\n"
        + table(("word", "kind", "meaning"), own)
        + "\n## Terms of the context\n\n"
        + table(("term", "IRI", "values"), terms)
    )


def _term(said: str | Mapping[str, str]) -> tuple[str, str]:
    if isinstance(said, str):
        return f"`{said}`", ""
    iri = said.get("@id") or f"^{said['@reverse']}"
    return f"`{iri}`", ", ".join(f"`{value}`" for name, value in said.items() if name in {"@type", "@container"})


def evidence() -> str:
    """Return which links of evidence are permitted."""
    rows = (
        (
            f"`{relation}`",
            *(
                ", ".join(sorted(target for one, how, target in PERMITTED if (one, how) == (origin, relation))) or "–"
                for origin in ("claim", "statistic", "source")
            ),
        )
        for relation in get_args(Relation)
    )
    return table(("relation", "a claim", "a statistic", "a source"), rows)


def schemes() -> str:
    """Return each scheme of argument, with what to ask of an argument that follows it."""
    rows = (
        (f"`{one.id}`", one.definition["en"], "<br>".join(words["en"] for words in one.critical_questions))
        for one in SCHEMES.values()
    )
    return table(("scheme", "how it goes", "what to ask"), rows)


PARTS: Mapping[str, Callable[[], str]] = {
    "command_line": command_line,
    "evidence": evidence,
    "filters": filters,
    "forms": forms,
    "operations": operations,
    "problems": problems,
    "resources": resources,
    "schemes": schemes,
    "settings": settings,
    "vocabulary": vocabulary,
}
"""What is generated, by the name of its file."""


def main() -> None:
    """Write every part."""
    for name, part in PARTS.items():
        (FOLDER / f"{name}.md").write_text(part(), encoding="utf-8")


if __name__ == "__main__":
    main()
