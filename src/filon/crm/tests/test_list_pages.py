"""What the browser gets: the list with its bulk actions, configuration, and what others are told."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.contacts.testing import a_company
from filon.crm.choices import Status
from filon.crm.models import Lead
from filon.crm.services.assigning import assign_leads
from filon.crm.services.losing import lose_leads
from filon.crm.testing import a_lead, a_reason, the_stage
from filon.organisation.testing import a_tag

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def _url(name: str, *args: object) -> str:
    return reverse(f"crm:{name}", args=args)


def _text(response) -> str:
    return response.content.decode()


def test_the_list_shows_lost_ones_when_asked(browser, mihai):
    lose_leads(actor=None, leads=[a_lead("Pierduta", salesperson=mihai)])
    assert "Pierduta" not in _text(browser.get(_url("board"), {"view": "table"}))
    assert "Pierduta" in _text(browser.get(_url("board"), {"view": "table", "filter": "status:lost"}))


def _bulk(browser, leads: list[Lead], action: str, **values: object) -> None:
    posted = {"act": "bulk", "bulk": action, "ids": [lead.pk for lead in leads], "confirmed": "1", **values}
    response = browser.post(_url("board") + "?view=table&filter=", posted, **HTMX)
    assert response.status_code == 204, _text(response)


def test_many_are_worked_on_together(browser, mihai):
    leads = [a_lead(str(number), salesperson=mihai) for number in range(3)]
    tag, reason, stage = a_tag(), a_reason(), the_stage("Proposition")
    _bulk(browser, leads, "tag", tags=[tag.pk])
    _bulk(browser, leads, "move", stage=stage.pk)
    assert Lead.objects.filter(tags=tag, stage=stage).count() == 3
    _bulk(browser, leads, "lose", reason=reason.pk, note="Prea scump.")
    assert Lead.objects.filter(status=Status.LOST, lost_reason=reason).count() == 3
    _bulk(browser, leads, "restore")
    assert Lead.objects.open().count() == 3
    _bulk(browser, leads, "archive")
    assert not Lead.objects.filter(is_active=True).exists()
    _bulk(browser, leads, "assign", salesperson="")
    assert Lead.objects.filter(salesperson=None).count() == 3


def test_an_administrator_keeps_stages_and_reasons_and_nobody_else(browser):
    client = Client()
    client.force_login(a_user(role="administrator"))
    for name in ("stages", "lost-reasons"):
        assert browser.get(_url(name)).status_code == 403
        client.post(_url(name), {"act": "create", "name": "Negociere"})
        assert "Negociere" in _text(client.get(_url(name)))


def test_the_form_of_a_stage_says_what_it_needs_and_names_it_in_both_languages():
    client = Client()
    client.force_login(a_user(role="administrator"))
    stage = the_stage("Proposition")
    typed = {
        "name_ro": "Ofertat",
        "name_en": "Offered",
        "probability": "55",
        "required_fields": ["expected_revenue"],
        "requirements_ro": "Trimiteți oferta.",
    }
    assert client.post(_url("stage", stage.pk), typed).status_code == 302
    stage.refresh_from_db()
    assert stage.name == {"ro": "Ofertat", "en": "Offered"}
    assert (stage.probability, stage.required_fields) == (55, ["expected_revenue"])
    assert stage.requirements == {"ro": "Trimiteți oferta."}


def test_a_stage_with_deals_in_it_does_not_begin_to_win():
    client = Client()
    client.force_login(a_user(role="administrator"))
    a_lead()
    new = the_stage("New")
    response = client.post(_url("stage", new.pk), {"name_ro": "Nou(ă)", "probability": "10", "is_won": "on"})
    assert response.status_code == 422
    new.refresh_from_db()
    assert not new.is_won


def test_a_customers_page_shows_his_opportunities(browser, mihai):
    company = a_company("Vinăria Crama Țării")
    a_lead("Centrală de 120 kW", contact=company, salesperson=mihai)
    a_lead("A altuia", contact=company, salesperson=a_user())
    page = _text(browser.get(reverse("contacts:contact", args=[company.pk])))
    assert "Centrală de 120 kW" in page
    assert "A altuia" not in page


def test_whoever_is_given_a_lead_hears_of_it_once_and_follows(mihai):
    lead = a_lead()
    ana = a_user(name="Ana", role="all")
    assign_leads(actor=ana, leads=[lead], salesperson=mihai)
    assign_leads(actor=ana, leads=[lead], salesperson=mihai)
    assert mihai.notifications.count() == 1
    assert lead.record.followers.get().user == mihai


def test_whoever_sees_an_unassigned_one_may_take_it(browser, mihai):
    lead = a_lead()
    assert "Preia" in _text(browser.get(_url("lead", lead.pk)))
    browser.post(_url("lead-salesperson", lead.pk), {"salesperson": mihai.pk})
    lead.refresh_from_db()
    assert lead.salesperson == mihai
    assert "Preia" not in _text(browser.get(_url("lead", lead.pk)))


def test_handing_over_what_one_still_sees_leaves_the_page_as_it_is(mihai):
    lead, client = a_lead(salesperson=mihai), Client()
    client.force_login(a_user(role="all"))
    response = client.post(_url("lead-salesperson", lead.pk), {"salesperson": ""}, **HTMX)
    assert response.status_code == 204
    assert "Nu mai este" in json.loads(response["HX-Trigger"])["filon:toast"]["toasts"][0]["text"]
