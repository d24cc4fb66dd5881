"""A service in a container, for tests that have Docker and no Python of the service: the image `lunju:test`."""

import json

from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from lunju.testing import Service

PORT = 8000
"""The port that it listens at within the container."""


class LunjuContainer(DockerContainer):
    """A container over a seeded database that is gone with it.

    Args:
        image: the image, as `docker build --target test --tag lunju:test .` makes it.
    """

    def __init__(self, image: str = "lunju:test") -> None:
        """Name the image; `start`, or entering it, starts it."""
        super().__init__(image)
        self.with_exposed_ports(PORT)
        self.waiting_for(LogMessageWaitStrategy('"url":'))

    @property
    def service(self) -> Service:
        """What it serves, as it is seen from here; its `database` is within the container."""
        said, _ = self.get_logs()
        told = json.loads(said.decode().splitlines()[0])
        return Service(**told | {"url": f"http://{self.get_container_host_ip()}:{self.get_exposed_port(PORT)}"})
