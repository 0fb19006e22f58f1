"""Security keys. That a real one opens the account is shown in a browser, in `tests/journeys`."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user

pytestmark = pytest.mark.django_db
PASSWORD = "un munte de cupru"
LOCAL = {"HTTP_HOST": "localhost"}


def a_key(user: User, name: str = "Cheia de la birou") -> Authenticator:
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": {}})


def an_app(user: User) -> None:
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})


@pytest.mark.parametrize("answer", ["", "nu e JSON", "[]", "{}", '{"id":"x","response":{}}', '{"response":' * 999])
def test_what_is_no_answer_of_a_key_is_refused(client: Client, answer: str) -> None:
    user = a_user(password=PASSWORD)
    client.force_login(user)
    client.get("/preferences/security/key/", **LOCAL)
    given = {"name": "Cheie", "current": PASSWORD, "answer": answer}
    assert client.post("/preferences/security/key/", given, **LOCAL).status_code == 422
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "crm.exemplu.test"])
def test_where_browsers_allow_no_keys_none_is_offered(client: Client, settings: object, host: str) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    client.force_login(a_user())
    assert "/preferences/security/key/" not in client.get("/preferences/security/", HTTP_HOST=host).text
    assert client.get("/preferences/security/key/", HTTP_HOST=host).status_code == 302


def test_a_key_alone_is_a_second_step_too(client: Client) -> None:
    user = a_user(password=PASSWORD)
    a_key(user)
    answer = client.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/sign-in/code/")


def test_a_wrong_answer_at_sign_in_counts_as_a_failure(client: Client) -> None:
    user = a_user(password=PASSWORD)
    an_app(user)
    client.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    for _ in range(10):
        assert client.post("/sign-in/code/", {"answer": "{}"}).status_code == 422
    assert client.post("/sign-in/code/", {"answer": "{}"}).status_code == 429


def test_one_of_two_keys_is_removed_and_the_last_one_stays(client: Client) -> None:
    user = a_user()
    client.force_login(user)
    first, last = a_key(user), a_key(user)
    for key in (first, last):
        client.post(f"/preferences/security/key/{key.pk}/remove/")
    assert list(Authenticator.objects.all()) == [last]


def test_nobody_removes_another_users_key(client: Client) -> None:
    key = a_key(a_user())
    client.force_login(a_user())
    assert client.post(f"/preferences/security/key/{key.pk}/remove/").status_code == 404
