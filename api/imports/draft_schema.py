"""The JSON Schema of drafts, in the subset that structured outputs of language models take, and what to tell a model.

There is no null, union, pattern or `$ref`; every member is required, and no other is admitted. The importer asks for
less: what is empty may be left out. It takes more, too: offsets and what no field is for, which programs give.
"""

from functools import cache
from typing import Any

from api.imports.drafts import Draft

PATH = "/schemas/draft.json"

_KEPT = ("type", "description", "enum", "items")


@cache
def draft_schema() -> dict[str, Any]:
    """Return the schema of a draft."""
    made = Draft.model_json_schema(by_alias=True)
    return {"title": "Draft"} | _plain(made, made["$defs"])


def _plain(schema: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with what it names in its place, without what the subset has not."""
    if "$ref" in schema:
        named = shapes[schema["$ref"].rpartition("/")[2]]
        return _plain(named, shapes) | {key: schema[key] for key in ("description",) if key in schema}
    found = {key: schema[key] for key in _KEPT if key in schema}
    for union in schema.get("anyOf", ()):  # an empty text, or one of some words
        values = [union["const"]] if "const" in union else union["enum"]
        found |= {"type": "string", "enum": [*found.get("enum", ()), *values]}
    if "items" in found:
        found["items"] = _plain(found["items"], shapes)
    if "properties" in schema:
        its = {name: _plain(field, shapes) for name, field in schema["properties"].items()}
        found |= {"properties": its, "required": list(its), "additionalProperties": False}
    if "description" in found:
        found["description"] = " ".join(found["description"].split())
    return found


PROMPT = """\
You turn an argued text into data. Answer with one JSON object of the schema that follows the rules, and nothing else.

Read the whole text first. Then write, in this order:

1. `title`, `authors`, `year` and `language`, as the text has them.
2. `sections`: the outline. Each begins at its heading, or at its first words.
3. `sources`: whoever or whatever the text leans on, each once, with every place where it does.
4. `entities`: who and what matters in it, each once.
5. `figures`: every number, date and period that is asserted, vague ones too. `wording` is as the text has it; the
   number itself goes to `comparator`, `value`, `reading` and `unit`.
6. `claims`: every proposition, each as one full sentence of your own that can be understood without the text. What the
   text cites in order to reject it is a claim, too, with the stance `rejects`. Where an argument needs a premise that
   nothing words, that is a claim, `implicit`, and its quote is the inference that needs it.
7. `links`: what bears on what, and how. Premises that need each other are one link with several `from`; reasons that
   stand alone are links of their own. `author`, where the text says so; else `reader`. A figure that a claim itself
   states goes to its `states`, and does not support it.
8. `topics` and `tensions`, where the text has them.
9. `left_out`: what you left without a record on purpose, and why.

Rules:

- `opens`, `quote` and `quotes` are copied character for character, within one sentence, each long enough to stand in
  the text only once. `wording` stands once within its quote.
- All else is in your own words, in the language of the text. Add nothing that the text does not say.
- `id`s are short and unique: s1, f1, c1, l1. Refer to records by them.
- Every sentence should have a claim, a figure or a source, be a heading, or stand in `left_out`.
- What is not known is an empty text, an empty list, or false. Nothing is null.

A program checks every quote, number and reference against the text, and tells all that is wrong at once: mend exactly
that, and answer with the whole object again.

The schema:

"""
