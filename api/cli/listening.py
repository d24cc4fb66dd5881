"""Where a server listens."""

import os
import socket

from api.cli.output import fail


def listen(host: str, port: int) -> socket.socket:
    """Listen, or end with what keeps anybody from it.

    Args:
        host: the address.
        port: the port; 0 is a free one.

    Raises:
        typer.Exit: nobody can listen there.
    """
    bound = bind(host, port)
    bound.listen()
    return bound


def bind(host: str, port: int) -> socket.socket:
    """Take a port without listening at it, so that nobody who comes meanwhile is let in and then dropped.

    Args:
        host: the address.
        port: the port; 0 is a free one.

    Raises:
        typer.Exit: nobody can listen there.
    """
    try:
        families = {found[0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except socket.gaierror as error:
        fail(f"there is no host {host}: {error.strerror}")
    made = socket.socket(socket.AF_INET if socket.AF_INET in families else socket.AF_INET6)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        made.close()
        why = os.strerror(error.errno or 0)
        fail(f"nobody can listen at port {port} of {host}: {why}; name another port by --port")
    return made
