"""The sign-in page."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from django.test import Client

from filon.accounts.models import BrowserSession, FailedAttempt
from filon.accounts.services.demo import create_demo_users
from filon.accounts.testing import a_user
from filon.core import clock

pytestmark = pytest.mark.django_db
PASSWORD = "un munte de cupru"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"email": email, "password": password, **more})


def test_the_first_page_leads_a_stranger_to_the_sign_in_form(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_the_first_page_is_the_day_of_the_user(client: Client) -> None:
    client.force_login(a_user())
    assert "Ziua mea" in client.get("/").content.decode()


def test_address_and_password_let_in_and_lead_to_the_page_that_was_asked_for(client: Client) -> None:
    a_user(email="ana@exemplu.test", password=PASSWORD)
    answer = sign_in(client, " Ana@Exemplu.test ", next="/contacts/?q=ion")
    assert answer.headers["Location"] == "/contacts/?q=ion"
    assert client.get("/preferences/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/sign-out/"])
def test_next_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    user = a_user(password=PASSWORD)
    assert sign_in(client, user.email, next=elsewhere).headers["Location"] == "/"


def test_unknown_users_inactive_users_and_wrong_passwords_get_the_same_answer(client: Client) -> None:
    known = a_user(password=PASSWORD)
    inactive = a_user(password=PASSWORD, is_active=False)
    answers = [
        sign_in(client, known.email, "greșită"),
        sign_in(client, "nimeni@exemplu.test"),
        sign_in(client, inactive.email),
    ]
    sentence = "Adresa de e-mail sau parola nu este corectă."
    assert [(answer.status_code, sentence in answer.text) for answer in answers] == [(422, True)] * 3


def test_a_failed_form_keeps_the_address_but_not_the_password(client: Client) -> None:
    answer = sign_in(client, "ana@exemplu.test", "secretă greșită")
    assert 'value="ana@exemplu.test"' in answer.text
    assert "secretă greșită" not in answer.text


def test_ten_failures_close_the_address_for_a_quarter_of_an_hour(client: Client) -> None:
    user = a_user(password=PASSWORD)
    start = clock.now()
    with clock.stopped_at(start):
        for _ in range(10):
            sign_in(client, user.email, "greșită")
        refused = sign_in(client, user.email)
    assert refused.status_code == 429
    assert "Încercați din nou peste 15 minute." in refused.text
    with clock.stopped_at(start + timedelta(minutes=15, seconds=1)):
        assert sign_in(client, user.email).status_code == 302


def test_a_client_that_tries_many_addresses_is_stopped(client: Client) -> None:
    user = a_user(password=PASSWORD)
    for number in range(40):
        sign_in(client, f"u{number}@exemplu.test", "x")
    assert sign_in(client, user.email).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), user.email).status_code == 302


def test_one_line_has_one_count_whatever_of_its_ipv6_addresses_is_used(client: Client) -> None:
    user = a_user(password=PASSWORD)
    for number in range(40):
        sign_in(Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), f"u{number}@exemplu.test", "x")
    assert sign_in(Client(REMOTE_ADDR="2001:db8:1:2:ffff::1"), user.email).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="2001:db8:1:3::1"), user.email).status_code == 302


def test_signing_in_forgets_the_failures_of_the_address(client: Client) -> None:
    user = a_user(password=PASSWORD)
    for _ in range(2):
        for _ in range(9):
            sign_in(client, user.email, "greșită")
        assert sign_in(client, user.email).status_code == 302
        client.logout()


def test_addresses_that_were_tried_are_not_kept_in_clear(client: Client) -> None:
    sign_in(client, "ana@exemplu.test", "x")
    assert "ana@" not in str(list(FailedAttempt.objects.values()))


def test_a_remembered_session_outlives_the_browser_and_another_does_not(client: Client) -> None:
    user = a_user(password=PASSWORD)
    assert sign_in(client, user.email, remember="on").cookies["filon_session"]["max-age"] == 30 * 24 * 3600
    client.logout()
    assert sign_in(client, user.email).cookies["filon_session"]["max-age"] == ""


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(client: Client) -> None:
    user = a_user(password=PASSWORD)
    sign_in(client, user.email)
    answer = client.post("/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert answer.headers["Location"] == "/sign-in/"
    assert not BrowserSession.objects.exists()
    assert client.get("/preferences/").status_code == 302


def test_signing_out_takes_a_form(client: Client) -> None:
    client.force_login(a_user())
    assert client.get("/sign-out/").status_code == 405


def test_an_expired_session_leads_a_fragment_to_sign_in_and_back(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/system/users/?q=a"}
    answer = client.get("/preferences/", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/sign-in/?next=")
    assert unquote(answer.headers["HX-Redirect"]).endswith("/system/users/?q=a")


def test_the_demonstration_offers_its_people(client: Client, settings: LazySettings) -> None:
    create_demo_users()
    assert "ana@filon.localhost" not in client.get("/sign-in/").text
    settings.FILON_DEMO = True
    assert "ana@filon.localhost" in client.get("/sign-in/").text
    assert sign_in(client, "ana@filon.localhost", "demo").status_code == 302


def test_the_sign_in_form_names_the_company_and_is_never_stored(client: Client) -> None:
    answer = client.get("/sign-in/")
    assert "Compania mea" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_user_who_opens_the_sign_in_form_goes_on(client: Client) -> None:
    client.force_login(a_user())
    assert client.get("/sign-in/?next=/preferences/").headers["Location"] == "/preferences/"
