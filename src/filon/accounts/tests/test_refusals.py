"""What a page says to somebody who may not open it."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator

pytestmark = pytest.mark.django_db


def test_a_page_that_one_may_not_open_names_who_can_give_the_right(client: Client) -> None:
    an_administrator(name="Radu Țurcanu")
    client.force_login(a_user())
    answer = client.get("/system/users/")
    assert answer.status_code == 403
    assert "Radu Țurcanu" in answer.text


def test_a_page_that_does_not_exist_names_nobody(client: Client) -> None:
    an_administrator(name="Radu Țurcanu")
    client.force_login(a_user())
    assert "Radu Țurcanu" not in client.get("/nowhere/").text


def test_a_refused_form_is_answered_too(client: Client) -> None:
    an_administrator()
    client.force_login(a_user())
    assert client.post("/system/users/new/", {"name": "x"}).status_code == 403
