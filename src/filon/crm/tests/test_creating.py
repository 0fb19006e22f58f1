"""Creating leads: what they get from their customer, salesperson, team and stage."""

from decimal import Decimal

import pytest

from filon.accounts.testing import a_user
from filon.contacts.testing import a_company, a_person
from filon.core.exceptions import DomainError
from filon.crm.choices import Status
from filon.crm.services.creating import NewContact, create_lead
from filon.crm.testing import a_lead, a_stage, the_stage
from filon.organisation.testing import a_rate
from filon.teams.models import Membership, Team

pytestmark = pytest.mark.django_db


def test_it_is_named_after_its_customer_when_nothing_else_is_said():
    lead = create_lead(actor=None, contact=a_company("Mobila Codrul SRL"))
    assert lead.name == "Oportunitate pentru Mobila Codrul SRL"


def test_without_a_name_and_a_customer_it_says_what_to_write():
    with pytest.raises(DomainError) as caught:
        create_lead(actor=None)
    assert set(caught.value.errors) == {"name"}


def test_it_is_the_actors_own_unless_said_otherwise():
    mihai = a_user()
    own, free = create_lead(actor=mihai, name="A"), create_lead(actor=mihai, name="B", salesperson=None)
    assert (own.salesperson, free.salesperson) == (mihai, None)
    assert own.assigned_at is not None
    assert free.assigned_at is None


def test_it_goes_to_the_first_team_that_its_salesperson_is_in():
    mihai = a_user()
    Team.objects.create(name="Prima", sequence=1)
    his = Team.objects.create(name="A lui", sequence=2)
    Membership.objects.create(team=his, user=mihai)
    assert create_lead(actor=mihai, name="A").team == his


def test_a_salesperson_without_a_team_works_for_the_first_one():
    first = Team.objects.create(name="Prima", sequence=1)
    Team.objects.create(name="A doua", sequence=2)
    assert create_lead(actor=a_user(), name="A").team == first


def test_it_starts_in_the_first_stage_with_that_probability():
    lead = a_lead()
    assert lead.stage == the_stage("New")
    assert lead.probability == 10


def test_a_stage_of_another_team_is_not_offered_to_it():
    team = Team.objects.create(name="Alta")
    a_stage("A altora", sequence=0, team=team)
    assert a_lead().stage == the_stage("New")


def test_created_in_a_won_stage_it_is_won():
    lead = a_lead(stage=the_stage("Won"))
    assert (lead.status, lead.probability) == (Status.WON, 100)
    assert lead.closed_at is not None


def test_it_takes_over_what_its_customer_has():
    company = a_company("Vinăria Crama Țării", city="Cricova")
    elena = a_person(company=company, phone="0722 333 444", email="elena@crama.example", job_position="administrator")
    lead = create_lead(actor=None, contact=elena, email="alta@crama.example")
    assert lead.contact_name == "Elena Țăranu"
    assert lead.company_name == "Vinăria Crama Țării"
    assert (lead.phone, lead.job_position) == ("0722 333 444", "administrator")
    assert lead.email == "alta@crama.example"


def test_a_new_customer_is_a_company_unless_a_person_is_named():
    firm = create_lead(actor=None, new_contact=NewContact("Ferma Dumbrăvița", phone="0744555010"))
    person = create_lead(actor=None, contact_name="Ion Ion", new_contact=NewContact("Ion Ion"))
    assert firm.contact is not None
    assert firm.contact.is_company
    assert firm.contact.phone_e164 == "+40744555010"
    assert person.contact is not None
    assert not person.contact.is_company


def test_a_fault_of_the_new_customer_is_told_apart_from_the_leads_own():
    with pytest.raises(DomainError) as caught:
        create_lead(actor=None, name="A", new_contact=NewContact("Codrul", email="fără adresă"))
    assert set(caught.value.errors) == {"contact_email"}


def test_revenue_in_another_currency_counts_at_the_rate_of_the_day():
    rate = a_rate(currency="EUR", rate="5.00")
    lead = a_lead(expected_revenue=Decimal(1000), currency=rate.currency)
    assert lead.expected_revenue_base == 5000


def test_it_is_found_by_words_without_diacritics_and_by_number():
    lead = a_lead("Iluminat pentru Țară", phone="0722 333 444", email="Ana@Exemplu.RO")
    assert "iluminat pentru tara" in lead.search_text
    assert "0722333444" in lead.search_text
    assert lead.phone_e164 == "+40722333444"
    assert lead.email_normalised == "ana@exemplu.ro"


def test_the_latest_card_stands_on_top():
    first, second = a_lead("A"), a_lead("B")
    assert second.rank > first.rank
