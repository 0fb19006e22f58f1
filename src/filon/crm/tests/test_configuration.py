"""The small tables: campaigns, media, sources, plans, and merging of what means the same."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from filon.accounts.testing import an_administrator
from filon.core.exceptions import NotAllowed
from filon.crm.lists.configuration import LOST_REASONS
from filon.crm.models import Campaign, Lead, LostReason, Medium, RecurringPlan, Source
from filon.crm.services.losing import lose_leads
from filon.crm.services.marketing import find_or_create
from filon.crm.testing import a_lead, a_reason
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo
from filon.organisation.models import Organisation, Tag
from filon.organisation.testing import a_tag
from filon.ui.configuration.merging import merge_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def radu():
    return an_administrator()


@pytest.fixture
def office(radu):
    client = Client()
    client.force_login(radu)
    return client


@pytest.mark.parametrize(("page", "model"), [("campaigns", Campaign), ("media", Medium), ("sources", Source)])
def test_a_name_typed_in_configuration_is_offered_on_the_form(office, page, model):
    office.post(reverse(f"crm:{page}"), {"act": "create", "name": "Târgul de toamnă"})
    assert [str(row) for row in model.objects.all()] == ["Târgul de toamnă"]
    assert "Târgul de toamnă" in office.get(reverse("crm:marketing")).content.decode()


def test_a_name_in_another_case_and_without_diacritics_is_the_same():
    first = find_or_create(Source, actor=None, name="Târgul de toamnă")
    assert find_or_create(Source, actor=None, name="targul  DE toamna") == first
    assert Source.objects.count() == 1


def test_a_salesperson_makes_a_source_by_typing_it_but_does_not_configure_them(browser, mihai):
    lead = a_lead(salesperson=mihai)
    typed = {"name": lead.name, "source": "Recomandare nouă", "probability": "10"}
    browser.post(reverse("crm:lead", args=[lead.pk]), typed)
    assert str(Lead.objects.get(pk=lead.pk).source) == "Recomandare nouă"
    assert browser.get(reverse("crm:sources")).status_code == 403


def test_merging_two_tags_leaves_each_record_with_one(office):
    kept, gone = a_tag(name="Iluminat"), a_tag(name="Iluminare")
    both, one = a_lead(tags=[kept, gone]), a_lead(tags=[gone])
    office.post(reverse("organisation:tags"), {"act": "merge", "row": gone.pk, "into": kept.pk})
    assert list(both.tags.all()) == [kept]
    assert list(one.tags.all()) == [kept]
    assert not Tag.objects.filter(pk=gone.pk).exists()


def test_merging_tags_can_be_undone(office, radu):
    kept, gone = a_tag(name="Iluminat"), a_tag(name="Iluminare")
    one = a_lead(tags=[gone])
    office.post(reverse("organisation:tags"), {"act": "merge", "row": gone.pk, "into": kept.pk})
    undo(ChangeSet.objects.order_by("-pk")[0].pk, radu)
    assert [str(tag) for tag in one.tags.all()] == ["Iluminare"]


def test_merging_lost_reasons_keeps_why_each_deal_was_lost(radu):
    kept, gone = a_reason("Prea târziu"), a_reason("Târziu")
    (lead,) = lose_leads(actor=None, leads=[a_lead()], reason=gone)
    merge_named(actor=radu, declared=LOST_REASONS, pk=gone.pk, into=kept.pk)
    assert Lead.objects.get(pk=lead.pk).lost_reason == kept
    assert not LostReason.objects.filter(pk=gone.pk).exists()


def test_a_salesperson_merges_no_reasons(mihai):
    with pytest.raises(NotAllowed):
        merge_named(actor=mihai, declared=LOST_REASONS, pk=a_reason("Una").pk, into=a_reason("Alta").pk)


def test_a_reason_says_how_many_deals_it_ended_and_leads_to_them(office):
    reason = a_reason("Prea târziu")
    lose_leads(actor=None, leads=[a_lead(), a_lead()], reason=reason)
    page = office.get(reverse("crm:lost-reasons")).content.decode()
    assert "2 oportunități" in page
    assert f"filter=reason%3A{reason.pk}" in page


def test_the_menu_has_plans_only_where_recurring_revenue_is_used(office):
    assert reverse("crm:plans") not in office.get(reverse("ui:configuration")).content.decode()
    Organisation.objects.update(uses_recurring_revenue=True)
    assert reverse("crm:plans") in office.get(reverse("ui:configuration")).content.decode()


def test_a_plan_of_other_months_changes_what_its_deals_are_worth_a_month(office):
    plan = RecurringPlan.objects.get(months=12)
    lead = a_lead(recurring_revenue=Decimal(1200), recurring_plan=plan)
    office.post(reverse("crm:plan", args=[plan.pk]), {"name_ro": "Semestrial", "months": "6"})
    assert Lead.objects.get(pk=lead.pk).recurring_monthly_base == Decimal(200)


def test_a_plan_without_months_is_refused_beside_the_field(office):
    plan = RecurringPlan.objects.get(months=12)
    response = office.post(reverse("crm:plan", args=[plan.pk]), {"name_ro": "Anual", "months": "0"})
    assert response.status_code == 422


def test_whoever_works_here_makes_and_renames_tags_but_only_an_administrator_deletes_them(browser):
    url = reverse("organisation:tags")
    browser.post(url, {"act": "create", "name": "Hală", "colour": "3"})
    tag = Tag.objects.get()
    browser.post(url, {"act": "rename", "row": tag.pk, "name": "Hale"})
    tag.refresh_from_db()
    assert str(tag) == "Hale"
    assert browser.post(url, {"act": "delete", "row": tag.pk}).status_code == 403
    assert 'value="delete"' not in browser.get(url).content.decode()
