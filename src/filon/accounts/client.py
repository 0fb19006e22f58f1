"""Where a request comes from."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the client; what trusted proxies say about it has been taken into account before."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
