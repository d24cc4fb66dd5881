"""A resource that has no page of its own has one that follows from its declaration."""

import httpx
import pytest

from api.app import create_app
from api.pages.records.generic_page import generic_page
from api.resources.registry import RESOURCES
from api.settings import Settings
from tests.api.conftest import records_of
from tests.conftest import running


@pytest.mark.one_database
def test_every_resource_could_be_shown_by_its_declaration_alone(seeded: str) -> None:
    app = create_app(Settings(database_url=seeded))
    app.state.pages = {name: generic_page(resource) for name, resource in RESOURCES.items()}
    with running(app) as base, httpx.Client(base_url=base) as client:
        for name in RESOURCES:
            identifier = records_of(name)[0]["id"]
            shown = client.get(f"/{name}/{identifier}.html", params={"lang": "en"})
            assert (shown.status_code, identifier in shown.text) == (200, True), name
