"""The demonstration: believable, always the same, and lived through the services."""

from datetime import timedelta

import pytest
from django.db import transaction
from stdnum.ro import cui

from filon.accounts.models import User
from filon.catalog.models import Product
from filon.chatter.models import Message, Notification
from filon.config.demo import loading, planning
from filon.config.demo.companies import COMPANIES, vat_of
from filon.contacts.models import Contact
from filon.core import clock
from filon.crm.models import Lead
from filon.history.models import ChangeSet
from filon.invoicing.models import Invoice
from filon.invoicing.services.reading import invoiced_by_teams
from filon.leadmining.directory.searching import Query
from filon.leadmining.services.excluding import excluded_among_first
from filon.leadmining.services.querying import preview
from filon.mail.models import Alias, InboundMessage
from filon.sales.choices import AnswerKind, QuotationState
from filon.sales.models import Delivery, Quotation, QuotationAnswer, QuotationLine
from filon.teams.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The year is lived once for all tests of this module, and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load()
        yield
        transaction.set_rollback(True)


def test_the_plan_is_the_same_every_time():
    assert planning.deals() == planning.deals()


def test_every_vat_number_has_its_check_digit():
    numbers = [vat_of(number) for number in range(len(COMPANIES))]
    assert all(cui.is_valid(number) for number in numbers)
    assert len(set(numbers)) == len(COMPANIES)


def test_there_are_deals_in_every_state_over_a_year(year):
    assert 115 <= Lead.objects.count() <= 130
    assert Lead.objects.filter(is_open=True).values("stage").distinct().count() == 3
    assert Lead.objects.filter(is_won=True).count() >= 30
    assert Lead.objects.filter(status="lost", lost_reason__isnull=False).count() >= 20
    assert Lead.objects.earliest("created_at").created_at < clock.now() - timedelta(days=300)


def test_nothing_happens_in_the_future(year):
    now = clock.now()
    assert not Lead.objects.filter(created_at__gt=now).exists()
    assert not Message.objects.filter(created_at__gt=now).exists()
    assert not ChangeSet.objects.filter(at__gt=now).exists()


def test_the_accounts_and_the_sales_team_are_as_the_documents_say(year):
    assert dict(User.objects.values_list("email", "role")) == {
        "admin@filon.localhost": "administrator",
        "ana@filon.localhost": "all",
        "mihai@filon.localhost": "own",
        "ioana@filon.localhost": "own",
    }
    team = Team.objects.get(name="Vânzări")
    assert Alias.objects.get(local_part="vanzari").owner_id == team.pk
    assert [user.name for user in team.leaders.all()] == ["Ana Dobre"]
    assert Team.objects.count() == 3


def test_some_deals_wait_for_somebody_to_take_them(year):
    assert 1 <= Lead.objects.filter(is_open=True, salesperson=None).count() <= 10


def test_letters_are_on_the_ledger_and_in_the_threads(year):
    assert InboundMessage.objects.count() == Message.objects.filter(kind="inbound", inbound__isnull=False).count() > 100
    assert not InboundMessage.objects.filter(record=None).exists()


def test_only_what_is_new_is_unread(year):
    old = clock.now() - timedelta(days=2)
    assert not Notification.objects.filter(read_at=None, created_at__lt=old).exists()


def test_every_step_is_in_the_history_with_who_did_it(year):
    assert ChangeSet.objects.filter(kind="web", actor__isnull=False).count() > 300
    assert not ChangeSet.objects.filter(kind="outside").exists()


def test_customers_live_under_the_domain_of_examples(year):
    assert not Contact.objects.exclude(email="").exclude(email__endswith=".example").exists()


def test_it_has_sold_in_every_way(year):
    assert set(Quotation.objects.values_list("state", flat=True)) == set(QuotationState.values)
    assert set(QuotationAnswer.objects.values_list("kind", flat=True)) == set(AnswerKind.values)
    posted = Invoice.objects.posted()
    assert posted.filter(residual=0).exists()
    assert posted.filter(residual__gt=0, due_on__lt=clock.now().date()).exists()
    assert Delivery.objects.exists()
    first = clock.now().date().replace(day=1)
    assert sum(invoiced_by_teams(list(Team.objects.values_list("pk", flat=True)), first, clock.now().date()).values())


def test_what_is_quoted_stands_in_the_catalogue(year):
    assert Product.objects.count() >= 12
    assert not QuotationLine.objects.filter(product=None).exists()
    assert all(quotation.untaxed == quotation.lead.expected_revenue for quotation in Quotation.objects.all())


def test_there_is_a_register_to_mine_from(year):
    query = Query(countries=("RO",), industries=("construction",), has_website=True)
    assert preview(query).count.total >= 20
    assert excluded_among_first(query) == {}
