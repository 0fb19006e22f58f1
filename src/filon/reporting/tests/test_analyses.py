"""The pivot and the graph of opportunities: right sums, the user's rights, and sentences for what cannot be."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead
from filon.crm.services.losing import lose_leads
from filon.crm.testing import a_lead, a_reason, the_stage
from filon.organisation.testing import a_tag
from filon.ui.analyses.cube import cube
from filon.ui.lists.look import Look

pytestmark = pytest.mark.django_db
PIPELINE = "/reports/pipeline/"


@pytest.fixture
def mihai() -> User:
    return a_user(name="Mihai Ionescu")


@pytest.fixture
def browser(mihai: User) -> Client:
    client = Client()
    client.force_login(mihai)
    return client


def _pivot(client: Client, **options: str) -> list[list[str]]:
    """The pivot as its own file has it."""
    response = client.get(PIPELINE, {"view": "pivot", "export": "csv", "filter": "", **options})
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_a_pivot_adds_up_months_by_stages(browser, mihai):
    new, proposed = the_stage("New"), the_stage("Proposition")
    for stage, day, revenue in ((new, 3, 100), (new, 28, 50), (proposed, 3, 7)):
        a_lead(salesperson=mihai, stage=stage, expected_closing=date(2026, 12, day), expected_revenue=Decimal(revenue))
    a_lead(salesperson=mihai, stage=new, expected_revenue=Decimal(1))

    lines = _pivot(browser, rows="closing:month", columns="stage", measure="revenue")

    assert lines[0] == ["Închiderea estimată: lună", "Nou(ă)", "Propunere", "Total"]
    assert [line[0] for line in lines[1:]] == ["decembrie 2026", "fără dată", "Total"]
    amounts = [[Decimal(text or 0) for text in line[1:]] for line in lines[1:]]
    assert amounts == [[150, 7, 157], [1, 0, 1], [151, 7, 158]]


def test_lines_below_others_add_up_to_them(browser, mihai):
    a_lead(salesperson=mihai, priority=2, expected_revenue=Decimal(10))
    a_lead(salesperson=mihai, priority=0, expected_revenue=Decimal(5))
    lines = _pivot(browser, rows="stage,priority", columns="-", measure="count,revenue")
    assert [line[:2] for line in lines[1:]] == [
        ["Nou(ă)", "2"],
        ["   Scăzută", "1"],
        ["   Ridicată", "1"],
        ["Total", "2"],
    ]


def test_nobody_counts_what_he_may_not_see(browser, mihai):
    a_lead(salesperson=mihai, expected_revenue=Decimal(10))
    a_lead(salesperson=a_user(name="Altul"), expected_revenue=Decimal(1000))
    assert Decimal(_pivot(browser, rows="stage", columns="-", measure="revenue")[-1][-1]) == 10
    page = browser.get(PIPELINE, {"view": "graph", "filter": ""}).content.decode()
    assert "Altul" not in page
    assert "1 oportunitate ·" in page


def test_a_cell_leads_to_the_list_of_its_rows(browser, mihai):
    lead = a_lead("Aceasta", salesperson=mihai, expected_closing=date(2026, 12, 3))
    a_lead("Cealaltă", salesperson=mihai, expected_closing=date(2027, 1, 3))
    page = browser.get(PIPELINE, {"view": "pivot", "filter": "", "rows": "closing:month", "columns": "stage"})
    url = re.search(r'<a href="([^"]*closing%3A2026-12-01[^"]*)"', page.content.decode())
    assert url is not None
    shown = browser.get(url[1].replace("&amp;", "&")).content.decode()
    assert f'data-row="{lead.pk}"' in shown
    assert "Cealaltă" not in shown


def test_months_of_moments_are_the_users_months(mihai):
    lead = a_lead(salesperson=mihai)
    Lead.objects.filter(pk=lead.pk).update(created_at=datetime(2026, 11, 30, 22, 30, tzinfo=UTC))
    axis = LEADS.grouping("created:month")
    assert axis is not None
    for zone, month in (("Europe/Bucharest", "2026-12-01"), ("Europe/London", "2026-11-01")):
        made = cube(Lead.objects.all(), [axis], [], Look(mihai, date(2026, 12, 1), zone))
        assert list(made.cells) == [(month,)]


def test_a_row_with_two_tags_stands_under_both(browser, mihai):
    one, other = a_tag(name="Hală"), a_tag(name="Licitație")
    a_lead(salesperson=mihai, tags=[one, other])
    a_lead(salesperson=mihai)
    lines = _pivot(browser, rows="tag", columns="-", measure="count")
    assert [line[:2] for line in lines[1:-1]] == [["Hală", "1"], ["Licitație", "1"], ["fără etichete", "1"]]


def test_days_to_close_are_an_average_of_those_that_are_closed(browser, mihai):
    leads = [a_lead(salesperson=mihai) for _number in range(3)]
    lose_leads(actor=None, leads=leads[:2], reason=a_reason("Preț"))
    for lead, day in zip(leads, (11, 21, 1), strict=True):
        Lead.objects.filter(pk=lead.pk).update(created_at=datetime(2026, 11, 1, tzinfo=UTC))
        if day > 1:
            Lead.objects.filter(pk=lead.pk).update(closed_at=datetime(2026, 11, day, tzinfo=UTC))
    lines = _pivot(browser, rows="reason", columns="-", measure="to_close")
    assert [(line[0], line[1] and round(float(line[1]))) for line in lines[1:]] == [
        ("Preț", 15), ("fără motiv", ""), ("Total", 15),
    ]  # fmt: skip


def test_a_graph_brings_its_numbers_as_a_table(browser, mihai):
    a_lead(salesperson=mihai, expected_revenue=Decimal(42500))
    page = browser.get(PIPELINE, {"view": "graph", "rows": "stage", "columns": "-", "chart": "pie", "filter": ""})
    values = re.search(r'data-values="([^"]+)"', page.content.decode())
    assert values is not None
    drawn = json.loads(values[1].replace("&quot;", '"'))
    assert (drawn["labels"], drawn["series"][0]["data"]) == (["Nou(ă)"], [42500.0])
    assert re.search(r'<td class="num">42,5\s*mii\s*lei</td>', page.content.decode())


@pytest.mark.parametrize(
    "options",
    [
        {"rows": "nimic"}, {"columns": "stage:month"}, {"measure": "parola"}, {"rows": "closing:deceniu"},
        {"filter": "tag:999999"}, {"rule": "stage:peste:3"}, {"rule": "nimic:is:3"}, {"order": "parola"},
    ],
)  # fmt: skip
def test_what_does_not_exist_is_said_and_left_out(browser, mihai, options):
    a_lead(salesperson=mihai)
    for view in ("pivot", "graph", "table"):
        if view == "table" and not {"filter", "rule", "order"} & options.keys():
            continue
        page = browser.get(PIPELINE, {"view": view, "filter": "", **options})
        assert page.status_code == 200
        assert "note-b list-notice" in page.content.decode()


@pytest.mark.parametrize("year", [1, 9999])
def test_days_at_the_ends_of_time_do_not_break_an_analysis(browser, mihai, year):
    lead = a_lead(salesperson=mihai)
    Lead.objects.filter(pk=lead.pk).update(expected_closing=date(year, 12, 31) if year > 1 else date(1, 1, 1))
    for step in ("day", "week", "month", "quarter", "year"):
        page = browser.get(PIPELINE, {"view": "pivot", "filter": "", "rows": f"closing:{step}"})
        assert page.status_code == 200


def test_a_huge_address_is_cut_not_fatal(browser):
    long = ",".join(f"stage{number}" for number in range(300))
    page = browser.get(PIPELINE, {"view": "pivot", "rows": long, "filter": ["stage:1"] * 300, "rule": ["a:b:c"] * 50})
    assert page.status_code == 200


def test_a_pivot_costs_as_many_queries_for_many_rows(browser, mihai):
    def counted() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(PIPELINE, {"view": "pivot", "filter": ""})
        return len(found)

    a_lead(salesperson=mihai)
    before = counted()
    for number in range(12):
        a_lead(salesperson=mihai, priority=number % 3, expected_closing=date(2026, 1 + number, 1))
    assert counted() == before


def test_reports_are_in_the_menu(browser):
    page = browser.get(reverse("reporting:pipeline")).content.decode()
    assert "Analiza fluxului" in page
    assert "Câștigate și pierdute" in page
