"""What the totals tell a list is what counting its rows would."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filon.accounts.testing import a_user
from filon.core import clock
from filon.crm.choices import LeadType
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead
from filon.crm.services.losing import lose_leads
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead, the_stage
from filon.teams.testing import a_team
from filon.ui.lists.declaration import filtered
from filon.ui.lists.look import look_of
from filon.ui.lists.querying import allowed_order, page, size_in, totals
from filon.ui.lists.state import parse

pytestmark = pytest.mark.django_db

KEYS = [facet.key for facet in LEADS.facets]


def _known(user, query: str):
    state, look = parse(QueryDict(query), KEYS, ()), look_of(user)
    return LEADS.known(state, look), list(filtered(LEADS, state, look))


@pytest.fixture
def house():
    """Every kind of lead, for three people and two teams."""
    mihai, leader, ana = a_user(name="Mihai"), a_user(name="Ioana"), a_user(name="Ana", role="all")
    team, other = a_team("Vânzări", members=[mihai, leader]), a_team("Parteneri")
    team.leader = leader
    team.save()
    for number, owner in enumerate([mihai, leader, ana, None, mihai, None]):
        for place, of_team in enumerate([team, other, None]):
            revenue = Decimal(10 * number + place + 1)
            open_one, won, late, lost, gone = (
                a_lead(salesperson=owner, team=of_team, expected_revenue=revenue) for _each in range(5)
            )
            win_lead(actor=None, lead=won)
            win_lead(actor=None, lead=late)
            Lead.objects.filter(pk=late.pk).update(closed_at=clock.now() - timedelta(days=40))
            lose_leads(actor=None, leads=[lost])
            Lead.objects.filter(pk=gone.pk).update(is_active=False)
            Lead.objects.filter(pk=open_one.pk).update(stage=the_stage("Qualified"))
            a_lead(type=LeadType.LEAD, salesperson=owner, team=of_team)
    return {"mihai": mihai, "leader": leader, "ana": ana, "team": team}


@pytest.mark.parametrize("who", ["mihai", "leader", "ana"])
def test_known_figures_equal_counted_ones_for_every_audience_and_filter(house, who):
    stage, team, mihai = the_stage("Qualified").pk, house["team"].pk, house["mihai"].pk
    queries = [
        "filter=", "filter=status:open", "filter=status:open&filter=status:recent", "filter=status:won",
        "filter=status:lost&filter=status:archived", "filter=whose:mine", "filter=whose:nobody&filter=whose:mine",
        f"filter=stage:{stage}", f"filter=team:{team}&filter=team:none", "filter=team:none&filter=status:recent",
        f"filter=salesperson:{mihai}&filter=status:open",
    ]  # fmt: skip
    for query in queries:
        known, rows = _known(house[who], query)
        assert known is not None
        assert (known.rows, known.totals["revenue"]) == (len(rows), sum(row.expected_revenue_base for row in rows)), (
            query
        )


@pytest.mark.parametrize(
    "query", ["filter=&q=led", "filter=status:late", "filter=priority:2", "filter=stage:999", "filter=team:999"]
)
def test_what_the_totals_do_not_tell_apart_is_counted(query):
    assert _known(a_user(role="all"), query)[0] is None


def test_more_than_ten_thousand_rows_have_their_number_and_their_sum(browser, mihai, monkeypatch):
    monkeypatch.setattr("filon.ui.lists.querying.MANY", 2)
    for number in range(3):
        a_lead(str(number), salesperson=mihai, expected_revenue=Decimal(1000))
    page = browser.get(reverse("crm:board"), {"view": "table", "filter": "whose:mine"}).content.decode()
    assert "3 oportunități" in page
    assert "3,0\xa0mii\xa0lei" in page or "3,0 mii lei" in page
    narrowed = browser.get(reverse("crm:board"), {"view": "table", "filter": "priority:0"}).content.decode()
    assert "2+" in narrowed


@pytest.mark.parametrize("query", ["filter=whose:mine", "filter=whose:mine&filter=status:open&filter=status:recent"])
def test_the_list_of_somebody_who_owns_many_is_read_in_its_order(mihai, monkeypatch, query):
    owners, stage = [mihai, *(a_user() for _each in range(9))], the_stage("New")
    Lead.objects.bulk_create_records(
        [Lead(name=str(number), stage=stage, salesperson=owners[number % 10]) for number in range(2000)]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    monkeypatch.setattr("filon.ui.lists.querying.MANY", 100)
    state, look = parse(QueryDict(query), KEYS, ()), look_of(mihai)
    rows = filtered(LEADS, state, look)
    size = size_in(LEADS, state, rows, look)
    assert size.is_many
    with CaptureQueriesContext(connection) as asked:
        assert len(page(LEADS, rows, LEADS.default_order(), size=size).rows) == 50
    statement = next(query["sql"] for query in asked if 'ORDER BY "crm_lead"."priority" DESC' in query["sql"])
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {statement}")
        plan = "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())
    assert "lead_by_owner_priority" in plan


def test_many_rows_are_shown_in_the_lists_own_order(mihai, monkeypatch):
    monkeypatch.setattr("filon.ui.lists.querying.MANY", 2)
    for number, priority in enumerate([0, 3, 1]):
        a_lead(str(number), salesperson=mihai, priority=priority)
    for query in ("filter=", "filter=whose:mine"):
        state, look = parse(QueryDict(query), KEYS, ()), look_of(mihai)
        rows = filtered(LEADS, state, look)
        size = size_in(LEADS, state, rows, look)
        _key, order = allowed_order(LEADS, rows, LEADS.order, size)
        assert [lead.name for lead in page(LEADS, rows, order, size=size).rows] == ["1", "2", "0"]


def test_rows_are_counted_and_added_up_in_one_statement(mihai, django_assert_num_queries):
    for number in range(3):
        a_lead(str(number), salesperson=mihai, expected_revenue=Decimal(100), priority=2)
    state, look = parse(QueryDict("filter=priority:2"), KEYS, ()), look_of(mihai)
    rows = filtered(LEADS, state, look)
    with django_assert_num_queries(1):
        size = size_in(LEADS, state, rows, look, list(LEADS.columns))
        assert totals(rows, list(LEADS.columns), size) == {"revenue": Decimal(300)}
    assert size.rows == 3


def test_that_there_are_many_is_not_counted_again_at_once(mihai, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("filon.ui.lists.querying.MANY", 1)
    for number in range(3):
        a_lead(str(number), salesperson=mihai, priority=2)
    state, look = parse(QueryDict("filter=priority:2"), KEYS, ()), look_of(mihai)
    rows = filtered(LEADS, state, look)
    assert size_in(LEADS, state, rows, look).is_many
    with django_assert_num_queries(0):
        assert size_in(LEADS, state, rows, look).is_many
