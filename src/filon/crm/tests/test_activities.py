from datetime import timedelta

import pytest
from django.test import Client

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.activities.lists import grid
from filon.activities.models import Activity
from filon.activities.testing import an_activity, the_type
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


def test_the_activity_view_has_a_row_for_each_deal_and_a_column_for_each_type(
    browser: Client, mihai: User, lead: Lead, django_assert_max_num_queries
):
    other = a_lead("Altă afacere", salesperson=mihai)
    an_activity(lead.pk, mihai, due_on=mihai.today + timedelta(days=3))
    an_activity(other.pk, mihai, english="E-mail", due_on=mihai.today - timedelta(days=1))
    a_lead("Fără nimic", salesperson=mihai)
    with django_assert_max_num_queries(24):
        page = browser.get("/crm/?view=activities").content.decode()
    assert page.index("Altă afacere") < page.index("Iluminat")
    assert "Fără nimic" not in page


def test_the_walk_over_many_finds_the_same_places_page_by_page(mihai: User, monkeypatch):
    leads = [a_lead(str(number), salesperson=mihai) for number in range(45)]
    for number, lead in enumerate(leads):
        an_activity(lead.pk, mihai, due_on=mihai.today + timedelta(days=number % 7))
        an_activity(lead.pk, mihai, due_on=mihai.today + timedelta(days=30))
    rows = Lead.objects.visible_to(mihai)
    few = grid.nearest(rows, None)
    few_after = grid.nearest(rows, few[grid.PAGE - 1])
    monkeypatch.setattr(grid, "FEW", 0)
    assert grid.nearest(rows, None) == few
    assert grid.nearest(rows, few[grid.PAGE - 1]) == few_after
    assert len(few_after) == 5


def test_one_activity_is_planned_on_many_deals(browser: Client, mihai: User, lead: Lead):
    other = a_lead("Altă afacere", salesperson=mihai)
    values = {"act": "bulk", "bulk": "plan", "confirmed": "1", "ids": [lead.pk, other.pk], "due_on": "mâine"}
    values["activity_type"] = the_type("Call").pk
    assert browser.post("/crm/", values, **HTMX).status_code == 204
    assert Activity.objects.open().count() == 2
