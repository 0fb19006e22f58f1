"""The log of requests."""

import pytest
import structlog

pytestmark = pytest.mark.django_db


def test_a_request_is_logged_without_personal_data(client):
    with structlog.testing.capture_logs() as lines:
        answer = client.get("/no-such-page/?email=ana@example.com")
    [line] = [line for line in lines if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/no-such-page/", answer.status_code)
    assert "ana@example.com" not in repr(line)
    assert answer.headers["X-Request-ID"]
