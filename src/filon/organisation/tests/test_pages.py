"""The pages of this room."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.history.models import ChangeSet
from filon.organisation.models import Currency, CurrencyRate, Organisation, Tag
from filon.organisation.services.tagging import archive_tag
from filon.organisation.testing import a_rate, a_tag

pytestmark = pytest.mark.django_db
SETTINGS = {
    "name": "Nordlux Instal",
    "country": "MD",
    "currency": "RON",
    "language": "ro",
    "time_zone": "Europe/Chisinau",
    "uses_leads": "on",
}


@pytest.fixture
def boss(client: Client) -> User:
    user = an_administrator()
    client.force_login(user)
    return user


@pytest.mark.parametrize("path", ["/system/settings/", "/system/currencies/", "/system/currencies/EUR/"])
def test_configuration_is_for_administrators(client: Client, path: str) -> None:
    client.force_login(a_user(role="all"))
    assert client.get(path).status_code == 403
    client.force_login(an_administrator())
    assert client.get(path).status_code == 200


def test_the_settings_are_saved_and_shown(client: Client, boss: User) -> None:
    assert client.post("/system/settings/", SETTINGS).status_code == 302
    company = Organisation.current()
    assert (company.name, company.country_id, company.uses_leads) == ("Nordlux Instal", "MD", True)
    assert 'value="Nordlux Instal"' in client.get("/system/settings/").text


def test_wrong_settings_are_named_and_what_was_typed_stays(client: Client, boss: User) -> None:
    a_rate()
    answer = client.post("/system/settings/", {**SETTINGS, "currency": "EUR"})
    assert answer.status_code == 422
    assert "Există cursuri față de RON" in answer.text
    assert 'value="Nordlux Instal"' in answer.text


def test_countries_are_in_romanian_order(client: Client, boss: User) -> None:
    text = client.get("/system/settings/").text
    assert text.index(">Tunisia<") < text.index(">Țările de Jos<") < text.index(">Ucraina<")


def test_a_rate_is_typed_with_a_comma_and_a_day(client: Client, boss: User) -> None:
    client.post("/system/currencies/EUR/", {"rate": "5,0895", "day": "15.11.2026"})
    rate = CurrencyRate.objects.get()
    assert (rate.rate, rate.valid_from) == (Decimal("5.0895"), date(2026, 11, 15))
    assert "5,0895" in client.get("/system/currencies/").text


@pytest.mark.parametrize("typed", ["", "0", "-1", "cinci", "NaN", "1e99"])
def test_what_is_no_rate_is_refused(client: Client, boss: User, typed: str) -> None:
    assert client.post("/system/currencies/EUR/", {"rate": typed, "day": "15.11.2026"}).status_code == 422


def test_a_wrong_rate_is_taken_back(client: Client, boss: User) -> None:
    rate = a_rate()
    client.post(f"/system/currencies/EUR/{rate.pk}/delete/")
    assert not CurrencyRate.objects.exists()


def test_a_currency_is_offered_no_longer_but_never_the_own_one(client: Client, boss: User) -> None:
    client.post("/system/currencies/HUF/offer/")
    client.post("/system/currencies/RON/offer/")
    assert set(Currency.objects.filter(is_active=False).values_list("pk", flat=True)) == {"BGN", "HUF"}


def test_a_tag_is_added_by_typing_and_the_history_names_it(client: Client, boss: User) -> None:
    client.post("/configuration/tags/", {"act": "create", "name": "Iluminat", "colour": "4"})
    assert Tag.objects.get().colour == 4
    assert ChangeSet.objects.latest("pk").title == "A fost adăugată o etichetă"


def test_a_tag_with_a_comma_is_refused_beside_the_field(client: Client, boss: User) -> None:
    answer = client.post("/configuration/tags/", {"act": "create", "name": "a, b", "colour": "4"})
    assert answer.status_code == 422
    assert "Virgula desparte etichetele" in answer.text


def test_a_similar_tag_is_hinted_at(client: Client, boss: User) -> None:
    a_tag(name="Parteneriat")
    assert "Parteneriat" in client.get("/configuration/tags/?similar&name=parteneriate 2027").text
    assert "Parteneriat" not in client.get("/configuration/tags/?similar&name=pa").text


def test_nobody_else_acts_on_tags(client: Client) -> None:
    tag = a_tag()
    client.force_login(a_user(role="all"))
    assert client.post("/configuration/tags/", {"act": "delete", "row": tag.pk}).status_code == 403
    assert Tag.objects.exists()


def test_a_field_offers_the_tags_that_fit_and_the_making_of_a_new_one(client: Client) -> None:
    client.force_login(a_user())
    tag = a_tag(name="Mentenanță")
    archive_tag(actor=None, tag=a_tag(name="Mentă"))
    answer = client.get("/tags/?q=menten").json()
    assert [match["value"] for match in answer["matches"]] == [tag.pk]
    assert answer["create"] == "Creează „menten”"
    assert client.get("/tags/?q=MENTENANTA").json()["create"] == ""


def test_the_company_language_is_that_of_the_sign_in_page_and_of_new_users(client: Client, boss: User) -> None:
    client.post("/system/settings/", {**SETTINGS, "language": "en"})
    assert "Sign in to your account" in Client().get("/sign-in/").text
    assert (a_user().language, a_user().time_zone) == ("en", "Europe/Chisinau")
    boss.refresh_from_db()
    assert boss.language == "ro"


def test_a_deleted_tag_comes_back(client: Client, boss: User) -> None:
    tag = a_tag(name="Iluminat", colour=7)
    answer = client.post("/configuration/tags/", {"act": "delete", "row": tag.pk}, follow=True)
    client.post(answer.text.split('data-undo-url="')[1].split('"')[0])
    assert Tag.objects.get(pk=tag.pk).colour == 7


def test_changed_settings_are_taken_back(client: Client, boss: User) -> None:
    answer = client.post("/system/settings/", SETTINGS, follow=True)
    client.post(answer.text.split('data-undo-url="')[1].split('"')[0])
    assert Organisation.current().name == "Compania mea"
