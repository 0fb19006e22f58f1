"""The users page."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filon.accounts.choices import Role
from filon.accounts.hooks import user_invited
from filon.accounts.models import BrowserSession, User
from filon.accounts.testing import a_user, an_administrator

pytestmark = pytest.mark.django_db
PASSWORD = "un munte de cupru"


@pytest.fixture
def boss(client: Client) -> User:
    user = an_administrator(password=PASSWORD)
    client.force_login(user)
    return user


def form(user: User, **values: str) -> dict[str, str]:
    return {"name": user.name, "email": user.email, "role": user.role, "is_active": "on", **values}


@pytest.mark.parametrize("path", ["", "new/", "1/"])
@pytest.mark.parametrize("role", ["own", "all"])
def test_only_administrators_open_the_users_pages(client: Client, path: str, role: str) -> None:
    client.force_login(a_user(role=role))
    assert client.get(f"/system/users/{path}").status_code == 403


def test_the_list_names_everybody_with_as_many_queries_as_nobody(
    client: Client, boss: User, django_assert_num_queries
) -> None:
    with CaptureQueriesContext(connection) as alone:
        client.get("/system/users/")
    for number in range(5):
        a_user(name=f"Ana {number}", is_active=bool(number % 2))
    with django_assert_num_queries(len(alone)):
        answer = client.get("/system/users/")
    assert answer.text.count("Ana ") >= 5


def test_an_invitation_gives_a_link_that_is_shown_once(client: Client, boss: User, settings: LazySettings) -> None:
    settings.FILON_EMAIL_URL = ""
    given = {"name": "Ioana Mureșan", "email": "Ioana@Exemplu.test", "role": "own", "language": "ro"}
    answer = client.post("/system/users/new/", given, follow=True)
    user = User.objects.get(email="ioana@exemplu.test")
    assert not user.has_usable_password()
    assert f"{settings.FILON_URL}/link/" in answer.text
    assert "/link/" not in client.get(f"/system/users/{user.pk}/").text


def test_where_mail_goes_out_the_invitation_is_mailed(
    client: Client, boss: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILON_EMAIL_URL = "smtp://localhost"
    mailed: list[tuple[str, User | None]] = []
    monkeypatch.setattr(user_invited, "_receivers", [lambda user, inviter, link: mailed.append((user.email, inviter))])
    client.post("/system/users/new/", {"name": "Ioana", "email": "i@exemplu.test", "role": "own", "language": "ro"})
    assert mailed == [("i@exemplu.test", boss)]


def test_two_users_cannot_have_one_address(client: Client, boss: User) -> None:
    given = {"name": "Altul", "email": boss.email.upper(), "role": "own", "language": "ro"}
    answer = client.post("/system/users/new/", given)
    assert answer.status_code == 422
    assert "Alt utilizator are această adresă." in answer.text
    assert 'value="Altul"' in answer.text


def test_an_administrator_changes_a_role(client: Client, boss: User) -> None:
    user = a_user()
    client.post(f"/system/users/{user.pk}/", form(user, role="all"))
    user.refresh_from_db()
    assert user.role == Role.ALL


@pytest.mark.parametrize("change", [{"role": "all"}, {"is_active": ""}])
def test_the_last_administrator_stays(client: Client, boss: User, change: dict[str, str]) -> None:
    answer = client.post(f"/system/users/{boss.pk}/", form(boss, **change))
    assert answer.status_code == 422
    boss.refresh_from_db()
    assert boss.is_administrator
    assert boss.is_active


def test_one_of_two_administrators_may_step_back(client: Client, boss: User) -> None:
    an_administrator()
    assert client.post(f"/system/users/{boss.pk}/", form(boss, role="own")).status_code == 302


def test_who_is_switched_off_is_signed_out_at_once(client: Client, boss: User) -> None:
    user = a_user(password=PASSWORD)
    theirs = Client()
    theirs.post("/sign-in/", {"email": user.email, "password": PASSWORD})
    client.post(f"/system/users/{user.pk}/", form(user, is_active=""))
    assert not BrowserSession.objects.filter(user=user).exists()
    assert theirs.get("/preferences/").status_code == 302


def test_a_user_to_whom_nothing_refers_is_deleted(client: Client, boss: User) -> None:
    user = a_user()
    client.post(f"/system/users/{user.pk}/delete/")
    assert not User.objects.filter(pk=user.pk).exists()


def test_the_last_administrator_is_not_deleted(client: Client, boss: User) -> None:
    client.post(f"/system/users/{boss.pk}/delete/")
    assert User.objects.filter(pk=boss.pk).exists()


def test_a_reset_link_is_for_who_has_a_password_and_an_invitation_for_who_has_none(client: Client, boss: User) -> None:
    user = a_user(password=PASSWORD)
    assert client.post(f"/system/users/{user.pk}/reset/").status_code == 302
    assert client.post(f"/system/users/{user.pk}/invite/").status_code == 409
