"""The module for testcontainers: what it asks of Docker, and what it makes of what a container says."""

import json

import pytest
from testcontainers.core.container import DockerContainer

from lunju.containers import PORT, LunjuContainer
from lunju.testing import Service

TOLD = Service("http://127.0.0.1:8000", "sqlite:////tmp/one.db", "lunju_key", 1, 1474, "e77936", ["cao2023"])


@pytest.fixture
def container(monkeypatch: pytest.MonkeyPatch) -> LunjuContainer:
    """A container that has told what it serves; Docker itself is not asked."""
    said = f"{json.dumps(vars(TOLD))}\n{{}}\n".encode()
    answers = {"get_logs": (said, b""), "get_container_host_ip": "docker.example", "get_exposed_port": 49153}
    for name, answer in answers.items():
        monkeypatch.setattr(DockerContainer, name, lambda *_, answer=answer: answer)
    monkeypatch.setattr("testcontainers.core.container.DockerClient", lambda **_: None)
    return LunjuContainer()


def test_it_is_of_the_image_that_the_dockerfile_makes(container: LunjuContainer) -> None:
    assert (container.image, set(container.ports)) == ("lunju:test", {str(PORT)})


def test_what_it_serves_is_told_as_it_is_seen_from_outside(container: LunjuContainer) -> None:
    service = container.service
    assert (service.url, service.key, service.hash) == ("http://docker.example:49153", TOLD.key, TOLD.hash)
