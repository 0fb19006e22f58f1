"""The first start: the welcome's three questions, and the list of first steps until everything is done."""

from pathlib import Path

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.services.demo import create_demo_users
from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_company
from filon.guide.services.first_steps import steps_left
from filon.history.models import ChangeSet
from filon.mail.choices import OutboundState
from filon.mail.models import Alias, OutboundMessage
from filon.organisation.models import Organisation
from filon.teams.models import Team
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Codrul Verde SRL",
    "country": "RO",
    "currency": "RON",
    "language": "en",
    "team": "Oferte",
    "alias": "oferte",
}


@pytest.fixture(autouse=True)
def _empty_home(settings, tmp_path: Path) -> None:
    settings.FILON_HOME = tmp_path
    settings.FILON_EMAIL_URL = ""


@pytest.fixture
def radu() -> User:
    return an_administrator()


@pytest.fixture
def browser(client: Client, radu: User) -> Client:
    client.force_login(radu)
    return client


def test_the_welcome_comes_filled_in_for_romania(browser: Client) -> None:
    page = browser.get("/welcome/").text
    assert '<option value="RO" selected>' in page
    assert '<option value="RON" selected>' in page
    assert 'value="vanzari"' in page
    assert "Mai târziu" in page


def test_three_answers_are_one_change_and_one_undo(browser: Client) -> None:
    answer = browser.post("/welcome/", ANSWERS, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert (Organisation.current().name, Organisation.current().language) == ("Codrul Verde SRL", "en")
    assert [team.name for team in Team.objects.all()] == ["Oferte"]
    assert Alias.objects.get().local_part == "oferte"
    done = ChangeSet.objects.get(kind="web")
    assert done.label == "Set up the company and its first team"
    browser.post(f"/history/{done.pk}/undo/")
    assert Organisation.current().name == "Compania mea"
    assert Team.objects.get().name == "Vânzări"
    assert Alias.objects.get().local_part == "vanzari"


def test_an_address_that_is_taken_changes_nothing_and_keeps_what_was_typed(browser: Client) -> None:
    a_team("Instalări", alias="oferte")
    answer = browser.post("/welcome/", ANSWERS)
    assert answer.status_code == 422
    assert "Codrul Verde SRL" in answer.text
    assert "aparține deja" in answer.text
    assert Organisation.current().name == "Compania mea"


def test_what_is_missing_is_said_beside_its_field(browser: Client) -> None:
    answer = browser.post("/welcome/", {**ANSWERS, "name": " ", "team": "", "country": "??"})
    assert answer.status_code == 422
    assert answer.text.count('class="err"') == 3


def test_nobody_else_is_asked(client: Client) -> None:
    client.force_login(a_user())
    assert client.get("/welcome/").status_code == 403
    assert "home-first-steps" not in client.get("/").text


def test_the_list_says_what_is_missing_in_one_query(radu: User, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        steps = steps_left(radu)
    assert [step.is_done for step in steps] == [False] * 7


def test_each_step_is_done_by_what_is_there_and_then_the_list_goes(
    browser: Client, radu: User, settings, tmp_path
) -> None:
    assert "Primii pași" in browser.get("/").text
    browser.post("/welcome/", ANSWERS)
    assert sum(step.is_done for step in steps_left(radu)) == 2
    Organisation.objects.update(logo="0" * 64)
    a_user()
    a_company()
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "filon-1.zip").touch()
    assert [step.tries_mail for step in steps_left(radu) if not step.is_done] == [False]
    settings.FILON_EMAIL_URL = "smtp://127.0.0.1:1"
    assert [step.tries_mail for step in steps_left(radu) if not step.is_done] == [True]
    browser.post("/welcome/test-message/")
    message = OutboundMessage.objects.get()
    assert message.to == [radu.email]
    assert len(steps_left(radu)) == 7
    OutboundMessage.objects.update(state=OutboundState.SENT)
    assert steps_left(radu) == []


def test_without_a_mail_server_no_test_is_sent_and_it_is_said(browser: Client) -> None:
    answer = browser.post("/welcome/test-message/", follow=True)
    assert "nu este configurată" in answer.text
    assert not OutboundMessage.objects.exists()


def test_the_list_is_put_away_for_oneself_and_comes_back(browser: Client, radu: User) -> None:
    browser.post("/welcome/put-away/")
    assert steps_left(radu) == []
    assert steps_left(an_administrator(name="Dana Pop"))
    browser.post(f"/history/{ChangeSet.objects.get(kind='web').pk}/undo/")
    assert steps_left(radu)


def test_the_demonstration_has_no_first_steps() -> None:
    assert steps_left(create_demo_users()["admin@filon.localhost"]) == []
