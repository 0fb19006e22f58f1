"""Preferences."""

import pytest
from django.test import Client

from filon.accounts.models import ApiToken, BrowserSession, User
from filon.accounts.services.sessions import browser_name
from filon.accounts.services.tokens import create_token, user_of_token
from filon.accounts.testing import a_user

pytestmark = pytest.mark.django_db
PASSWORD = "un munte de cupru"
GIVEN = {
    "name": "Ștefania  Ionescu",
    "language": "en",
    "time_zone": "Europe/Chisinau",
    "theme": "dark",
    "has_letter_keys": "",
}


def signed_in(client: Client, **values: str) -> User:
    user = a_user(password=PASSWORD, **values)  # type: ignore[arg-type]
    client.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    return user


def test_preferences_are_kept_and_the_next_page_speaks_the_new_language(client: Client) -> None:
    user = signed_in(client)
    answer = client.post("/preferences/", GIVEN, follow=True)
    user.refresh_from_db()
    assert (user.name, user.time_zone, user.theme) == ("Ștefania Ionescu", "Europe/Chisinau", "dark")
    assert not user.has_letter_keys
    assert '<html lang="en"' in answer.text
    assert "Your preferences are saved." in answer.text


def test_a_wrong_time_zone_is_refused_and_what_was_typed_stays(client: Client) -> None:
    signed_in(client)
    answer = client.post("/preferences/", {**GIVEN, "time_zone": "Mars/Base"})
    assert answer.status_code == 422
    assert 'value="Ștefania  Ionescu"' in answer.text


def test_a_language_chosen_from_the_menu_is_kept(client: Client) -> None:
    user = signed_in(client)
    client.post("/preferences/language/", {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"


def test_a_stranger_chooses_the_language_of_the_sign_in_form(client: Client) -> None:
    client.post("/preferences/language/", {"language": "en", "next": "/sign-in/"})
    assert "Sign in to your account" in client.get("/sign-in/").text


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client: Client) -> None:
    user = signed_in(client)
    other = Client()
    other.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    answer = client.post("/preferences/security/password/", {"current": PASSWORD, "password": "alt munte de cupru"})
    assert answer.status_code == 302
    assert client.get("/preferences/security/").text.count("127.0.0.1 · acest browser") == 1
    assert other.get("/preferences/").status_code == 302
    assert BrowserSession.objects.filter(user=user).count() == 1


def test_a_new_password_takes_the_present_one(client: Client) -> None:
    user = signed_in(client)
    answer = client.post("/preferences/security/password/", {"current": "x", "password": "alt munte de cupru"})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_one_signs_out_everywhere_else(client: Client) -> None:
    user = signed_in(client)
    other = Client()
    other.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    client.post("/preferences/security/sessions/")
    assert other.get("/preferences/").status_code == 302
    assert client.get("/preferences/").status_code == 200


def test_a_token_is_shown_once_and_works(client: Client) -> None:
    user = signed_in(client)
    answer = client.post("/preferences/tokens/", {"name": "Site", "scope": "read"}, follow=True)
    raw = answer.text.split('value="filon_')[1].split('"')[0]
    assert user_of_token(f"filon_{raw}") == (user, "read")
    assert "filon_" + raw not in client.get("/preferences/tokens/").text


def test_nobody_revokes_another_users_token(client: Client) -> None:
    signed_in(client)
    create_token(user=a_user(), name="Străin")
    assert client.post(f"/preferences/tokens/{ApiToken.objects.get().pk}/revoke/").status_code == 404


def test_a_token_is_revoked(client: Client) -> None:
    user = signed_in(client)
    create_token(user=user, name="Site")
    client.post(f"/preferences/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iOS"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8.0", ""),
    ],
)
def test_a_browser_is_named_in_two_words(agent: str, name: str) -> None:
    assert browser_name(agent) == name
