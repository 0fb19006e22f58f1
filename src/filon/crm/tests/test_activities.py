from datetime import timedelta

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.activities.models import Activity
from filon.activities.testing import an_activity
from filon.crm.models import Lead
from filon.crm.services.archiving import archive_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.restoring import restore_leads
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead
from filon.history.models import ChangeSet
from filon.history.services.recording import write
from filon.history.services.undoing import undo

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def mihai() -> User:
    return a_user()


@pytest.fixture
def browser(client: Client, mihai: User) -> Client:
    client.force_login(mihai)
    return client


@pytest.fixture
def lead(mihai: User) -> Lead:
    return a_lead("Iluminat", salesperson=mihai)


def test_a_card_says_what_is_next(browser: Client, mihai: User, lead: Lead):
    an_activity(lead.pk, mihai, due_on=mihai.today - timedelta(days=2))
    a_lead("Fără nimic", salesperson=mihai)
    page = browser.get("/crm/").content.decode()
    assert "restantă 2" in page
    assert "fără pas următor" in page


def test_a_row_says_what_is_next(browser: Client, mihai: User, lead: Lead):
    an_activity(lead.pk, mihai)
    page = browser.get("/crm/?view=table").content.decode()
    assert 'class="act act-today"' in page


def test_the_bar_of_a_column_counts_and_filters(browser: Client, mihai: User, lead: Lead):
    an_activity(lead.pk, mihai, due_on=mihai.today - timedelta(days=2))
    an_activity(a_lead("Azi", salesperson=mihai).pk, mihai)
    a_lead("Fără nimic", salesperson=mihai)
    bars = browser.get("/crm/board/activities/", **HTMX).content.decode()
    assert all(words in bars for words in ("1 restantă", "1 pentru azi", "1 fără pas următor"))
    page = browser.get("/crm/?filter=activity:late").content.decode()
    assert "Iluminat" in page
    assert "Fără nimic" not in page


def test_winning_keeps_what_was_planned(mihai: User, lead: Lead):
    an_activity(lead.pk, mihai)
    win_lead(actor=mihai, lead=lead)
    assert Activity.objects.open().count() == 1


@pytest.mark.parametrize("end", [lose_leads, archive_leads])
def test_losing_and_archiving_cancel_what_was_planned_and_undo_brings_it_back(mihai: User, lead: Lead, end):
    an_activity(lead.pk, mihai)
    with write(mihai, "web"):
        end(actor=mihai, leads=[lead])
    ended = ChangeSet.objects.order_by("-pk")[0].pk
    restore_leads(actor=None, leads=[lead])
    assert not Activity.objects.open().exists()
    undo(ended, mihai)
    assert Activity.objects.open().count() == 1


def test_a_deleted_deal_takes_its_activities_along(mihai: User, lead: Lead):
    an_activity(lead.pk, mihai)
    lead.record.delete()
    assert not Activity.objects.exists()


def test_the_day_shows_what_lies_and_what_nobody_has_taken(browser: Client, mihai: User, lead: Lead):
    Lead.objects.filter(pk=lead.pk).update(stage_changed_at=lead.created_at - timedelta(days=20))
    a_lead("Cerere de pe site")
    page = browser.get("/").content.decode()
    assert page.index("Cerere de pe site") < page.index("nemișcată de 20 de zile")
