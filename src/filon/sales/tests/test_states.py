"""From draft to order, and back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import Conflict, DomainError, NotAllowed
from filon.crm.choices import LeadType
from filon.crm.testing import a_lead
from filon.history.services.recording import write
from filon.history.services.undoing import undo
from filon.organisation.models import Currency
from filon.organisation.testing import a_rate
from filon.sales.choices import QuotationState
from filon.sales.models import Quotation, QuotationTemplate, SalesSettings
from filon.sales.services import states
from filon.sales.services.creating import create_quotation, duplicate
from filon.sales.services.customers import proposed_customer, settle_customer
from filon.sales.services.lines import update_line
from filon.sales.services.reading import figures
from filon.sales.services.revenue import proposed_revenue, take_revenue
from filon.sales.services.templates import apply_template, save_as_template
from filon.sales.services.updating import update_quotation
from filon.sales.testing import a_line, a_quotation
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db
D = Decimal


def again(quotation: Quotation) -> Quotation:
    return Quotation.objects.get(pk=quotation.pk)


def ready() -> Quotation:
    quotation = a_quotation()
    a_line(quotation)
    return quotation


def test_numbers_run_without_gaps_and_begin_anew_each_year() -> None:
    customer = a_company()
    numbers = [a_quotation(customer=customer, quoted_on=day).number for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert numbers == ["S-2026-0001", "S-2027-0001"]
    assert a_quotation(customer=customer, quoted_on=date(2026, 1, 5)).number == "S-2026-0002"


def test_a_quotation_is_valid_for_as_long_as_the_settings_say() -> None:
    quotation = a_quotation(quoted_on=date(2026, 5, 2))
    assert quotation.valid_until == date(2026, 6, 1)
    SalesSettings.objects.update(validity_days=0)
    assert a_quotation().valid_until is None


def test_it_takes_customer_salesperson_and_team_from_the_opportunity() -> None:
    seller, team, company = a_user(name="Ioana"), a_team(), a_company()
    lead = a_lead(contact=a_person(company=company), salesperson=seller, team=team)
    quotation = create_quotation(actor=an_administrator(), lead=lead)
    assert (quotation.customer, quotation.salesperson, quotation.team) == (company, seller, team)
    assert quotation.attention == lead.contact


def test_a_quotation_needs_a_customer() -> None:
    with pytest.raises(DomainError) as refusal:
        create_quotation(actor=None, lead=a_lead())
    assert "customer" in refusal.value.errors


def test_a_lead_is_qualified_before_it_gets_a_quotation() -> None:
    with pytest.raises(DomainError):
        create_quotation(actor=None, lead=a_lead(type=LeadType.LEAD, contact=a_company()))


def test_it_cannot_end_before_it_begins() -> None:
    with pytest.raises(DomainError):
        a_quotation(quoted_on=date(2026, 5, 2), valid_until=date(2026, 5, 1))


def test_a_missing_exchange_rate_is_said_beside_the_currency() -> None:
    with pytest.raises(DomainError) as refusal:
        a_quotation(currency=Currency.objects.get(pk="EUR"), price_list=None)
    assert list(refusal.value.errors) == ["currency"]


def test_amounts_in_euro_also_stand_in_lei_at_the_rate_of_the_day() -> None:
    a_rate(rate="5.00")
    quotation = a_quotation(currency=Currency.objects.get(pk="EUR"), price_list=None)
    a_line(quotation, price="100")
    assert again(quotation).untaxed_base == D("500.00")


def test_sending_keeps_what_the_customer_saw() -> None:
    quotation = ready()
    version = states.mark_sent(actor=None, quotation=quotation)
    update_line(actor=None, line=quotation.lines.get(), quantity=D(5))
    assert again(quotation).is_changed
    assert (version.number, version.content["total"]) == (1, "121.00")
    assert states.mark_sent(actor=None, quotation=quotation).content["total"] == "605.00"
    assert (again(quotation).version, again(quotation).is_changed) == (2, False)


def test_sending_the_same_again_makes_no_new_version() -> None:
    quotation = ready()
    states.mark_sent(actor=None, quotation=quotation)
    assert states.mark_sent(actor=None, quotation=quotation).number == 1


def test_who_sells_it_is_no_change_for_the_customer() -> None:
    quotation = ready()
    states.mark_sent(actor=None, quotation=quotation)
    update_quotation(actor=None, quotation=quotation, team=a_team())
    assert not again(quotation).is_changed


def test_an_empty_quotation_is_not_sent() -> None:
    with pytest.raises(DomainError):
        states.mark_sent(actor=None, quotation=a_quotation())


def test_of_two_who_confirm_at_once_one_wins() -> None:
    quotation = ready()
    mine, yours = again(quotation), again(quotation)
    states.confirm(actor=None, quotation=mine)
    with pytest.raises(Conflict):
        states.confirm(actor=None, quotation=yours)
    assert again(quotation).versions.count() == 1


def test_orders_are_locked_at_once_if_the_settings_say_so() -> None:
    SalesSettings.objects.update(locks_orders=True)
    quotation = ready()
    states.confirm(actor=None, quotation=quotation)
    with pytest.raises(Conflict):
        update_line(actor=None, line=quotation.lines.get(), quantity=D(5))
    with pytest.raises(Conflict):
        states.cancel(actor=None, quotation=quotation)


def test_only_who_sees_all_unlocks() -> None:
    quotation = ready()
    states.confirm(actor=None, quotation=quotation)
    states.lock(actor=None, quotation=quotation)
    with pytest.raises(NotAllowed):
        states.unlock(actor=a_user(role="own"), quotation=quotation)
    states.unlock(actor=a_user(role="all", name="Ana"), quotation=quotation)
    assert not again(quotation).is_locked


def test_a_draft_is_not_locked() -> None:
    with pytest.raises(Conflict):
        states.lock(actor=None, quotation=ready())


def test_a_cancelled_quotation_is_not_changed_until_it_is_a_draft_again() -> None:
    quotation = ready()
    states.cancel(actor=None, quotation=quotation)
    with pytest.raises(Conflict):
        a_line(quotation)
    states.make_draft(actor=None, quotation=quotation)
    a_line(quotation)
    assert again(quotation).state == QuotationState.DRAFT


def test_an_order_becomes_no_draft() -> None:
    quotation = ready()
    states.confirm(actor=None, quotation=quotation)
    with pytest.raises(Conflict):
        states.make_draft(actor=None, quotation=quotation)


def test_day_and_currency_stay_as_they_were_ordered() -> None:
    quotation = ready()
    states.confirm(actor=None, quotation=quotation)
    with pytest.raises(Conflict):
        update_quotation(actor=None, quotation=quotation, quoted_on=date(2020, 1, 1))


def test_another_day_brings_the_taxes_of_that_day() -> None:
    quotation = ready()
    update_quotation(actor=None, quotation=quotation, quoted_on=date(2025, 7, 31))
    assert again(quotation).tax == D("19.00")


def test_only_drafts_and_cancelled_ones_are_deleted_and_by_administrators() -> None:
    quotation = ready()
    with pytest.raises(NotAllowed):
        states.delete_quotation(actor=a_user(role="all"), quotation=quotation)
    states.confirm(actor=None, quotation=quotation)
    with pytest.raises(Conflict):
        states.delete_quotation(actor=an_administrator(), quotation=quotation)
    states.cancel(actor=None, quotation=quotation)
    states.delete_quotation(actor=None, quotation=quotation)
    assert not Quotation.objects.exists()


def test_a_copy_is_a_draft_of_today_under_a_new_number() -> None:
    quotation = a_quotation(quoted_on=date(2026, 1, 1), valid_until=date(2026, 1, 11))
    a_line(quotation)
    states.confirm(actor=None, quotation=quotation)
    actor = an_administrator()
    copy = duplicate(actor=actor, quotation=again(quotation))
    assert (copy.state, copy.version, copy.quoted_on) == (QuotationState.DRAFT, 0, actor.today)
    assert copy.valid_until == actor.today + timedelta(days=10)
    assert again(copy).total == D("121.00")


def test_undo_takes_a_line_back_and_the_total_follows() -> None:
    quotation, actor = a_quotation(), an_administrator()
    with write(actor, "web") as change_set:
        a_line(quotation)
    assert undo(change_set.id, actor).skips == []
    assert again(quotation).total == 0


def test_a_template_replaces_lines_and_takes_prices_of_the_list() -> None:
    from_this = a_quotation()
    a_line(from_this, "Doar aici")
    template = save_as_template(actor=None, quotation=from_this, name="Standard")
    QuotationTemplate.objects.filter(pk=template.pk).update(validity_days=5)
    quotation = ready()
    apply_template(actor=None, quotation=quotation, template=QuotationTemplate.objects.get(pk=template.pk))
    assert not quotation.lines.exists()
    assert again(quotation).valid_until == quotation.quoted_on + timedelta(days=5)


def test_the_opportunity_counts_open_quotations_and_orders_without_tax() -> None:
    lead = a_lead(contact=a_company())
    for _number in range(2):
        a_line(a_quotation(lead=lead), price="50")
    quotation = a_quotation(lead=lead)
    a_line(quotation, price="30")
    states.confirm(actor=None, quotation=quotation)
    found = figures(Quotation.objects.filter(lead=lead))
    assert (found.quotations, found.quoted, found.orders, found.ordered) == (2, D("100"), 1, D("30"))


def test_the_expected_revenue_is_offered_and_taken_only_when_asked() -> None:
    lead = a_lead(contact=a_company(), expected_revenue=D(10))
    quotation = a_quotation(lead=lead)
    a_line(quotation, price="450")
    states.confirm(actor=None, quotation=quotation)
    lead.refresh_from_db()
    assert lead.expected_revenue == 10
    assert proposed_revenue(again(quotation)) == D("450.00")
    take_revenue(actor=None, quotation=again(quotation))
    lead.refresh_from_db()
    assert lead.expected_revenue == D("450.00")
    assert proposed_revenue(again(quotation)) is None


def test_the_offer_of_revenue_can_be_switched_off() -> None:
    SalesSettings.objects.update(proposes_revenue=False)
    quotation = a_quotation(lead=a_lead(contact=a_company()))
    a_line(quotation)
    assert proposed_revenue(again(quotation)) is None


def test_the_customer_with_the_address_of_the_opportunity_is_proposed() -> None:
    known = a_person(email="elena@lunca.example")
    assert proposed_customer(user=an_administrator(), lead=a_lead(email="Elena@Lunca.example")) == known


def test_a_new_customer_is_a_person_under_the_company() -> None:
    lead = a_lead(company_name="Lunca Albă SRL", contact_name="Elena Țăranu", email="elena@lunca.example")
    made = settle_customer(actor=None, lead=lead, choice="create")
    assert made.company is not None
    assert (made.name, made.company.name, made.email) == ("Elena Țăranu", "Lunca Albă SRL", "elena@lunca.example")
    lead.refresh_from_db()
    assert lead.contact == made


def test_linking_needs_a_contact() -> None:
    with pytest.raises(DomainError):
        settle_customer(actor=None, lead=a_lead(), choice="link")


def test_rights_are_those_of_leads() -> None:
    mine, other = a_user(role="own", name="Mihai"), a_user(role="own", name="Ana")
    leader = a_user(role="own", name="Lia")
    team = a_team(leaders=[leader])
    quotation = a_quotation(salesperson=mine, team=team)
    for user, sees in ((mine, True), (other, False), (leader, True), (a_user(role="all", name="Vlad"), True)):
        assert Quotation.objects.visible_to(user).filter(pk=quotation.pk).exists() is sees
