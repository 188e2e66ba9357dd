"""Whether a request is of this machine, to this machine, with nobody in between."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request

_THROUGH_A_PROXY = ("forwarded", "via", "x-real-ip", "x-forwarded-", "x-original-", "cf-")
_LOCAL_NAMES = frozenset(("localhost", "localhost."))
_IN_PROCESS = "testclient"
"""A network server always gives an address; only a caller inside this very process has this name."""


def is_local(request: Request) -> bool:
    """Whether both ends and the name asked for are this machine."""
    if any(name.startswith(_THROUGH_A_PROXY) for name in request.headers):
        return False
    client, server = request.scope.get("client"), request.scope.get("server")
    hosts = request.headers.getlist("host")
    return (
        client is not None
        and server is not None
        and len(hosts) == 1
        and (client[0] == _IN_PROCESS or is_loopback(client[0]))
        and is_loopback(server[0])
        and is_loopback(_without_port(hosts[0]))
    )


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """An address of this machine, or a name that always is one.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.lower() in _LOCAL_NAMES:
        return True
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _without_port(host: str) -> str:
    """`127.0.0.1:8000` is `127.0.0.1`, `[::1]:8000` is `[::1]`."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and not (":" in name and not name.endswith("]")) else host
