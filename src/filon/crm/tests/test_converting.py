"""A lead becomes an opportunity, with a customer and somebody in charge, alone or many at once."""

import pytest

from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.services.editing import archive_contact
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import DomainError
from filon.crm.choices import LeadType, Status
from filon.crm.models import Lead
from filon.crm.services.archiving import archive_leads
from filon.crm.services.converting import Conversion, Customer, convert_leads, merge_and_convert
from filon.crm.services.duplicates import duplicates_of, similar_leads
from filon.crm.services.finding_customers import find_customer
from filon.crm.services.losing import lose_leads
from filon.crm.services.restoring import restore_leads
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, the_stage
from filon.teams.services.editing import update_team
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def a_raw_lead(name: str = "Iluminat", **values: object) -> Lead:
    return a_lead(name, type=LeadType.LEAD, **values)  # type: ignore[arg-type]


def converted(*leads: Lead, **how: object) -> list[Lead]:
    return convert_leads(actor=None, leads=leads, how=Conversion(**how))  # type: ignore[arg-type]


def test_a_stage_that_it_had_unseen_stays() -> None:
    lead = converted(a_raw_lead(stage=the_stage("Qualified")))[0]
    assert (lead.type, lead.stage, lead.converted_at is not None) == (
        LeadType.OPPORTUNITY,
        the_stage("Qualified"),
        True,
    )


def test_lost_archived_and_opportunities_stay_as_they_are() -> None:
    lost = lose_leads(actor=None, leads=[a_raw_lead()])[0]
    archived = archive_leads(actor=None, leads=[a_raw_lead()])[0]
    assert converted(lost, archived, a_lead()) == []


def test_a_new_customer_is_a_person_of_the_company_that_the_lead_names() -> None:
    lead = a_raw_lead(company_name="Codrul SRL", contact_name="Ana Pop", email="ana@codrul.example", city="Cluj")
    contact = converted(lead, customer=Customer.NEW)[0].contact
    assert contact is not None
    assert (contact.name, contact.email, contact.is_company) == ("Ana Pop", "ana@codrul.example", False)
    assert contact.company is not None
    assert (contact.company.name, contact.company.is_company, contact.city) == ("Codrul SRL", True, "Cluj")


def test_a_lead_that_names_only_a_company_gives_a_company() -> None:
    contact = converted(a_raw_lead(company_name="Codrul SRL"), customer=Customer.NEW)[0].contact
    assert contact is not None
    assert contact.is_company


def test_a_lead_that_names_nobody_gives_a_person_of_its_own_name() -> None:
    contact = converted(a_raw_lead("Iluminat hală"), customer=Customer.NEW)[0].contact
    assert contact is not None
    assert (contact.name, contact.is_company) == ("Iluminat hală", False)


def test_an_existing_customer_is_linked_and_left_as_he_is() -> None:
    contact = a_person("Ana", email="ana@x.example", phone="0744 555 010")
    lead = converted(a_raw_lead(email="alta@x.example"), customer=Customer.EXISTING, contact=contact)[0]
    assert (lead.contact, lead.email, lead.phone) == (contact, "alta@x.example", "0744 555 010")
    assert Contact.objects.get(pk=contact.pk).email == "ana@x.example"


def test_linking_needs_a_customer() -> None:
    with pytest.raises(DomainError):
        converted(a_raw_lead(), customer=Customer.EXISTING)


def test_without_a_customer_none_is_made() -> None:
    converted(a_raw_lead(company_name="Codrul SRL"))
    assert not Contact.objects.exists()


def test_the_known_customer_is_found_by_address_and_only_for_somebody_who_looks_on_by_name() -> None:
    ana, company = a_person("Ana", email="ana@x.example"), a_company("Codrul SRL")
    assert find_customer(a_raw_lead(email="ANA@x.example"), by_name=False) == ana
    named = a_raw_lead(company_name="S.C. Codrul S.R.L.")
    assert find_customer(named, by_name=False) is None
    assert find_customer(named, by_name=True) == company


def test_a_lead_whose_contact_was_archived_still_converts_with_him() -> None:
    contact = a_person("Ana")
    lead = a_raw_lead(contact=contact)
    archive_contact(actor=None, contact=contact)
    assert converted(lead, customer=Customer.KNOWN_OR_NEW)[0].contact == contact


def test_salespeople_are_dealt_in_turn_and_bring_their_teams() -> None:
    people = [a_user(name=name) for name in ("Ana", "Ion", "Mihai")]
    team = a_team(name="Vest")
    update_team(actor=None, team=team, members=[people[0]])
    leads = [a_raw_lead(f"{number}") for number in range(4)]
    done = converted(*leads, salespeople=people)
    assert [lead.salesperson for lead in done] == [people[0], people[1], people[2], people[0]]
    assert done[0].team == team


def test_who_has_a_salesperson_keeps_him_unless_he_is_to_be_replaced() -> None:
    ana, ion = a_user(name="Ana"), a_user(name="Ion")
    assert converted(a_raw_lead(salesperson=ana), salespeople=[ion], replaces=False)[0].salesperson == ana
    assert converted(a_raw_lead(salesperson=ana), salespeople=[ion])[0].salesperson == ion


def test_in_bulk_leads_of_one_address_are_merged_first() -> None:
    one, other = a_raw_lead("A", email="ana@x.example"), a_raw_lead("B", email="ANA@x.example")
    third = a_raw_lead("C", email="alta@x.example")
    assert converted(one, other, third, merges=True) == [one, third]
    assert Lead.objects.count() == 2


def test_duplicates_without_the_lost_are_open_ones() -> None:
    values = {"email": "ana@x.example"}
    lead, opportunity = a_raw_lead("A", **values), a_lead("B", **values)  # type: ignore[arg-type]
    won = win_lead(actor=None, lead=a_lead("C", **values))  # type: ignore[arg-type]
    lost = lose_leads(actor=None, leads=[a_lead("D", **values)])[0]  # type: ignore[arg-type]
    lost_lead = lose_leads(actor=None, leads=[a_raw_lead("E", **values)])[0]
    assert list(duplicates_of(user=None, email="ANA@x.example")) == [lead, opportunity]
    with_lost = list(duplicates_of(user=None, email="ana@x.example", include_lost=True))
    assert with_lost == [lead, opportunity, won, lost]
    assert lost_lead not in with_lost
    assert not duplicates_of(user=None).exists()


def test_a_lost_opportunity_survives_the_merge_and_comes_back() -> None:
    lead = a_raw_lead("A", email="ana@x.example")
    lost = lose_leads(actor=None, leads=[a_lead("B", email="ana@x.example")])[0]
    merged = merge_and_convert(actor=None, leads=[lead.pk, lost.pk], how=Conversion())
    assert (merged.pk, merged.status, merged.is_active) == (lost.pk, Status.OPEN, True)


def test_similar_leads_share_domain_company_or_number() -> None:
    user, company = a_user(name="Ana", role="everything"), a_company("My company")
    dave, colleague = a_person("Dave", company=company), a_person("Eve", company=company)
    lead = a_lead("1", email="FP@odoo.example", phone="0744 555 010", contact=dave)
    same = [
        a_lead("2", email="not.fp@odoo.example"), a_lead("3", phone="+40744555010"), a_lead("4", contact=colleague),
        a_lead("5", contact=company),
    ]  # fmt: skip
    a_lead("6", email="fp@sub.odoo.example")
    found = [row.name for row, _why in similar_leads(user=user, lead=Lead.objects.get(pk=lead.pk))]
    assert sorted(found) == sorted(row.name for row in same)


def test_a_public_domain_makes_nothing_similar() -> None:
    user = a_user(name="Ana", role="everything")
    a_lead("2", email="alta@gmail.com")
    assert similar_leads(user=user, lead=a_lead("1", email="ana@gmail.com")) == []


def test_what_twenty_one_share_is_too_common() -> None:
    user = a_user(name="Ana", role="everything")
    for number in range(21):
        a_lead(f"{number}", email=f"{number}@big.example")
    assert similar_leads(user=user, lead=a_lead("x", email="x@big.example")) == []


def test_a_lost_lead_is_a_lead_again_when_it_is_restored() -> None:
    lost = lose_leads(actor=None, leads=[a_raw_lead()])[0]
    lead = restore_leads(actor=None, leads=[lost])[0]
    assert (lead.type, lead.status) == (LeadType.LEAD, Status.OPEN)
