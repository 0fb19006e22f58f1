"""Recurring revenue, prorated amounts, and the days it took."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from filon.core.exceptions import DomainError
from filon.crm.models import Lead, RecurringPlan
from filon.crm.services.timing import time_in_stages
from filon.crm.services.updating import update_lead
from filon.crm.testing import a_lead, the_stage
from filon.organisation.models import Organisation

pytestmark = pytest.mark.django_db


def _plan(months: int) -> RecurringPlan:
    return RecurringPlan.objects.get(months=months)


def test_four_plans_are_there_from_the_start():
    assert [str(plan) for plan in RecurringPlan.objects.all()] == ["Lunar", "Anual", "Peste 3 ani", "Peste 5 ani"]


def test_amounts_are_prorated_by_the_probability():
    lead = a_lead(
        expected_revenue=Decimal("1000.10"),
        recurring_revenue=Decimal(1200),
        recurring_plan=_plan(12),
        probability=Decimal(25),
    )
    assert lead.prorated_revenue == Decimal("250.03")
    assert lead.recurring_revenue_monthly == Decimal(100)
    assert lead.recurring_revenue_monthly_prorated == Decimal(25)
    assert lead.recurring_revenue_prorated == Decimal(300)
    assert Lead.objects.get(pk=lead.pk).recurring_monthly_base == Decimal(100)


def test_a_recurring_revenue_needs_a_plan():
    with pytest.raises(DomainError) as refusal:
        a_lead(recurring_revenue=Decimal(10))
    assert list(refusal.value.errors) == ["recurring_plan"]


def test_taking_the_plan_away_is_refused_while_there_is_a_recurring_revenue():
    lead = a_lead(recurring_revenue=Decimal(10), recurring_plan=_plan(1))
    with pytest.raises(DomainError):
        update_lead(actor=None, lead=lead, recurring_plan=None)


def test_the_fields_are_hidden_until_the_settings_switch_them_on(browser, mihai):
    lead = a_lead(salesperson=mihai)
    pages = [reverse("crm:lead", args=[lead.pk]), reverse("crm:lead-new")]
    pages.append(reverse("crm:lead-quick", args=[the_stage("New").pk]))
    for page in pages:
        assert "recurring_revenue" not in browser.get(page).content.decode()
    Organisation.objects.update(uses_recurring_revenue=True)
    for page in pages:
        assert "recurring_revenue" in browser.get(page).content.decode()


def test_the_quick_card_takes_a_recurring_revenue(browser):
    Organisation.objects.update(uses_recurring_revenue=True)
    typed = {"name": "Mentenanță", "recurring_revenue": "1.200", "recurring_plan": _plan(12).pk, "add": "1"}
    browser.post(reverse("crm:lead-quick", args=[the_stage("New").pk]), typed)
    assert Lead.objects.get(name="Mentenanță").recurring_monthly_base == Decimal(100)


def test_days_to_assign_and_to_close_are_whole_days(mihai):
    lead = a_lead(salesperson=mihai)
    lead.created_at -= timedelta(days=3, hours=20)
    assert lead.days_to_assign == 3
    assert lead.days_to_close is None


def test_the_time_in_each_stage_adds_up_over_several_stays():
    lead = a_lead()
    start = lead.created_at
    for name in ("Qualified", "New", "Proposition"):
        lead = update_lead(actor=None, lead=lead, stage=the_stage(name))
    spent = time_in_stages(lead)
    assert set(spent) == {the_stage(name).pk for name in ("New", "Qualified", "Proposition")}
    assert all(each >= timedelta() for each in spent.values())
    assert sum(spent.values(), timedelta()) < timedelta(seconds=30)
    assert start == lead.created_at


def test_a_stage_left_long_ago_shows_how_long_it_took(browser, mihai):
    lead = a_lead(salesperson=mihai)
    Lead.objects.filter(pk=lead.pk).update(created_at=lead.created_at - timedelta(days=23, hours=1))
    update_lead(actor=None, lead=lead, stage=the_stage("Qualified"))
    page = browser.get(reverse("crm:lead", args=[lead.pk])).content.decode()
    assert "23 de zile în această etapă" in page
