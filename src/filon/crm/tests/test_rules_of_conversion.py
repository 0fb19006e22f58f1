"""The rules of converting leads, one test a rule (see docs/development/rules.md)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from filon.accounts.models import User
from filon.accounts.testing import a_user, an_administrator
from filon.contacts.models import Contact
from filon.contacts.testing import a_company, a_person
from filon.core import clock
from filon.crm.choices import LeadType
from filon.crm.forms import MassConvertForm
from filon.crm.models import Lead
from filon.crm.services.archiving import archive_leads
from filon.crm.services.converting import Conversion, Customer, convert_leads, merge_and_convert
from filon.crm.services.losing import lose_leads
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, a_stage, the_stage
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return an_administrator()


@pytest.fixture
def browser(client: Client, boss: User) -> Client:
    client.force_login(boss)
    return client


def a_raw_lead(name: str = "Iluminat", **values: object) -> Lead:
    return a_lead(name, type=LeadType.LEAD, **values)  # type: ignore[arg-type]


def proposed(browser: Client, lead: Lead) -> dict[str, object]:
    """What the dialog proposes."""
    return dict(browser.get(reverse("crm:lead-convert", args=[lead.pk])).context["form"].initial)


def converted(*leads: Lead, **how: object) -> list[Lead]:
    return convert_leads(actor=None, leads=leads, how=Conversion(**how))  # type: ignore[arg-type]


def test_merging_is_proposed_from_two_records_on_lost_ones_counted(browser: Client) -> None:
    lead = a_raw_lead(email="ana@x.example")
    assert proposed(browser, lead)["action"] == "convert"
    lose_leads(actor=None, leads=[a_lead(email="ana@x.example")])
    assert proposed(browser, lead)["action"] == "merge"


def test_a_known_customer_is_proposed_else_a_new_one_else_none(browser: Client) -> None:
    ana = a_person("Ana", email="ana@x.example")
    known = proposed(browser, a_raw_lead(email="ana@x.example"))
    assert (known["customer"], known["contact"]) == ("existing", ana)
    assert proposed(browser, a_raw_lead(contact_name="Ion Rus"))["customer"] == "new"
    assert proposed(browser, a_raw_lead())["customer"] == "none"


def test_salesperson_and_team_of_the_lead_are_proposed(browser: Client, boss: User) -> None:
    team = a_team(name="Vest")
    found = proposed(browser, a_raw_lead(salesperson=boss, team=team))
    assert (found["salesperson"], found["team"]) == (boss.pk, team.pk)


def test_what_is_chosen_by_hand_sticks(browser: Client) -> None:
    a_person("Ana", email="ana@x.example")
    lead = a_raw_lead(email="ana@x.example")
    browser.post(reverse("crm:lead-convert", args=[lead.pk]), {"action": "convert", "customer": "none"})
    lead.refresh_from_db()
    assert (lead.type, lead.contact) == (LeadType.OPPORTUNITY, None)


@pytest.mark.parametrize("closed", ["lost", "archived", "opportunity"])
def test_what_cannot_be_converted_is_refused_with_a_sentence(browser: Client, closed: str) -> None:
    lead = a_lead() if closed == "opportunity" else a_raw_lead()
    if closed == "lost":
        lose_leads(actor=None, leads=[lead])
    if closed == "archived":
        archive_leads(actor=None, leads=[lead])
    answer = browser.post(reverse("crm:lead-convert", args=[lead.pk]), {"action": "convert", "customer": "none"})
    assert answer.status_code == 422
    assert "pistă deschisă" in answer.content.decode()


def test_converting_sets_type_and_time_and_leaves_the_assignment(boss: User) -> None:
    lead = a_raw_lead(salesperson=boss)
    two_days_later = clock.now() + timedelta(days=2)
    with clock.stopped_at(two_days_later):
        done = converted(lead)[0]
    assert (done.type, done.converted_at, done.assigned_at) == (LeadType.OPPORTUNITY, two_days_later, lead.assigned_at)


def test_the_same_customer_changes_nothing_that_the_lead_says() -> None:
    contact = a_person("Ana", email="ana@x.example", city="Sibiu", street="Str. Scurtă 2", language="en")
    lead = a_raw_lead(contact=contact, city="Brad", email="alta@x.example", language="ro")
    before = Contact.objects.values().get(pk=contact.pk)
    done = converted(lead, customer=Customer.EXISTING, contact=contact)[0]
    assert (done.city, done.email, done.language) == ("Brad", "alta@x.example", "ro")
    assert Contact.objects.values().get(pk=contact.pk) == before


def test_a_stage_never_changes_even_when_the_team_does() -> None:
    lead = a_raw_lead(stage=the_stage("Proposition"))
    team = a_team(name="Vest")
    a_stage(team=team)
    done = converted(lead, team=team)[0]
    assert (done.stage, done.team) == (the_stage("Proposition"), team)


def test_a_team_without_a_salesperson_leaves_the_salesperson(boss: User) -> None:
    team = a_team(name="Vest")
    done = converted(a_raw_lead(salesperson=boss), team=team)[0]
    assert (done.salesperson, done.team) == (boss, team)


def test_merged_into_an_opportunity_it_gets_somebody_only_if_it_has_nobody_or_he_is_to_be_replaced() -> None:
    ana, ion = a_user(name="Ana"), a_user(name="Ion")
    for replaces, expected in ((False, ana), (True, ion)):
        deal, lead = a_lead(salesperson=ana), a_raw_lead()
        how = Conversion(salespeople=[ion], replaces=replaces)
        assert merge_and_convert(actor=None, leads=[deal.pk, lead.pk], how=how).salesperson == expected
    free, lead = a_lead(), a_raw_lead()
    how = Conversion(salespeople=[ion], replaces=False)
    assert merge_and_convert(actor=None, leads=[free.pk, lead.pk], how=how).salesperson == ion


def test_a_merge_of_leads_only_gives_an_opportunity() -> None:
    one, other = a_raw_lead("A"), a_raw_lead("B")
    done = merge_and_convert(actor=None, leads=[one.pk, other.pk], how=Conversion())
    assert (done.pk, done.type, Lead.objects.count()) == (one.pk, LeadType.OPPORTUNITY, 1)


def test_salespeople_are_dealt_by_turns_in_the_order_of_the_list() -> None:
    people = [a_user(name=name) for name in ("Ana", "Ion", "Mihai")]
    leads = [a_raw_lead(f"{number}") for number in range(7)]
    done = converted(*leads, salespeople=people)
    assert [lead.salesperson for lead in done] == [people[number % 3] for number in range(7)]


def test_in_bulk_the_known_or_a_new_customer_merging_and_keeping_who_has_somebody_are_proposed() -> None:
    form = MassConvertForm()
    assert form["customer"].initial == "known_or_new"
    assert form["merges"].initial is True
    assert not form["replaces"].initial


def test_in_bulk_a_customer_is_known_by_address_only_never_by_name() -> None:
    a_company("Codrul SRL")
    done = converted(a_raw_lead(company_name="Codrul SRL"), customer=Customer.KNOWN_OR_NEW)[0]
    assert done.contact is not None
    assert Contact.objects.filter(name="Codrul SRL").count() == 2


def test_in_bulk_more_than_five_of_one_address_become_one() -> None:
    leads = [a_raw_lead(f"{number}", email="ana@x.example") for number in range(7)]
    assert [lead.pk for lead in converted(*leads, merges=True)] == [leads[0].pk]


def test_in_bulk_who_has_a_salesperson_keeps_him_and_the_others_go_round() -> None:
    ana, ion = a_user(name="Ana"), a_user(name="Ion")
    leads = [a_raw_lead("1"), a_raw_lead("2", salesperson=ana), a_raw_lead("3")]
    done = converted(*leads, salespeople=[ion, ana], replaces=False)
    assert [lead.salesperson for lead in done] == [ion, ana, ion]


def test_in_bulk_archived_and_lost_ones_stay_leads() -> None:
    archived = archive_leads(actor=None, leads=[a_raw_lead()])[0]
    lost = lose_leads(actor=None, leads=[a_raw_lead()])[0]
    fresh = a_raw_lead()
    assert [lead.pk for lead in converted(archived, lost, fresh, merges=True)] == [fresh.pk]
    assert set(Lead.objects.filter(type=LeadType.LEAD)) == {archived, lost}


def test_a_new_customer_takes_all_that_the_lead_knows_of_him(boss: User) -> None:
    lead = a_raw_lead(
        company_name="Codrul SRL", contact_name="Ana Pop", email="ANA@codrul.example", phone="0744 555 010",
        mobile="0722 333 444", job_position="Director", website="codrul.example", street="Str. Lungă 1", city="Brad",
        postcode="335200", language="ro", notes="prima<br>a doua", salesperson=boss,
    )  # fmt: skip
    contact = converted(lead, customer=Customer.NEW)[0].contact
    assert contact is not None
    told = (contact.name, contact.email, contact.phone, contact.mobile, contact.job_position, contact.website)
    assert told == (
        "Ana Pop",
        "ana@codrul.example",
        "0744 555 010",
        "0722 333 444",
        "Director",
        "https://codrul.example",
    )
    place = (contact.street, contact.city, contact.postcode, contact.language, contact.notes, contact.salesperson)
    assert place == ("Str. Lungă 1", "Brad", "335200", "ro", "prima\na doua", boss)


def test_a_new_customer_without_any_name_is_called_by_his_address() -> None:
    contact = converted(a_raw_lead(email="ana.pop@x.example"), customer=Customer.NEW)[0].contact
    assert contact is not None
    assert contact.name == "ana.pop"


def test_a_won_lead_is_never_converted_again() -> None:
    won = win_lead(actor=None, lead=a_lead())
    assert converted(won) == []
    assert won.probability == Decimal(100)
