"""Only a trusted proxy is believed."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from filon.config.middleware.proxies import ProxyMiddleware


@pytest.fixture
def passed(settings, rf: RequestFactory):
    settings.FILON_TRUSTED_PROXIES = ["10.0.0.0/8"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def through(peer: str, chain: str, scheme: str = "https"):
        request = rf.get(
            "/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=chain, HTTP_X_FORWARDED_PROTO=scheme, HTTP_X_FORWARDED_HOST="x"
        )
        ProxyMiddleware(lambda _request: HttpResponse())(request)
        return request

    return through


def test_a_strangers_claims_are_forgotten(passed):
    request = passed("203.0.113.5", "192.0.2.1")
    assert request.META["REMOTE_ADDR"] == "203.0.113.5"
    assert not request.is_secure()
    assert "HTTP_X_FORWARDED_HOST" not in request.META


def test_a_trusted_proxy_says_who_came_and_how(passed):
    request = passed("10.0.0.7", "192.0.2.1")
    assert request.META["REMOTE_ADDR"] == "192.0.2.1"
    assert request.is_secure()


def test_what_stood_before_the_last_stranger_could_be_written_by_anybody(passed):
    assert passed("10.0.0.7", "1.1.1.1, 192.0.2.1, 10.0.0.9").META["REMOTE_ADDR"] == "192.0.2.1"


@pytest.mark.parametrize("chain", ["", "unknown", "<script>"])
def test_a_chain_without_an_address_leaves_the_proxys(passed, chain):
    assert passed("10.0.0.7", chain).META["REMOTE_ADDR"] == "10.0.0.7"
