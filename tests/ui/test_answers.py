"""Toasts, refusals, error pages and expired sessions, to a plain browser and to htmx."""

import json
import logging

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls")]
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/r/17/?tab=2"}


@pytest.fixture
def browser():
    client = Client(raise_request_exception=False)
    client.force_login(a_user(name="Mihai"))
    return client


def toasts_of(response):
    return json.loads(response["HX-Trigger"])["filon:toast"]["toasts"]


def test_a_toast_goes_along_with_an_htmx_answer(browser):
    response = browser.get("/told/", headers=HTMX)

    assert toasts_of(response) == [
        {"text": "Mutată în Propunere.", "kind": "done", "undo_url": "/undo/7/", "undo_label": "Anulează mutarea"}
    ]


def test_a_toast_survives_a_redirect_and_is_shown_once(browser):
    page = browser.get("/told/?then=redirect", follow=True).content.decode()

    assert "Mutată în Propunere." in page
    assert 'data-undo-url="/undo/7/"' in page
    assert "Mutată în Propunere." not in browser.get("/page/").content.decode()


def test_a_toast_waits_for_the_page_that_htmx_is_told_to_load(browser):
    response = browser.get("/refreshed/", headers=HTMX)

    assert response["HX-Refresh"] == "true"
    assert "HX-Trigger" not in response
    assert "Salvată." in browser.get("/page/").content.decode()


def test_closing_a_dialog_brings_the_toast_too(browser):
    response = browser.get("/closed/", headers=HTMX)

    assert response.status_code == 204
    assert "filon:close-dialog" in json.loads(response["HX-Trigger"])
    assert toasts_of(response)[0]["text"] == "Adăugată."


def test_leading_elsewhere_works_for_both(browser):
    assert browser.get("/led/", headers=HTMX)["HX-Redirect"] == "/page/"
    assert browser.get("/led/")["Location"] == "/page/"


def test_parts_of_pages_are_not_stored_and_differ_by_who_asks(browser):
    response = browser.get("/told/", headers=HTMX)

    assert response["Cache-Control"] == "no-store"
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(("kind", "status"), [("domain", 422), ("not-allowed", 403), ("conflict", 409)])
def test_a_refusal_is_a_page_with_its_sentence(browser, kind, status):
    response = browser.post(f"/refused/{kind}/")

    assert response.status_code == status
    assert "Mai întâi alegeți o etapă." in response.content.decode()


def test_a_refusal_is_a_toast_for_htmx_and_changes_nothing_on_the_page(browser):
    response = browser.post("/refused/domain/", headers=HTMX)

    assert (response.status_code, response.content, response["HX-Reswap"]) == (422, b"", "none")
    assert toasts_of(response)[0] == {
        "text": "Mai întâi alegeți o etapă.",
        "kind": "error",
        "undo_url": "",
        "undo_label": "",
    }


def test_a_refusal_is_a_problem_for_a_program(browser):
    response = browser.get("/refused/conflict/", headers={"Accept": "application/json"})

    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {"title": "Mai întâi alegeți o etapă.", "status": 409, "errors": []}


def test_a_fault_has_a_reference_that_the_log_has_too(browser, caplog):
    with caplog.at_level(logging.ERROR, "filon.ui.views.errors"):
        response = browser.get("/broken/")

    reference = caplog.records[0].getMessage().split()[1].rstrip(":")
    assert response.status_code == 500
    assert reference in response.content.decode()
    assert "the mine has collapsed" not in response.content.decode()


def test_a_fault_behind_htmx_is_a_toast_with_its_reference(browser, caplog):
    response = browser.get("/broken/", headers=HTMX)

    reference = caplog.records[0].getMessage().split()[1].rstrip(":")
    assert reference in toasts_of(response)[0]["text"]


def test_a_database_that_does_not_answer_is_503(browser):
    response = browser.get("/no-database/")

    assert response.status_code == 503
    assert "Nu s-a pierdut nimic" in response.content.decode()


def test_missing_pages_and_wrong_methods_have_pages(browser):
    assert "Pagina nu există" in browser.get("/nowhere/").content.decode()
    wrong = browser.get("/only-post/")
    assert wrong.status_code == 405
    assert wrong["Allow"] == "POST"
    assert "Pagina nu se poate deschide așa" in wrong.content.decode()


def test_a_forbidden_page_says_why(browser):
    response = browser.get("/denied/")

    assert response.status_code == 403
    assert "Doar liderul echipei poate face asta." in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_refused_page_says_who_can_give_the_right(browser, method):
    an_administrator(name="Radu Țurcanu")

    response = getattr(browser, method)("/refused/not-allowed/")

    assert response.status_code == 403
    assert "Radu Țurcanu" in response.content.decode()


def test_a_form_without_its_token_has_expired():
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_user(name="Mihai"))

    response = client.post("/only-post/")

    assert response.status_code == 403
    assert "Formularul a expirat" in response.content.decode()


def test_an_expired_session_returns_to_the_same_page_from_htmx():
    response = Client().get("/only-post/", headers=HTMX)

    assert response.status_code == 401
    assert response["HX-Redirect"] == "/sign-in/?next=http%3A%2F%2Ftestserver%2Fr%2F17%2F%3Ftab%3D2"


def test_an_expired_session_returns_to_the_form_and_not_to_the_address_it_posts_to():
    response = Client().post("/only-post/", headers={"Referer": "http://testserver/r/17/"})

    assert response["Location"] == "/sign-in/?next=http%3A%2F%2Ftestserver%2Fr%2F17%2F"


def test_an_expired_session_never_returns_to_another_site():
    response = Client().post("/only-post/", headers={"Referer": "https://evil.example/"})

    assert response["Location"] == "/sign-in/?next=%2F"
