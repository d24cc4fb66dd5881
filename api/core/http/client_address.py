"""Whose request it is, where nothing but the network tells."""

from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

_IPV6_SITE_BYTES = 8
"""An IPv6 address is counted by its /64, since who has one has all of them."""
_LONGEST = 64


def site(scope: Scope) -> bytes:
    """Return what tells the client of a request from those of other addresses."""
    client = scope.get("client")
    host = client[0] if client else ""
    try:
        address = ip_address(host)
    except ValueError:  # a socket of the machine's own, or what a proxy made up
        return str(host)[:_LONGEST].encode()
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.packed[:_IPV6_SITE_BYTES]
