"""The board by another field than the stage, the forecast by months, and the calendar."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from filon.accounts.testing import a_user
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead
from filon.crm.services.winning import win_lead
from filon.crm.testing import a_lead
from filon.history.models import ChangeSet
from filon.history.services.undoing import undo
from filon.organisation.testing import a_tag
from filon.teams.services.membership import set_members
from filon.teams.testing import a_team
from filon.ui.periods import month_of

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
BY_TAG = "/crm/?view=board&filter=&group=tag"
BY_MONTH = "/crm/?view=board&filter=&group=closing:month"


def _column(page: str, value: str) -> str:
    start = page.index(f'id="column-{value}"')
    return page[start : page.find("</section>", start)]


def test_a_column_for_each_value_with_its_cards_and_sum(browser, mihai):
    ana = a_user(name="Ana Popescu")
    team = [a_lead("A lui Mihai", salesperson=mihai, expected_revenue=Decimal(1000)), a_lead("A nimănui")]
    a_lead("A Anei", salesperson=ana)
    page = browser.get("/crm/?view=board&filter=&group=salesperson").content.decode()
    assert "A lui Mihai" in _column(page, str(mihai.pk))
    assert "1,0 mii" in _column(page, str(mihai.pk)).replace("\xa0", " ")
    assert "A nimănui" in _column(page, "none")
    assert "A Anei" not in page
    assert len(team) == 2


def test_the_forecast_shows_the_months_to_come_even_empty_ones(browser, mihai):
    today = mihai.today
    this = month_of(today)[0]
    a_lead("Acum", salesperson=mihai, expected_closing=month_of(today)[1], expected_revenue=Decimal(100))
    a_lead("Fără dată", salesperson=mihai)
    a_lead("Trecută", salesperson=mihai, expected_closing=this - timedelta(days=1))
    page = browser.get("/reports/forecast/").content.decode()
    shown = [month_of(today, step)[0] for step in range(4)]
    assert [value for value in ("none", *shown) if f'id="column-{value}"' in page] == ["none", *shown]
    assert "Acum" in _column(page, str(this))
    assert "Fără dată" in _column(page, "none")
    assert "Trecută" not in page
    more = browser.get("/reports/forecast/?months=1").content.decode()
    assert f'id="column-{month_of(today, 4)[0]}"' in more
    assert f'id="column-{month_of(today, 4)[0]}"' not in page
    assert browser.get("/reports/forecast/?months=99999999").status_code == 200
    assert browser.get("/reports/forecast/?months=x").status_code == 200


def test_a_card_dropped_on_a_month_closes_on_its_last_day(browser, mihai):
    lead = a_lead(salesperson=mihai)

    def drop(value: str, view: str = BY_MONTH):
        return browser.post(f"/crm/{lead.pk}/place/", {"stage": value, "view": view}, **HTMX)

    answer = drop("2027-02-01")
    lead.refresh_from_db()
    assert lead.expected_closing == date(2027, 2, 28)
    assert json.loads(answer["HX-Trigger-After-Swap"])["crm:moved"] == {"id": lead.pk}
    assert 'id="column-2027-02-01-head"' in answer.content.decode()
    drop("none")
    lead.refresh_from_db()
    assert lead.expected_closing is None
    for value in ("20260-01-01", "nimic", ""):
        assert drop(value).status_code == 422
    assert drop("none", "?view=board&group=reason").status_code == 422


def test_a_card_dropped_on_a_person_is_his(browser, mihai):
    lead, ana = a_lead(salesperson=mihai), a_user(name="Ana", role="all")
    view = "/crm/?view=board&filter=&group=salesperson"
    assert browser.post(f"/crm/{lead.pk}/place/", {"stage": ana.pk, "view": view}, **HTMX).status_code == 200
    lead.refresh_from_db()
    assert lead.salesperson == ana


def test_a_board_by_person_has_a_column_for_everybody_in_the_team(browser, mihai):
    ana, other = a_user(name="Ana"), a_user(name="Vlad")
    set_members(actor=None, team=a_team("Iași"), users=[mihai, ana])
    set_members(actor=None, team=a_team("Cluj"), users=[other])
    a_lead("Iluminat", salesperson=mihai)
    page = browser.get("/crm/?view=board&filter=&group=salesperson").content.decode()
    assert [f'data-stage="{person.pk}"' in page for person in (mihai, ana, other)] == [True, True, False]
    assert 'data-stage="none"' in page
    mine = browser.get("/crm/?view=board&filter=whose:mine&group=salesperson").content.decode()
    assert f'data-stage="{ana.pk}"' not in mine


def test_a_board_by_priority_or_tag_has_a_column_for_each_that_can_be_given(browser, mihai):
    solar = a_tag(name="Fotovoltaic")
    a_lead("Iluminat", salesperson=mihai)
    by_priority = browser.get("/crm/?view=board&filter=&group=priority").content.decode()
    assert [f'data-stage="{number}"' in by_priority for number in range(4)] == [True] * 4
    assert f'data-stage="{solar.pk}"' in browser.get(BY_TAG).content.decode()


def test_a_card_stands_with_each_of_its_tags_and_counts_once(browser, mihai):
    solar, urgent = a_tag(name="Fotovoltaic"), a_tag(name="Urgent")
    lead = a_lead("Iluminat", salesperson=mihai, expected_revenue=Decimal(1000))
    lead.tags.add(solar, urgent)
    a_lead("Fără", salesperson=mihai, expected_revenue=Decimal(500))
    page = browser.get(BY_TAG).content.decode().replace("\xa0", " ")
    for column in (solar.pk, urgent.pk):
        assert "Iluminat" in _column(page, str(column))
        assert f'id="card-{lead.pk}-{column}"' in page
    assert "Fără" in _column(page, "none")
    assert "2 oportunități · 1,5 mii lei" in page


def test_a_drop_between_tags_takes_the_one_for_the_other(browser, mihai):
    solar, urgent, big = a_tag(name="Fotovoltaic"), a_tag(name="Urgent"), a_tag(name="Mare")
    lead = a_lead(salesperson=mihai)
    lead.tags.add(solar, urgent)

    def drop(origin: object, value: object):
        posted = {"stage": str(value), "from": str(origin), "view": BY_TAG}
        return browser.post(f"/crm/{lead.pk}/place/", posted, **HTMX)

    page = drop(solar.pk, big.pk).content.decode()
    assert set(lead.tags.all()) == {urgent, big}
    assert [f'id="card-{lead.pk}-{tag.pk}"' in page for tag in (urgent, big, solar)] == [True, True, False]
    assert drop(urgent.pk, big.pk).status_code == 200
    assert list(lead.tags.all()) == [big]
    undo(ChangeSet.objects.latest("pk").pk, mihai)
    assert set(lead.tags.all()) == {urgent, big}
    drop(big.pk, "none")
    assert not lead.tags.exists()
    drop("none", solar.pk)
    assert list(lead.tags.all()) == [solar]
    for value in ("999999", "x", "9" * 30, ""):
        assert drop(solar.pk, value).status_code == 422


def test_a_board_by_every_field_that_is_offered(browser, mihai):
    a_lead("Iluminat", salesperson=mihai, expected_closing=date(2027, 1, 31))
    for grouping in LEADS.groupings:
        page = browser.get(f"/crm/?view=board&filter=&group={grouping.key}")
        assert "Iluminat" in page.content.decode(), grouping.key


def test_what_changes_is_told_with_a_card_for_each_column(browser, mihai):
    solar, urgent = a_tag(name="Fotovoltaic"), a_tag(name="Urgent")
    lead = a_lead(salesperson=mihai)
    page = browser.get(BY_TAG).content.decode()
    cursor = page.split('data-cursor="')[1].split('"')[0]
    if connection.vendor == "postgresql":
        pytest.skip("the test's transaction is never finished, so its changes are not to be read yet")
    lead.tags.add(solar, urgent)
    news = browser.get(f"/crm/board/changes/{BY_TAG.removeprefix('/crm/')}&after={cursor}").json()
    (change,) = news["changes"]
    assert [f'data-stage="{tag.pk}"' in html for tag, html in zip((solar, urgent), change["cards"], strict=True)]
    assert len(change["cards"]) == 2


def test_a_long_column_is_shown_in_parts(browser, mihai):
    for number in range(43):
        a_lead(f"Nr. {number}", salesperson=mihai)
    page = browser.get(BY_MONTH).content.decode()
    assert page.count('class="deal"') == 40
    start = page.index("/crm/board/by/none/more/")
    url = page[start : page.index('"', start)].replace("&amp;", "&")
    rest = browser.get(url, **HTMX).content.decode()
    assert rest.count('class="deal"') == 3
    assert 'data-stage="none"' in rest


def test_a_board_by_month_costs_the_same_for_many_columns(browser, mihai, django_assert_max_num_queries):
    for number in range(12):
        a_lead(salesperson=mihai, expected_closing=date(2027, 1 + number, 1))
    with django_assert_max_num_queries(25):
        assert browser.get(BY_MONTH, **HTMX).status_code == 200


def test_the_calendar_has_the_rows_of_its_days_and_no_others(browser, mihai):
    lead = a_lead("Iluminat", salesperson=mihai, expected_closing=date(2026, 12, 18), expected_revenue=Decimal(42500))
    a_lead("A altuia", salesperson=a_user(name="Altul"), expected_closing=date(2026, 12, 18))
    a_lead("Altă lună", salesperson=mihai, expected_closing=date(2027, 3, 1))
    page = browser.get("/crm/?view=calendar&filter=").content.decode()
    assert 'data-behaviour="rows-calendar"' in page
    url = "/crm/?view=calendar&filter=&on=feed"
    found = browser.get(f"{url}&start=2026-12-01&end=2027-01-05").json()["events"]
    assert [(event["id"], event["start"], event["url"]) for event in found] == [
        (str(lead.pk), "2026-12-18", f"/crm/{lead.pk}/")
    ]
    assert found[0]["title"].startswith("Iluminat · 42.500")
    for period in (
        "start=2026-12-01",
        "start=x&end=y",
        "start=2026-01-01&end=2036-01-01",
        "start=20260-01-01&end=20260-02-01",
    ):
        assert browser.get(f"{url}&{period}").json() == {"events": [], "notice": "Aceasta nu este o perioadă."}
    assert Lead.objects.count() == 3


def test_the_columns_of_people_add_up_from_the_totals_what_their_rows_do(browser, mihai):
    ana = a_user(name="Ana", role="all")
    a_lead("Una", salesperson=mihai, expected_revenue=Decimal(1000))
    won = a_lead("Alta", salesperson=ana, expected_revenue=Decimal(2500))
    win_lead(actor=None, lead=won)
    a_lead("A nimănui", expected_revenue=Decimal(300))
    browser.force_login(ana)
    address = "/crm/?view=board&filter=status:open&filter=status:recent&group="
    for grouping in ("salesperson", "team"):
        known = browser.get(f"{address}{grouping}").content.decode()
        counted = browser.get(f"{address}{grouping}&rule=revenue:not:1").content.decode()
        for value in (str(mihai.pk), str(ana.pk), "none") if grouping == "salesperson" else ("none",):
            pieces = [_column(page, value) for page in (known, counted)]
            heads = [re.findall(r'data-count>(.*?)</span><span class="m">(.*?)</span>', piece) for piece in pieces]
            assert heads[0] == heads[1] != []
            cards = [re.findall(r'id="card-(\d+)', piece) for piece in pieces]
            assert cards[0] == cards[1] != []
