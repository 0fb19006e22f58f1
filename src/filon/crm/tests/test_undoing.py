"""What was done on the board can be taken back, and the sums with it."""

import json
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.crm.choices import Status
from filon.crm.services import totalling
from filon.crm.testing import a_lead, a_reason, the_stage
from filon.history.models import Change

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def mihai():
    return a_user(name="Mihai Ionescu")


@pytest.fixture
def browser(mihai):
    client = Client()
    client.force_login(mihai)
    return client


def _undo(browser, response) -> None:
    toast = json.loads(response["HX-Trigger"])["filon:toast"]["toasts"][0]
    assert toast["undo_label"].startswith("Anulează")
    assert browser.post(toast["undo_url"], **HTMX).status_code < 400


def test_a_move_is_taken_back_with_its_sums(browser, mihai):
    lead = a_lead(salesperson=mihai, expected_revenue=Decimal(100))
    stage = the_stage("Proposition")
    response = browser.post(reverse("crm:lead-move", args=[lead.pk]), {"stage": stage.pk, "view": ""}, **HTMX)
    _undo(browser, response)
    lead.refresh_from_db()
    assert (lead.stage, lead.probability) == (the_stage("New"), 10)
    assert totalling.drift() == {}


def test_stars_are_taken_back(browser, mihai):
    lead = a_lead(salesperson=mihai)
    _undo(browser, browser.post(reverse("crm:lead-priority", args=[lead.pk]), {"priority": "3"}, **HTMX))
    lead.refresh_from_db()
    assert lead.priority == 0


def test_a_quick_addition_is_taken_back_with_its_customer(browser, mihai):
    typed = {"contact_new": "Ferma", "expected_revenue": "100", "add": "1"}
    url = reverse("crm:lead-quick", args=[the_stage("New").pk])
    _undo(browser, browser.post(url, typed, **HTMX))
    assert not mihai.leads.exists()
    assert totalling.drift() == {}


def test_a_loss_is_taken_back_from_the_next_page(browser, mihai):
    lead = a_lead(salesperson=mihai)
    browser.post(reverse("crm:lead-lose", args=[lead.pk]), {"reason": a_reason().pk})
    page = browser.get(reverse("crm:lead", args=[lead.pk])).content.decode()
    url = page.split('data-undo-url="')[1].split('"')[0]
    browser.post(url, **HTMX)
    lead.refresh_from_db()
    assert (lead.status, lead.lost_reason) == (Status.OPEN, None)


def _drop(browser, lead, **posted):
    return browser.post(reverse("crm:lead-move", args=[lead.pk]), {"view": "", **posted}, **HTMX)


def test_cards_that_were_put_in_order_since_stand_in_nobodys_way(browser, mihai):
    new, stage = the_stage("New"), the_stage("Proposition")
    first, second = (a_lead(name, salesperson=mihai, stage=stage) for name in ("A", "B"))
    lead = a_lead(salesperson=mihai)
    moved = _drop(browser, lead, stage=stage.pk, above=second.pk, below=first.pk)
    _drop(browser, lead, stage=stage.pk, above=first.pk)
    toast = json.loads(moved["HX-Trigger"])["filon:toast"]["toasts"][0]
    answer = browser.post(toast["undo_url"], **HTMX)
    lead.refresh_from_db()
    assert lead.stage == new
    assert "rank" not in answer.get("HX-Trigger", "")
    assert Change.objects.filter(root=lead.pk, op="U", before__contains='"rank"').count() == 2
