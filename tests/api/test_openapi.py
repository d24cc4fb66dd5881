from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema_rs
import pytest
import schemathesis
from pydantic import BaseModel

from api.core.openapi.components import stem
from api.resources.registry import RESOURCES
from tests.api.conftest import NAMES, described

Json = dict[str, Any]


def operations() -> Iterator[tuple[str, Json]]:
    for path, item in described()["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


OPERATIONS = dict(operations())
COMPONENTS: Json = described()["components"]
SCHEMAS: Json = COMPONENTS["schemas"]

READING = {name: operation for name, operation in OPERATIONS.items() if name.startswith("GET ")}


def test_the_service_shows_the_document_as_it_is_made(client: httpx.Client) -> None:
    assert client.get("/openapi.json").json() == described()


def test_the_document_is_valid_openapi() -> None:
    schemathesis.openapi.from_dict(described()).validate()


def test_the_document_is_openapi_3_1() -> None:
    assert described()["openapi"].startswith("3.1.")


def test_every_schema_is_a_json_schema() -> None:
    meta = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    assert [name for name, schema in SCHEMAS.items() if not jsonschema_rs.meta.is_valid({**meta, **schema})] == []


def test_no_two_shapes_share_a_name() -> None:
    shapes: dict[str, set[str]] = {}
    for shape in shapes_of(BaseModel):
        if shape.__module__.startswith("api."):
            shapes.setdefault(shape.__name__, set()).add(shape.__module__)
    assert {name: modules for name, modules in shapes.items() if name in SCHEMAS and len(modules) > 1} == {}


def shapes_of(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for shape in base.__subclasses__():
        yield shape
        yield from shapes_of(shape)


def test_every_reference_leads_somewhere() -> None:
    named = {f"#/components/{kind}/{name}" for kind, parts in COMPONENTS.items() for name in parts}
    assert sorted(set(references(described())) - named) == []


def resolved(part: Json) -> Json:
    """Return what a part of an operation says, which may stand among the components."""
    if "$ref" not in part:
        return part
    _, kind, name = part["$ref"].rsplit("/", 2)
    found: Json = COMPONENTS[kind][name]
    return found


def parameters_of(operation: Json) -> list[Json]:
    return [resolved(parameter) for parameter in operation.get("parameters", [])]


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    if isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_operation_ids_stay_the_same() -> None:
    assert sorted(operation["operationId"] for operation in OPERATIONS.values()) == [
        "apply_batch",
        "attach_essay_text",
        "count_claims",
        "count_entities",
        "count_essays",
        "count_evidence",
        "count_hits",
        "count_measures",
        "count_passages",
        "count_relationships",
        "count_reviews",
        "count_sections",
        "count_sources",
        "count_statistics",
        "count_topics",
        "count_units",
        "create_claim",
        "create_entity",
        "create_essay",
        "create_evidence_link",
        "create_measure",
        "create_passage",
        "create_relationship",
        "create_review",
        "create_section",
        "create_source",
        "create_statistic",
        "create_topic",
        "create_unit",
        "delete_claim",
        "delete_entity",
        "delete_essay",
        "delete_evidence_link",
        "delete_measure",
        "delete_passage",
        "delete_relationship",
        "delete_review",
        "delete_section",
        "delete_source",
        "delete_statistic",
        "delete_topic",
        "delete_unit",
        "get_api_catalog",
        "get_claim",
        "get_claim_against",
        "get_claim_diff",
        "get_claim_impact",
        "get_claim_linkset",
        "get_claim_version",
        "get_claim_why",
        "get_context",
        "get_entity",
        "get_entity_diff",
        "get_entity_linkset",
        "get_entity_version",
        "get_essay",
        "get_essay_annotation",
        "get_essay_audit",
        "get_essay_diff",
        "get_essay_graph",
        "get_essay_integrity",
        "get_essay_linkset",
        "get_essay_text",
        "get_essay_version",
        "get_evidence_link",
        "get_evidence_link_diff",
        "get_evidence_link_version",
        "get_evidence_linkset",
        "get_export",
        "get_health",
        "get_import",
        "get_imports",
        "get_measure",
        "get_measure_diff",
        "get_measure_linkset",
        "get_measure_version",
        "get_passage",
        "get_passage_diff",
        "get_passage_linkset",
        "get_passage_version",
        "get_problem",
        "get_readiness",
        "get_relationship",
        "get_relationship_diff",
        "get_relationship_linkset",
        "get_relationship_version",
        "get_review",
        "get_review_diff",
        "get_review_linkset",
        "get_review_version",
        "get_scheme",
        "get_section",
        "get_section_diff",
        "get_section_linkset",
        "get_section_version",
        "get_service",
        "get_source",
        "get_source_diff",
        "get_source_impact",
        "get_source_linkset",
        "get_source_version",
        "get_statistic",
        "get_statistic_diff",
        "get_statistic_impact",
        "get_statistic_linkset",
        "get_statistic_version",
        "get_topic",
        "get_topic_diff",
        "get_topic_linkset",
        "get_topic_version",
        "get_unit",
        "get_unit_diff",
        "get_unit_linkset",
        "get_unit_version",
        "get_vocabulary",
        "import_essay",
        "list_changes",
        "list_claim_evidence",
        "list_claim_passages",
        "list_claim_relationships",
        "list_claim_reviews",
        "list_claim_sources",
        "list_claim_statistics",
        "list_claim_topics",
        "list_claim_versions",
        "list_claims",
        "list_entities",
        "list_entity_versions",
        "list_essay_annotations",
        "list_essay_claims",
        "list_essay_evidence",
        "list_essay_passages",
        "list_essay_relationships",
        "list_essay_reviews",
        "list_essay_sections",
        "list_essay_sources",
        "list_essay_statistics",
        "list_essay_topics",
        "list_essay_versions",
        "list_essays",
        "list_evidence",
        "list_evidence_evidence",
        "list_evidence_link_versions",
        "list_measure_versions",
        "list_measures",
        "list_passage_claims",
        "list_passage_sources",
        "list_passage_statistics",
        "list_passage_versions",
        "list_passages",
        "list_problems",
        "list_relationship_claims",
        "list_relationship_passages",
        "list_relationship_versions",
        "list_relationships",
        "list_review_versions",
        "list_reviews",
        "list_schemes",
        "list_section_claims",
        "list_section_passages",
        "list_section_sections",
        "list_section_statistics",
        "list_section_versions",
        "list_sections",
        "list_source_claims",
        "list_source_evidence",
        "list_source_passages",
        "list_source_reviews",
        "list_source_statistics",
        "list_source_versions",
        "list_sources",
        "list_statistic_claims",
        "list_statistic_evidence",
        "list_statistic_passages",
        "list_statistic_reviews",
        "list_statistic_sources",
        "list_statistic_versions",
        "list_statistics",
        "list_topic_claims",
        "list_topic_passages",
        "list_topic_versions",
        "list_topics",
        "list_unit_versions",
        "list_units",
        "merge_claim",
        "merge_entity",
        "parse_figure",
        "patch_claim",
        "patch_entity",
        "patch_essay",
        "patch_evidence_link",
        "patch_measure",
        "patch_passage",
        "patch_relationship",
        "patch_review",
        "patch_section",
        "patch_source",
        "patch_statistic",
        "patch_topic",
        "patch_unit",
        "redact_version",
        "replace_claim",
        "replace_entity",
        "replace_essay",
        "replace_evidence_link",
        "replace_measure",
        "replace_passage",
        "replace_relationship",
        "replace_review",
        "replace_section",
        "replace_source",
        "replace_statistic",
        "replace_topic",
        "replace_unit",
        "resolve_quotes",
        "search_everything",
    ]


def test_every_operation_has_one_tag_that_is_described() -> None:
    known = {tag["name"] for tag in described()["tags"]}
    tags = {name: operation["tags"] for name, operation in OPERATIONS.items()}
    assert {name: its for name, its in tags.items() if len(its) != 1 or its[0] not in known} == {}


def test_every_tag_is_described() -> None:
    assert [tag["name"] for tag in described()["tags"] if not tag["description"].endswith(".")] == []


def test_every_operation_is_described() -> None:
    assert [name for name, its in OPERATIONS.items() if not its.get("description", ".").endswith(".")] == []
    assert [name for name, operation in OPERATIONS.items() if not operation["summary"].endswith((".", ":"))] == []


def test_every_parameter_is_described_or_asks_for_a_field_that_is() -> None:
    fields = {field for name in NAMES for field in shape_of(name)["properties"]}
    assert [
        (name, item["name"])
        for name, operation in OPERATIONS.items()
        for item in parameters_of(operation)
        if not item.get("description", "").endswith(".") and not (name.startswith("GET ") and item["name"] in fields)
    ] == []


def answers() -> Iterator[tuple[str, str, Json]]:
    for name, operation in OPERATIONS.items():
        for status, answer in operation["responses"].items():
            yield name, status, resolved(answer)


def test_every_answer_is_described() -> None:
    empty = {"", "Successful Response"}
    assert [(name, status) for name, status, answer in answers() if answer["description"] in empty] == []


def test_every_error_is_a_problem() -> None:
    errors = [(name, list(answer["content"])) for name, status, answer in answers() if status[0] not in "23"]
    assert [error for error in errors if error[1] != ["application/problem+json"]] == []
    assert {name for name, _ in errors} == OPERATIONS.keys()


def test_no_reading_operation_speaks_of_errors_that_are_not_given() -> None:
    assert [name for name, operation in READING.items() if "422" in operation["responses"]] == []


def test_the_frameworks_own_errors_are_nowhere() -> None:
    assert "ValidationError" not in str(described())


def test_every_schema_is_described_but_vocabularies_that_a_field_has() -> None:
    silent = [name for name, schema in SCHEMAS.items() if not schema.get("description", "").endswith(".")]
    assert [name for name in silent if "enum" not in SCHEMAS[name]] == []


def test_every_property_is_described_where_it_is_read() -> None:
    assert [
        (name, field)
        for name, schema in SCHEMAS.items()
        for field, its in schema.get("properties", {}).items()
        if not name.endswith(("Update", "Create", "Patch", "Inner")) and not its.get("description", "").endswith(".")
    ] == []


def test_every_property_that_is_sent_is_described_there_or_in_the_record() -> None:
    assert [
        (name, field)
        for name, schema in SCHEMAS.items()
        if name.endswith(("Update", "Patch")) and "properties" in schema
        for field, its in schema["properties"].items()
        if not (its | SCHEMAS[name.removesuffix("Update").removesuffix("Patch")]["properties"].get(field, {}))[
            "description"
        ]
    ] == []


def shape_of(name: str) -> Json:
    found: Json = SCHEMAS[stem(RESOURCES[name])]
    return found


every_resource = pytest.mark.parametrize("name", NAMES)


def test_no_field_of_a_record_may_be_missing() -> None:
    shapes = [shape_of(name) for name in NAMES]
    assert [shape["required"] for shape in shapes] == [[*shape["properties"]] for shape in shapes]


every_shown = pytest.mark.parametrize("name", [name for name in NAMES if "examples" in shape_of(name)])


def test_records_that_are_short_have_an_example() -> None:
    assert {"claims", "evidence", "measures"} <= {name for name in NAMES if "examples" in shape_of(name)}


@every_shown
def test_examples_are_records_as_the_service_gives_them(client: httpx.Client, name: str) -> None:
    [example] = shape_of(name)["examples"]
    assert client.get(f"/{name}/{example['id']}").json() == example


@every_shown
def test_examples_have_their_fields_in_order(client: httpx.Client, name: str) -> None:
    [example] = shape_of(name)["examples"]
    assert list(client.get(f"/{name}/{example['id']}").json()) == list(example)


def test_examples_of_parameters_lead_to_an_answer(client: httpx.Client) -> None:
    found: dict[str, int] = {}
    for name, operation in READING.items():
        path, needed = name.removeprefix("GET "), {}
        for parameter in parameters_of(operation):
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
            elif parameter.get("required"):
                needed[parameter["name"]] = parameter["example"]
        found[name] = client.get(path, params=needed).status_code
    # The text of this essay is not attached, and nothing was imported.
    absent = {"GET /essays/{essay_id}/text": 401, "GET /imports/{number}": 404}
    assert found == dict.fromkeys(READING, 200) | absent


def exampled(value: Any) -> Iterator[Json]:
    """Find every schema that has examples."""
    if isinstance(value, dict):
        if isinstance(value.get("examples"), list):
            yield value
        for inner in value.values():
            yield from exampled(inner)
    if isinstance(value, list):
        for inner in value:
            yield from exampled(inner)


def test_examples_are_what_their_schema_says() -> None:
    faults = []
    for schema in exampled(described()):
        validator = jsonschema_rs.Draft202012Validator({**schema, "components": {"schemas": SCHEMAS}})
        faults += [
            (example, fault.message) for example in schema["examples"] for fault in validator.iter_errors(example)
        ]
    assert faults == []


@every_resource
def test_records_are_what_their_schema_says(client: httpx.Client, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{stem(RESOURCES[name])}", "components": {"schemas": SCHEMAS}}
    validator = jsonschema_rs.Draft202012Validator(schema)
    assert [
        fault.message for record in client.get(f"/{name}?limit=1000").json() for fault in validator.iter_errors(record)
    ] == []
