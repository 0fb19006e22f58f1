"""In which language, where and in which light a page is shown."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls")]


def test_a_user_is_spoken_to_in_his_language_and_zone():
    client = Client()
    client.force_login(a_user(name="Mihai", language="en", time_zone="Europe/London"))

    response = client.get("/spoken/")

    assert response.content.decode() == "en Europe/London"
    assert response["Content-Language"] == "en"


def test_who_chose_nothing_gets_the_installations_language_and_zone():
    assert Client().get("/spoken/").content.decode() == "ro Europe/Bucharest"


def test_a_stranger_may_choose_a_language_and_stays_where_he_was():
    client = Client()

    response = client.post("/preferences/language/", {"language": "en"}, headers={"Referer": "http://testserver/page/"})

    assert response["Location"] == "http://testserver/page/"
    assert client.get("/spoken/").content.decode() == "en Europe/Bucharest"


def test_an_unknown_language_is_not_spoken():
    client = Client()
    client.cookies["filon_language"] = "xx"

    assert client.get("/spoken/").content.decode().startswith("ro")


def test_a_users_choice_is_kept_with_the_user():
    user = a_user(name="Mihai")
    client = Client()
    client.force_login(user)

    response = client.post("/preferences/theme/", {"theme": "dark"}, headers={"Filon-Quiet": "1"})

    user.refresh_from_db()
    assert response.status_code == 204
    assert user.theme == "dark"
    assert 'data-bs-theme="dark" data-theme="dark"' in client.get("/page/").content.decode()


def test_with_the_theme_of_the_device_the_page_leaves_it_to_the_device():
    assert 'data-bs-theme="light" data-theme="system"' in Client().get("/page/").content.decode()


def test_a_choice_never_leads_to_another_site():
    response = Client().post("/preferences/language/", {"language": "en", "next": "https://evil.example/"})

    assert response["Location"] == "/"
