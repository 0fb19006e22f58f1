"""The palette finds what the user may see, recalls what he opened, and knows other words."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_company, a_person
from filon.core import diagnostics
from filon.core.models import Record
from filon.crm.testing import a_lead
from filon.search.models import RecentRecord
from filon.search.services import finding, indexing, recalling
from filon.search.services.recalling import remember

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db: None) -> User:
    return a_user(name="Ioana Mureșan")


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def titles(user: User, query: str) -> dict[str, list[str]]:
    return {
        section.heading: [entry.title for entry in section.entries] for section in finding.find(user=user, query=query)
    }


def test_a_record_is_found_without_diacritics_and_case(user: User) -> None:
    a_company(name="Mureșan Construct")
    assert titles(user, "MURESAN con")["Înregistrări"] == ["Mureșan Construct"]


def test_what_was_opened_lately_comes_first_and_only_once(user: User) -> None:
    first, second = a_company(name="Codrul Unu"), a_company(name="Codrul Doi")
    a_company(name="Codrul Trei")
    remember(actor=user, record_id=second.pk)
    remember(actor=user, record_id=first.pk)
    found = titles(user, "codrul")
    assert found["Deschise recent"] == ["Codrul Unu", "Codrul Doi"]
    assert found["Înregistrări"] == ["Codrul Trei"]
    assert titles(user, "")["Deschise recent"] == ["Codrul Unu", "Codrul Doi"]


def test_another_users_lead_is_neither_found_nor_recalled_nor_led_to(browser: Client, user: User) -> None:
    lead = a_lead(name="Secretul altuia", salesperson=a_user(name="Mihai"))
    remember(actor=user, record_id=lead.pk)
    assert not RecentRecord.objects.exists()
    RecentRecord.objects.create(user=user, record_id=lead.pk, opened_at=lead.created_at)
    assert "Secretul altuia" not in str(titles(user, "secretul")) + str(titles(user, ""))
    assert browser.get(f"/r/{lead.pk}/").status_code == 404


def test_a_page_is_found_by_its_name_in_either_language_and_by_other_words(user: User) -> None:
    assert "Clienți" in titles(user, "clienti")["Pagini"]
    assert "Clienți" in titles(user, "custo")["Pagini"]
    assert "Clienți" in titles(user, "persoane")["Pagini"]


def test_pages_that_one_may_not_open_are_not_offered(user: User) -> None:
    assert "Utilizatori" not in titles(user, "utilizatori").get("Pagini", [])
    assert "Utilizatori" in titles(an_administrator(), "utilizatori")["Pagini"]


def test_an_action_is_found_by_any_of_its_words(user: User) -> None:
    assert "Contact nou" in titles(user, "nou contact")["Acțiuni"]
    assert "Contact nou" in titles(user, "client")["Acțiuni"]


def test_only_the_last_thirty_are_remembered(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalling, "KEPT", 2)
    opened = [a_company(name=f"Firma {number}") for number in range(3)]
    for company in opened:
        remember(actor=user, record_id=company.pk)
    assert recalling.recent_ids(user, 9) == [opened[2].pk, opened[1].pk]


def test_a_deleted_record_is_forgotten(user: User) -> None:
    company = a_company(name="Codrul")
    remember(actor=user, record_id=company.pk)
    Record.objects.filter(pk=company.pk).delete()
    assert recalling.recent_ids(user) == []


def test_the_page_is_a_list_of_options_with_escaped_names(browser: Client) -> None:
    company = a_company(name="<b>Codrul</b> & Fiii")
    html = browser.get("/palette/?q=codrul").content.decode()
    assert re.findall(r'role="option"[^>]*href="([^"]+)"', html) == [f"/contacts/{company.pk}/"]
    assert "&lt;b&gt;Codrul&lt;/b&gt; &amp; Fiii" in html
    assert "„zzqq”" in unescape(browser.get("/palette/?q=zzqq").content.decode())


def test_a_page_that_is_opened_is_remembered(browser: Client, user: User) -> None:
    company = a_company(name="Codrul")
    assert browser.post("/palette/opened/", {"record": str(company.pk)}).status_code == 204
    for nonsense in ("", "x", "-1", "9" * 30):
        assert browser.post("/palette/opened/", {"record": nonsense}).status_code == 204
    assert recalling.recent_ids(user) == [company.pk]


def test_the_address_of_a_record_leads_to_its_page(browser: Client) -> None:
    company = a_company(name="Codrul")
    answer = browser.get(f"/r/{company.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/contacts/{company.pk}/")
    assert browser.get("/r/999999/").status_code == 404


def test_the_palette_costs_the_same_however_much_there_is(user: User, django_assert_num_queries: Any) -> None:
    def open_some(numbers: range) -> None:
        for number in numbers:
            person = a_person(name=f"Elena {number}", company=a_company(name=f"Codrul {number}"))
            remember(actor=user, record_id=person.pk)

    open_some(range(2))
    finding.find(user=user, query="elena")  # the user now knows his teams
    with CaptureQueriesContext(connection) as few:
        finding.find(user=user, query="elena")
    open_some(range(2, 30))
    with django_assert_num_queries(len(few)):
        finding.find(user=user, query="elena")


def test_the_doctor_names_a_broken_index_and_a_migrate_mends_it() -> None:
    name = "search_contacts_contact"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}_insert" if connection.vendor == "sqlite" else f"DROP INDEX {name}")
    assert [finding.sentence for finding in diagnostics.checks["text index"]() if not finding.is_well]
    call_command("migrate", verbosity=0)
    assert indexing.faults(connection) == {}
    assert all(finding.is_well for finding in diagnostics.checks["text index"]())
