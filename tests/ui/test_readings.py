"""The echo below a field."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    client = Client()
    client.force_login(a_user(name="Mihai"))
    return client


@pytest.mark.parametrize(
    ("kind", "text", "answer"),
    [
        ("money", "1234.56", {"text": "Am înțeles: 1.234,56", "error": ""}),
        ("money", "1.234,56", {"text": "", "error": ""}),
        ("money", "mult", {"text": "", "error": "Scrieți o sumă ca 1.234,56."}),
        ("phone", "0722/333.444", {"text": "Am înțeles: 0722 333 444", "error": ""}),
        ("day", "15.12.2026", {"text": "Am înțeles: mar. 15.12.2026", "error": ""}),
        ("day", "31.11", {"text": "", "error": "Ziua aceasta nu există. Scrieți o dată ca 31.12.2026."}),
    ],
)
def test_a_field_says_how_it_was_understood(browser, kind, text, answer):
    assert browser.get("/reading/", {"kind": kind, "text": text}).json() == answer


def test_other_questions_are_refused(browser):
    assert browser.get("/reading/", {"kind": "soul", "text": "x"}).status_code == 400
    assert browser.get("/reading/", {"kind": "money", "text": "1" * 200}).status_code == 400
