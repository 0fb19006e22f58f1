"""Pages go out compressed."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from filon.config.middleware.compression import CompressionMiddleware

PAGE = "<p>Oportunitate</p>" * 200


def answered(response: HttpResponse, accepts: str = "gzip, br") -> HttpResponse:
    request = RequestFactory().get("/", HTTP_ACCEPT_ENCODING=accepts)
    return CompressionMiddleware(lambda _request: response)(request)


def test_a_page_is_smaller_and_says_the_same():
    response = answered(HttpResponse(PAGE))
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert "Accept-Encoding" in response.headers["Vary"]
    assert len(response.content) < len(PAGE) / 5
    assert gzip.decompress(response.content).decode() == PAGE


def test_the_size_does_not_tell_how_well_a_guess_matched():
    assert len({len(answered(HttpResponse(PAGE)).content) for _attempt in range(40)}) > 10


@pytest.mark.parametrize(
    ("response", "accepts"),
    [
        (HttpResponse(PAGE), "identity"),
        (HttpResponse("short"), "gzip"),
        (HttpResponse(PAGE, content_type="application/pdf"), "gzip"),
        (HttpResponse(PAGE, headers={"Content-Encoding": "br"}), "gzip"),
    ],
)
def test_what_cannot_or_need_not_be_compressed_stays(response, accepts):
    assert answered(response, accepts).headers.get("Content-Encoding") != "gzip"


def test_a_strong_etag_becomes_weak():
    assert answered(HttpResponse(PAGE, headers={"ETag": '"a1"'})).headers["ETag"] == 'W/"a1"'
