"""Two-step sign-in."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from filon.accounts.models import User
from filon.accounts.services.second_step import turn_on_app
from filon.accounts.testing import a_user, an_administrator

pytestmark = pytest.mark.django_db
PASSWORD = "un munte de cupru"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_code_is_used_yet() -> None:
    cache.clear()


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def a_protected_user() -> tuple[User, list[str]]:
    user = a_user(password=PASSWORD)
    return user, turn_on_app(actor=user, user=user, secret=SECRET, code=code_of(SECRET))


def password_step(client: Client, user: User, **more: str):
    return client.post("/sign-in/", {"email": user.email, "password": PASSWORD, **more})


def test_an_app_is_turned_on_with_its_first_code_and_the_password(client: Client) -> None:
    user = a_user(password=PASSWORD)
    client.force_login(user)
    assert client.get("/preferences/security/app/").status_code == 200
    secret = client.session["filon_app_secret"]
    answer = client.post("/preferences/security/app/", {"code": code_of(secret), "current": PASSWORD}, follow=True)
    assert len(re.findall(r"<li><code>\d+</code></li>", answer.text)) == 10
    assert client.get("/preferences/security/codes/").status_code == 302


def test_without_the_password_an_app_is_not_turned_on(client: Client) -> None:
    client.force_login(a_user(password=PASSWORD))
    client.get("/preferences/security/app/")
    secret = client.session["filon_app_secret"]
    answer = client.post("/preferences/security/app/", {"code": code_of(secret), "current": "greșită"})
    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


def test_the_qr_code_is_a_picture_of_our_own(client: Client) -> None:
    client.force_login(a_user())
    answer = client.get("/preferences/security/app.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert b"style" not in answer.content


def test_the_password_alone_does_not_let_in(client: Client) -> None:
    user, _codes = a_protected_user()
    answer = password_step(client, user, next="/system/users/")
    assert answer.headers["Location"] == "/sign-in/code/?next=%2Fsystem%2Fusers%2F"
    assert client.get("/preferences/").status_code == 302


def test_the_secrets_are_encrypted_where_they_are_kept() -> None:
    a_protected_user()
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(SECRET))


def test_the_code_of_the_app_lets_in_and_leads_on(client: Client) -> None:
    user, _codes = a_protected_user()
    password_step(client, user)
    answer = client.post("/sign-in/code/", {"code": code_of(SECRET), "next": "/preferences/"})
    assert answer.headers["Location"] == "/preferences/"
    assert client.get("/preferences/").status_code == 200


def test_a_code_of_the_app_is_accepted_once(client: Client) -> None:
    user, _codes = a_protected_user()
    password_step(client, user)
    code = code_of(SECRET)
    client.post("/sign-in/code/", {"code": code})
    other = Client()
    password_step(other, user)
    assert other.post("/sign-in/code/", {"code": code}).status_code == 422


def test_a_recovery_code_lets_in_once(client: Client) -> None:
    user, codes = a_protected_user()
    for expected in (302, 422):
        password_step(client, user)
        assert client.post("/sign-in/code/", {"code": codes[0]}).status_code == expected
        client.logout()


def test_ten_wrong_codes_close_the_account_for_a_while(client: Client) -> None:
    user, _codes = a_protected_user()
    password_step(client, user)
    for _ in range(10):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert client.post("/sign-in/code/", {"code": code_of(SECRET)}).status_code == 429


def test_the_password_does_not_clear_the_count_of_wrong_codes(client: Client) -> None:
    user, _codes = a_protected_user()
    for _ in range(10):
        password_step(client, user)
        client.post("/sign-in/code/", {"code": "000000"})
    assert password_step(client, user).status_code == 429


def test_the_second_page_belongs_to_whoever_knew_the_password(client: Client) -> None:
    assert client.get("/sign-in/code/").headers["Location"] == "/sign-in/"


def test_turning_it_off_takes_the_password(client: Client) -> None:
    user, _codes = a_protected_user()
    client.force_login(user)
    assert client.post("/preferences/security/second-step/", {"current": "x", "act": "off"}).status_code == 422
    client.post("/preferences/security/second-step/", {"current": PASSWORD, "act": "off"})
    assert not Authenticator.objects.exists()


def test_new_recovery_codes_replace_the_old_ones(client: Client) -> None:
    user, codes = a_protected_user()
    client.force_login(user)
    answer = client.post("/preferences/security/second-step/", {"current": PASSWORD, "act": "renew"}, follow=True)
    assert codes[0] not in answer.text
    assert answer.text.count("<li><code>") == 10


def test_an_administrator_turns_it_off_for_somebody_who_lost_the_phone(client: Client) -> None:
    user, _codes = a_protected_user()
    client.force_login(an_administrator())
    client.post(f"/system/users/{user.pk}/second-step/")
    assert not Authenticator.objects.exists()


def test_a_password_reset_does_not_go_round_the_second_step(client: Client) -> None:
    user, _codes = a_protected_user()
    client.force_login(an_administrator())
    client.post(f"/system/users/{user.pk}/reset/")
    link = client.session["filon_user_link"]["link"]
    stranger = Client()
    answer = stranger.post("/" + link.split("/", 3)[3], {"password": "alt munte de cupru"})
    assert answer.headers["Location"] == "/sign-in/"
    assert stranger.get("/preferences/").status_code == 302
