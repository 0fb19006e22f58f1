"""One-time links."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from filon.accounts.hooks import password_reset_requested
from filon.accounts.models import BrowserSession, OneTimeLink, User
from filon.accounts.services.links import Purpose, make_one_time_link
from filon.accounts.testing import a_user, an_administrator
from filon.core import clock

pytestmark = pytest.mark.django_db
FIRST = {"name": "Radu Țurcanu", "email": "radu@exemplu.test", "password": "un munte de cupru", "language": "en"}


def path(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_the_first_start_makes_the_administrator_and_lets_him_in(client: Client) -> None:
    link = path(make_one_time_link(purpose=Purpose.FIRST_START))
    assert client.get(link).status_code == 200
    assert client.post(link, FIRST).headers["Location"] == "/welcome/"
    user = User.objects.get()
    assert (user.email, user.role, user.language) == ("radu@exemplu.test", "administrator", "en")
    assert client.get("/system/users/").status_code == 200


def test_the_first_start_is_over_once_there_is_an_administrator(client: Client) -> None:
    link = path(make_one_time_link(purpose=Purpose.FIRST_START))
    an_administrator()
    assert client.post(link, FIRST).status_code == 410
    assert User.objects.count() == 1


def test_a_weak_password_is_refused_and_the_link_goes_on_working(client: Client) -> None:
    link = path(make_one_time_link(purpose=Purpose.FIRST_START))
    answer = client.post(link, {**FIRST, "password": "scurtă"})
    assert answer.status_code == 422
    assert 'value="Radu Țurcanu"' in answer.text
    assert client.post(link, FIRST).status_code == 302


def test_the_demonstration_link_signs_in_at_once_and_only_once(client: Client) -> None:
    link = path(make_one_time_link(purpose=Purpose.DEMO, user=an_administrator()))
    assert client.get(link).headers["Location"] == "/"
    assert client.get(link).headers["Location"] == "/"
    stranger = Client()
    assert stranger.get(link).status_code == 410
    assert stranger.get("/preferences/").status_code == 302


def test_an_expired_link_says_so(client: Client) -> None:
    link = path(make_one_time_link(purpose=Purpose.DEMO, user=an_administrator(), valid=timedelta(hours=1)))
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        assert "Linkul a expirat." in client.get(link).text


def test_a_new_link_replaces_the_earlier_one(client: Client) -> None:
    user = a_user()
    earlier = path(make_one_time_link(purpose=Purpose.PASSWORD_RESET, user=user))
    make_one_time_link(purpose=Purpose.PASSWORD_RESET, user=user)
    assert client.get(earlier).status_code == 410


def test_the_secret_of_a_link_is_not_kept() -> None:
    link = make_one_time_link(purpose=Purpose.FIRST_START)
    assert link.rstrip("/").rsplit("/", 1)[1] not in str(list(OneTimeLink.objects.values()))


def test_an_invited_user_chooses_a_password_and_is_in(client: Client) -> None:
    user = a_user(name="Ioana")
    link = path(make_one_time_link(purpose=Purpose.INVITATION, user=user))
    assert client.post(link, {"name": "Ioana Mureșan", "password": "un munte de cupru"}).status_code == 302
    user.refresh_from_db()
    assert user.name == "Ioana Mureșan"
    assert user.check_password("un munte de cupru")


def test_a_reset_ends_all_sessions(client: Client) -> None:
    user = a_user(password="vechea parolă lungă")
    client.post("/sign-in/", {"email": user.email, "password": "vechea parolă lungă"})
    assert BrowserSession.objects.filter(user=user).exists()
    link = path(make_one_time_link(purpose=Purpose.PASSWORD_RESET, user=user))
    Client().post(link, {"password": "un munte de cupru"})
    assert client.get("/preferences/").status_code == 302


def test_a_link_of_an_inactive_user_does_not_work(client: Client) -> None:
    link = path(make_one_time_link(purpose=Purpose.PASSWORD_RESET, user=a_user(is_active=False)))
    assert client.get(link).status_code == 410


def test_a_forgotten_password_is_mailed_and_nobody_learns_who_exists(
    client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILON_EMAIL_URL = "smtp://localhost"
    mailed: list[str] = []
    monkeypatch.setattr(password_reset_requested, "_receivers", [lambda user, link: mailed.append(user.email)])
    user = a_user()
    answers = [client.post("/sign-in/forgotten/", {"email": email}) for email in (user.email, "nimeni@exemplu.test")]
    assert mailed == [user.email]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_without_outgoing_mail_the_page_says_whom_to_ask(client: Client, settings: LazySettings) -> None:
    settings.FILON_EMAIL_URL = ""
    assert "administrator" in client.get("/sign-in/forgotten/").text
