"""Requests of somebody who is signed in, and the addresses to which they may return."""

from ipaddress import ip_address
from typing import cast

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from filon.accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The user of a request that has passed the sign-in gate."""
    return cast(User, request.user)


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """The page named by `next`, if it is one of ours; never an address outside, nor a sign-in page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and "/sign-" not in wanted else default


def host_has_keys(request: HttpRequest) -> bool:
    """Whether a browser lets this page use security keys: by a host name, and safely or on the same machine."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ip_address(host)
    except ValueError:
        return request.is_secure() or host == "localhost" or host.endswith(".localhost")
    return False
