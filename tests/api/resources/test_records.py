import httpx
import pytest

from tests.api.conftest import NAMES, Record

every_resource = pytest.mark.parametrize("name", NAMES)


@every_resource
def test_each_record_reads_to_the_byte_as_in_its_list(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str
) -> None:
    alone = [client.get(f"/{name}/{record['id']}").content for record in held[name]]
    assert b"[" + b",".join(alone) + b"]" == client.get(f"/{name}", params={"limit": 1000}).content


@every_resource
def test_a_record_that_is_not_there_is_not_found(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str
) -> None:
    record = held[name][0]
    absent = f"{record['essay_id']}-{record['id'].partition('-')[2][0]}999999" if "essay_id" in record else "nobody1999"
    response = client.get(f"/{name}/{absent}")
    assert (response.status_code, absent in response.json()["detail"]) == (404, True)


@pytest.mark.parametrize(
    "path",
    [
        "/claims/cao2023-s1",
        "/claims/cao2023-c0",
        "/claims/cao2023-c01",
        "/claims/17",
        "/claims/CAO2023-C1",
        "/claims/cao2023-c1%0A",
        "/claims/cao2023-c1%00",
        "/claims/cao2023-c9999999999",
        "/claims/%E8%AE%BA%E6%8D%AE",
        "/essays/Cao2023",
        "/units/%00",
        "/measures/-",
    ],
)
def test_an_id_of_another_form_is_not_found_and_the_right_form_is_shown(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, "looks like" in response.json()["detail"]) == (404, True)


@every_resource
def test_a_single_record_takes_no_parameters(
    client: httpx.Client, held: dict[str, tuple[Record, ...]], name: str
) -> None:
    response = client.get(f"/{name}/{held[name][0]['id']}", params={"limit": 1})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "limit")


def test_a_unit_may_have_a_slash_in_its_code(client: httpx.Client) -> None:
    assert client.get("/units/CNY/USD").json()["id"] == "CNY/USD"


def test_a_slash_in_a_units_code_may_be_escaped(client: httpx.Client) -> None:
    assert client.get("/units/CNY%2FUSD").json()["id"] == "CNY/USD"
