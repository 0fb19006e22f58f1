"""Messages to a team's address become leads."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.chatter.choices import MessageKind
from filon.contacts.testing import a_company, a_person
from filon.crm.choices import LeadType
from filon.crm.models import Lead
from filon.crm.services.converting import convert_leads
from filon.crm.testing import the_stage
from filon.jobs.testing import run_jobs
from filon.mail.testing import a_mail, an_alias, an_arrival
from filon.organisation.models import Organisation
from filon.teams.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    team = Team.objects.create(name="Vânzări directe")
    an_alias(team.record)
    return team


def _arrive(**values: str) -> Lead:
    an_arrival(a_mail(**values))
    run_jobs()
    return Lead.objects.get()


def test_it_is_named_after_the_subject_and_waits_for_somebody_to_take_it(team):
    lead = _arrive(subject="Cerere de ofertă")
    assert (lead.name, lead.team, lead.salesperson) == ("Cerere de ofertă", team, None)
    assert (lead.stage, lead.type) == (the_stage("New"), LeadType.OPPORTUNITY)
    assert (lead.email, lead.contact_name) == ("ion@client.test", "Ion Popescu")


def test_without_a_subject_it_says_so(team):
    assert _arrive(subject="").name == "Fără subiect"


def test_a_known_sender_is_its_customer(team):
    company = a_company("Client SRL", email="ion@client.test", phone="0722 333 444")
    lead = _arrive()
    assert lead.contact == company
    assert lead.phone == "0722 333 444"


def test_the_message_stands_in_its_thread(team):
    lead = _arrive(body="Bună ziua, dorim panouri.")
    message = lead.record.messages.get()
    assert message.kind == MessageKind.INBOUND
    assert message.body_text == "Bună ziua, dorim panouri."


def test_leaders_of_the_team_hear_of_it(team):
    ana = a_user(name="Ana", role="all")
    team.leaders.add(ana)
    lead = _arrive()
    assert ana.notifications.get().record_id == lead.pk


def test_where_leads_are_qualified_first_it_is_a_lead_until_somebody_converts_it(team):
    Organisation.objects.update(uses_leads=True)
    Team.objects.update(uses_leads=True)
    lead = _arrive()
    assert lead.type == LeadType.LEAD
    assert not Lead.objects.open().exists()
    convert_leads(actor=None, leads=[lead])
    assert Lead.objects.open().get() == lead


FORWARDED = (
    "Pentru voi.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Elena <elena@crama.test>\r\nTo: x\r\n\r\nBună"
)


@pytest.mark.parametrize("is_known", [True, False])
def test_who_wrote_a_forwarded_message_becomes_the_contact_with_one_click(team, client: Client, is_known: bool):
    contact = a_person("Elena Țăranu", other_emails=["elena@crama.test"]) if is_known else None
    lead = _arrive(subject="Fwd: Panouri", body=FORWARDED)
    assert lead.email == "ion@client.test"
    message = lead.record.messages.get()
    assert "Bună" in message.body_text
    client.force_login(an_administrator())
    assert "Scris inițial de Elena" in client.get(f"/r/{lead.pk}/thread/").content.decode()
    client.post(f"/messages/{message.pk}/first-writer/")
    lead.refresh_from_db()
    assert (lead.contact, lead.contact_name == "Elena" or is_known) == (contact, True)
    assert lead.email == ("elena@crama.test" if not is_known else contact.email or lead.email)
