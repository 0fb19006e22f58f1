"""Where a request comes from."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the client; what trusted proxies say about it has been taken into account before."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def client_network(address: str) -> str:
    """What stands for one client when attempts are counted: an IPv4 address, or the /64 that one line has of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)
